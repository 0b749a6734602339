"""Who speaks in one text: persons and bodies, known to the codebook or only as printed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from app.codebook.dates import PartialDate
from app.codebook.folding import fold
from app.codebook.model import Codebook, Speaker
from app.codebook.terms import Gender, SpeakerKind
from app.ingest.records import Span


@dataclass(slots=True, eq=False)
class Person:
    """A speaker of this text; `roles` are the words that the text or the codebook uses for the post."""

    name: str
    speaker: Speaker | None = None
    gender: Gender | None = None
    roles: set[str] = field(default_factory=set)
    is_person: bool = True
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Voiced:
    """A speaker with the words for him and how sure that is; nobody where the words name no one known."""

    person: Person | None
    printed: Span | None
    score: float
    runner_up: Person | None = None


def known(speaker: Speaker, codebook: Codebook, day: PartialDate | None) -> Person:
    """A speaker of the codebook with the roles held on that day, all of them if the day is unknown."""
    roles: set[str] = set()
    for tenure in speaker.tenures:
        if day is None or tenure.covers(day.first) or tenure.covers(day.last):
            office = codebook.offices.get(tenure.office)
            names = office.names.all() + office.short.all() if office else ()
            roles |= {word for name in (tenure.title, *names) for word in fold(name)}
    return Person(speaker.name, speaker, speaker.gender, roles, speaker.kind is SpeakerKind.PERSON)


@lru_cache(maxsize=4)
def nations(codebook: Codebook) -> dict[str, str]:
    """The stems by which adjectives and names of countries are recognised, with the country."""
    found: dict[str, str] = {}
    for speaker in codebook.speakers.values():
        if speaker.kind is not SpeakerKind.COUNTRY or not speaker.country:
            continue
        for name in (speaker.country, *speaker.names.all(), *speaker.places.all()):
            words = fold(name)
            if len(words) == 1:
                found.setdefault(_stem(words[0]), speaker.country)
    return found


def country_of(words: Iterable[str], codebook: Codebook) -> str | None:
    """The country that one of these folded words names (Russian, российский, Moscow's)."""
    stems = nations(codebook)
    return next((stems[_stem(word)] for word in words if _stem(word) in stems), None)


def is_from(person: Person, country: str | None) -> bool:
    """Whether an adjective of nationality allows the person (the Russian official is no Israeli)."""
    own = person.speaker.country if person.speaker else None
    return country is None or own is None or own == country


def _stem(word: str) -> str:
    """Five letters tell countries apart in Latin and Cyrillic script, four in Arabic without its article."""
    if "\u0600" <= word[:1] <= "\u06ff":
        return word.removeprefix("ال")[:4]
    return word[:5] if word not in {"iranian", "irania", "iranians"} else "iran"
