"""Net stances in, the table of positions by years out."""

from collections.abc import Mapping, Sequence

from app.codebook.model import Codebook
from app.codebook.terms import Stance
from app.queries.filter import Filter
from app.queries.labels import label
from app.queries.rows import NetStance
from app.web import formats
from app.web.charts import FEW
from app.web.explorer import address
from app.web.tallies import position_address
from app.web.views import Matrix, MatrixCell, MatrixRow, MatrixYear

# Beyond this a position counts as held; between it and zero as leaning.
HELD = 0.5


def matrix(cells: Sequence[NetStance], codebook: Codebook, events: Mapping[int, int]) -> Matrix:
    """Each position with a cell for every year from the first to the last stance, most discussed first."""
    years = range(min(c.year for c in cells), max(c.year for c in cells) + 1) if cells else range(0)
    at = {(cell.position, cell.year): cell for cell in cells}
    totals: dict[str, int] = {}
    for cell in cells:
        totals[cell.position] = totals.get(cell.position, 0) + cell.n
    rows = []
    for position in sorted(totals, key=lambda each: (-totals[each], each)):
        words = label("position", position, codebook)
        rows.append(
            MatrixRow(
                label=words,
                url=position_address(position, Filter()),
                cells=[_cell(at.get((position, year)), position, words, year) for year in years],
                n=totals[position],
            )
        )
    return Matrix(
        years=[MatrixYear(year, _in(year), events.get(year, 0), f"/events#y-{year}") for year in years],
        rows=rows,
        summary=_summary(rows, cells),
        note="remarks a year, repeats counted once",
        legend=f"The shade is the net stance; cells without shade rest on fewer than {FEW}.",
    )


def _cell(cell: NetStance | None, position: str, words: str, year: int) -> MatrixCell:
    if cell is None:
        return MatrixCell(0, "none", Stance.NEUTRAL, True, "", "")
    few = cell.n < FEW
    here = Filter.checked({"position": (position,), "since": f"{year:04}", "until": f"{year:04}"})
    said = (
        "said once"
        if cell.n == 1
        else f"{formats.counted(cell.n, 'remark')}, net stance {formats.signed(cell.net)}"
    )
    return MatrixCell(
        n=cell.n,
        level=_level(cell.net),
        mark=_mark(cell.net),
        is_few=few,
        url=address("/timeline", here),
        words=f"{words} {year}: {said}",
    )


def _level(net: float) -> str:
    if abs(net) < 1e-9:
        return "0"
    return f"{'p' if net > 0 else 'm'}{2 if abs(net) > HELD else 1}"


def _mark(net: float) -> Stance:
    if net > HELD:
        return Stance.SUPPORT
    if net > 0:
        return Stance.CONDITIONAL
    return Stance.OPPOSE if net < 0 else Stance.NEUTRAL


def _in(year: int) -> str:
    return address("/timeline", Filter.checked({"since": f"{year:04}", "until": f"{year:04}"}))


def _summary(rows: Sequence[MatrixRow], cells: Sequence[NetStance]) -> str:
    if not rows:
        return "No stance taken."
    n = sum(cell.n for cell in cells)
    return f"{formats.counted(n, 'stance')} on {formats.counted(len(rows), 'position')}; most on “{rows[0].label}”"
