"""Counts in, charts out: figures of plain columns for Plotly."""

from app.web.charts.backdrop import BACKDROP
from app.web.charts.chart import FEW, Chart, ChartRow, joined
from app.web.charts.every_position import strips
from app.web.charts.one_position import position
from app.web.charts.over_time import histogram
from app.web.charts.spans import Span, grain

__all__ = [
    "BACKDROP",
    "FEW",
    "Chart",
    "ChartRow",
    "Span",
    "grain",
    "histogram",
    "joined",
    "position",
    "strips",
]
