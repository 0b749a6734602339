"""Occasions, and what was said around them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from app.queries.rows import (
    EventRow,
)
from app.web.views.frame import Page
from app.web.views.lists import Line


class EventYear(NamedTuple):
    """The events of a year."""

    year: int
    events: Sequence[EventRow]


@dataclass(frozen=True, slots=True)
class EventsPage(Page):
    """All events, the latest year first."""

    template: ClassVar[str] = "events.html"

    explanation: str
    years: Sequence[EventYear]


class EventGroup(NamedTuple):
    """Statements around an event, and what to say if there are none."""

    title: str
    lines: Sequence[Line]
    url: str
    nothing: str


@dataclass(frozen=True, slots=True)
class EventPage(Page):
    """One event with what was said at it, before it and after it."""

    template: ClassVar[str] = "event.html"

    event: EventRow
    groups: Sequence[EventGroup]
