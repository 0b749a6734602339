"""A filter in, who holds which position out: ties of speakers to positions, and of speakers to each other."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Subquery, func, select
from sqlalchemy.orm import Session

from app.codebook.terms import Stance
from app.db.tables import StatementFact
from app.queries import base, periods
from app.queries.analysis_rows import Agreement, Pair, Tie, Window, Windows
from app.queries.filter import Filter
from app.queries.periods import Period

MOST_SPEAKERS = 200
_STANCES = tuple(Stance)

Floats = NDArray[np.float64]


class Normalization(StrEnum):
    """What the number of positions on which two speakers agree is divided by.

    `none`: nothing; `average`: the mean number of positions that the two hold; `jaccard`: the number that
    either holds; `cosine`: the geometric mean of the two numbers.
    """

    NONE = "none"
    AVERAGE = "average"
    JACCARD = "jaccard"
    COSINE = "cosine"


def two_mode(session: Session, chosen: Filter, at_least: int = 1) -> list[Tie]:
    """Every speaker and position with that many units of the filter, undated ones included; most first."""
    c = _units(chosen).c
    asked = select(
        c.speaker,
        c.position,
        func.count(),
        *(func.count().filter(c[stance]) for stance in _STANCES),
        func.min(c.first),
        func.max(c.last),
    ).group_by(c.speaker, c.position)
    found = [Tie._make(row) for row in session.execute(asked.having(func.count() >= at_least))]
    return sorted(found, key=lambda tie: (-tie.n, tie.speaker_id, tie.position))


def moving(session: Session, chosen: Filter, months: int = 12, step: int = 6, at_least: int = 1) -> Windows:
    """The ties in each window of that many months, a new one every `step` months; empty ones are there too.

    A unit stands in the month of its earliest dated report. The last window may be shorter than the others.
    """
    c = _units(chosen).c
    asked = select(
        c.speaker,
        c.position,
        c.month,
        func.count(),
        *(func.count().filter(c[stance]) for stance in _STANCES),
        func.min(c.first),
        func.max(c.last),
    ).group_by(c.speaker, c.position, c.month)
    by_month: dict[date, list[Tie]] = defaultdict(list)
    undated = 0
    for speaker, position, month, *rest in session.execute(asked):
        if month is None:
            undated += rest[0]
        else:
            by_month[month].append(Tie(speaker, position, *rest))
    spans = [start for start, _ in periods.shown(chosen, Period.MONTH, list(by_month))]
    windows = []
    for place in range(0, len(spans), step):
        starts = spans[place : place + months]
        ties = _summed(tie for start in starts for tie in by_month.get(start, ()))
        kept = [tie for tie in ties if tie.n >= at_least]
        windows.append(Window(starts[0], Period.MONTH.end(starts[-1]), kept))
        if place + months >= len(spans):
            break
    return Windows(windows, undated)


def one_mode(
    ties: Iterable[Tie],
    normalization: Normalization = Normalization.AVERAGE,
    at_least: int = 1,
    most: int = MOST_SPEAKERS,
) -> Agreement:
    """Which speakers agree and which are opposed, by the positions that they hold.

    A speaker holds a stance on a position from `at_least` units on. Two are congruent on a position if they
    hold the same stance on it (any of the four), in conflict if one supports and the other opposes it; who
    does both is both. Of more than `most` speakers those with the most units are compared.
    """
    held = [tie for tie in ties if max(_counts(tie)) >= at_least]
    weight: dict[str, int] = defaultdict(int)
    for tie in held:
        weight[tie.speaker_id] += tie.n
    speakers = sorted(weight, key=lambda each: (-weight[each], each))
    places = {speaker: place for place, speaker in enumerate(speakers[:most])}
    columns = {position: place for place, position in enumerate(sorted({tie.position for tie in held}))}
    holds = np.zeros((len(_STANCES), len(places), len(columns)))
    for tie in held:
        if tie.speaker_id in places:
            row, column = places[tie.speaker_id], columns[tie.position]
            holds[:, row, column] = [n >= at_least for n in _counts(tie)]
    pairs = _pairs(holds, list(places), normalization)
    return Agreement(normalization, at_least, sorted(places), pairs, len(speakers) - len(places))


def _units(chosen: Filter) -> Subquery:
    """One row for each speaker, position and unit: which stances it takes, and when."""
    rows, coding = base.codings(chosen)
    flat = rows.with_only_columns(
        StatementFact.speaker_id.label("speaker"),
        func.split_part(coding, "=", 1).label("position"),
        func.split_part(coding, "=", 2).label("stance"),
        base.unit(chosen).label("unit"),
        StatementFact.said_on,
        periods.start_of(Period.MONTH).label("month"),
    ).subquery()
    c = flat.c
    return (
        select(
            c.speaker,
            c.position,
            c.unit,
            *(func.bool_or(c.stance == stance).label(stance) for stance in _STANCES),
            func.min(c.said_on).label("first"),
            func.max(c.said_on).label("last"),
            func.min(c.month).label("month"),
        )
        .group_by(c.speaker, c.position, c.unit)
        .subquery()
    )


def _counts(tie: Tie) -> tuple[int, int, int, int]:
    return tie.support, tie.conditional, tie.neutral, tie.oppose


def _summed(ties: Iterable[Tie]) -> list[Tie]:
    sums: dict[tuple[str, str], Tie] = {}
    for tie in ties:
        key = tie.speaker_id, tie.position
        sums[key] = _plus(sums[key], tie) if key in sums else tie
    return sorted(sums.values(), key=lambda tie: (-tie.n, tie.speaker_id, tie.position))


def _plus(one: Tie, two: Tie) -> Tie:
    return one._replace(
        n=one.n + two.n,
        support=one.support + two.support,
        conditional=one.conditional + two.conditional,
        neutral=one.neutral + two.neutral,
        oppose=one.oppose + two.oppose,
        first_on=min((day for day in (one.first_on, two.first_on) if day), default=None),
        last_on=max((day for day in (one.last_on, two.last_on) if day), default=None),
    )


def _pairs(holds: Floats, speakers: Sequence[str], normalization: Normalization) -> list[Pair]:
    """Every two speakers that agree or are opposed on something."""
    any_: Floats = np.asarray(holds.any(axis=0), dtype=np.float64)
    support, oppose = holds[_STANCES.index(Stance.SUPPORT)], holds[_STANCES.index(Stance.OPPOSE)]
    # The number of positions, not of stances: two speakers who both support and oppose one agree on it once.
    same = np.zeros((len(speakers), len(speakers)))
    against = np.zeros_like(same)
    for column in range(holds.shape[2]):
        of = holds[:, :, column]
        same += (of.T @ of) > 0
        crossed = np.outer(support[:, column], oppose[:, column])
        against += (crossed + crossed.T) > 0
    shared = any_ @ any_.T
    by = _divisor(any_.sum(axis=1), shared, normalization)
    found = []
    for i, j in zip(*np.nonzero(np.triu(same + against, 1)), strict=True):
        one, other = sorted((speakers[i], speakers[j]))
        n_same, n_against, divisor = int(same[i, j]), int(against[i, j]), float(by[i, j])
        found.append(
            Pair(
                one,
                other,
                int(shared[i, j]),
                n_same,
                n_against,
                n_same / divisor,
                n_against / divisor,
                (n_same - n_against) / divisor,
            )
        )
    return sorted(found, key=lambda pair: (-pair.shared, pair.one, pair.other))


def _divisor(held: Floats, shared: Floats, normalization: Normalization) -> Floats:
    match normalization:
        case Normalization.NONE:
            return np.ones_like(shared)
        case Normalization.AVERAGE:
            return (held[:, None] + held[None, :]) / 2
        case Normalization.JACCARD:
            return held[:, None] + held[None, :] - shared
        case Normalization.COSINE:
            found: Floats = np.sqrt(np.outer(held, held))
            return found
