"""Two choices of statements side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from app.web.explorer import Chip, Option
from app.web.views.frame import Link, Page
from app.web.views.lists import Empty, Line
from app.web.views.tables import Cell, Table


class Box(NamedTuple):
    """A field of the form: a list to choose from where it has `options`, else a box for `value`."""

    name: str
    label: str
    options: Sequence[Option]
    value: str
    hint: str


class Side(NamedTuple):
    """One of the two choices: its form, what it means in words, and its statements."""

    key: str
    boxes: Sequence[Box]
    hidden: Sequence[tuple[str, str]]
    chips: Sequence[Chip]
    sentence: str
    url: str
    n: int


class Bars(NamedTuple):
    """The shares of both sides on one axis of 200, each with its interval; none where there are too few."""

    left: tuple[float, float, float] | None
    right: tuple[float, float, float] | None


class ComparedRow(NamedTuple):
    """One stance on a position, or one topic, on both sides; the first of a group has the group's label."""

    group: Link | None
    span: int
    what: Cell
    left: Cell
    right: Cell
    bars: Bars
    difference: Cell


class ComparedBlock(NamedTuple):
    """Values of one kind, what their shares are of, and the same as the table of a file."""

    table: Table
    rows: Sequence[ComparedRow]


class EvidenceSide(NamedTuple):
    """The latest statements of one side, and all of them behind a link."""

    key: str
    every: Link
    lines: Sequence[Line]


class Evidence(NamedTuple):
    """The words of both sides on one position; `back` compares them on all."""

    position: Link
    back: str
    sides: Sequence[EvidenceSide]


@dataclass(frozen=True, slots=True)
class ComparePage(Page):
    """Two filters side by side, with the difference and its interval."""

    template: ClassVar[str] = "compare.html"

    path: str
    explanation: str
    sides: Sequence[Side]
    positions: Sequence[Option]
    countings: Sequence[Option]
    suggestions: Sequence[Link]
    empty: Empty | None
    note: str
    evidence: Evidence | None
    blocks: Sequence[ComparedBlock]
