"""What queries hand to pages and files; the field order is the column order of JSON."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from app.codebook.terms import Stance


class CodingRow(NamedTuple):
    """One judgment of a statement; a superseded one is history."""

    id: int
    position: str
    stance: Stance
    condition: str | None
    evidence: str
    evidence_start: int
    evidence_stop: int
    rule_id: str
    runner_up: str | None
    coder_kind: str
    coder: str
    codebook_version: str
    coded_at: datetime
    superseded_at: datetime | None


class TopicRow(NamedTuple):
    """A topic of a statement and the words that show it."""

    topic: str
    rule: str
    evidence_start: int
    evidence_stop: int
    codebook_version: str


class LinkRow(NamedTuple):
    """An event that a statement or its article has to do with; `statement_id` is empty for the article."""

    event_id: str
    title: str
    on_date: date
    on_precision: str
    kind: str
    evidence: str
    statement_id: str | None


class StatementRow(NamedTuple):
    """A statement as a list shows it.

    `utterance_size` and `outlets` count every report of the same utterance, this one included.
    """

    id: str
    said_on: date | None
    said_precision: str
    said_basis: str
    said_evidence: str
    speaker_id: str
    speaker_name: str
    printed: str
    office: str | None
    country: str | None
    voice: str
    quote: str
    language: str
    start: int
    stop: int
    article_id: str
    article_title: str | None
    article_kind: str
    outlet_id: str | None
    outlet_name: str | None
    url: str | None
    published_on: date | None
    published_precision: str
    utterance_id: str | None
    utterance_size: int
    outlets: int
    is_first_report: bool
    review_state: str
    score: float
    rule: str
    cue: str
    runner_up: str | None
    said_event_id: str | None
    topics: Sequence[TopicRow]
    codings: Sequence[CodingRow]
    events: Sequence[LinkRow]


class Page(NamedTuple):
    """Some statements in order of `total`; `next` continues the list."""

    rows: Sequence[StatementRow]
    next: str | None
    total: int


class ReportRow(NamedTuple):
    """Another report of the same utterance."""

    statement_id: str
    article_id: str
    article_title: str | None
    outlet_id: str | None
    outlet_name: str | None
    url: str | None
    language: str
    quote: str
    said_on: date | None
    said_precision: str
    published_on: date | None
    is_first_report: bool


class StatementPage(NamedTuple):
    """Everything about one statement; `gone` says why a permalink no longer counts."""

    row: StatementRow
    history: Sequence[CodingRow]
    reports: Sequence[ReportRow]
    before: str
    after: str
    text_sha256: str
    runner_up: str | None
    seen_at: datetime
    said_event_id: str | None
    codebook_version: str
    gone: str | None


class EventRow(NamedTuple):
    """A dated occasion with the number of statements linked to it."""

    id: str
    on_date: date
    on_precision: str
    until: date | None
    type: str
    title: str
    place: str
    summary: str
    url: str
    participants: Sequence[str]
    vote: Mapping[str, object] | None
    n_statements: int


class DayGroup(NamedTuple):
    """The statements of one day, and the events since the next later one shown; no day means undated."""

    day: date | None
    precision: str
    rows: Sequence[StatementRow]
    events: Sequence[EventRow]


class Days(NamedTuple):
    """A page of statements, grouped by day."""

    days: Sequence[DayGroup]
    page: Page


class Bucket(NamedTuple):
    """A period, both days included, and how many were said in it."""

    period_start: date
    period_end: date
    n: int


class Histogram(NamedTuple):
    """Every period from the first to the last, and what no period holds.

    `undated` have no date; the date of the `imprecise`, known to the year or month, does not settle it.
    """

    buckets: Sequence[Bucket]
    undated: int
    imprecise: int


class FacetValue(NamedTuple):
    """A value of a field, and how many remain if it is the one chosen."""

    value: str
    label: str
    n: int
    chosen: bool
    excluded: bool


class Chip(NamedTuple):
    """One chosen value, in words, with the saved search that is left when it is taken away."""

    field: str
    value: str
    label: str
    excluded: bool
    query_without: str


class StanceBucket(NamedTuple):
    """How many took one stance on one position in one period, and how many took any stance on it."""

    period_start: date
    period_end: date
    position: str
    stance: Stance
    n: int
    total: int


class StanceTotal(NamedTuple):
    """A position with how many took each stance on it, and the first and last day known exactly."""

    position: str
    support: int
    conditional: int
    neutral: int
    oppose: int
    total: int
    first_on: date | None
    last_on: date | None


class NetStance(NamedTuple):
    """A cell of positions by years: support 1, conditional a half, oppose minus 1, over all."""

    position: str
    year: int
    net: float
    n: int


class Share(NamedTuple):
    """A share with its 95 % interval; nothing to say where there are no cases."""

    n: int
    total: int
    share: float | None
    low: float | None
    high: float | None


class ArticleRow(NamedTuple):
    """An article as a list shows it."""

    id: str
    kind: str
    title: str | None
    outlet_id: str | None
    outlet_name: str | None
    url: str | None
    language: str
    published_on: date | None
    published_precision: str
    published_basis: str
    published_evidence: str
    published_event_id: str | None
    first_seen_at: datetime
    superseded_at: datetime | None
    n_statements: int


class Piece(NamedTuple):
    """A stretch of an article's text and the statements that it belongs to; none for plain text."""

    start: int
    stop: int
    text: str
    statements: Sequence[str]


class IssueRow(NamedTuple):
    """A doubt that a step could not settle."""

    id: int
    article_id: str
    article_title: str | None
    step: str
    complaint: str
    words: str
    start: int | None
    stop: int | None


class ArticlePage(NamedTuple):
    """One article: its text cut where statements begin and end, events and doubts."""

    row: ArticleRow
    pieces: Sequence[Piece]
    statements: Sequence[StatementRow]
    events: Sequence[LinkRow]
    issues: Sequence[IssueRow]
    revision_of: str | None
    revised_by: str | None
    text_sha256: str
    codebook_version: str


class EventPage(NamedTuple):
    """An event, what is linked to it, and what was said in the days before it began and since."""

    row: EventRow
    linked: Page
    before: Page
    after: Page
    days: int
    articles: Sequence[ArticleRow]


class ArticleList(NamedTuple):
    """Some articles in order; `next` continues the list."""

    rows: Sequence[ArticleRow]
    next: str | None
    total: int


class FailureRow(NamedTuple):
    """An input that a run could not use."""

    place: str
    complaint: str


class RunRow(NamedTuple):
    """One execution of the ingest job."""

    id: int
    started_at: datetime
    finished_at: datetime | None
    codebook_version: str
    inputs: Sequence[str]
    counts: Mapping[str, int]
    failures: Sequence[FailureRow]


class OutletCoverage(NamedTuple):
    """What one outlet gave: articles, statements and the days from the first to the last article."""

    outlet_id: str | None
    outlet_name: str | None
    articles: int
    statements: int
    first_on: date | None
    last_on: date | None


class Gap(NamedTuple):
    """Days from the first to the last, both without any article."""

    first: date
    last: date
    days: int


class Totals(NamedTuple):
    """How much there is, and how far it can be trusted."""

    articles: int
    digests: int
    statements: int
    utterances: int
    coded: int
    codings: int
    undated: int
    speakers: int
    outlets: int
    events: int
    issues: int
    reviewed: int
    first_on: date | None
    last_on: date | None
    last_ingest_at: datetime | None
    codebook_version: str | None
