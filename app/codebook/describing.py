"""A codebook and the id of an entry in, what it says as plain rows out."""

from collections.abc import Iterator
from typing import NamedTuple

from app.codebook.model import Codebook, Event, Formula, Office, Outlet, Position, Speaker, Tenure, Topic
from app.codebook.spellings import Names

Entry = Topic | Position | Speaker | Office | Outlet | Event | Formula


class Row(NamedTuple):
    """One thing that the codebook says of an entry."""

    what: str
    says: str


def counts(codebook: Codebook) -> list[Row]:
    """How many entries of each kind there are."""
    return [
        Row("version", codebook.version),
        Row("topics", str(len(codebook.topics))),
        Row("positions", str(len(codebook.positions))),
        Row("speakers", str(len(codebook.speakers))),
        Row("offices", str(len(codebook.offices))),
        Row("outlets", str(len(codebook.outlets))),
        Row("events", str(len(codebook.events))),
        Row("formulas", str(len(codebook.formulas))),
    ]


def find(codebook: Codebook, entry_id: str) -> list[Entry]:
    """Every entry with that id: a topic and a position may share one."""
    kinds = (
        codebook.topics,
        codebook.positions,
        codebook.speakers,
        codebook.offices,
        codebook.outlets,
        codebook.events,
        codebook.formulas,
    )
    return [kind[entry_id] for kind in kinds if entry_id in kind]


def describe(entry: Entry) -> list[Row]:
    """What the codebook says of one entry; rows without content are left out."""
    return [row for row in _rows(entry) if row.says]


def _rows(entry: Entry) -> Iterator[Row]:
    yield Row("id", entry.id)
    match entry:
        case Topic():
            yield from (Row("topic", entry.name), Row("definition", entry.definition))
            yield from _spellings("cues", entry.cues)
            yield from _each("rule", (rule.id for rule in entry.rules))
        case Position():
            yield from (Row("position", entry.sentence), Row("definition", entry.definition))
            yield from (Row(stance.value, text) for stance, text in entry.looks_like.items())
            yield from _each("rule", (f"{rule.id}: {rule.stance}" for rule in entry.rules))
        case Formula():
            yield from (Row("formula", entry.name), Row("definition", entry.definition))
            yield from (Row(f"element {name}", ", ".join(forms)) for name, forms in entry.elements.items())
        case Speaker():
            yield from (Row(entry.kind.value, entry.name), Row("country", entry.country))
            yield Row("affiliation", entry.affiliation)
            yield from _each("office", (_term(tenure) for tenure in entry.tenures))
            yield from _spellings("names", entry.names)
            yield from _spellings("surnames", entry.surnames)
            yield from _spellings("places", entry.places)
        case Office():
            yield from (Row("office", entry.title), Row("country", entry.country), Row("body", entry.body))
            yield Row("holders", "one at a time" if entry.single else "several at a time")
            yield from _spellings("names", entry.names)
            yield from _spellings("short", entry.short)
        case Outlet():
            yield from (Row("outlet", entry.name), Row("country", entry.country))
            yield from (Row("language", entry.language), Row("state", entry.state))
            yield from (Row("domains", ", ".join(entry.domains)), Row("names", ", ".join(entry.names)))
            yield Row("datelines", ", ".join(entry.datelines))
        case Event():
            last = f" to {entry.until}" if entry.until else ""
            yield from (Row(entry.type.value, entry.title), Row("date", f"{entry.on}{last}"))
            yield from (Row("place", entry.place), Row("participants", ", ".join(entry.participants)))
            yield from (Row("names", ", ".join(entry.names)), Row("summary", entry.summary))
            yield from _vote(entry)
            yield Row("url", entry.url)


def _spellings(what: str, names: Names) -> Iterator[Row]:
    for language in ("en", "ru", "ar"):
        yield Row(f"{what} ({language})", ", ".join(getattr(names, language)))


def _each(what: str, lines: Iterator[str]) -> Iterator[Row]:
    return (Row(what, line) for line in lines)


def _term(tenure: Tenure) -> str:
    return f"{tenure.title}, {tenure.since or '?'} to {tenure.until or 'now or not known'} ({tenure.source})"


def _vote(event: Event) -> Iterator[Row]:
    if event.vote:
        vote = event.vote
        tally = f"{vote.yes} yes, {vote.no} no, {vote.abstain} abstaining"
        yield Row("vote", f"{vote.body} {vote.symbol or 'draft not adopted'}: {tally}")
        yield Row("Russia's vote", vote.russia or "not known")
