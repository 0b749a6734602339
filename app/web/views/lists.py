"""Statements in a list, and the pages that are one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, NamedTuple

from app.codebook.terms import Stance
from app.queries.rows import (
    EventRow,
    StatementRow,
)
from app.web.charts import Chart
from app.web.explorer import Explorer
from app.web.marks import Piece
from app.web.views.frame import Link, MenuItem, Page


class Line(NamedTuple):
    """A statement in a list, its quote cut where the evidence for its codings begins and ends."""

    row: StatementRow
    pieces: tuple[Piece, ...]


class Day(NamedTuple):
    """The statements of one day and the events before it in the list; `is_inferred` holds for all of them."""

    on: date | None
    precision: str
    is_inferred: bool
    lines: Sequence[Line]
    events: Sequence[EventRow]


class Lane(NamedTuple):
    """What a chart cannot place, as a bar of its own from 0 to 100."""

    label: str
    url: str
    reach: float


class Way(NamedTuple):
    """A way out of an empty list, and how many statements it leads to."""

    label: str
    url: str
    n: int


class Empty(NamedTuple):
    """Why there is nothing to show, and what can be done."""

    title: str
    advice: str
    ways: Sequence[Way] = ()


class Fact(NamedTuple):
    """A named number, perhaps with the page behind it."""

    label: str
    value: str
    url: str = ""


class Look(NamedTuple):
    """What a stance looks like."""

    stance: Stance
    words: str


@dataclass(frozen=True, slots=True)
class TimelinePage(Page):
    """Statements by day, events between them."""

    template: ClassVar[str] = "timeline.html"
    fragment: ClassVar[str | None] = "fragments/timeline.html"

    explorer: Explorer
    empty: Empty | None
    chart: Chart
    undated: Lane | None
    named: Sequence[Link]
    days: Sequence[Day]
    orders: Sequence[MenuItem]
    first: Link | None
    next: Link | None
