"""Counts in, charts out: a figure of plain columns for Plotly, the same numbers as rows, and a sentence."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from app.codebook.terms import Stance
from app.queries.periods import Period
from app.queries.rows import Bucket, Histogram, StanceBucket
from app.web import formats
from app.web.explorer import Export

FEW = 5

Figure = Mapping[str, object]

# Where each stance stands above or below the line of its position.
_LANES = {Stance.SUPPORT: 0.27, Stance.CONDITIONAL: 0.09, Stance.NEUTRAL: -0.09, Stance.OPPOSE: -0.27}
_SYMBOLS = {
    Stance.SUPPORT: "triangle-up",
    Stance.CONDITIONAL: "triangle-up-open",
    Stance.NEUTRAL: "diamond",
    Stance.OPPOSE: "triangle-down",
}


class ChartRow(NamedTuple):
    """A line of the table beside a chart, with the statements behind it."""

    cells: Sequence[str]
    url: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure, what it says, and everything needed to check it.

    `base` is the address of the statements behind the whole chart; each mark adds its own narrowing to it.
    """

    id: str
    title: str
    summary: str
    note: str
    size: str
    base: str
    figure: Figure | None
    columns: Sequence[str]
    rows: Sequence[ChartRow]
    exports: Sequence[Export]


class Span(NamedTuple):
    """The first and the last day of a period, and its name."""

    first: date
    last: date

    @property
    def name(self) -> str:
        """The period as a date of an address where it is a whole year or month, else both its days."""
        if (self.first.month, self.first.day, self.last.month, self.last.day) == (1, 1, 12, 31):
            return f"{self.first.year:04}"
        if self.is_whole_months and self.first.month == self.last.month:
            return f"{self.first:%Y-%m}"
        if self.is_whole_months and self.first.month % 3 == 1 and self.last.month - self.first.month == 2:
            return f"{self.first.year:04} Q{self.last.month // 3}"
        return f"{self.first} to {self.last}"

    @property
    def is_whole_months(self) -> bool:
        """Whether it begins and ends with a month of one year."""
        return (
            self.first.day == 1
            and (self.last + timedelta(days=1)).day == 1
            and self.first.year == self.last.year
        )

    @property
    def query(self) -> str:
        """The narrowing of a filter to this period."""
        return f"since={self.first}&until={self.last}"


def joined(base: str, narrowing: str) -> str:
    """The address of the statements behind one mark."""
    return f"{base}{'&' if '?' in base else '?'}{narrowing}"


def histogram(data: Histogram, base: str, *, note: str, exports: Sequence[Export] = ()) -> Chart:
    """Statements over time as bars."""
    spans = [Span(bucket.period_start, bucket.period_end) for bucket in data.buckets]
    figure = {
        "kind": "bars",
        "data": [
            {
                "type": "bar",
                "x": [span.first.isoformat() for span in spans],
                "y": [bucket.n for bucket in data.buckets],
                "text": [_period_words(span) for span in spans],
                "customdata": [span.query for span in spans],
                "role": "accent",
                "hovertemplate": "%{text}: %{y}<extra></extra>",
            }
        ],
        "layout": {"bargap": 0.15, "xaxis": {"type": "date"}, "yaxis": {"rangemode": "tozero", "nticks": 4}},
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
            ChartRow((_period_words(span), formats.number(bucket.n)), joined(base, span.query))
            for span, bucket in zip(spans, data.buckets, strict=True)
            if bucket.n
        ],
        exports=exports,
    )


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
            counts[bucket.position, _span(bucket)][bucket.stance] = bucket
    order = [position for position in names if weights[position]]
    spans = sorted({_span(bucket) for bucket in buckets})
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
                "symbol": _SYMBOLS[stance],
                "lane": _LANES[stance],
                "of": [of[bucket.position] for bucket in mine],
                "at": [at[_span(bucket)] for bucket in mine],
                "n": [bucket.n for bucket in mine],
                "total": [bucket.total for bucket in mine],
            }
        )
    return {
        "kind": "strips",
        "few": FEW,
        "positions": {"id": order, "name": [names[position] for position in order]},
        "periods": {
            "x": [_middle(span).isoformat() for span in spans],
            "name": [span.name for span in spans],
            "query": [span.query for span in spans],
        },
        "traces": traces,
    }


def _span(bucket: StanceBucket) -> Span:
    return Span(bucket.period_start, bucket.period_end)


def position(
    buckets: Sequence[StanceBucket], base: str, *, note: str, exports: Sequence[Export] = ()
) -> Chart:
    """One position: marks by stance on top, shares as bars in the middle, the denominator beneath."""
    periods = sorted({(bucket.period_start, bucket.period_end) for bucket in buckets})
    spans = [Span(*period) for period in periods]
    n = {(bucket.period_start, bucket.stance): bucket.n for bucket in buckets}
    totals = [sum(n.get((span.first, stance), 0) for stance in Stance) for span in spans]
    lanes = {stance: len(Stance) - 1 - index for index, stance in enumerate(Stance)}
    x = [_middle(span).isoformat() for span in spans]
    traces: list[Figure] = []
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
                "x": [_middle(span).isoformat() for span, _, _ in mine],
                "y": [lanes[stance]] * len(mine),
                "n": [count for _, _, count in mine],
                "text": [f"{span.name}: {stance} {count} of {total}" for span, total, count in mine],
                "customdata": [f"{span.query}&{narrowing}" for span, _, _ in mine],
                "marker": {"symbol": [_symbol(stance, total) for _, total, _ in mine]},
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
    figure = {
        "kind": "position",
        "data": traces,
        "layout": {
            "barmode": "stack",
            "bargap": 0.3,
            "xaxis": {"type": "date", "anchor": "y3"},
            "yaxis": {
                "domain": [0.56, 1],
                "tickvals": [lanes[stance] for stance in Stance],
                "ticktext": [stance.value for stance in Stance],
                "range": [-0.6, 3.6],
            },
            "yaxis2": {"domain": [0.2, 0.5], "range": [0, 1], "tickformat": ".0%", "nticks": 3},
            "yaxis3": {"domain": [0, 0.14], "rangemode": "tozero", "nticks": 3},
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
        columns=("Period", *(stance.value for stance in Stance), "n"),
        rows=[
            ChartRow(
                (span.name, *(str(n.get((span.first, stance), 0)) for stance in Stance), str(total)),
                joined(base, span.query),
            )
            for span, total in zip(spans, totals, strict=True)
            if total
        ],
        exports=exports,
    )


def grain(first: date | None, last: date | None) -> Period:
    """The shortest period at which a reader can still tell the marks of one chart apart."""
    years = (last - first).days / 365 if first and last else 0
    return Period.YEAR if years > 8 else Period.QUARTER if years > 2 else Period.MONTH


def _symbol(stance: Stance, total: int) -> str:
    symbol = _SYMBOLS[stance]
    return symbol if total >= FEW or symbol.endswith("-open") else f"{symbol}-open"


def _middle(span: Span) -> date:
    return span.first + (span.last - span.first) / 2


def _period_words(span: Span) -> str:
    if span.is_whole_months and span.first.month == span.last.month:
        return f"{span.first:%B} {span.first.year:04}"
    return span.name


def _busiest(buckets: Sequence[Bucket]) -> str:
    if not buckets:
        return "Nothing with a date."
    total = sum(bucket.n for bucket in buckets)
    top = max(buckets, key=lambda bucket: bucket.n)
    words = _period_words(Span(top.period_start, top.period_end))
    return f"{formats.counted(total, 'dated statement')}; most in {words} ({formats.number(top.n)})."


def _strongest(buckets: Sequence[StanceBucket], names: Mapping[str, str]) -> str:
    counts: dict[tuple[str, Stance], int] = defaultdict(int)
    for bucket in buckets:
        counts[bucket.position, bucket.stance] += bucket.n
    if not counts:
        return "No stance taken."
    (where, stance), n = max(counts.items(), key=lambda item: (item[1], item[0]))
    return f"Most often taken: {stance} for “{names[where].rstrip('.')}” ({formats.number(n)})."


def _standing(buckets: Sequence[StanceBucket]) -> str:
    counts = {stance: sum(b.n for b in buckets if b.stance == stance) for stance in Stance}
    parts = [f"{formats.number(n)} {stance}" for stance, n in counts.items() if n]
    return f"{', '.join(parts)}." if parts else "No stance taken."
