"""Counts by period in, bars out."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from app.queries.rows import Bucket, Gap, Histogram
from app.web import formats
from app.web.charts.backdrop import reach, unfinished, without_source
from app.web.charts.chart import Chart, ChartRow, Narrowing, joined
from app.web.charts.spans import Span, middle, period_words
from app.web.explorer import Export

# A chart of so few years has months few enough to be listed.
MOST_YEARS = 2


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
        narrowings=_narrowings(data.buckets, base),
    )


def _narrowings(buckets: Sequence[Bucket], base: str) -> list[Narrowing]:
    """The years of the chart, or its months where it holds no more than two years."""
    found: Counter[tuple[str, str]] = Counter()
    years = {bucket.period_start.year for bucket in buckets if bucket.n}
    for bucket in buckets:
        start = bucket.period_start
        if len(years) > MOST_YEARS:
            found[f"{start.year:04}", f"{start.year:04}"] += bucket.n
        else:
            found[f"{start:%b} {start.year:04}", f"{start:%Y-%m}"] += bucket.n
    return [
        Narrowing(f"{words} ({formats.number(n)})", joined(base, f"since={span}&until={span}"))
        for (words, span), n in found.items()
        if n
    ]


def _busiest(buckets: Sequence[Bucket]) -> str:
    if not buckets:
        return "Nothing with a date."
    total = sum(bucket.n for bucket in buckets)
    top = max(buckets, key=lambda bucket: bucket.n)
    words = period_words(Span(top.period_start, top.period_end))
    return f"{formats.counted(total, 'dated statement')}; most in {words} ({formats.number(top.n)})."
