"""Stretches of time with how many pairs agree and are opposed in, both over time out."""

from collections.abc import Sequence

from app.queries.analysis_rows import Stretch
from app.web import formats
from app.web.charts.chart import Chart, ChartRow, Figure, joined
from app.web.charts.spans import Span, middle
from app.web.explorer import Export

_LINES = (("agree", "agreeing", "accent", "circle"), ("are opposed", "opposed", "ink", "square-open"))


def windows(
    found: Sequence[Stretch], base: str, *, title: str, note: str, exports: Sequence[Export] = ()
) -> Chart:
    """Pairs that agree and pairs that are opposed, each stretch at its middle, with how much it rests on."""
    spans = [Span(each.first, each.last) for each in found]
    x = [middle(span).isoformat() for span in spans]
    words = [f"{formats.day(span.first)} to {formats.day(span.last)}" for span in spans]
    narrowing = [span.query for span in spans]
    # No line runs across a stretch in which nobody said anything.
    order = _broken(found)
    lines = [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "name": name,
            "role": role,
            "cliponaxis": False,
            "x": [None if at is None else x[at] for at in order],
            "y": [None if at is None else getattr(found[at], field) for at in order],
            "text": [
                None
                if at is None
                else f"{words[at]}: {formats.counted(getattr(found[at], field), 'pair')} {name}"
                for at in order
            ],
            "customdata": [None if at is None else narrowing[at] for at in order],
            "marker": {"symbol": symbol, "size": 8},
            "hovertemplate": "%{text}<extra></extra>",
        }
        for name, field, role, symbol in _LINES
    ]
    stances = {
        "type": "bar",
        "name": "stances",
        "role": "count",
        "yaxis": "y2",
        "x": x,
        "y": [each.stances for each in found],
        "customdata": narrowing,
        "hovertemplate": "%{y} stances<extra></extra>",
    }
    return Chart(
        id="windows",
        title=title,
        summary=_most(found),
        note=note,
        size="middling",
        base=base,
        figure={
            "kind": "windows",
            "data": [*lines, stances],
            "layout": {
                "xaxis": {"type": "date", "anchor": "y2"},
                "yaxis": {"domain": [0.34, 1], "rangemode": "tozero", "nticks": 4, "title": "pairs"},
                "yaxis2": {"domain": [0, 0.24], "rangemode": "tozero", "nticks": 3, "title": "stances"},
                "annotations": [
                    _named(name, x[-1], getattr(found[-1], field)) for name, field, _, _ in _LINES
                ],
            },
        }
        if found
        else None,
        columns=("From", "To", "Speakers", "Positions", "Stances", "Pairs that agree", "Pairs opposed"),
        rows=[
            ChartRow(
                (formats.day(each.first), formats.day(each.last), *map(formats.number, each[2:])),
                joined(base, span.query),
            )
            for each, span in reversed(list(zip(found, spans, strict=True)))
        ],
        exports=exports,
        words=2,
    )


def _broken(found: Sequence[Stretch]) -> list[int | None]:
    """The places of the stretches, and none wherever the next does not overlap the one before."""
    order: list[int | None] = []
    for at, each in enumerate(found):
        if at and each.first > found[at - 1].last:
            order.append(None)
        order.append(at)
    return order


def _named(name: str, x: str, y: int) -> Figure:
    """The name of a line at its end, so that nobody has to look it up in a legend."""
    return {
        "text": name, "x": x, "y": y, "xanchor": "left", "yanchor": "middle", "xshift": 9, "showarrow": False
    }  # fmt: skip


def _most(found: Sequence[Stretch]) -> str:
    if not found:
        return "No statement with a month."
    top = max(found, key=lambda each: (each.opposed, each.last))
    if not top.opposed:
        return "No two speakers are opposed in any stretch."
    span = f"{formats.day(top.first)} to {formats.day(top.last)}"
    return f"Most pairs opposed from {span}: {formats.number(top.opposed)}, and {top.agreeing} that agree."
