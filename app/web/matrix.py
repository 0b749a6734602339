"""Stances by year in, the table of positions by years out."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from app.codebook.model import Codebook
from app.codebook.terms import Stance
from app.queries.filter import Filter
from app.queries.labels import label
from app.queries.rows import Gap, StanceBucket
from app.web import formats
from app.web.charts import FEW, joined
from app.web.explorer import address
from app.web.nets import net
from app.web.tallies import position_address
from app.web.views import Matrix, MatrixCell, MatrixRow, MatrixYear


def matrix(
    buckets: Sequence[StanceBucket],
    chosen: Filter,
    codebook: Codebook,
    events: Mapping[int, int],
    gaps: Sequence[Gap] = (),
) -> Matrix:
    """Each position with a cell for every year from the first to the last stance, most discussed first."""
    held: dict[tuple[str, int], list[StanceBucket]] = defaultdict(list)
    totals: Counter[str] = Counter()
    for bucket in buckets:
        if bucket.n:
            held[bucket.position, bucket.period_start.year].append(bucket)
    for (position, _), stances in held.items():
        totals[position] += stances[0].total
    years = range(min(year for _, year in held), max(year for _, year in held) + 1) if held else range(0)
    rows = []
    for position in sorted(totals, key=lambda each: (-totals[each], each)):
        words = label("position", position, codebook)
        here = address("/timeline", chosen.with_("position", position))
        cells = [_cell(held.get((position, year), []), here, words, year) for year in years]
        rows.append(MatrixRow(words, position_address(position, chosen), cells, totals[position]))
    return Matrix(
        years=[
            MatrixYear(
                year,
                joined(address("/timeline", chosen), _in(year)),
                events.get(year, 0),
                f"/events#y-{year}",
                not any(gap.first <= date(year, 1, 1) and gap.last >= date(year, 12, 31) for gap in gaps),
            )
            for year in years
        ],
        rows=rows,
        summary=_summary(rows, totals.total()),
        note=chosen.in_words(codebook),
        legend=f"The shade is the net stance; cells without shade rest on fewer than {FEW}. "
        "Hatched: no article from that year.",
    )


def _cell(stances: Sequence[StanceBucket], here: str, words: str, year: int) -> MatrixCell:
    if not stances:
        return MatrixCell(0, "none", Stance.NEUTRAL, True, "", "")
    n, held = stances[0].total, net({bucket.stance: bucket.n for bucket in stances})
    said = formats.counted(n, "remark")
    told = f"{words} {year}: {held.words}, {said}, net stance {formats.signed(held.value)}"
    return MatrixCell(n, held.level, held.mark, n < FEW, joined(here, _in(year)), told)


def _in(year: int) -> str:
    return f"since={year:04}&until={year:04}"


def _summary(rows: Sequence[MatrixRow], n: int) -> str:
    if not rows:
        return "No stance taken."
    positions = formats.counted(len(rows), "position")
    return f"{formats.counted(n, 'stance')} on {positions}; most on “{rows[0].label}”"
