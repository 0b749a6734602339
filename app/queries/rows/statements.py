"""Statements with everything that hangs on them."""

from collections.abc import Sequence
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
