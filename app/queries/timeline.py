"""A filter in, what was said day by day and period by period out."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from itertools import groupby

from sqlalchemy import case
from sqlalchemy.orm import Session

from app.db.tables import StatementFact
from app.queries import base, events, periods, rollups, statements
from app.queries.filter import Filter
from app.queries.paging import Order, Place
from app.queries.periods import Period
from app.queries.rollups import Cell, Question
from app.queries.rows import Bucket, DayGroup, Days, EventRow, Histogram, StatementRow


def days(
    session: Session,
    chosen: Filter,
    after: Place | None = None,
    limit: int = statements.PAGE,
    order: Order = Order.NEWEST,
) -> Days:
    """A page of statements by day, each day with the events since the day shown before it."""
    page = statements.page(session, chosen, after, limit, order)
    dates = [row.said_on for row in page.rows if row.said_on]
    if not dates:
        return Days(_grouped(page.rows, [], None, order), page)
    edge = after.said_on if after else None
    span = (min([*dates, edge or dates[0]]), max([*dates, edge or dates[0]]))
    return Days(_grouped(page.rows, events.between(session, *span), edge, order), page)


def by_period(session: Session, chosen: Filter, period: Period = Period.MONTH) -> Histogram:
    """How many were said in each period; periods with none are present, with zero."""
    found: dict[date, int] = {}
    outside = dict.fromkeys((_UNDATED, _IMPRECISE), 0)
    for day, word, n in rollups.answer(session, _BY[period], chosen):
        if day is None:
            outside[word] = n
        else:
            found[day] = n
    spans = periods.shown(chosen, period, list(found))
    buckets = [Bucket(first, last, found.get(first, 0)) for first, last in spans]
    return Histogram(buckets, outside[_UNDATED], outside[_IMPRECISE])


def _cells(session: Session, chosen: Filter, period: Period) -> Iterator[Cell]:
    start = periods.start_of(period)
    why_not = case((StatementFact.said_on.is_(None), _UNDATED), (start.is_(None), _IMPRECISE), else_="")
    asked = base.cross_counted(chosen, base.reports(chosen), start, why_not)
    return (Cell(*row) for row in session.execute(asked))


_UNDATED = "undated"
_IMPRECISE = "imprecise"
_BY = {each: Question(f"statements by {each}", partial(_cells, period=each)) for each in Period}
QUESTIONS = tuple(_BY.values())


def _grouped(
    rows: Sequence[StatementRow], occasions: Sequence[EventRow], edge: date | None, order: Order
) -> list[DayGroup]:
    """The rows by day and precision; an event stands with the first day shown that is not beyond it."""
    groups = []
    shown_before = edge
    for (day, precision), members in groupby(rows, key=lambda row: (row.said_on, row.said_precision)):
        since_then = [each for each in occasions if day and _lies(each.on_date, day, shown_before, order)]
        groups.append(DayGroup(day, precision, list(members), since_then))
        shown_before = day
    return groups


def _lies(on: date, day: date, shown_before: date | None, order: Order) -> bool:
    """Whether an event is of that day, or of the time between it and the day shown before."""
    if shown_before is None:
        return on == day
    return day <= on < shown_before if order is Order.NEWEST else shown_before < on <= day
