"""Counts by period in, bars out."""

from collections.abc import Sequence
from datetime import date

from app.queries.rows import Bucket, Gap, Histogram
from app.web import formats
from app.web.charts.backdrop import reach, unfinished, without_source
from app.web.charts.chart import Chart, ChartRow, joined
from app.web.charts.spans import Span, middle, period_words
from app.web.explorer import Export


def histogram(
    data: Histogram,
    base: str,
    *,
    note: str,
    exports: Sequence[Export] = (),
    gaps: Sequence[Gap] = (),
    as_of: date | None = None,
) -> Chart:
    """Statements over time as bars, behind them the spans without sources."""
    spans = [Span(bucket.period_start, bucket.period_end) for bucket in data.buckets]
    figure = {
        "kind": "bars",
        "data": [
            *without_source(gaps, spans, "y2"),
            {
                "type": "bar",
                "x": [middle(span).isoformat() for span in spans],
                "y": [bucket.n for bucket in data.buckets],
                "text": [period_words(span) for span in spans],
                "customdata": [span.query for span in spans],
                "role": "accent",
                "hovertemplate": "%{text}: %{y}<extra></extra>",
            },
        ],
        "layout": {
            "bargap": 0.15,
            "barmode": "overlay",
            "shapes": unfinished(spans, as_of),
            "xaxis": {"type": "date", "range": reach(spans)},
            "yaxis": {"rangemode": "tozero", "nticks": 4},
            "yaxis2": {"overlaying": "y", "range": [0, 1], "visible": False},
        },
    }
    return Chart(
        id="over-time",
        title="Statements over time",
        summary=_busiest(data.buckets),
        note=note,
        size="low",
        base=base,
        figure=figure if any(bucket.n for bucket in data.buckets) else None,
        columns=("Period", "Statements"),
        rows=[
            ChartRow((period_words(span), formats.number(bucket.n)), joined(base, span.query))
            for span, bucket in zip(spans, data.buckets, strict=True)
            if bucket.n
        ],
        exports=exports,
    )


def _busiest(buckets: Sequence[Bucket]) -> str:
    if not buckets:
        return "Nothing with a date."
    total = sum(bucket.n for bucket in buckets)
    top = max(buckets, key=lambda bucket: bucket.n)
    words = period_words(Span(top.period_start, top.period_end))
    return f"{formats.counted(total, 'dated statement')}; most in {words} ({formats.number(top.n)})."
