"""A filter and its counts in, the rail, the chips and the sentence of a list out."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from app.codebook.model import Codebook
from app.queries import chips
from app.queries.facets import FacetCounts
from app.queries.filter import NOT, Counting, Filter
from app.queries.periods import Period
from app.queries.rows import FacetValue
from app.web import formats

SHOWN = 8
LISTED = 200
MORE = "more"

FACETS: Mapping[str, str] = {
    "speaker": "Speaker",
    "country": "Country of the speaker",
    "position": "Position",
    "stance": "Stance",
    "topic": "Topic",
    "event": "Event",
    "outlet": "Outlet",
    "language": "Language",
    "voice": "Wording",
    "kind": "Text",
}
CITED = {"ris": "RIS", "bib": "BibTeX", "csl.json": "CSL-JSON"}
_OPEN = {"speaker", "country", "position", "stance", "topic"}
COUNTINGS = {
    Counting.UTTERANCE: "counted once",
    Counting.ARTICLE: "once per article",
    Counting.STATEMENT: "all counted",
}


class Value(NamedTuple):
    """A value of a facet with the addresses that choose it or leave it out."""

    value: str
    label: str
    n: int
    chosen: bool
    excluded: bool
    url: str
    not_url: str


class Facet(NamedTuple):
    """The values of one field: a few at once; `more` leads to `hidden` others, or back where all are there.

    `left_out` are those that even the long list has no room for.
    """

    field: str
    title: str
    is_open: bool
    values: Sequence[Value]
    hidden: int
    more: str
    left_out: int


class Chip(NamedTuple):
    """One chosen value and the address without it."""

    label: str
    excluded: bool
    url: str


class Option(NamedTuple):
    """A choice in a list of choices."""

    value: str
    label: str
    chosen: bool


class Export(NamedTuple):
    """The same choice as a file."""

    label: str
    url: str
    is_file: bool = True


class Away(NamedTuple):
    """Files of one sort in which the same choice can be taken away."""

    title: str
    files: Sequence[Export]


class Form(NamedTuple):
    """What the text boxes hold."""

    q: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Explorer:
    """Everything around a list that a filter narrows."""

    path: str
    query: str
    sentence: str
    announcement: str
    chips: Sequence[Chip]
    hidden: Sequence[tuple[str, str]]
    form: Form
    countings: Sequence[Option]
    facets: Sequence[Facet]
    sampled: int | None
    exports: Sequence[Export]
    away: Sequence[Away]
    feed: str


def address(path: str, chosen: Filter, beside: Sequence[tuple[str, str]] = ()) -> str:
    """A page with a filter, and what else its address says."""
    return at(path, urlencode([*chosen.to_params(), *beside], safe="~:,"))


def at(path: str, query: str) -> str:
    """A path with a query, if there is any."""
    return f"{path}?{query}" if query else path


def explorer(
    path: str,
    chosen: Filter,
    codebook: Codebook,
    counts: FacetCounts,
    total: int,
    *,
    meant: Filter | None = None,
    what: str = "",
    beside: Sequence[tuple[str, str]] = (),
    opened: Collection[str] = (),
) -> Explorer:
    """The frame of a list of `total` statements at `path`.

    Where a page narrows the filter by itself, `meant` is what it shows and `what` says so; `beside` is what
    its address keeps whatever the filter, `opened` the fields whose values are all asked for.
    """
    titles = dict(FACETS) | ({"stance": "Stance on this position"} if len(chosen.position) == 1 else {})
    lead, noun, rest = chosen.in_words(codebook, total).partition("statement" if total == 1 else "statements")
    sentence = f"{lead}{noun}{what}{rest}"
    return Explorer(
        path=path,
        query=f"?{chosen.to_query()}" if chosen.to_query() else "",
        sentence=sentence[:1].upper() + sentence[1:],
        announcement=formats.counted(total, "statement"),
        chips=[
            Chip(chip.label, chip.excluded, _with(at(path, chip.query_without), beside))
            for chip in chips.chips(chosen, codebook)
        ],
        hidden=[(name, value) for name, value in (*chosen.to_params(), *beside) if name not in _IN_FORM],
        form=Form(chosen.q or "", str(chosen.since or ""), str(chosen.until or "")),
        countings=[Option(each.value, words, each == chosen.counting) for each, words in COUNTINGS.items()],
        facets=[
            facet(path, chosen, field, title, counts[field], beside, field in opened)
            for field, title in titles.items()
            if field in counts
        ],
        sampled=counts.of,
        exports=exports(meant or chosen),
        away=away(meant or chosen),
        feed=address("/statements.atom", meant or chosen),
    )


_IN_FORM = ("q", "since", "until", "counting")


def _with(url: str, beside: Sequence[tuple[str, str]]) -> str:
    return f"{url}{'&' if '?' in url else '?'}{urlencode(beside)}" if beside else url


def facet(
    path: str,
    chosen: Filter,
    field: str,
    title: str,
    values: Sequence[FacetValue],
    beside: Sequence[tuple[str, str]] = (),
    is_long: bool = False,
) -> Facet:
    """A facet in which everything chosen is at once in sight; one value more is not worth hiding."""
    marked = [value for value in values if value.chosen or value.excluded]
    others = [value for value in values if not (value.chosen or value.excluded)]
    room = LISTED if is_long else max(SHOWN - len(marked), 0)
    shown = others if len(others) <= room + 1 else others[:room]
    hidden = len(others) - len(shown)
    asked = [] if is_long else [(MORE, field)]
    return Facet(
        field,
        title,
        field in _OPEN or bool(marked) or is_long,
        [_value(path, chosen, field, value, beside) for value in (*marked, *shown)],
        0 if is_long else hidden,
        address(path, chosen, [*beside, *asked]) if hidden or is_long else "",
        hidden if is_long else 0,
    )


def _value(
    path: str, chosen: Filter, field: str, value: FacetValue, beside: Sequence[tuple[str, str]]
) -> Value:
    if value.chosen:
        url, not_url = address(path, chosen.without(field, value.value), beside), ""
    elif value.excluded:
        url, not_url = address(path, chosen.without(field + NOT, value.value), beside), ""
    else:
        url = address(path, chosen.with_(field, value.value), beside)
        not_url = address(path, chosen.with_(field + NOT, value.value), beside)
    return Value(value.value, value.label, value.n, value.chosen, value.excluded, url, not_url)


def exports(chosen: Filter) -> list[Export]:
    """The statements that are shown, as files."""
    return [
        Export("CSV", address("/statements.csv", chosen)),
        Export("JSON", address("/statements.json", chosen), is_file=False),
    ]


def away(chosen: Filter) -> list[Away]:
    """Every other form in which the statements that are shown can be taken away."""
    guarded = [("safe", "1"), ("bom", "1")]
    return [
        Away(
            "Tables",
            [
                Export("CSV for spreadsheets", address("/statements.csv", chosen, guarded)),
                Export("Codings as CSV", address("/codings.csv", chosen)),
                Export("JSON, a line each", address("/statements.jsonl", chosen)),
            ],
        ),
        Away(
            "References",
            [Export(label, address(f"/statements.{form}", chosen)) for form, label in CITED.items()],
        ),
        Away("Feed", [Export("Atom", address("/statements.atom", chosen), is_file=False)]),
    ]


def series(path: str, chosen: Filter, period: Period) -> list[Export]:
    """The numbers of a chart, as files."""
    beside = [("period", period.value)]
    return [
        Export("CSV", address(f"{path}.csv", chosen, beside)),
        Export("JSON", address(f"{path}.json", chosen, beside), is_file=False),
    ]
