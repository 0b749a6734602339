"""Occasions, and what was said around them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from app.codebook.terms import Stance
from app.queries.rows import (
    EventRow,
)
from app.web.explorer import Option
from app.web.views.frame import Link, MenuItem, Page
from app.web.views.lists import Line
from app.web.views.tables import Table


class EventYear(NamedTuple):
    """The events of a year."""

    year: int
    events: Sequence[EventRow]


@dataclass(frozen=True, slots=True)
class EventsPage(Page):
    """The events that were asked for, the latest year first."""

    template: ClassVar[str] = "events.html"

    explanation: str
    q: str
    type: str
    types: Sequence[MenuItem]
    n: int
    years: Sequence[EventYear]


class EventGroup(NamedTuple):
    """Statements around an event, how many there are in all, and what to say if there are none."""

    title: str
    n: int
    lines: Sequence[Line]
    url: str
    nothing: str


class EventAct(NamedTuple):
    """What the country's vote says on a position; no stance where it need not mean one."""

    stance: Stance | None
    position: Link


@dataclass(frozen=True, slots=True)
class EventPage(Page):
    """One event with what was said at it, before it and after it, by whom, and by whom nothing."""

    template: ClassVar[str] = "event.html"

    event: EventRow
    sentence: str
    actions: Sequence[Link]
    cast: str
    acts: Sequence[EventAct]
    path: str
    days: Sequence[Option]
    hidden: Sequence[tuple[str, str]]
    tables: Sequence[Table]
    groups: Sequence[EventGroup]
