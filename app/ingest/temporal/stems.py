"""A text in, its words as comparable stems with their places out."""

import re
from functools import lru_cache
from typing import NamedTuple

from app.codebook.folding import WORD, fold_word
from app.ingest.records import Span

_RUSSIAN = re.compile(
    r"(?:иями|ями|ами|ого|его|ому|ему|ыми|ими|иях|ией|иям|ой|ей|ом|ем|ов|ев|ам|ям|ах|ях|ую|юю|ая|яя|ое|ее|ые|ие|ых|их"
    r"|ым|им|ый|ий|ия|ию|ии|а|я|о|е|и|ы|у|ю|ь|й)$"
)
_ARABIC = re.compile(r"^(?:وال|بال|كال|فال|لل|ال|و|ب|ل)(?=\w{3})")
# Where a sentence ends: good enough to ask which words stand near each other.
_SENTENCE = re.compile(r"[.!?؟]+[\"'”’»)\]]*\s+(?=\W*(?![a-zа-яё\d_])\w)|\n+")
_LONGEST = 1200


class Word(NamedTuple):
    """A stem and where its word stands."""

    stem: str
    start: int
    stop: int


def words(text: str) -> list[Word]:
    """Every word in order."""
    return [Word(stem(match.group()), match.start(), match.end()) for match in WORD.finditer(text)]


def stems(text: str) -> tuple[str, ...]:
    """The stems alone."""
    return tuple(stem(word) for word in WORD.findall(text))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The word without the ending that its grammar gives it: cut short, so only equal treatment counts."""
    folded = fold_word(word[:60])
    if folded.isascii():
        return _english(folded)
    if "\u0400" <= folded[0] <= "\u04ff":
        cut = _RUSSIAN.sub("", folded)
        return cut if len(cut) >= 3 else folded
    return _ARABIC.sub("", folded)


def _english(word: str) -> str:
    for ending in ("ings", "ing", "ers", "ies", "es", "ed", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def sentences(text: str) -> list[Span]:
    """The sentences, none longer than a page: a text without stops is cut."""
    found, start = [], 0
    for match in _SENTENCE.finditer(text):
        found.extend(_pages(start, match.end()))
        start = match.end()
    found.extend(_pages(start, len(text)))
    return found


def _pages(start: int, stop: int) -> list[Span]:
    return [Span(at, min(at + _LONGEST, stop)) for at in range(start, stop, _LONGEST)]
