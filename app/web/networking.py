"""Ties of speakers to positions in, the matrix and the tables of the network page out."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from app.codebook.model import Codebook
from app.codebook.terms import Stance
from app.queries.analysis_rows import Agreement, Pair, Stretch, Tie
from app.queries.filter import Filter
from app.queries.labels import label
from app.queries.network import Normalization
from app.web import cells, charts, comparing, formats
from app.web.charts import FEW, Chart
from app.web.explorer import Export, Option, address
from app.web.nets import net
from app.web.tallies import position_address
from app.web.views import Link
from app.web.views.overview import MatrixCell
from app.web.views.tables import Cell, Column, Drawn, Table
from app.web.views.voices import VoiceColumn, VoiceRow

PATH = "/network"
MOST = 12


class Asked(NamedTuple):
    """What the page is asked for beside the filter."""

    chosen: Filter
    least: int
    normalization: Normalization

    @property
    def beside(self) -> list[tuple[str, str]]:
        """The same as parameters, defaults left out."""
        least = [("least", str(self.least))] if self.least != 1 else []
        default = self.normalization is Normalization.AVERAGE
        return least + ([] if default else [("normalization", self.normalization.value)])

    def file(self, suffix: str, *more: tuple[str, str]) -> str:
        """The address of a file of the page."""
        return address(f"{PATH}{suffix}", self.chosen, [*self.beside, *more])


def ordered(ties: Sequence[Tie]) -> tuple[list[str], list[str]]:
    """Speakers and positions, those with the most first, so that the dense corner is the upper left."""
    speakers: Counter[str] = Counter()
    positions: Counter[str] = Counter()
    for tie in ties:
        speakers[tie.speaker_id] += tie.n
        positions[tie.position] += tie.n
    return (
        sorted(speakers, key=lambda each: (-speakers[each], each)),
        sorted(positions, key=lambda each: (-positions[each], each)),
    )


def columns(
    speakers: Sequence[str], names: dict[str, str], ties: Sequence[Tie], asked: Asked
) -> list[VoiceColumn]:
    """The speakers with the most ties, each with the sum of the cells beneath."""
    sums: Counter[str] = Counter()
    for tie in ties:
        sums[tie.speaker_id] += tie.n
    return [
        VoiceColumn(names[each], sums[each], address("/stances", asked.chosen.only("speaker", each)))
        for each in speakers
    ]


def rows(
    positions: Sequence[str],
    speakers: Sequence[str],
    names: dict[str, str],
    ties: Sequence[Tie],
    asked: Asked,
    codebook: Codebook,
) -> list[VoiceRow]:
    """A line for each position with a cell for each of the speakers."""
    held = {(tie.position, tie.speaker_id): tie for tie in ties}
    shown = set(speakers)
    kept = {tie.position for tie in ties if tie.speaker_id in shown}
    return [
        VoiceRow(
            Link(label("position", position, codebook), position_address(position, asked.chosen)),
            [_cell(held.get((position, each)), names[each], asked) for each in speakers],
        )
        for position in positions
        if position in kept
    ]


def _cell(tie: Tie | None, name: str, asked: Asked) -> MatrixCell:
    if tie is None:
        return MatrixCell(0, "none", Stance.NEUTRAL, True, "", "")
    each = ", ".join(f"{n} {stance}" for stance, n in zip(Stance, tie[3:7], strict=True) if n)
    held = net(tie[3:7])
    here = asked.chosen.only("speaker", tie.speaker_id).only("position", tie.position)
    return MatrixCell(
        tie.n,
        held.level,
        held.mark,
        tie.n < FEW,
        address("/timeline", here),
        f"{name}, {formats.counted(tie.n, 'statement')}, {held.words}: {each}",
    )


def ties_table(ties: Sequence[Tie], names: dict[str, str], asked: Asked, codebook: Codebook) -> Table:
    """A line for each tie."""
    return Table(
        "ties",
        "Ties",
        "Statements by stance.",
        (
            Column("speaker", ("speaker_id", "speaker")),
            Column("position", ("position_id", "position")),
            *cells.STANCES,
            Column("n", ("n",), is_number=True),
            *cells.SPAN,
        ),
        [
            [
                cells.text(names[tie.speaker_id], value=tie.speaker_id),
                cells.text(label("position", tie.position, codebook), value=tie.position),
                *(cells.count(n) for n in tie[3:7]),
                cells.count(tie.n),
                cells.day(tie.first_on),
                cells.day(tie.last_on),
            ]
            for tie in ties
        ],
        asked.file(".csv", ("table", "ties")),
    )


def pairs_table(found: Agreement, names: dict[str, str], asked: Asked) -> Table:
    """Who agrees with whom, and who is opposed to whom."""
    left_out = f"; {formats.number(found.left_out)} speakers left out" if found.left_out else ""
    holds = formats.counted(found.at_least, "statement")
    return Table(
        "pairs",
        "Agreement and conflict",
        f"On how many positions two speakers take the same stance, and on how many one supports what the "
        f"other opposes; a stance counts from {holds} on. Agreement and conflict are these numbers divided "
        f"by {_DIVISORS[asked.normalization]}; balance is one less the other{left_out}.",
        (
            Column("speaker", ("one_id", "one")),
            Column("and", ("other_id", "other")),
            Column("shared positions", ("n_shared",), is_number=True),
            Column("agree on", ("n_congruent",), is_number=True),
            Column("opposed on", ("n_conflicting",), is_number=True),
            Column("agreement", ("congruence",), is_number=True),
            Column("conflict", ("conflict",), is_number=True),
            Column("balance", ("subtract",), is_number=True),
        ),
        Drawn(sorted(found.pairs, key=_weight), lambda pair: _pair(pair, names, asked)),
        asked.file(".csv", ("table", "pairs")),
        "No two speakers of this choice hold a stance on the same position.",
        at_once=12,
        at_most=20,
    )


def normalizations(chosen: Normalization) -> list[Option]:
    """What the number of positions on which two agree may be divided by."""
    return [Option(each.value, words, each is chosen) for each, words in _DIVISORS.items()]


_DIVISORS = {
    Normalization.NONE: "nothing",
    Normalization.AVERAGE: "the mean of their numbers of positions",
    Normalization.JACCARD: "the positions that either holds",
    Normalization.COSINE: "the geometric mean of their numbers of positions",
}


def _weight(pair: Pair) -> tuple[int, int, str, str]:
    """Conflicts first, since they are rare and what is looked for, then who shares most."""
    return -pair.n_conflicting, -pair.shared, pair.one, pair.other


def _pair(pair: Pair, names: dict[str, str], asked: Asked) -> list[Cell]:
    sides = (asked.chosen.only("speaker", each) for each in (pair.one, pair.other))
    compared = comparing.url(comparing.Pair(*sides))
    return [
        cells.text(names[pair.one], f"/speakers/{pair.one}", value=pair.one),
        cells.text(names[pair.other], f"/speakers/{pair.other}", value=pair.other),
        cells.count(pair.shared, compared),
        cells.count(pair.n_congruent),
        cells.count(pair.n_conflicting),
        *(
            Cell((round(each, 4),), f"{each:.2f}".replace("-", "\u2212"))
            for each in (pair.congruence, pair.conflict, pair.subtract)
        ),
    ]


def windows_table(found: Sequence[Stretch], asked: Asked) -> Table:
    """The same as a file."""
    return Table(
        "windows",
        "Over moving windows",
        "Pairs of speakers in stretches of time.",
        (
            Column("from", ("window_first",), is_number=True),
            Column("to", ("window_last",), is_number=True),
            Column("speakers", ("n_speakers",), is_number=True),
            Column("positions", ("n_positions",), is_number=True),
            Column("stances", ("n",), is_number=True),
            Column("pairs that agree", ("n_congruent_pairs",), is_number=True),
            Column("pairs opposed", ("n_conflicting_pairs",), is_number=True),
        ),
        [
            [cells.day(each.first), cells.day(each.last), *map(cells.count, each[2:])]
            for each in reversed(found)
        ],
        asked.file(".csv", ("table", "windows")),
    )


def windows_chart(found: Sequence[Stretch], undated: int, asked: Asked, months: int) -> Chart:
    """Agreement and conflict over time."""
    left_out = f" Without a month, so in none: {formats.counted(undated, 'statement')}." if undated else ""
    anytime = asked.chosen.without("since").without("until")
    return charts.windows(
        found,
        address(PATH, anytime, asked.beside),
        title="Agreement and conflict over time",
        note=f"Each point is a stretch of {months} months, a new one every six, so neighbours share half of "
        "their statements; the last may be shorter. Two agree in a stretch if they take the same stance on "
        "any position, and are opposed if one supports what the other opposes; a pair may do both. "
        f"Beneath: on how many stances this rests.{left_out}",
        exports=[Export("CSV", asked.file(".csv", ("table", "windows")))],
    )


def ties_chart(
    ties: Sequence[Tie], speakers: Sequence[str], names: dict[str, str], asked: Asked, codebook: Codebook
) -> Chart:
    """Speakers and positions with lines between them."""
    few = len(ties) - charts.DRAWN
    rest = f" The {charts.DRAWN} strongest of {formats.number(len(ties))} are drawn." if few > 0 else ""
    return charts.ties(
        ties,
        {each: names[each] for each in speakers},
        {tie.position: label("position", tie.position, codebook) for tie in ties},
        address("/timeline", asked.chosen),
        note="A line: the net stance of a speaker on a position, the wider the more statements; dashed where "
        f"it is conditional. Positions stand from supported, on top, to opposed.{rest}",
        exports=[
            Export("CSV", asked.file(".csv", ("table", "ties"))),
            Export("GraphML", asked.file(".graphml")),
            Export("GEXF", asked.file(".gexf")),
            Export("GraphML of speakers", asked.file("/speakers.graphml")),
        ],
    )


def note(speakers: int, shown: int, least: int) -> str:
    """How to read the matrix and what it leaves out."""
    rest = (
        f" {formats.number(speakers - shown)} speakers with fewer are in the files."
        if speakers > shown
        else ""
    )
    only = f" Only ties of {least} statements or more." if least > 1 else ""
    return (
        "Each cell: the net stance as a shade and a mark, and how many statements; "
        f"no shade under {FEW}. Who says most stands left, what is said most on top.{only}{rest}"
    )
