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
