"""Totals per position in, the lines of a table of stances out."""

from collections.abc import Iterable

from app.codebook.model import Codebook
from app.codebook.terms import Precision, Stance
from app.queries.filter import Filter
from app.queries.labels import label
from app.queries.rows import StanceTotal
from app.web import formats
from app.web.explorer import address
from app.web.views import TallyCell, TallyRow


def tally(totals: Iterable[StanceTotal], chosen: Filter, codebook: Codebook) -> list[TallyRow]:
    """One line for each position, each number leading to its statements."""
    return [_row(total, chosen, codebook) for total in totals]


def position_address(position: str, chosen: Filter) -> str:
    """The page of a position, with the rest of the filter kept."""
    return address(f"/stances/{position}", chosen.without("position"))


def _row(total: StanceTotal, chosen: Filter, codebook: Codebook) -> TallyRow:
    on_it = chosen.only("position", total.position)
    cells = [
        TallyCell(stance, n, address("/timeline", on_it.only("stance", stance)))
        for stance, n in zip(
            Stance, (total.support, total.conditional, total.neutral, total.oppose), strict=True
        )
    ]
    return TallyRow(
        label=label("position", total.position, codebook),
        url=position_address(total.position, chosen),
        cells=cells,
        n=total.total,
        span=_span(total),
    )


def _span(total: StanceTotal) -> str:
    if total.first_on is None or total.last_on is None:
        return "undated"
    if total.first_on == total.last_on:
        return (
            f"said once, {formats.day(total.first_on)}" if total.total == 1 else formats.day(total.first_on)
        )
    ends = (formats.day(day, Precision.MONTH) for day in (total.first_on, total.last_on))
    return " – ".join(dict.fromkeys(ends))
