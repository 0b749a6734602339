"""A codebook in, every phrase by which a text may name somebody out."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from app.codebook.folding import fold
from app.codebook.inflection import forms
from app.codebook.model import Codebook, Speaker
from app.codebook.phrases import Phrases
from app.codebook.spellings import Names
from app.codebook.terms import Gender, SpeakerKind
from app.codebook.transliteration import spellings

_ARTICLE = "the "
_GRAMMAR = {Gender.HE: "masc", Gender.SHE: "femn"}


class Sort(StrEnum):
    """How a text names somebody."""

    NAME = "name"
    SURNAME = "surname"
    OFFICE = "office"
    SHORT = "short"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase stands for: a speaker, or an office; no id where it names nobody we know.

    With `article` it means that only behind "the".
    """

    sort: Sort
    id: str
    article: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The phrases to look for, and the given names of each person in every spelling."""

    phrases: Phrases[Meaning] = field(default_factory=Phrases)
    given: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    strangers: set[str] = field(default_factory=set)


def of(codebook: Codebook) -> Vocabulary:
    """Every name, surname, office, body and country, with the forms and spellings that texts give them."""
    vocabulary = Vocabulary()
    loose = folded(codebook.naming.particles)
    for speaker in codebook.speakers.values():
        if speaker.kind is SpeakerKind.PERSON:
            _add_person(vocabulary, speaker, loose, codebook.country)
        else:
            _add(vocabulary, speaker.names, Meaning(Sort.NAME, speaker.id))
            _add(vocabulary, speaker.places, Meaning(Sort.NAME, speaker.id))
    for office in codebook.offices.values():
        _add(vocabulary, office.names, Meaning(Sort.OFFICE, office.id))
        _add(vocabulary, office.short, Meaning(Sort.SHORT, office.id))
    _add(vocabulary, codebook.naming.others, Meaning(Sort.PLACE, ""))
    vocabulary.strangers.update(folded(codebook.naming.given), *vocabulary.given.values())
    vocabulary.strangers.difference_update(folded(codebook.naming.titles))
    vocabulary.strangers.difference_update({word for word in vocabulary.strangers if len(word) == 1})
    return vocabulary


def folded(names: Names) -> frozenset[str]:
    """The words of a list, folded."""
    return frozenset(word for name in names.all() for word in fold(name))


def _add_person(vocabulary: Vocabulary, speaker: Speaker, loose: frozenset[str], country: str) -> None:
    for name in speaker.names.all():
        vocabulary.phrases.add(name, Meaning(Sort.NAME, speaker.id), loose=loose)
    for surname in _surnames(speaker, loose):
        vocabulary.phrases.add(surname, Meaning(Sort.SURNAME, speaker.id), loose=loose)
    russian = [word for name in speaker.names.ru + speaker.surnames.ru for word in fold(name)]
    grammar = _GRAMMAR.get(speaker.gender) if speaker.gender else None
    for word in russian:
        _also(vocabulary, forms(word, gender=grammar or "masc"), word)
    vocabulary.given[speaker.id].update(word for name in speaker.names.all() for word in fold(name)[:-1])
    if speaker.country == country:
        _add_spellings(vocabulary, speaker)


def _add_spellings(vocabulary: Vocabulary, speaker: Speaker) -> None:
    """The transliterations of the usual Russian name, word by word onto the usual Latin one."""
    for russian, latin in zip(speaker.names.ru[:1], speaker.names.en[:1], strict=False):
        cyrillic, words = fold(russian), fold(latin)
        if len(cyrillic) == len(words):
            for one, word in zip(cyrillic, words, strict=True):
                _also(vocabulary, spellings(one), word)
            vocabulary.given[speaker.id].update(s for one in cyrillic[:-1] for s in spellings(one))


def _surnames(speaker: Speaker, loose: frozenset[str]) -> set[str]:
    """The listed surnames; in a language without any, the last word of each name."""
    found = set(speaker.surnames.all())
    for language in ("en", "ru", "ar"):
        if not getattr(speaker.surnames, language):
            for name in getattr(speaker.names, language):
                found.update(_last_words(name, loose))
    return found


def _last_words(name: str, loose: frozenset[str]) -> set[str]:
    last = name.rsplit(maxsplit=1)[-1]
    head, hyphen, tail = last.partition("-")
    return {last, tail} if hyphen and fold(head)[:1] and fold(head)[0] in loose else {last}


def _add(vocabulary: Vocabulary, names: Names, meaning: Meaning) -> None:
    for name in names.all():
        # With its article a phrase would hide a longer one behind that: "the WHO", "the [WHO chief]".
        bare = name.removeprefix(_ARTICLE)
        needed = meaning.sort is Sort.SHORT and bare != name
        vocabulary.phrases.add(bare, replace(meaning, article=True) if needed else meaning)
    for name in names.ru:
        for word in fold(name):
            _also(vocabulary, forms(word), word)


def _also(vocabulary: Vocabulary, spelt: Iterable[str], word: str) -> None:
    for form in spelt:
        vocabulary.phrases.also(form, word)
