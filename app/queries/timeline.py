"""A filter in, what was said day by day and period by period out."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from sqlalchemy.orm import Session

from app.db.tables import StatementFact
from app.queries import base, events, periods, statements
from app.queries.filter import Filter
from app.queries.paging import Order, Place
from app.queries.periods import Period
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
    start, no_date = periods.start_of(period), StatementFact.said_on.is_(None)
    found: dict[date, int] = {}
    undated = imprecise = 0
    for day, is_undated, n in session.execute(
        base.cross_counted(chosen, base.reports(chosen), start, no_date)
    ):
        if day is not None:
            found[day] = n
        elif is_undated:
            undated = n
        else:
            imprecise = n
    spans = periods.shown(chosen, period, list(found))
    buckets = [Bucket(first, last, found.get(first, 0)) for first, last in spans]
    return Histogram(buckets, undated, imprecise)


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
