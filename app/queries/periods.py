"""Days in, the calendar periods they lie in out."""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Date, DateTime, case, cast, func
from sqlalchemy.orm import InstrumentedAttribute

from app.db.tables import StatementFact
from app.queries.filter import Filter

# A single wrong century must not make a chart of ten thousand empty periods.
MOST = 2_400


class Period(StrEnum):
    """How long a bucket of a chart is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def months(self) -> int:
        """Its length."""
        return {Period.MONTH: 1, Period.QUARTER: 3, Period.YEAR: 12}[self]

    def start(self, day: date) -> date:
        """The first day of the period that a day lies in."""
        return date(day.year, (day.month - 1) // self.months * self.months + 1, 1)

    def end(self, start: date) -> date:
        """The last day of the period that begins on that day."""
        years, month = divmod(start.month - 1 + self.months, 12)
        if start.year + years > date.max.year:
            return date.max
        return date(start.year + years, month + 1, 1) - timedelta(days=1)

    def between(self, first: date, last: date) -> Iterator[tuple[date, date]]:
        """First and last day of every period from the one of `first` to the one of `last`."""
        start = self.start(first)
        while start <= last:
            end = self.end(start)
            yield start, end
            if end == date.max:
                return
            start = end + timedelta(days=1)


def start_of(period: Period) -> ColumnElement[date | None]:
    """The period in which a statement was said; null where its date does not settle that."""
    first, last = (_truncated(period, day) for day in (StatementFact.said_on, StatementFact.said_last))
    return case((first == last, first))


def month_of(
    day: InstrumentedAttribute[date | None], precision: InstrumentedAttribute[str]
) -> ColumnElement[date | None]:
    """The month that a date lies in; null for one known to the year only."""
    return case((precision.in_(["day", "month"]), _truncated(Period.MONTH, day)))


def _truncated(period: Period, day: InstrumentedAttribute[date | None]) -> ColumnElement[date | None]:
    # On a date, date_trunc would go through the time zone of the connection.
    return cast(func.date_trunc(period.value, cast(day, DateTime)), Date)


def shown(chosen: Filter, period: Period, found: list[date]) -> list[tuple[date, date]]:
    """The periods of a chart: the range asked for, or else from the first to the last with statements."""
    first = chosen.since.first if chosen.since else min(found, default=None)
    last = chosen.until.last if chosen.until else max(found, default=None)
    if first is None or last is None:
        return []
    periods = list(period.between(first, last)) if (last - first).days / 28 < MOST * period.months else []
    return periods or [(start, period.end(start)) for start in sorted(set(found))]
