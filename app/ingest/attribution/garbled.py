"""A title with a name that nobody bears in, the holder of the post on the day out if they are alike.

Machine translations spell one surname in many ways. The post and the day identify the person; the likeness of
the names only keeps a namesake or a successor from being taken for the holder.
"""

from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

from app.codebook.folding import fold
from app.codebook.model import Codebook, Speaker, Tenure
from app.ingest.attribution import people
from app.ingest.attribution.cast import Cast
from app.ingest.attribution.people import Person

_ALIKE = 0.7
_SHORTEST = 5


def holder(before: Iterable[str], name: str, cast: Cast) -> Person | None:
    """Who of the codebook held such a post on the day and has nearly that surname."""
    surname, words, day = fold(name)[-1:], cast.words, cast.day
    if not surname or len(surname[0]) < _SHORTEST:
        return None
    printed = [word for word in before if word in words.titles | words.persons | words.bodies]
    country = people.country_of(printed, cast.codebook)
    post = {word for word in printed if people.country_of([word], cast.codebook) is None}
    post -= words.determiners | words.male_titles | words.female_titles
    if not post & words.persons:
        return None
    found = {
        speaker.id: speaker
        for speaker, tenure, named in _posts(cast.codebook)
        if post <= named
        and country in {None, speaker.country}
        and (day is None or tenure.covers(day.first) or tenure.covers(day.last))
        and _is_alike(surname[0], speaker)
    }
    return cast.known(next(iter(found.values()))) if len(found) == 1 else None


@lru_cache(maxsize=4)
def _posts(codebook: Codebook) -> tuple[tuple[Speaker, Tenure, frozenset[str]], ...]:
    """Every term in office with all words by which texts name the office."""
    words: dict[str, frozenset[str]] = {}
    for office in codebook.offices.values():
        names = (office.title, *office.names.all(), *office.short.all())
        words[office.id] = frozenset(word for name in names for word in fold(name))
    return tuple(
        (speaker, tenure, words.get(tenure.office, frozenset()) | frozenset(fold(tenure.title)))
        for speaker in codebook.speakers.values()
        for tenure in speaker.tenures
    )


def _is_alike(surname: str, speaker: Speaker) -> bool:
    names = {fold(name)[-1] for name in (*speaker.surnames.all(), *speaker.names.all()) if fold(name)}
    return any(
        name[0] == surname[0] and SequenceMatcher(None, name, surname).ratio() >= _ALIKE for name in names
    )
