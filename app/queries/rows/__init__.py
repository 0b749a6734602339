"""What queries hand to pages and files; the field order is the column order of JSON."""

from app.queries.rows.articles import ArticleList, ArticlePage, ArticleRow, IssueRow, Piece
from app.queries.rows.counts import (
    Bucket,
    Chip,
    FacetValue,
    Histogram,
    NetStance,
    Share,
    StanceBucket,
    StanceTotal,
    Totals,
)
from app.queries.rows.events import DayGroup, Days, EventPage, EventRow
from app.queries.rows.sources import FailureRow, Gap, OutletCoverage, RunRow
from app.queries.rows.statements import (
    CodingRow,
    LinkRow,
    Page,
    ReportRow,
    StatementPage,
    StatementRow,
    TopicRow,
)

__all__ = [
    "ArticleList",
    "ArticlePage",
    "ArticleRow",
    "Bucket",
    "Chip",
    "CodingRow",
    "DayGroup",
    "Days",
    "EventPage",
    "EventRow",
    "FacetValue",
    "FailureRow",
    "Gap",
    "Histogram",
    "IssueRow",
    "LinkRow",
    "NetStance",
    "OutletCoverage",
    "Page",
    "Piece",
    "ReportRow",
    "RunRow",
    "Share",
    "StanceBucket",
    "StanceTotal",
    "StatementPage",
    "StatementRow",
    "TopicRow",
    "Totals",
]
