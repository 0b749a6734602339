"""Shifts and the statements around them in, what a page says about each out."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy.orm import Session

from app.codebook.model import Codebook
from app.queries.analysis_rows import PositionShifts, Shift
from app.queries.decorating import decorated
from app.queries.filter import Filter
from app.queries.labels import label
from app.queries.rows import StatementRow
from app.queries.shifts import MINIMUM
from app.web import cells, formats
from app.web.explorer import address
from app.web.lines import lines
from app.web.nets import HELD
from app.web.tallies import position_address
from app.web.views import Link
from app.web.views.shifts import Shifts, ShiftSide, ShiftView
from app.web.views.tables import Cell, Column, Interval, Table

_CLEARLY = 0.01
# Digits beyond this say nothing more; the file has them.
_VAST = 1000

_COLUMNS = (
    Column("position", ("position_id", "position")),
    Column("from", ("on",)),
    Column("not before", ("low",)),
    Column("not after", ("high",)),
    Column("n before", ("n_before",), is_number=True),
    Column("n after", ("n_after",), is_number=True),
    Column("net before", ("net_before",), is_number=True),
    Column("net after", ("net_after",), is_number=True),
    Column("change", ("effect", "effect_low", "effect_high"), is_number=True),
    Column("Bayes factor", ("bayes_factor",), is_number=True),
    Column("p", ("p", "permutations"), is_number=True),
)


def of_position(
    session: Session, found: PositionShifts, chosen: Filter, codebook: Codebook, file: str
) -> Shifts:
    """The shifts of one position, or why none can be told."""
    undated = f"; {formats.number(found.undated)} without a day left out" if found.undated else ""
    return Shifts(
        f"Among {formats.counted(found.n, 'speaker-day')}: a stance that a speaker took on a day, "
        f"counted once{undated}.",
        views(session, found.shifts, chosen, codebook),
        _nothing(found),
        table(found.shifts, codebook, file),
    )


def views(session: Session, shifts: Sequence[Shift], chosen: Filter, codebook: Codebook) -> list[ShiftView]:
    """Each shift with its evidence; all statements are fetched at once."""
    ids = list(dict.fromkeys(id_ for shift in shifts for id_ in (*shift.before, *shift.after)))
    rows = {row.id: row for row in decorated(session, ids)} if ids else {}
    return [_view(shift, rows, chosen, codebook) for shift in shifts]


def table(shifts: Iterable[Shift], codebook: Codebook, file: str) -> Table:
    """The numbers of the shifts."""
    return Table(
        "shifts",
        "Shifts",
        "Speaker-days; net stance from -1 (opposed) to 1 (supported).",
        _COLUMNS,
        [_row(shift, codebook) for shift in shifts],
        file,
    )


def _row(shift: Shift, codebook: Codebook) -> list[Cell]:
    effect = (shift.effect, shift.effect_low, shift.effect_high)
    return [
        cells.text(label("position", shift.position, codebook), value=shift.position),
        cells.day(shift.on),
        cells.day(shift.low),
        cells.day(shift.high),
        cells.count(shift.n_before),
        cells.count(shift.n_after),
        Cell((round(shift.net_before, 4),), formats.signed(shift.net_before)),
        Cell((round(shift.net_after, 4),), formats.signed(shift.net_after)),
        Cell(tuple(round(each, 4) for each in effect), formats.signed(shift.effect)),
        Cell((round(shift.bayes_factor, 1),), f"{shift.bayes_factor:.0f}"),
        Cell((shift.p, shift.permutations), "not tested" if shift.p is None else f"{shift.p:.3f}"),
    ]


def _view(shift: Shift, rows: Mapping[str, StatementRow], chosen: Filter, codebook: Codebook) -> ShiftView:
    on_it = chosen.only("position", shift.position)
    until = on_it.without("until").with_("until", shift.low.isoformat())
    since = on_it.without("since").with_("since", shift.on.isoformat())
    before, after = _kind(shift.net_before), _kind(shift.net_after)
    direction = "firmer" if shift.effect > 0 else "weaker"
    words = f"From {before} to {after}" if before != after else f"{before.capitalize()}, but {direction}"
    ends = sorted((100 + 100 * shift.net_before, 100 + 100 * shift.net_after))
    return ShiftView(
        on=shift.on,
        low=shift.low,
        high=shift.high,
        position=Link(label("position", shift.position, codebook), position_address(shift.position, chosen)),
        words=words,
        effect=f"{formats.signed(shift.effect)} ({formats.signed(shift.effect_low)} to "
        f"{formats.signed(shift.effect_high)})",
        chance=_chance(shift),
        reach=Interval(ends[0], 100 + 100 * shift.net_after, ends[1], is_signed=True),
        before=_side(
            "Before", shift.net_before, shift.n_before, address("/timeline", until), shift.before, rows
        ),
        after=_side("After", shift.net_after, shift.n_after, address("/timeline", since), shift.after, rows),
    )


def _side(
    title: str, net: float, n: int, url: str, ids: Sequence[str], rows: Mapping[str, StatementRow]
) -> ShiftSide:
    words = formats.counted(n, "speaker-day")
    return ShiftSide(title, formats.signed(net), Link(words, url), lines(rows[each] for each in ids))


def _kind(net: float) -> str:
    if abs(net) <= HELD:
        return (
            "divided"
            if abs(net) < HELD / 2
            else ("leaning to support" if net > 0 else "leaning to opposition")
        )
    return "support" if net > 0 else "opposition"


def _chance(shift: Shift) -> str:
    factor = f"{shift.bayes_factor:.0f}" if shift.bayes_factor < _VAST else f"over {formats.number(_VAST)}"
    if shift.p is None:
        return f"Bayes factor {factor}; too many days to shuffle, so no p-value"
    p = f"p < {_CLEARLY}" if shift.p < _CLEARLY else f"p = {shift.p:.2f}"
    return f"{p} ({formats.number(shift.permutations)} shuffles of the days); Bayes factor {factor}"


def _nothing(found: PositionShifts) -> str:
    if not found.enough:
        return (
            f"Not enough to tell: {MINIMUM} speaker-days are needed. "
            "Whether the position changed is unknown, which does not mean that it stayed."
        )
    return "None found. A change too small or too short to stand out from chance would not be seen."
