"""An article, and a single statement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from app.queries.analysis_rows import Change
from app.queries.rows import (
    ArticleRow,
    CodingRow,
    IssueRow,
    LinkRow,
    ReportRow,
    StatementRow,
)
from app.web.citing import Meta
from app.web.marks import Paragraph, Piece
from app.web.views.frame import Link, Page
from app.web.views.lists import Line


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
    meta: Sequence[Meta]
    references: Sequence[Link]


class Report(NamedTuple):
    """The same remark in another article, and how its words differ, told only within one language."""

    row: ReportRow
    changes: Sequence[Change]

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return bool(self.changes) and all(change.kind == "same" for change in self.changes)


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
    reports: Sequence[Report]
    runner_up: str | None
    gone: str | None
    citation: str
    short_citation: str
    text_sha256: str
    codebook_version: str
    meta: Sequence[Meta]
    references: Sequence[Link]
