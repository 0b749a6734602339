"""The whole collection on one screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from app.codebook.terms import Stance
from app.queries.rows import (
    EventRow,
)
from app.web.views.frame import Link, Page
from app.web.views.lists import Empty, Fact, Line
from app.web.views.shifts import ShiftView


class MatrixYear(NamedTuple):
    """A column of the matrix."""

    year: int
    url: str
    events: int
    events_url: str


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


@dataclass(frozen=True, slots=True)
class OverviewPage(Page):
    """The whole collection on one screen."""

    template: ClassVar[str] = "overview.html"

    sentence: str
    explanation: str
    empty: Empty | None
    matrix: Matrix
    numbers: str
    strips: str
    all_statements: Link
    latest: Sequence[Line]
    events: Sequence[EventRow]
    shifts: Sequence[ShiftView]
    coverage: Sequence[Fact]
