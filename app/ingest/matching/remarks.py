"""A statement in, what is compared of it out: its words, its quoted runs and its traits."""

import re
from dataclasses import dataclass, field
from datetime import date

from app.codebook import folding
from app.codebook.terms import Basis, Voice

# Three words in a row are a shingle.
_SHINGLE = 3
_MARKED = re.compile(r"“([^”“]+)”|«([^»«]+)»|„([^“”„]+)[“”]|\"([^\"]+)\"")
# Shorter words are mostly small ones; endings differ between two wordings, beginnings seldom.
_TELLING, _STEM = 5, 5

# A day that the text names, against one that only says when it was printed.
EXACT = frozenset({Basis.STATED, Basis.WEEKDAY, Basis.RELATIVE, Basis.EVENT})

Words = tuple[str, ...]
Traits = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """What grouping needs of a statement.

    `exact` is a day that the text itself names; a day that only its publication suggests may be one too late.
    `verbatim` are the runs of words that stand in quotation marks, `traits` what it says in no language.
    """

    id: str
    speaker: str
    said_on: date | None
    exact: bool
    words: Words
    article: str = ""
    verbatim: tuple[Words, ...] = ()
    language: str = ""
    traits: Traits = ()
    shingles: frozenset[Words] = field(init=False, compare=False, repr=False)
    stems: frozenset[str] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "shingles", frozenset(shingles(self.words)))
        stems = (word[:_STEM] for word in self.words if len(word) >= _TELLING and not word.isdigit())
        object.__setattr__(self, "stems", frozenset(stems))


def words_of(quote: str) -> Words:
    """The words of a quotation as they are compared: without case, accents and marks."""
    return tuple(folding.fold(quote))


def verbatim_of(quote: str, voice: str) -> tuple[Words, ...]:
    """The runs of the speaker's own words: all of a quotation, the marked parts of a report, else none."""
    if voice in (Voice.DIRECT, Voice.TRANSCRIPT):
        return (words_of(quote),)
    if voice != Voice.MIXED:
        return ()
    marked = (next(filter(None, found.groups()), "") for found in _MARKED.finditer(quote))
    return tuple(words for run in marked if (words := words_of(run)))


def shingles(words: Words) -> list[Words]:
    """Every three words in a row; fewer are one shingle, none is none."""
    if len(words) <= _SHINGLE:
        return [words] if words else []
    return [words[i : i + _SHINGLE] for i in range(len(words) - _SHINGLE + 1)]
