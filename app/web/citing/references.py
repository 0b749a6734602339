"""Rows of a page in, what a reference says of them out, in no format yet."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from app.codebook.model import Codebook
from app.codebook.terms import ArticleKind, LinkKind, Precision, SpeakerKind, Voice
from app.queries.filter import Filter
from app.queries.labels import label
from app.queries.rows import ArticleRow, StatementRow

PRODUCT = "Positions"
LONGEST = 120
_OWN_WORDS = {Voice.DIRECT, Voice.TRANSCRIPT}


class Kind(StrEnum):
    """What is cited."""

    SPEECH = "speech"
    NEWS = "news"
    PAGE = "page"
    DATASET = "dataset"


class Creator(NamedTuple):
    """Who is named as author; a body has a family name only."""

    family: str
    given: str = ""


class When(NamedTuple):
    """A date as far as it is known."""

    on: date
    precision: str = Precision.DAY

    @property
    def parts(self) -> tuple[int, ...]:
        """Year, month and day, as many as are known."""
        known = {Precision.YEAR: 1, Precision.MONTH: 2}.get(Precision(self.precision), 3)
        return (self.on.year, self.on.month, self.on.day)[:known]

    def __str__(self) -> str:
        return self.on.isoformat()[: {1: 4, 2: 7, 3: 10}[len(self.parts)]]


@dataclass(frozen=True, slots=True)
class Reference:
    """One thing to cite: `said` is when the words fell, `issued` when the text appeared.

    `permalink` is where this collection keeps it, `url` the page that it reports.
    """

    kind: Kind
    key: str
    title: str
    creators: tuple[Creator, ...]
    container: str
    permalink: str
    url: str
    language: str
    said: When | None
    issued: When | None
    accessed: date | None
    event: str
    abstract: str
    keywords: tuple[str, ...]
    note: str
    statement_id: str = ""


def of_statement(row: StatementRow, codebook: Codebook, home: str, accessed: date | None = None) -> Reference:
    """The text that carries a statement, with the speaker as author where the text is the speaker's own."""
    own = _is_own(row, codebook)
    outlet = row.outlet_name or ""
    said = _when(row.said_on, row.said_precision)
    speaker = creator(row.speaker_id, row.speaker_name, codebook)
    title = quoted(row) if own else f"{row.speaker_name}: {quoted(row)}"
    return Reference(
        kind=Kind.SPEECH if own else _kind(row.outlet_id, codebook),
        key=_key(row.speaker_id, said, row.id),
        title=f"{title} (in “{row.article_title}”)" if row.article_title else title,
        creators=(speaker,) if own else _outlet(outlet),
        container=outlet,
        permalink=f"{home}/statements/{row.id}",
        url=row.url or "",
        language=row.language,
        said=said,
        issued=_when(row.published_on, row.published_precision),
        # When the page behind a digest was read is not recorded.
        accessed=None if row.article_kind == ArticleKind.DIGEST else accessed,
        event=next((link.title for link in row.events if link.kind == LinkKind.SAID_AT), ""),
        abstract=row.quote,
        keywords=tuple(_keywords(row, codebook)),
        note=_note(row),
        statement_id=row.id,
    )


def of_article(row: ArticleRow, home: str, codebook: Codebook, text: str = "") -> Reference:
    """A text as its outlet published it."""
    outlet = row.outlet_name or ""
    issued = _when(row.published_on, row.published_precision)
    title = row.title or "Article without a title"
    return Reference(
        kind=_kind(row.outlet_id, codebook),
        key=_key(row.outlet_id or "unknown", issued, row.id),
        title=title,
        creators=_outlet(outlet),
        container=outlet,
        permalink=f"{home}/articles/{row.id}",
        url=row.url or "",
        language=row.language,
        said=None,
        issued=issued,
        accessed=None if row.kind == ArticleKind.DIGEST else row.first_seen_at.date(),
        event="",
        abstract=text,
        keywords=(),
        note="Read in a digest of Positions, not in the words of the outlet."
        if row.kind == ArticleKind.DIGEST
        else "",
    )


def of_search(
    chosen: Filter, codebook: Codebook, address: str, snapshot: str, today: date, n: int
) -> Reference:
    """The statements that a filter means, as a set of data."""
    return Reference(
        kind=Kind.DATASET,
        key=f"positions-{snapshot}-{chosen.hash8}",
        title=f"{PRODUCT}: {codebook.title}, {chosen.in_words(codebook, n)}",
        creators=tuple(Creator(name) for name in codebook.authors) or (Creator(PRODUCT),),
        container=PRODUCT,
        permalink=address,
        url="",
        language="en",
        said=None,
        issued=When(today),
        accessed=today,
        event="",
        abstract="",
        keywords=(),
        note=f"Snapshot {snapshot}, codebook {codebook.version[:8]}, filter {chosen.to_query() or 'none'}",
    )


def creator(speaker_id: str, name: str, codebook: Codebook) -> Creator:
    """A person by family and given name, a body by the one it has."""
    known = codebook.speakers.get(speaker_id)
    given, _, family = name.rpartition(" ")
    is_person = known is not None and known.kind is SpeakerKind.PERSON
    return Creator(family, given) if is_person and given else Creator(name)


def quoted(row: StatementRow) -> str:
    """The beginning of the words, in quotation marks only where they are the speaker's own."""
    words = " ".join(row.quote.split())
    if len(words) > LONGEST:
        words = f"{words[:LONGEST].rsplit(' ', 1)[0]} …"
    own_words = row.voice in _OWN_WORDS and row.article_kind != ArticleKind.DIGEST
    return f"“{words.strip('“”«»')}”" if own_words else words


def _is_own(row: StatementRow, codebook: Codebook) -> bool:
    """Whether the text is published by the speaker's own state as a record of what was said."""
    outlet = codebook.outlets.get(row.outlet_id or "")
    return (
        row.voice == Voice.TRANSCRIPT
        and row.article_kind != ArticleKind.DIGEST
        and outlet is not None
        and outlet.state == "official"
        and outlet.country == row.country
    )


def _kind(outlet_id: str | None, codebook: Codebook) -> Kind:
    outlet = codebook.outlets.get(outlet_id or "")
    return Kind.NEWS if outlet and outlet.state != "official" else Kind.PAGE


def _outlet(name: str) -> tuple[Creator, ...]:
    return (Creator(name),) if name else ()


def _when(on: date | None, precision: str) -> When | None:
    return When(on, precision) if on and precision != Precision.NONE else None


def _key(who: str, when: When | None, id_: str) -> str:
    letters = unicodedata.normalize("NFKD", who).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", letters).strip("-") or "unknown"
    return f"{name}-{str(when).replace('-', '') if when else 'nd'}-{id_[-4:]}"


def _keywords(row: StatementRow, codebook: Codebook) -> list[str]:
    topics = [label("topic", topic.topic, codebook) for topic in row.topics]
    stances = [
        f"{coding.stance}: {label('position', coding.position, codebook).rstrip('.')}"
        for coding in row.codings
    ]
    return topics + stances


def _note(row: StatementRow) -> str:
    parts = []
    if row.article_kind == ArticleKind.DIGEST:
        parts.append("The words are those of a digest made by Positions, not of the outlet.")
    elif row.voice not in _OWN_WORDS:
        parts.append("Reported speech.")
    parts.append(f"Coding: {row.review_state}.")
    return " ".join(parts)
