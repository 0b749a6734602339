"""Dated occasions, and days with what was said in them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from app.queries.rows.articles import ArticleRow
from app.queries.rows.statements import Page, StatementRow


class EventRow(NamedTuple):
    """A dated occasion with the number of statements linked to it."""

    id: str
    on_date: date
    on_precision: str
    until: date | None
    type: str
    title: str
    place: str
    summary: str
    url: str
    participants: Sequence[str]
    vote: Mapping[str, object] | None
    n_statements: int


class DayGroup(NamedTuple):
    """The statements of one day, and the events since the next later one shown; no day means undated."""

    day: date | None
    precision: str
    rows: Sequence[StatementRow]
    events: Sequence[EventRow]


class Days(NamedTuple):
    """A page of statements, grouped by day."""

    days: Sequence[DayGroup]
    page: Page


class EventPage(NamedTuple):
    """An event, what is linked to it, and what was said in the days before it began and since."""

    row: EventRow
    linked: Page
    before: Page
    after: Page
    days: int
    articles: Sequence[ArticleRow]
