"""The page objects: each says which template shows it and holds exactly what that template sees."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, NamedTuple

from app.codebook.model import Codebook
from app.codebook.terms import Stance
from app.queries import labels
from app.queries.rows import (
    ArticleRow,
    CodingRow,
    EventRow,
    Gap,
    IssueRow,
    LinkRow,
    OutletCoverage,
    ReportRow,
    RunRow,
    StatementRow,
)
from app.web.charts import Chart
from app.web.explorer import Explorer
from app.web.marks import Paragraph, Piece


class Link(NamedTuple):
    """Words that lead somewhere."""

    label: str
    url: str


class MenuItem(NamedTuple):
    """A page in the menu."""

    label: str
    url: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Site:
    """What the frame around every page says."""

    title: str
    address: str
    pages: tuple[MenuItem, ...]
    ingested_at: datetime | None
    statements: int | None
    reviewed: int | None
    codebook: Codebook

    @property
    def codebook_version(self) -> str:
        """The codebook that this server shows."""
        return self.codebook.version

    def label(self, field: str, value: str) -> str:
        """The name of a coded value."""
        return labels.label(field, value, self.codebook)


@dataclass(frozen=True, slots=True)
class Page:
    """Any page: its frame and its heading."""

    template: ClassVar[str]
    fragment: ClassVar[str | None] = None

    site: Site
    heading: str


class Line(NamedTuple):
    """A statement in a list, its quote cut where the evidence for its codings begins and ends."""

    row: StatementRow
    pieces: tuple[Piece, ...]


class Day(NamedTuple):
    """The statements of one day and the events around them."""

    on: date | None
    precision: str
    lines: Sequence[Line]
    events: Sequence[EventRow]


class Way(NamedTuple):
    """A way out of an empty list, and how many statements it leads to."""

    label: str
    url: str
    n: int


class Empty(NamedTuple):
    """Why there is nothing to show, and what can be done."""

    title: str
    advice: str
    ways: Sequence[Way] = ()


class Fact(NamedTuple):
    """A named number, perhaps with the page behind it."""

    label: str
    value: str
    url: str = ""


class Look(NamedTuple):
    """What a stance looks like."""

    stance: Stance
    words: str


@dataclass(frozen=True, slots=True)
class ProblemPage(Page):
    """A request that could not be answered, with the form as it was filled."""

    template: ClassVar[str] = "problem.html"

    words: str
    form: "RepairForm | None"


class RepairField(NamedTuple):
    """A parameter as it was given."""

    name: str
    value: str
    is_wrong: bool


class RepairForm(NamedTuple):
    """The parameters of a request, ready to be put right."""

    path: str
    fields: Sequence[RepairField]
    complaint: str


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
    coverage: Sequence[Fact]


@dataclass(frozen=True, slots=True)
class TimelinePage(Page):
    """Statements by day, events between them."""

    template: ClassVar[str] = "timeline.html"
    fragment: ClassVar[str | None] = "fragments/timeline.html"

    explorer: Explorer
    empty: Empty | None
    chart: Chart
    undated: Link | None
    days: Sequence[Day]
    first_url: str | None
    next_url: str | None


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
    """The latest statements that took one stance."""

    stance: Stance
    title: str
    n: int
    url: str
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


class NotedParagraph(NamedTuple):
    """A paragraph and the statements that begin in it."""

    paragraph: Paragraph
    notes: Sequence[Line]


@dataclass(frozen=True, slots=True)
class ArticlePage(Page):
    """An article with its statements in the margin."""

    template: ClassVar[str] = "article.html"

    article: ArticleRow
    published_event: Link | None
    numbers: Mapping[str, int]
    paragraphs: Sequence[NotedParagraph]
    events: Sequence[LinkRow]
    issues: Sequence[IssueRow]
    older: str | None
    newer: str | None
    text_sha256: str
    codebook_version: str


@dataclass(frozen=True, slots=True)
class StatementPage(Page):
    """One statement with everything that its coding rests on."""

    template: ClassVar[str] = "statement.html"

    row: StatementRow
    pieces: Sequence[Piece]
    before: str
    after: str
    codings: Sequence[CodingRow]
    history: Sequence[CodingRow]
    reports: Sequence[ReportRow]
    runner_up: str | None
    gone: str | None
    citation: str
    text_sha256: str
    codebook_version: str


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
