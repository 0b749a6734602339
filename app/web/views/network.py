"""Speakers and the positions they hold, and speakers among each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from app.web.charts import Chart
from app.web.explorer import Explorer, Option
from app.web.views.frame import Page
from app.web.views.lists import Empty
from app.web.views.tables import Table
from app.web.views.voices import VoiceColumn, VoiceRow


@dataclass(frozen=True, slots=True)
class NetworkPage(Page):
    """Positions by speakers as an ordered matrix, agreement and conflict of speakers, and both over time."""

    template: ClassVar[str] = "network.html"
    fragment: ClassVar[str | None] = "fragments/network.html"

    explorer: Explorer
    empty: Empty | None
    path: str
    hidden: Sequence[tuple[str, str]]
    least: int
    normalizations: Sequence[Option]
    note: str
    columns: Sequence[VoiceColumn]
    rows: Sequence[VoiceRow]
    drawing: Chart
    pairs: Table
    over_time: Chart
