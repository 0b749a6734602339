"""Spans without sources and periods not yet over in, what a chart draws behind its marks out."""

from collections.abc import Sequence
from datetime import date, timedelta

from app.queries.rows import Gap
from app.web.charts.chart import Figure
from app.web.charts.spans import Span

BACKDROP = "Hatched: days without any article. A dashed frame: a period that is not over."

_DAY_MS = 24 * 3600 * 1000


def without_source(gaps: Sequence[Gap], spans: Sequence[Span], axis: str) -> list[Figure]:
    """A hatched band for each stretch of days from which there is no article at all."""
    if not spans:
        return []
    first, last = spans[0].first, spans[-1].last
    inside = sorted(
        (max(gap.first, first), min(gap.last, last))
        for gap in gaps
        if gap.first <= last and gap.last >= first
    )
    if not inside:
        return []
    return [
        {
            "type": "bar",
            "name": "no source",
            "role": "gap",
            "yaxis": axis,
            "x": [_middle(*each) for each in inside],
            "y": [1] * len(inside),
            "width": [_length(*each) for each in inside],
            "text": [f"No article from {start} to {stop}" for start, stop in inside],
            "hovertemplate": "%{text}<extra></extra>",
        }
    ]


def reach(spans: Sequence[Span]) -> list[str]:
    """Where the axis of time begins and ends."""
    return [spans[0].first.isoformat(), (spans[-1].last + timedelta(days=1)).isoformat()] if spans else []


def unfinished(spans: Sequence[Span], as_of: date | None) -> list[Figure]:
    """A dashed frame around the last period, if it was not over when articles were last read."""
    if not spans or as_of is None or spans[-1].last < as_of:
        return []
    return [
        {
            "type": "rect",
            "xref": "x",
            "yref": "paper",
            "x0": spans[-1].first.isoformat(),
            "x1": (spans[-1].last + timedelta(days=1)).isoformat(),
            "y0": 0,
            "y1": 1,
            "layer": "below",
        }
    ]


def _middle(start: date, stop: date) -> str:
    hours = ((stop - start).days + 1) * 12
    days, rest = divmod(hours, 24)
    return f"{start + timedelta(days=days)} {rest:02}:00"


def _length(start: date, stop: date) -> int:
    return ((stop - start).days + 1) * _DAY_MS
