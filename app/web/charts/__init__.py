"""Counts in, charts out: figures of plain columns for Plotly."""

from app.web.charts.backdrop import BACKDROP
from app.web.charts.chart import FEW, Chart, ChartRow, joined
from app.web.charts.every_position import strips
from app.web.charts.one_position import position
from app.web.charts.over_time import histogram
from app.web.charts.spans import Span, grain
from app.web.charts.ties import DRAWN, ties
from app.web.charts.windows import windows

__all__ = [
    "BACKDROP",
    "DRAWN",
    "FEW",
    "Chart",
    "ChartRow",
    "Span",
    "grain",
    "histogram",
    "joined",
    "position",
    "strips",
    "ties",
    "windows",
]
