"""The whole collection on one screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from app.codebook.terms import Stance
from app.queries.rows import EventRow
from app.web.views.frame import Link, Page
from app.web.views.lists import Empty, Fact, Line
from app.web.views.shifts import ShiftView

# As many rows as leave room for what stands above them on one screen.
AT_ONCE = 14


class GlanceStance(NamedTuple):
    """How many took one stance."""

    stance: Stance
    n: int
    url: str


class GlanceLine(NamedTuple):
    """A position or a speaker with one number, or with one for each stance."""

    label: str
    url: str
    n: str
    stances: Sequence[GlanceStance]


class Glance(NamedTuple):
    """A few lines of one sort; `note` says what puts them there."""

    title: str
    note: str
    lines: Sequence[GlanceLine]


class MatrixYear(NamedTuple):
    """A column of the matrix; without a source nothing can be concluded from an empty cell."""

    year: int
    url: str
    events: int
    events_url: str
    has_source: bool


class MatrixCell(NamedTuple):
    """A position in a year; `level` is the shade, `mark` the stance whose sign it carries."""

    n: int
    level: str
    mark: Stance
    is_few: bool
    url: str
    words: str


class MatrixRow(NamedTuple):
    """A position over the years."""

    label: str
    url: str
    cells: Sequence[MatrixCell]
    n: int


class Matrix(NamedTuple):
    """Positions by years."""

    years: Sequence[MatrixYear]
    rows: Sequence[MatrixRow]
    summary: str
    note: str
    legend: str

    @property
    def first(self) -> Sequence[MatrixRow]:
        """The rows that are in sight at once; a few more than that are not worth hiding."""
        return self.rows if len(self.rows) <= AT_ONCE + 3 else self.rows[:AT_ONCE]

    @property
    def rest(self) -> Sequence[MatrixRow]:
        """The others."""
        return self.rows[len(self.first) :]


@dataclass(frozen=True, slots=True)
class OverviewPage(Page):
    """The whole collection on one screen."""

    template: ClassVar[str] = "overview.html"

    sentence: str
    explanation: str
    empty: Empty | None
    glances: Sequence[Glance]
    matrix: Matrix
    numbers: str
    strips: str
    all_statements: Link
    latest: Sequence[Line]
    events: Sequence[EventRow]
    shifts: Sequence[ShiftView]
    coverage: Sequence[Fact]
