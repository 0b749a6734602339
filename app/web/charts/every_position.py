"""Stances by position and period in, a strip of marks for each position out."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from app.codebook.terms import Stance
from app.queries.rows import StanceBucket
from app.web import formats
from app.web.charts.chart import FEW, SYMBOLS, Chart, ChartRow, Figure, joined
from app.web.charts.spans import Span, middle, span_of
from app.web.explorer import Export

# Where each stance stands above or below the line of its position.
_LANES = {Stance.SUPPORT: 0.27, Stance.CONDITIONAL: 0.09, Stance.NEUTRAL: -0.09, Stance.OPPOSE: -0.27}


def strips(
    buckets: Sequence[StanceBucket],
    names: Mapping[str, str],
    base: str,
    *,
    note: str,
    exports: Sequence[Export] = (),
) -> Chart:
    """Every position as a strip of marks, one for each stance and period, in the order of their names."""
    weights: dict[str, int] = defaultdict(int)
    counts: dict[tuple[str, Span], dict[Stance, StanceBucket]] = defaultdict(dict)
    for bucket in buckets:
        weights[bucket.position] += bucket.n
        if bucket.n:
            counts[bucket.position, span_of(bucket)][bucket.stance] = bucket
    order = [position for position in names if weights[position]]
    spans = sorted({span_of(bucket) for bucket in buckets})
    return Chart(
        id="strips",
        title="Every position over time",
        summary=_strongest(buckets, names),
        note=note,
        size="rows",
        base=base,
        figure=_strips(buckets, order, spans, names) if order else None,
        columns=("Position", "Period", *(stance.value for stance in Stance), "n"),
        rows=[
            ChartRow(
                (
                    names[position],
                    span.name,
                    *(str(held[stance].n) if stance in held else "" for stance in Stance),
                    str(next(iter(held.values())).total),
                ),
                joined(base, f"{span.query}&position={position}"),
            )
            for position in order
            for span in spans
            if (held := counts.get((position, span)))
        ],
        exports=exports,
        words=2,
        key=tuple(Stance),
    )


def _strips(
    buckets: Sequence[StanceBucket], order: Sequence[str], spans: Sequence[Span], names: Mapping[str, str]
) -> Figure:
    """Columns of numbers that point to positions and periods; words for each mark would be too heavy."""
    of = {position: index for index, position in enumerate(order)}
    at = {span: index for index, span in enumerate(spans)}
    traces = []
    for stance in Stance:
        mine = [bucket for bucket in buckets if bucket.stance == stance and bucket.n]
        traces.append(
            {
                "stance": stance.value,
                "symbol": SYMBOLS[stance],
                "lane": _LANES[stance],
                "of": [of[bucket.position] for bucket in mine],
                "at": [at[span_of(bucket)] for bucket in mine],
                "n": [bucket.n for bucket in mine],
                "total": [bucket.total for bucket in mine],
            }
        )
    return {
        "kind": "strips",
        "few": FEW,
        "positions": {"id": order, "name": [names[position] for position in order]},
        "periods": {
            "x": [middle(span).isoformat() for span in spans],
            "name": [span.name for span in spans],
            "query": [span.query for span in spans],
        },
        "traces": traces,
    }


def _strongest(buckets: Sequence[StanceBucket], names: Mapping[str, str]) -> str:
    counts: dict[tuple[str, Stance], int] = defaultdict(int)
    for bucket in buckets:
        counts[bucket.position, bucket.stance] += bucket.n
    if not counts:
        return "No stance taken."
    (where, stance), n = max(counts.items(), key=lambda item: (item[1], item[0]))
    return f"Most often taken: {stance} for “{names[where].rstrip('.')}” ({formats.number(n)})."
