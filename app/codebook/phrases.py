"""Phrases and what each stands for in, their places in any text out, in one pass."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from app.codebook.folding import WORD, fold_word

Meaning = TypeVar("Meaning")

# Between two words of one phrase stand blanks, a hyphen, an apostrophe, or the full stop of an initial.
_BLANK = re.compile(r"[ \u00a0\u202f\t\n\u200c-\u200f]{1,3}")
_HYPHEN = re.compile(r"[-\u2010-\u2013'’‘ʼʻ`´׳\u200c-\u200f]|['’] ")
_INITIAL = re.compile(r"\.[ \u00a0]?")
_ARABIC = range(0x600, 0x700)
_CLITICS = ("وال", "فال", "بال", "كال", "ول", "وب", "وك", "فل", "فب", "و", "ف", "ب", "ل", "ك", "س")


class Word(NamedTuple):
    """A word of a text: where it stands, how it is folded, and how it is written."""

    start: int
    stop: int
    folded: str
    case: int


class Hit(NamedTuple, Generic[Meaning]):
    """Words `first` to `last` (excluded) of the text, and every meaning of the phrase that stands there."""

    first: int
    last: int
    meanings: tuple[Meaning, ...]


@dataclass(slots=True)
class _Step(Generic[Meaning]):
    after: "dict[str, _Step[Meaning]]" = field(default_factory=dict)
    ends: list[tuple[tuple[int, ...], Meaning]] = field(default_factory=list)


def words_of(text: str) -> list[Word]:
    """The words of a text."""
    return [
        Word(found.start(), found.end(), fold_word(found.group()), written(found.group()))
        for found in WORD.finditer(text)
    ]


@lru_cache(maxsize=65536)
def written(word: str) -> int:
    """How a word is written: 0 small, 1 with a capital, 2 as an acronym (UN, and МИДе with its ending)."""
    if not word[0].isupper():
        # Scripts without capitals, and figures, satisfy any demand.
        return 0 if word[0].islower() else 2
    return 2 if word[:2].isupper() and len(word) > 1 else 1


class Phrases(Generic[Meaning]):
    """Phrases to look for; other forms of a word (`also`) count as the word."""

    def __init__(self) -> None:
        self._root: _Step[Meaning] = _Step()
        self._also: dict[str, set[str]] = {}
        self._words: set[str] = set()
        self._openers: frozenset[str] | None = None

    def add(self, phrase: str, meaning: Meaning, *, loose: frozenset[str] = frozenset()) -> None:
        """Look for this phrase; its capitals are demanded of the text, save in `loose` words."""
        self._openers = None
        step, demands = self._root, []
        for found in WORD.findall(phrase):
            folded = fold_word(found)
            self._words.add(folded)
            demands.append(0 if folded in loose else written(found))
            step = step.after.setdefault(folded, _Step())
        end = (tuple(demands), meaning)
        if demands and end not in step.ends:
            step.ends.append(end)

    def also(self, form: str, word: str) -> None:
        """Count a folded form as a folded word of the phrases."""
        self._openers = None
        if form != word:
            self._also.setdefault(form, set()).add(word)

    def find(self, text: str, words: list[Word]) -> Iterator[Hit[Meaning]]:
        """The longest phrases from left to right; those found never overlap."""
        openers, index = self._opening_words(), 0
        while index < len(words):
            opens = words[index].folded in openers or _is_arabic(words[index].folded)
            hit = self._longest(text, words, index) if opens else None
            if hit:
                yield hit
            index = hit.last if hit else index + 1

    def keys(self, folded: str) -> tuple[str, ...]:
        """The words of the phrases that a folded word of the text may be."""
        found = (folded, *self._also.get(folded, ()))
        if not _is_arabic(folded):
            return found
        return (*found, *self._without_clitics(folded))

    def _opening_words(self) -> frozenset[str]:
        """Every form with which a phrase can begin."""
        if self._openers is None:
            first = self._root.after.keys()
            also = {form for form, words in self._also.items() if not words.isdisjoint(first)}
            self._openers = frozenset(also.union(first))
        return self._openers

    def _longest(self, text: str, words: list[Word], first: int) -> Hit[Meaning] | None:
        steps, last, best = [self._root], first, None
        while steps and last < len(words) and (last == first or _joined(text, words[last - 1], words[last])):
            keys = self.keys(words[last].folded)
            steps = [step.after[key] for step in steps for key in keys if key in step.after]
            last += 1
            meanings = list(_allowed(steps, words, first, last))
            if meanings:
                best = Hit(first, last, tuple(dict.fromkeys(meanings)))
        return best

    def _without_clitics(self, folded: str) -> tuple[str, ...]:
        """The Arabic word without the particles written onto it (و and, ب by, ل to, لل to the)."""
        bare = [folded.removeprefix(clitic) for clitic in _CLITICS if folded.startswith(clitic)]
        bare += ["ال" + folded[2:]] if folded.startswith("لل") else []
        bare += ["ال" + folded[3:]] if folded.startswith(("ولل", "وال", "بال", "فال", "كال")) else []
        found = {one for word in bare if len(word) > 2 for one in (word, *self._also.get(word, ()))}
        return tuple(sorted(one for one in found if one in self._words))


def _allowed(steps: Iterable[_Step[Meaning]], words: list[Word], first: int, last: int) -> Iterator[Meaning]:
    for step in steps:
        for demands, meaning in step.ends:
            if all(word.case >= demand for word, demand in zip(words[first:last], demands, strict=True)):
                yield meaning


def _is_arabic(folded: str) -> bool:
    return folded != "" and ord(folded[0]) in _ARABIC


def _joined(text: str, left: Word, right: Word) -> bool:
    """Whether two words may belong to one phrase: nothing but a joint stands between them."""
    gap = text[left.stop : right.start]
    if _HYPHEN.fullmatch(gap) or (_BLANK.fullmatch(gap) and gap.count("\n") < 2):
        return True
    return left.stop - left.start == 1 and bool(_INITIAL.fullmatch(gap))
