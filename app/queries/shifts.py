"""A filter in, the days from which a position was held differently out, with what that leaves uncertain."""

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from math import sqrt
from typing import NamedTuple

import numpy as np
from sqlalchemy import Integer, String, distinct, func, literal, select, union_all
from sqlalchemy.orm import Session

from app.codebook.terms import Stance
from app.db.tables import StatementFact
from app.queries import base, change_points, rollups
from app.queries.analysis_rows import PositionShifts, Shift
from app.queries.change_points import Counts, Split
from app.queries.filter import Filter
from app.queries.intervals import Z
from app.queries.memory import remembered
from app.queries.rollups import Cell, Question
from app.queries.stances import WEIGHT, split

MINIMUM = 20
EVIDENCE = 3
KEPT = 10
RECENT_DAYS = 730

_WEIGHTS = np.array([WEIGHT[stance] for stance in Stance])
_KINDS = {stance: place for place, stance in enumerate(Stance)}


class _Series(NamedTuple):
    """One position: how many speakers took each stance, a row for each day."""

    position: str
    days: Sequence[date]
    counts: Counts
    undated: int

    @property
    def n(self) -> int:
        return int(self.counts.sum())


class _Found(NamedTuple):
    series: _Series
    split: Split
    start: int
    stop: int


def all_(session: Session, chosen: Filter) -> list[PositionShifts]:
    """For every position with a stance in the filter its shifts, the position with the most said on it first.

    What one speaker says on one day is not many independent signs, so it is speaker-days that are counted: a
    stance that a speaker took on a day counts once, however many units show it. A unit is dated by its
    earliest report that is dated to the day. Under `MINIMUM` speaker-days nothing is looked for.
    """
    return remembered(session, ("shifts", chosen), lambda: _all(session, chosen))


def _all(session: Session, chosen: Filter) -> list[PositionShifts]:
    series = _series(session, chosen)
    found = [each for one in series for each in _shifts_of(one)]
    shifts = _evidenced(session, chosen, found)
    return [
        PositionShifts(
            one.position,
            one.n,
            one.undated,
            one.n >= MINIMUM,
            [shift for shift in shifts if shift.position == one.position],
        )
        for one in series
    ]


def of_position(session: Session, chosen: Filter, position: str) -> PositionShifts:
    """The shifts of one position; `enough` is false where too little was said to tell."""
    found = all_(session, chosen.only("position", position))
    return next(iter(found), PositionShifts(position, 0, 0, False, []))


def biggest_recent(session: Session, chosen: Filter, n: int = 3) -> list[Shift]:
    """The shifts in the last two years before the latest statement with a stance, the greatest first.

    At most `KEPT`. Of everything they are found once after each ingest.
    """
    cells = sorted(rollups.answer(session, _RECENT, chosen), key=lambda cell: cell.n)
    return [_read(cell.word) for cell in cells if cell.word][:n]


def _recent(session: Session, chosen: Filter) -> list[Cell]:
    """The recent shifts in order, and a cell without words that says they were looked for."""
    series = _series(session, chosen)
    newest = max((one.days[-1] for one in series if one.days), default=date.min)
    found = [each for one in series for each in _shifts_of(one)]
    recent = [each for each in found if (newest - each.series.days[each.split.at + 1]).days <= RECENT_DAYS]
    recent.sort(key=lambda each: (-abs(_effect(each)[2]), each.series.position, each.split.at))
    shifts = _evidenced(session, chosen, recent[:KEPT])
    cells = [Cell(shift.on, _written(shift), place) for place, shift in enumerate(shifts, 1)]
    return [Cell(None, "", 0), *cells]


_RECENT = Question("shifts/recent", _recent)
QUESTIONS = (_RECENT,)


def _written(shift: Shift) -> str:
    return json.dumps(shift._asdict(), default=date.isoformat)


def _read(words: str) -> Shift:
    shift = Shift(**json.loads(words))
    on, low, high = (date.fromisoformat(str(day)) for day in (shift.on, shift.low, shift.high))
    return shift._replace(on=on, low=low, high=high)


def _series(session: Session, chosen: Filter) -> list[_Series]:
    rows, coding = base.codings(chosen)
    unit = base.unit(chosen)
    exact = StatementFact.said_on == StatementFact.said_last
    once = (
        rows.with_only_columns(
            coding.label("coding"),
            unit.label("unit"),
            func.min(StatementFact.speaker_id).label("speaker"),
            func.min(StatementFact.said_on).filter(exact).label("day"),
        )
        .group_by(coding, unit)
        .subquery()
    )
    speakers = func.count(distinct(once.c.speaker))
    asked = select(once.c.coding, once.c.day, speakers, func.count()).group_by(once.c.coding, once.c.day)
    cells: dict[str, dict[date, list[int]]] = defaultdict(dict)
    undated: dict[str, int] = defaultdict(int)
    for token, day, n, units in session.execute(asked):
        position, stance = split(token)
        if day is None:
            undated[position] += units
        else:
            cells[position].setdefault(day, [0] * len(_KINDS))[_KINDS[stance]] = n
    series = []
    for position in cells.keys() | undated.keys():
        days = sorted(cells[position])
        counts = np.array([cells[position][day] for day in days], dtype=np.int64).reshape(-1, len(_KINDS))
        series.append(_Series(position, days, counts, undated[position]))
    return sorted(series, key=lambda one: (-one.n, one.position))


def _shifts_of(series: _Series) -> list[_Found]:
    if series.n < MINIMUM:
        return []
    splits = change_points.splits(series.counts)
    edges = [0, *(each.at + 1 for each in splits), len(series.days)]
    return [
        _Found(series, each, start, stop)
        for each, start, stop in zip(splits, edges[:-2], edges[2:], strict=True)
    ]


def _evidenced(session: Session, chosen: Filter, found: Sequence[_Found]) -> list[Shift]:
    before, after = _nearest(session, chosen, found)
    shifts = []
    for number, each in enumerate(found):
        days, at = each.series.days, each.split.at
        net_before, net_after, effect, effect_low, effect_high = _effect(each)
        p, permutations = change_points.chance(each.series.counts, each.split) or (None, 0)
        shifts.append(
            Shift(
                position=each.series.position,
                on=days[at + 1],
                low=days[each.split.low],
                high=days[each.split.high + 1],
                n_before=int(each.series.counts[each.start : at + 1].sum()),
                n_after=int(each.series.counts[at + 1 : each.stop].sum()),
                net_before=net_before,
                net_after=net_after,
                effect=effect,
                effect_low=effect_low,
                effect_high=effect_high,
                bayes_factor=each.split.bayes_factor,
                p=p,
                permutations=permutations,
                before=before.get(number, []),
                after=after.get(number, []),
            )
        )
    return shifts


def _effect(found: _Found) -> tuple[float, float, float, float, float]:
    """Net stance before and after, and the difference with its 95 % interval."""
    at = found.split.at + 1
    left, right = found.series.counts[found.start : at], found.series.counts[at : found.stop]
    before, after = left.sum(axis=0), right.sum(axis=0)
    net_before, net_after = (float(counts @ _WEIGHTS / counts.sum()) for counts in (before, after))
    (mean_before, spread_before), (mean_after, spread_after) = _believed(before), _believed(after)
    middle, margin = mean_after - mean_before, Z * sqrt(spread_before + spread_after)
    return (
        net_before,
        net_after,
        net_after - net_before,
        max(middle - margin, -2.0),
        min(middle + margin, 2.0),
    )


def _believed(counts: Counts) -> tuple[float, float]:
    """Mean and variance of the net stance under Jeffreys' prior."""
    weights = counts + 0.5
    n = float(weights.sum())
    mean = float(weights @ _WEIGHTS) / n
    return mean, (float(weights @ _WEIGHTS**2) / n - mean**2) / (n + 1)


def _nearest(
    session: Session, chosen: Filter, found: Sequence[_Found]
) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    """The statements on the position last before and first after each shift, by its number."""
    asked = []
    on, id_ = StatementFact.said_on, StatementFact.id
    for number, each in enumerate(found):
        last, first = each.series.days[each.split.at], each.series.days[each.split.at + 1]
        rows = base.statements(chosen.only("position", each.series.position)).where(
            on == StatementFact.said_last
        )
        for side, order, within in (
            ("before", (on.desc(), id_), on <= last),
            ("after", (on, id_), on >= first),
        ):
            place = func.row_number().over(order_by=order)
            walk = (
                rows.where(within)
                .with_only_columns(literal(number, Integer), literal(side, String), place, id_)
                .order_by(*order)
                .limit(EVIDENCE)
            )
            asked.append(select(walk.subquery()))
    sides: dict[str, dict[int, list[str]]] = {"before": defaultdict(list), "after": defaultdict(list)}
    if asked:
        for number, side, _, statement in sorted(session.execute(union_all(*asked)).all()):
            sides[side][number].append(statement)
    return sides["before"], sides["after"]
