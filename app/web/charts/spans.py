"""Periods in, their names, their middles and the addresses that mean them out."""

from datetime import date, timedelta
from typing import NamedTuple

from app.queries.periods import Period
from app.queries.rows import StanceBucket


class Span(NamedTuple):
    """The first and the last day of a period, and its name."""

    first: date
    last: date

    @property
    def name(self) -> str:
        """The period as a date of an address where it is a whole year or month, else both its days."""
        if (self.first.month, self.first.day, self.last.month, self.last.day) == (1, 1, 12, 31):
            return f"{self.first.year:04}"
        if self.is_whole_months and self.first.month == self.last.month:
            return f"{self.first:%Y-%m}"
        if self.is_whole_months and self.first.month % 3 == 1 and self.last.month - self.first.month == 2:
            return f"{self.first.year:04} Q{self.last.month // 3}"
        return f"{self.first} to {self.last}"

    @property
    def is_whole_months(self) -> bool:
        """Whether it begins and ends with a month of one year."""
        return (
            self.first.day == 1
            and (self.last + timedelta(days=1)).day == 1
            and self.first.year == self.last.year
        )

    @property
    def query(self) -> str:
        """The narrowing of a filter to this period."""
        return f"since={self.first}&until={self.last}"


def span_of(bucket: StanceBucket) -> Span:
    return Span(bucket.period_start, bucket.period_end)


def grain(first: date | None, last: date | None) -> Period:
    """The shortest period at which a reader can still tell the marks of one chart apart."""
    years = (last - first).days / 365 if first and last else 0
    return Period.YEAR if years > 8 else Period.QUARTER if years > 2 else Period.MONTH


def middle(span: Span) -> date:
    return span.first + (span.last - span.first) / 2


def period_words(span: Span) -> str:
    if span.is_whole_months and span.first.month == span.last.month:
        return f"{span.first:%B} {span.first.year:04}"
    return span.name
