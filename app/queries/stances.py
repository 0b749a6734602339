"""A filter in, how its statements stand to each position out."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial

from sqlalchemy import ColumnElement, func
from sqlalchemy.orm import Session

from app.codebook.terms import Stance
from app.db.tables import StatementFact
from app.queries import base, periods, rollups
from app.queries.filter import Filter
from app.queries.periods import Period
from app.queries.rollups import Cell, Question
from app.queries.rows import NetStance, StanceBucket, StanceTotal

# How far each stance goes towards the position.
WEIGHT = {Stance.SUPPORT: 1.0, Stance.CONDITIONAL: 0.5, Stance.NEUTRAL: 0.0, Stance.OPPOSE: -1.0}


def by_period(session: Session, chosen: Filter, period: Period = Period.YEAR) -> list[StanceBucket]:
    """Units for each period, position and stance; each position has every period and stance, with zero.

    `total` is how many take any stance on that position in that period: the denominator of a share.
    Codings whose date does not settle the period are left out; `undated` counts them.
    """
    counts: dict[tuple[str, date], dict[Stance, int]] = defaultdict(dict)
    for day, coding, n in rollups.answer(session, _CODINGS[period], chosen):
        position, stance = split(coding)
        if day is not None:
            counts[position, day][stance] = n
    asked = rollups.answer(session, _POSITIONS[period], chosen)
    totals = {(position, day): n for day, position, n in asked}
    spans = periods.shown(chosen, period, [day for _, day in counts])
    return [
        StanceBucket(
            start,
            end,
            position,
            stance,
            counts[position, start].get(stance, 0),
            totals.get((position, start), 0),
        )
        for position in sorted({position for position, _ in counts})
        for start, end in spans
        for stance in Stance
    ]


def undated(session: Session, chosen: Filter, period: Period = Period.YEAR) -> dict[str, int]:
    """For each position, the units whose date does not settle the period."""
    cells = rollups.answer(session, _POSITIONS[period], chosen)
    return {position: n for day, position, n in cells if day is None}


def overview(session: Session, chosen: Filter) -> list[StanceTotal]:
    """Every position that a statement of the filter takes a stance on, the most frequent first."""
    counts: dict[str, dict[Stance, int]] = defaultdict(dict)
    for _, coding, n in rollups.answer(session, _IN_ALL, chosen):
        of, stance = split(coding)
        counts[of][stance] = n
    first, last = (
        {of: day for day, of, _ in rollups.answer(session, each, chosen)} for each in (_FIRST, _LAST)
    )
    found = [
        StanceTotal(
            position=of,
            support=counts[of].get(Stance.SUPPORT, 0),
            conditional=counts[of].get(Stance.CONDITIONAL, 0),
            neutral=counts[of].get(Stance.NEUTRAL, 0),
            oppose=counts[of].get(Stance.OPPOSE, 0),
            total=total,
            first_on=first.get(of),
            last_on=last.get(of),
        )
        for _, of, total in rollups.answer(session, _ON_EACH, chosen)
    ]
    return sorted(found, key=lambda row: (-row.total, row.position))


def net_by_year(session: Session, chosen: Filter) -> list[NetStance]:
    """Where each position stood in each year with a statement on it, from -1 (opposed) to 1 (supported)."""
    cells: dict[tuple[str, int], dict[Stance, int]] = defaultdict(dict)
    for day, coding, n in rollups.answer(session, _CODINGS[Period.YEAR], chosen):
        position, stance = split(coding)
        if day is not None:
            cells[position, day.year][stance] = n
    return [
        NetStance(position, year, net(counts.items()), sum(counts.values()))
        for (position, year), counts in sorted(cells.items())
    ]


def net(counts: Iterable[tuple[Stance, int]]) -> float:
    """The mean weight of some stances."""
    held = list(counts)
    return sum(WEIGHT[stance] * n for stance, n in held) / sum(n for _, n in held)


def split(coding: str) -> tuple[str, Stance]:
    """Position and stance of a coding written as one word."""
    position, _, stance = coding.partition("=")
    return position, Stance(stance)


def _position(coding: ColumnElement[str]) -> ColumnElement[str]:
    return func.split_part(coding, "=", 1)


def _codings_by(session: Session, chosen: Filter, period: Period) -> Iterator[Cell]:
    rows, coding = base.codings(chosen)
    asked = base.cross_counted(chosen, rows, periods.start_of(period), coding)
    return (Cell(*row) for row in session.execute(asked))


def _positions_by(session: Session, chosen: Filter, period: Period) -> Iterator[Cell]:
    rows, coding = base.codings(chosen)
    asked = base.cross_counted(chosen, rows, periods.start_of(period), _position(coding))
    return (Cell(*row) for row in session.execute(asked))


def _codings(session: Session, chosen: Filter) -> Iterator[Cell]:
    rows, coding = base.codings(chosen)
    return (Cell(None, *row) for row in session.execute(base.counted(chosen, rows, coding)))


def _positions(session: Session, chosen: Filter) -> Iterator[Cell]:
    rows, coding = base.codings(chosen)
    return (Cell(None, *row) for row in session.execute(base.counted(chosen, rows, _position(coding))))


def _day(session: Session, chosen: Filter, end: Callable[..., ColumnElement[date | None]]) -> Iterator[Cell]:
    """The first or last day that is known exactly."""
    rows, coding = base.codings(chosen)
    position = _position(coding)
    to_the_day = rows.where(StatementFact.said_on == StatementFact.said_last)
    asked = to_the_day.with_only_columns(end(StatementFact.said_on), position, func.count()).group_by(
        position
    )
    return (Cell(*row) for row in session.execute(asked))


_CODINGS = {each: Question(f"codings by {each}", partial(_codings_by, period=each)) for each in Period}
_POSITIONS = {each: Question(f"positions by {each}", partial(_positions_by, period=each)) for each in Period}
_IN_ALL = Question("codings", _codings)
_ON_EACH = Question("positions", _positions)
_FIRST = Question("first days of positions", partial(_day, end=func.min))
_LAST = Question("last days of positions", partial(_day, end=func.max))
QUESTIONS = (*_CODINGS.values(), *_POSITIONS.values(), _IN_ALL, _ON_EACH, _FIRST, _LAST)
