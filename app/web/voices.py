"""What each branch of a state holds in, positions by branches out."""

from collections import Counter
from collections.abc import Mapping, Sequence

from app.codebook.model import Codebook
from app.codebook.terms import Stance
from app.queries.analysis_rows import BranchStances, HeldPosition
from app.queries.filter import Filter
from app.queries.labels import label
from app.web import cells, formats
from app.web.charts import FEW
from app.web.explorer import address
from app.web.nets import net
from app.web.tallies import position_address
from app.web.views import Link
from app.web.views.overview import MatrixCell
from app.web.views.tables import Column, Table
from app.web.views.voices import VoiceColumn, VoiceRow

PATH = "/voices"
NO_BRANCH = "unknown"


def columns(found: Sequence[BranchStances], chosen: Filter) -> list[VoiceColumn]:
    """The branches, and what cannot be given to any."""
    return [
        VoiceColumn(name_of(branch), branch.n, _url(branch, None, chosen) if branch.n else "")
        for branch in found
    ]


def rows(found: Sequence[BranchStances], chosen: Filter, codebook: Codebook) -> list[VoiceRow]:
    """The positions that any branch takes a stance on, the most discussed first."""
    held = {(branch.branch, each.position): each for branch in found for each in branch.positions}
    weights = _weights(found)
    return [
        VoiceRow(
            Link(label("position", position, codebook), position_address(position, chosen)),
            [_cell(held, branch, position, chosen) for branch in found],
        )
        for position, _ in sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    ]


def table(found: Sequence[BranchStances], chosen: Filter, codebook: Codebook) -> Table:
    """The same, a line for each position and branch."""
    lines = [
        [
            cells.text(label("position", each.position, codebook), value=each.position),
            cells.text(name_of(branch), value=branch.branch or ""),
            *(cells.count(n) for n in each[1:5]),
            cells.count(each.total),
            cells.taken(each.majority),
            cells.share(each.consistency),
            cells.day(each.first_on),
            cells.day(each.last_on),
        ]
        for branch in found
        for each in branch.positions
    ]
    return Table(
        "voices",
        "Voices",
        "Statements by stance.",
        (
            Column("position", ("position_id", "position")),
            Column("branch", ("branch_id", "branch")),
            *cells.STANCES,
            Column("n", ("n",), is_number=True),
            Column("mostly", ("majority",)),
            Column("share", cells.SHARE_NAMES, is_number=True),
            *cells.SPAN,
        ),
        lines,
        address(f"{PATH}.csv", chosen),
    )


def note(found: Sequence[BranchStances]) -> str:
    """How to read the cells, and who is in no column."""
    return (
        "Each cell: the net stance as a shade and a mark, and how many statements; "
        f"no shade under {FEW}. A person speaks for the branch of the office held on that day; "
        f"{formats.counted(found[-1].n, 'statement')} cannot be given to any: without a day, or by somebody "
        "whose office then is not known."
    )


def name_of(branch: BranchStances) -> str:
    """The branch's name."""
    return branch.name or "Unknown"


def _weights(found: Sequence[BranchStances]) -> Counter[str]:
    weights: Counter[str] = Counter()
    for branch in found:
        for each in branch.positions:
            weights[each.position] += each.total
    return weights


def _cell(
    held: Mapping[tuple[str | None, str], HeldPosition], branch: BranchStances, position: str, chosen: Filter
) -> MatrixCell:
    found = held.get((branch.branch, position))
    if found is None:
        return MatrixCell(0, "none", Stance.NEUTRAL, True, "", "")
    each = ", ".join(f"{n} {stance}" for stance, n in zip(Stance, found[1:5], strict=True) if n)
    here = net(found[1:5])
    words = f"{name_of(branch)}, {formats.counted(found.total, 'statement')}, {here.words}: {each}"
    return MatrixCell(
        found.total, here.level, here.mark, found.total < FEW, _url(branch, position, chosen), words
    )


def _url(branch: BranchStances, position: str | None, chosen: Filter) -> str:
    rest = chosen.without("position") if position else chosen
    beside = [("position", position)] if position else []
    return address(f"{PATH}/{branch.branch or NO_BRANCH}", rest, beside)
