"""The stances on one position in, marks, shares and denominators over time out."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from app.codebook.terms import Stance
from app.queries import intervals
from app.queries.rows import Gap, StanceBucket
from app.queries.votes import Act
from app.web import formats
from app.web.charts.backdrop import reach, unfinished, without_source
from app.web.charts.chart import FEW, Chart, ChartRow, Figure, joined, symbol
from app.web.charts.spans import Span, middle
from app.web.explorer import Export

# Votes stand a little above the words of the same stance, so that neither hides the other.
_ABOVE = 0.34
MONTH = timedelta(days=30)


def position(
    buckets: Sequence[StanceBucket],
    base: str,
    *,
    note: str,
    exports: Sequence[Export] = (),
    votes: Sequence[Act] = (),
    gaps: Sequence[Gap] = (),
    as_of: date | None = None,
) -> Chart:
    """One position: marks by stance and votes on top, shares as bars in the middle, beneath how many."""
    periods = sorted({(bucket.period_start, bucket.period_end) for bucket in buckets})
    spans = [Span(*period) for period in periods]
    n = {(bucket.period_start, bucket.stance): bucket.n for bucket in buckets}
    totals = [sum(n.get((span.first, stance), 0) for stance in Stance) for span in spans]
    lanes = {stance: len(Stance) - 1 - index for index, stance in enumerate(Stance)}
    x = [middle(span).isoformat() for span in spans]
    traces: list[Figure] = [*without_source(gaps, spans, "y4")]
    for stance in Stance:
        mine = [
            (s, t, n[s.first, stance]) for s, t in zip(spans, totals, strict=True) if n.get((s.first, stance))
        ]
        narrowing = f"stance={stance}"
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": stance.value,
                "role": stance.value,
                "x": [middle(span).isoformat() for span, _, _ in mine],
                "y": [lanes[stance]] * len(mine),
                "n": [count for _, _, count in mine],
                "text": [f"{span.name}: {stance} {count} of {total}" for span, total, count in mine],
                "customdata": [f"{span.query}&{narrowing}" for span, _, _ in mine],
                "marker": {"symbol": [symbol(stance, total) for _, total, _ in mine]},
                "hovertemplate": "%{text}<extra></extra>",
            }
        )
        traces.append(
            {
                "type": "bar",
                "name": stance.value,
                "role": stance.value,
                "yaxis": "y2",
                "x": x,
                "y": [
                    n.get((span.first, stance), 0) / total if total >= FEW else None
                    for span, total in zip(spans, totals, strict=True)
                ],
                "customdata": [f"{span.query}&{narrowing}" for span in spans],
                "hovertemplate": f"{stance} %{{y:.0%}}<extra></extra>",
            }
        )
    traces.append(
        {
            "type": "bar",
            "name": "n",
            "role": "count",
            "yaxis": "y3",
            "x": x,
            "y": totals,
            "customdata": [span.query for span in spans],
            "hovertemplate": "n = %{y}<extra></extra>",
        }
    )
    settled = [(span, total) for span, total in zip(spans, totals, strict=True) if total >= FEW]
    traces += [_whiskers(settled, stance, n) for stance in (Stance.SUPPORT, Stance.OPPOSE)]
    taken = [(act.event, lanes[act.stance]) for act in votes if act.stance]
    traces.append(
        {
            "type": "scatter",
            "mode": "markers",
            "name": "vote",
            "role": "ink",
            "x": [event.on.first.isoformat() for event, _ in taken],
            "y": [lane + _ABOVE for _, lane in taken],
            "n": [1] * len(taken),
            "text": [f"Vote, {event.on}: {event.title}" for event, _ in taken],
            "customdata": [f"since={event.on.first}&until={event.on.last + MONTH}" for event, _ in taken],
            "marker": {"symbol": "square-open"},
            "hovertemplate": "%{text}<extra></extra>",
        }
    )
    figure = {
        "kind": "position",
        "data": traces,
        "layout": {
            "barmode": "stack",
            "bargap": 0.3,
            "xaxis": {"type": "date", "anchor": "y3", "range": reach(spans)},
            "yaxis": {
                "domain": [0.56, 1],
                "tickvals": [lanes[stance] for stance in Stance],
                "ticktext": [stance.value for stance in Stance],
                "range": [-0.6, 3.6],
            },
            "yaxis2": {
                "domain": [0.2, 0.5],
                "range": [0, 1],
                "tickformat": ".0%",
                "nticks": 3,
                "title": "share",
            },
            "yaxis3": {"domain": [0, 0.14], "rangemode": "tozero", "nticks": 3, "title": "n"},
            "yaxis4": {"overlaying": "y", "range": [0, 1], "visible": False},
            "shapes": unfinished(spans, as_of),
        },
    }
    return Chart(
        id="position",
        title="Stances over time",
        summary=_standing(buckets),
        note=note,
        size="tall",
        base=base,
        figure=figure if any(totals) else None,
        columns=("Period", *(stance.value for stance in Stance), "n", "share in support", "share opposed"),
        rows=[
            ChartRow(
                (
                    span.name,
                    *(str(n.get((span.first, stance), 0)) for stance in Stance),
                    str(total),
                    *(
                        _in_words(n.get((span.first, stance), 0), total)
                        for stance in (Stance.SUPPORT, Stance.OPPOSE)
                    ),
                ),
                joined(base, span.query),
            )
            for span, total in zip(spans, totals, strict=True)
            if total
        ],
        exports=exports,
    )


def _whiskers(
    settled: Sequence[tuple[Span, int]], stance: Stance, n: Mapping[tuple[date, Stance], int]
) -> Figure:
    """The 95 % interval of a share, at the edge where its part of the bar ends.

    Support is stacked from the bottom, so its edge is its share; opposition hangs from the top.
    """
    from_top = stance is Stance.OPPOSE
    drawn = []
    for span, total in settled:
        share = intervals.share(n.get((span.first, stance), 0), total)
        # Where all the rest is support, its own interval says the same at the same edge.
        if from_top and share.n + n.get((span.first, Stance.SUPPORT), 0) == total > share.n:
            continue
        if share.n and share.share is not None and share.low is not None and share.high is not None:
            drawn.append((span, share.share, share.low, share.high))
    return {
        "type": "scatter",
        "mode": "markers",
        "name": f"{stance}, 95 % interval",
        "role": "whisker",
        "yaxis": "y2",
        "x": [_beside(span, 0.62 if from_top else 0.38) for span, *_ in drawn],
        "y": [1 - mid if from_top else mid for _, mid, _, _ in drawn],
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": [mid - low if from_top else high - mid for _, mid, low, high in drawn],
            "arrayminus": [high - mid if from_top else mid - low for _, mid, low, high in drawn],
        },
        "text": [
            f"{span.name}: {stance} {mid:.0%} ({low:.0%} to {high:.0%})" for span, mid, low, high in drawn
        ],
        "customdata": [f"{span.query}&stance={stance}" for span, *_ in drawn],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _beside(span: Span, part: float) -> str:
    """A day within the period, so that two intervals do not lie on each other."""
    return (span.first + (span.last - span.first) * part).isoformat()


def _in_words(n: int, total: int) -> str:
    share = intervals.share(n, total)
    if total < FEW or share.share is None or share.low is None or share.high is None:
        return "too few"
    return f"{share.share:.0%} ({share.low:.0%} to {share.high:.0%})"


def _standing(buckets: Sequence[StanceBucket]) -> str:
    counts = {stance: sum(b.n for b in buckets if b.stance == stance) for stance in Stance}
    parts = [f"{formats.number(n)} {stance}" for stance, n in counts.items() if n]
    return f"{', '.join(parts)}." if parts else "No stance taken."
