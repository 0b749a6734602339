"""Articles, their text and the doubts about them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from app.queries.rows.statements import LinkRow, StatementRow


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


class ArticleList(NamedTuple):
    """Some articles in order; `next` continues the list."""

    rows: Sequence[ArticleRow]
    next: str | None
    total: int
