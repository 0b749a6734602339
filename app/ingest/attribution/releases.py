"""The paragraphs of a page in, whose release it is out: one that says "we" and never names itself."""

from collections.abc import Sequence

from app.codebook.folding import fold
from app.codebook.speech import Speech
from app.codebook.terms import SpeakerKind
from app.ingest.attribution.cast import Cast
from app.ingest.attribution.cues import phrase_at
from app.ingest.attribution.layout import Paragraph
from app.ingest.attribution.people import Person
from app.ingest.attribution.subjects import Names
from app.ingest.attribution.tokens import Item, tokens
from app.ingest.records import Span

# Among so many first paragraphs stands the line that calls a page a release, and it is no longer.
_LINES = 6
_HEADING = 60


def opens(text: str, paragraphs: Sequence[Paragraph], speech: Speech) -> int | None:
    """The place of the first paragraph after a line that is nothing but the word for a release."""
    for number, paragraph in enumerate(paragraphs[:_LINES]):
        if paragraph.stop - paragraph.start > _HEADING:
            continue
        words = tokens(text, paragraph.start, paragraph.stop)
        if words and phrase_at(words, 0, speech.phrases.releases) == len(words):
            return number + 1
    return None


def place(body: Sequence[Paragraph], speech: Speech, names: Names) -> Span | None:
    """The capital in whose name a page speaks that says "we" (В Москве подтверждают)."""
    items = [item for paragraph in body for sentence in paragraph.sentences for item in sentence]
    if not any(item.low in speech.words.first or item.low in speech.words.ours for item in items):
        return None
    for paragraph in body:
        for sentence in paragraph.sentences:
            span = _opening_land(sentence, speech, names)
            if span:
                return span
    return None


def _opening_land(sentence: Sequence[Item], speech: Speech, names: Names) -> Span | None:
    """The land that opens a sentence as who says something, with or without its preposition."""
    start = int(sentence[0].low in speech.words.prepositions)
    if start + 1 >= len(sentence) or sentence[start + 1].low not in speech.forms:
        return None
    known = names.between(sentence[start].start, sentence[start].stop)
    is_land = any(one.speakers and all(who in names.lands for who in one.speakers) for one in known)
    return Span(sentence[start].start, sentence[start].stop) if is_land else None


def ministry(person: Person | None, cast: Cast) -> Person | None:
    """The foreign ministry of a country, which writes the releases that name nobody."""
    country = person.speaker if person else None
    if country is None or country.kind is not SpeakerKind.COUNTRY:
        return person
    return next(
        (
            cast.known(one)
            for one in cast.codebook.speakers.values()
            if one.kind is SpeakerKind.INSTITUTION
            and one.country == country.country
            and any(cast.words.issuers <= set(fold(name)) for name in one.names.all())
        ),
        None,
    )
