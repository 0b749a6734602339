"""How numbers come about, and the codebook with its rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from app.codebook.terms import Stance
from app.web.views.frame import Link, Page
from app.web.views.lists import Fact, Look


class PositionEntry(NamedTuple):
    """A position of the codebook with what counts as which stance on it."""

    id: str
    sentence: str
    definition: str
    looks: Sequence[Look]
    include: str
    exclude: str
    topics: Sequence[Link]
    rules: Link


class TopicEntry(NamedTuple):
    """A topic of the codebook."""

    id: str
    name: str
    definition: str
    include: str
    exclude: str


class FormulaEntry(NamedTuple):
    """A set phrase and the elements that can be dropped or added."""

    id: str
    name: str
    definition: str
    elements: Sequence[str]


class Figures(NamedTuple):
    """Measured accuracy; `warning` says why it may not hold for what is shown."""

    title: str
    rows: Sequence[tuple[str, str, str, str, str]]


@dataclass(frozen=True, slots=True)
class MethodsPage(Page):
    """How numbers come about, and the codebook."""

    template: ClassVar[str] = "methods.html"

    version: str
    facts: Sequence[Fact]
    stances: Sequence[Look]
    accuracy: Sequence[Figures]
    accuracy_note: str
    positions: Sequence[PositionEntry]
    topics: Sequence[TopicEntry]
    formulas: Sequence[FormulaEntry]


class Part(NamedTuple):
    """A stretch of a pattern; one that names a word list leads to it."""

    text: str
    list: str


class RuleEntry(NamedTuple):
    """A rule of a position in words, with its patterns."""

    id: str
    stance: Stance
    words: str
    patterns: Sequence[tuple[str, Sequence[Sequence[Part]]]]


class ListEntry(NamedTuple):
    """A list of words that patterns refer to."""

    id: str
    words: str
    entries: Sequence[Sequence[Part]]


@dataclass(frozen=True, slots=True)
class RulesPage(Page):
    """The rules of one position, and every word list that they use."""

    template: ClassVar[str] = "rules.html"

    entry: PositionEntry
    url: str
    rules: Sequence[RuleEntry]
    lists: Sequence[ListEntry]
