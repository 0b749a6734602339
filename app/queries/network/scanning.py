"""A filter in, its ties as columns out: those of everything, and those of each step of some months."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import CTE, ColumnElement, Integer, Select, cast, extract, func, literal, select, tuple_
from sqlalchemy.orm import Session

from app.codebook.terms import Stance
from app.db.tables import StatementFact
from app.queries import base, periods
from app.queries.filter import Filter
from app.queries.periods import Period


class Row(NamedTuple):
    """Either all ties or those of one step; a tie is what stands at one place of every column.

    Steps are numbered from the month of `since`, or else from the first month with a stance; no number means
    that the month is not known. Only the row of all ties knows the days that each of them spans.
    """

    is_whole: int
    step: int | None
    first: date | None
    last: date | None
    speakers: list[str]
    positions: list[str]
    n: list[int]
    by_stance: tuple[list[int], ...]
    firsts: list[date | None]
    lasts: list[date | None]


def rows(session: Session, chosen: Filter, step: int) -> Sequence[Row]:
    """Everything in one scan, as few rows: hundreds of thousands of ties would be slow one by one."""
    stances = slice(7, 7 + len(Stance))
    return [
        Row._make((*row[:7], tuple(row[stances]), row[-2] or [], row[-1] or []))
        for row in session.execute(_asked(chosen, step))
    ]


def _asked(chosen: Filter, step: int) -> Select[*tuple[object, ...]]:
    """A row for everything and one for each step of months, with the columns of the ties in lists."""
    units = _units(chosen)
    origin: ColumnElement[date | None] = (
        literal(Period.MONTH.start(chosen.since.first))
        if chosen.since
        else select(func.min(units.c.month)).scalar_subquery()
    )
    number = func.div(_months(units.c.month) - _months(origin), step)
    c = select(units, cast(number, Integer).label("step")).subquery().c
    whole = func.grouping(c.step).label("whole")
    tie = (
        select(
            whole,
            c.step,
            func.min(c.month).label("month"),
            func.max(c.month).label("until"),
            c.speaker,
            c.position,
            func.count().label("n"),
            *(func.count().filter(c[stance]).label(stance) for stance in Stance),
            func.min(c.first).label("first"),
            func.max(c.last).label("last"),
        )
        .group_by(func.grouping_sets(tuple_(c.speaker, c.position), tuple_(c.speaker, c.position, c.step)))
        .subquery()
        .c
    )
    listed = (tie.speaker, tie.position, tie.n, *(tie[stance] for stance in Stance))
    days = (func.array_agg(day).filter(tie.whole == 1) for day in (tie.first, tie.last))
    return select(
        tie.whole,
        tie.step,
        func.min(tie.month),
        func.max(tie.until),
        *(func.array_agg(column) for column in listed),
        *days,
    ).group_by(tie.whole, tie.step)


def _months(day: ColumnElement[date | None]) -> ColumnElement[int]:
    return cast(extract("year", day) * 12 + extract("month", day), Integer)


def _units(chosen: Filter) -> CTE:
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
            *(func.bool_or(c.stance == stance).label(stance) for stance in Stance),
            func.min(c.said_on).label("first"),
            func.max(c.said_on).label("last"),
            func.min(c.month).label("month"),
        )
        .group_by(c.speaker, c.position, c.unit)
        .cte("units")
    )
