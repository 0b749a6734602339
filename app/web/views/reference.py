"""Speakers, sources and the codebook."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from app.queries.rows import (
    Gap,
    IssueRow,
    OutletCoverage,
    RunRow,
)
from app.web.views.frame import Page
from app.web.views.lists import Fact, Line, Look
from app.web.views.stances import TallyRow


class Term(NamedTuple):
    """An office and when it was held."""

    title: str
    span: str


class Spellings(NamedTuple):
    """How a name is written in one language."""

    language: str
    code: str
    names: Sequence[str]


@dataclass(frozen=True, slots=True)
class SpeakerPage(Page):
    """One speaker: offices, stances, latest words."""

    template: ClassVar[str] = "speaker.html"

    slug: str
    kicker: str
    sentence: str
    tally: Sequence[TallyRow]
    latest: Sequence[Line]
    tenures: Sequence[Term]
    spellings: Sequence[Spellings]


class RunLine(NamedTuple):
    """A run and how long it took."""

    row: RunRow
    took: str


@dataclass(frozen=True, slots=True)
class SourcesPage(Page):
    """What was ingested from whom, what failed, what is in doubt, where nothing is."""

    template: ClassVar[str] = "sources.html"

    explanation: str
    outlets: Sequence[OutletCoverage]
    other_outlets: Sequence[OutletCoverage]
    gaps: Sequence[Gap]
    runs: Sequence[RunLine]
    issues: Sequence[IssueRow]
    issues_n: int


class PositionEntry(NamedTuple):
    """A position of the codebook as the methods page prints it."""

    id: str
    sentence: str
    looks: Sequence[Look]


class TopicEntry(NamedTuple):
    """A topic of the codebook as the methods page prints it."""

    id: str
    name: str
    definition: str


@dataclass(frozen=True, slots=True)
class MethodsPage(Page):
    """How numbers come about, and the codebook."""

    template: ClassVar[str] = "methods.html"

    version: str
    facts: Sequence[Fact]
    stances: Sequence[Look]
    positions: Sequence[PositionEntry]
    topics: Sequence[TopicEntry]
