"""The branches of a state side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from app.web.explorer import Explorer
from app.web.views.frame import Link, Page
from app.web.views.lists import Empty, Line
from app.web.views.overview import MatrixCell
from app.web.views.tables import Table


class VoiceColumn(NamedTuple):
    """A branch and how much it said."""

    name: str
    n: int
    url: str


class VoiceRow(NamedTuple):
    """A position in the mouth of each branch."""

    position: Link
    cells: Sequence[MatrixCell]


@dataclass(frozen=True, slots=True)
class VoicesPage(Page):
    """Positions by branches; `table` is the same for a file."""

    template: ClassVar[str] = "voices.html"
    fragment: ClassVar[str | None] = "fragments/voices.html"

    explorer: Explorer
    empty: Empty | None
    note: str
    columns: Sequence[VoiceColumn]
    rows: Sequence[VoiceRow]
    table: Table


@dataclass(frozen=True, slots=True)
class VoicePage(Page):
    """What one branch said, perhaps on one position."""

    template: ClassVar[str] = "voice.html"

    kicker: str
    sentence: str
    back: Link
    lines: Sequence[Line]
    left_out: int
