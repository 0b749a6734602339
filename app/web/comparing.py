"""The address of a comparison in, its two filters out; their comparison in, its rows and files out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple
from urllib.parse import urlencode

from sqlalchemy.orm import Session

from app.codebook.model import Codebook
from app.errors import FilterError
from app.queries import statements
from app.queries.analysis_rows import Compared, Comparison
from app.queries.filter import LISTS, NOT, SINGLES, Counting, Filter
from app.queries.labels import label
from app.queries.rows import FacetValue, Share
from app.queries.wording import COUNTING
from app.web import cells, formats
from app.web.charts import FEW
from app.web.explorer import COUNTINGS, Chip, Option, address, at
from app.web.lines import lines
from app.web.tallies import position_address
from app.web.views.compare import Bars, Box, ComparedBlock, ComparedRow, Evidence, EvidenceSide, Side
from app.web.views.frame import Link
from app.web.views.tables import Cell, Column, Table

PATH = "/compare"
KEYS = ("a", "b")
# What an address says once for both sides.
SHARED = ("position", "counting")
QUOTED = 6
_BOXES: Mapping[str, str] = {
    "speaker": "Speaker",
    "country": "Country of the speaker",
    "topic": "Topic",
    "outlet": "Outlet",
    "language": "Language",
}
_TEXTS = {"since": ("Since", "2023-10-07"), "until": ("Until", "2024-12"), "q": ("Words", '"two states"')}

Params = Sequence[tuple[str, str]]


class Pair(NamedTuple):
    """The two filters of an address, counted alike."""

    left: Filter
    right: Filter

    @property
    def position(self) -> str | None:
        """The one position that both sides are compared on, if there is one."""
        both = {*self.left.position, *self.right.position}
        return both.pop() if self.left.position == self.right.position and len(both) == 1 else None

    @property
    def params(self) -> list[tuple[str, str]]:
        """The address in its one form."""
        shared = [name for name in SHARED if self.left.values(name) == self.right.values(name)]
        named = [
            (f"{key}.{name}", value)
            for key, side in zip(KEYS, self, strict=True)
            for name, value in side.to_params()
            if name not in shared
        ]
        return [*((name, value) for name in shared for value in self.left.values(name)), *named]

    def on(self, position: str | None) -> "Pair":
        """Both sides on one position, or on any."""
        bare = (side.without("position") for side in self)
        return Pair(*(side.with_("position", position) if position else side for side in bare))


def pair(params: Params, codebook: Codebook, *, strict: bool = False, beside: Iterable[str] = ()) -> Pair:
    """The filters under `a.` and `b.`; a value that cannot be used is named as the address names it."""
    known = {f"{key}.{name}" for key in KEYS for name in Filter.model_fields} | {*SHARED, *beside}
    if strict:
        for name, value in params:
            if name not in known:
                raise FilterError(
                    name, value, "there is no such parameter; those of a filter follow a. or b."
                )
    return Pair(*(_side(key, params, codebook) for key in KEYS))


def _side(key: str, params: Params, codebook: Codebook) -> Filter:
    own = [(name.removeprefix(f"{key}."), value) for name, value in params if name.startswith(f"{key}.")]
    shared = [(name, value) for name, value in params if name in SHARED]
    try:
        return Filter.from_params([*own, *shared], codebook)
    except FilterError as error:
        raise FilterError(f"{key}.{error.parameter}", error.value, error.complaint) from None


def file(both: Pair, table: str) -> str:
    """Where a table of the comparison is kept as a file."""
    return at(f"{PATH}.csv", urlencode([*both.params, ("table", table)], safe="~:,"))


def url(both: Pair) -> str:
    """The page of a comparison."""
    return at(PATH, urlencode(both.params, safe="~:,"))


def side(
    key: str, both: Pair, n: int, counts: Mapping[str, Sequence[FacetValue]], codebook: Codebook
) -> Side:
    """The form of one side: one choice in each list, the rest of its filter kept beside it."""
    chosen = both[KEYS.index(key)]
    boxes = [
        Box(f"{key}.{name}", words, _options(chosen, name, counts.get(name, ())), "", "")
        for name, words in _BOXES.items()
    ]
    texts = [
        Box(f"{key}.{name}", words, (), "".join(chosen.values(name)), hint)
        for name, (words, hint) in _TEXTS.items()
    ]
    words = chosen.in_words(codebook, n)
    return Side(
        key=key,
        boxes=[*boxes, *texts],
        hidden=[
            (f"{key}.{name}", value) for name, value in _kept(chosen, is_shared=both.position is not None)
        ],
        chips=[
            Chip(_words(name, value, codebook), name.endswith(NOT), url(_without(both, key, name, value)))
            for name, value in chosen.without("counting").to_params()
            if name != "position" or both.position is None
        ],
        sentence=f"{words[:1].upper()}{words[1:]}",
        url=address("/timeline", chosen),
        n=n,
    )


def positions(
    both: Pair, counts: Sequence[Mapping[str, Sequence[FacetValue]]], codebook: Codebook
) -> list[Option]:
    """The positions that either side takes a stance on, the most discussed first."""
    n: Counter[str] = Counter()
    for held in counts:
        for value in held["position"]:
            if value.value in codebook.positions:
                n[value.value] += value.n
    if both.position:
        n.setdefault(both.position, 0)
    listed = [
        Option(
            each, f"{label('position', each, codebook)} ({formats.number(n[each])})", each == both.position
        )
        for each in sorted(n, key=lambda each: (-n[each], each))
    ]
    return [Option("", "any position", both.position is None), *listed]


def evidence(session: Session, both: Pair, codebook: Codebook) -> Evidence | None:
    """What each side said on the one position that both are compared on."""
    if both.position is None:
        return None
    sides = []
    for key, side in zip(KEYS, both, strict=True):
        found = statements.page(session, side, limit=QUOTED)
        every = address("/timeline", side)
        sides.append(
            EvidenceSide(key, Link(formats.counted(found.total, "statement"), every), lines(found.rows))
        )
    words = label("position", both.position, codebook)
    return Evidence(Link(words, position_address(both.position, Filter())), url(both.on(None)), sides)


def countings(both: Pair) -> list[Option]:
    """The ways of counting, for both sides."""
    return [Option(each.value, words, each == both.left.counting) for each, words in COUNTINGS.items()]


def _options(chosen: Filter, name: str, values: Sequence[FacetValue]) -> list[Option]:
    held = chosen.values(name)
    listed = [
        Option(each.value, f"{each.label} ({formats.number(each.n)})", each.value in held[:1])
        for each in values
    ]
    return [Option("", "any", not held), *listed]


def _kept(chosen: Filter, *, is_shared: bool) -> Iterator[tuple[str, str]]:
    """What the form has no box for: other fields, and all but the first value of those it has."""
    seen: set[str] = set()
    for name, value in chosen.without("counting").to_params():
        if name == "position" and is_shared:
            continue
        if (name in _BOXES and name not in seen) or name in _TEXTS:
            seen.add(name)
        else:
            yield name, value


def _without(both: Pair, key: str, name: str, value: str) -> Pair:
    changed = both[KEYS.index(key)].without(name, value)
    return Pair(changed, both.right) if key == "a" else Pair(both.left, changed)


def _words(name: str, value: str, codebook: Codebook) -> str:
    field = name.removesuffix(NOT)
    return (
        label(field, value, codebook) if field in LISTS else f"{field} {value}" if name in SINGLES else value
    )


def tables(found: Comparison, both: Pair, codebook: Codebook) -> list[ComparedBlock]:
    """Positions and topics of a comparison."""
    return [
        _block("positions", "Positions", found.positions, both, codebook),
        _block("topics", "Topics", found.topics, both, codebook),
    ]


def note(found: Comparison, counting: Counting) -> str:
    """What the numbers are and what they leave uncertain."""
    both = (
        f" {formats.counted(found.both, 'statement')} stand on both sides, which no interval allows for."
        if found.both
        else ""
    )
    return (
        f"Differences are B less A in percentage points, with Newcombe's 95 % interval; bold where it leaves "
        f"out zero. Of twenty such intervals one may do so by chance. Under {FEW} statements: not enough. "
        f"{COUNTING[counting].capitalize()}.{both}"
    )


def _block(id_: str, title: str, rows: Sequence[Compared], both: Pair, codebook: Codebook) -> ComparedBlock:
    of_positions = id_ == "positions"
    shown = [row for row in rows if row.left.n or row.right.n]
    lines = []
    for key, members in groupby(shown, key=lambda row: row.key):
        group = list(members)
        for place, row in enumerate(group):
            lines.append(_line(row, key, len(group) if place == 0 else 0, both, codebook))
    lead = (
        (Column("position", ("position_id", "position")), Column("stance", ("stance",)))
        if of_positions
        else (Column("topic", ("topic_id", "topic")),)
    )
    columns = (
        *lead,
        Column("A", ("a_n", "a_total", "a_share", "a_low", "a_high"), is_number=True),
        Column("B", ("b_n", "b_total", "b_share", "b_low", "b_high"), is_number=True),
        Column("difference", ("difference", "difference_low", "difference_high"), is_number=True),
    )
    what = "stance on the position" if of_positions else "topic"
    return ComparedBlock(
        Table(
            id_,
            title,
            "Shares of the statements with any stance on that position."
            if of_positions
            else "Shares of all statements of that side; one may have several topics.",
            columns,
            [_filed(row, codebook, of_positions=of_positions) for row in shown],
            file(both, id_),
            f"Neither side has a {what}.",
        ),
        lines,
    )


def _filed(row: Compared, codebook: Codebook, *, of_positions: bool) -> list[Cell]:
    field = "position" if of_positions else "topic"
    lead = [cells.text(label(field, row.key, codebook), value=row.key)]
    if of_positions:
        lead.append(cells.taken(row.stance))
    sides = [Cell((share.n, share.total, *_rounded(share)), "") for share in (row.left, row.right)]
    return [*lead, *sides, cells.difference(row.difference)]


def _rounded(share: Share) -> tuple[float | None, float | None, float | None]:
    low, mid, high = (
        None if each is None else round(each, 6) for each in (share.low, share.share, share.high)
    )
    return mid, low, high


def _line(row: Compared, key: str, span: int, both: Pair, codebook: Codebook) -> ComparedRow:
    field = "position" if row.stance else "topic"
    words = label(field, key, codebook)
    if row.stance:
        group, what = Link(words, url(both.on(key))), cells.taken(row.stance)
    else:
        group, what = Link(words, address("/timeline", Filter(topic=(key,)))), Cell((), "")
    shares = []
    for side_, share in zip(both, (row.left, row.right), strict=True):
        here = side_.only(field, key)
        here = here.only("stance", row.stance) if row.stance else here
        shares.append(_share(share, address("/timeline", here)))
    return ComparedRow(
        group=group if span else None,
        span=span,
        what=what,
        left=shares[0],
        right=shares[1],
        bars=Bars(_bar(row.left), _bar(row.right)),
        difference=cells.difference(row.difference),
    )


def _share(share: Share, url: str) -> Cell:
    count = f"{formats.number(share.n)} of {formats.number(share.total)}"
    if not share.total:
        return Cell((), "nothing said", tone="soft")
    if share.total < FEW:
        return Cell((), count, url if share.n else "", aside=cells.NOT_ENOUGH, tone="soft")
    return Cell((), count, url if share.n else "", aside=formats.percent(share.share))


def _bar(share: Share) -> tuple[float, float, float] | None:
    if share.share is None or share.low is None or share.high is None or share.total < FEW:
        return None
    return 200 * share.low, 200 * share.share, 200 * share.high
