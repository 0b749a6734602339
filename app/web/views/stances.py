"""Positions, and the stances taken on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from app.codebook.terms import Stance
from app.web.charts import Chart
from app.web.explorer import Explorer
from app.web.views.frame import Link, Page
from app.web.views.lists import Empty, Line, Look
from app.web.views.shifts import Shifts
from app.web.views.tables import Table


class TallyCell(NamedTuple):
    """How many took one stance."""

    stance: Stance
    n: int
    url: str


class TallyRow(NamedTuple):
    """A position and how many took each stance on it."""

    label: str
    url: str
    cells: Sequence[TallyCell]
    n: int
    span: str


@dataclass(frozen=True, slots=True)
class StancesPage(Page):
    """All positions, and the stances taken on them over time."""

    template: ClassVar[str] = "stances.html"
    fragment: ClassVar[str | None] = "fragments/stances.html"

    explorer: Explorer
    empty: Empty | None
    chart: Chart
    tally: Sequence[TallyRow]
    never: Sequence[Link]
    note: str


class StanceGroup(NamedTuple):
    """The first statement found that took one stance, and the latest ones."""

    stance: Stance
    title: str
    n: int
    url: str
    oldest_url: str
    first: Sequence[Line]
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class PositionPage(Page):
    """One position: its stances over time and the words behind them."""

    template: ClassVar[str] = "position.html"
    fragment: ClassVar[str | None] = "fragments/position.html"

    explorer: Explorer
    empty: Empty | None
    looks: Sequence[Look]
    standing: str
    chart: Chart
    groups: Sequence[StanceGroup]
    shifts: Shifts
    tables: Sequence[Table]
