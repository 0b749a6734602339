"""Who speaks: all speakers, and one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from app.codebook.terms import Stance
from app.web.explorer import Explorer
from app.web.views.frame import Link, Page
from app.web.views.lists import Empty, Fact, Line
from app.web.views.tables import Table


class Term(NamedTuple):
    """An office, when it was held, and where that is written."""

    title: str
    span: str
    source: str


class Spellings(NamedTuple):
    """How a name is written in one language."""

    language: str
    code: str
    names: Sequence[str]


class Opposed(NamedTuple):
    """Two remarks of one speaker that contradict each other."""

    position: Link
    words: str
    earlier_stance: Stance
    later_stance: Stance
    earlier: Line
    later: Line


@dataclass(frozen=True, slots=True)
class SpeakersPage(Page):
    """Everyone who speaks within a filter."""

    template: ClassVar[str] = "speakers.html"
    fragment: ClassVar[str | None] = "fragments/speakers.html"

    explorer: Explorer
    empty: Empty | None
    name: str
    hidden: Sequence[tuple[str, str]]
    table: Table


@dataclass(frozen=True, slots=True)
class SpeakerPage(Page):
    """One speaker: offices, stances with their consistency, contradictions, first and latest words."""

    template: ClassVar[str] = "speaker.html"

    kicker: str
    sentence: str
    actions: Sequence[Link]
    facts: Sequence[Fact]
    positions: Table
    contradictions: Sequence[Opposed]
    contradictions_note: str
    contradictions_file: str
    first: Line | None
    latest: Sequence[Line]
    tenures: Sequence[Term]
    spellings: Sequence[Spellings]
    printed: Table
