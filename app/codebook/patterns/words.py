"""Stretches of a text in, its folded words with their places, sentences and commas out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from app.codebook.folding import WORD, fold_word
from app.codebook.rules import ARTICLES, THE_US
from app.codebook.spans import Span

_TOKEN = re.compile(rf"(?:[A-Z]\.\s?){{2,3}}|(?:{WORD.pattern})(?:['’](?:{WORD.pattern}))?")
_SENTENCE_ENDS = frozenset(".!?…؟。\n")
_ABBREVIATIONS = frozenset(
    ("mr", "mrs", "ms", "dr", "st", "gen", "col", "sen", "rep", "lt", "no", "им", "г", "ул")
)
_CLITICS = frozenset(("s", "re", "ll", "ve", "m", "d"))


@dataclass(slots=True)
class Words:
    """Parallel lists, one entry a word: how it is folded, where it stands, which sentence it is in."""

    folded: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    stops: list[int] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    commas: list[bool] = field(default_factory=list)
    breaks: list[bool] = field(default_factory=list)

    def span(self, first: int, last: int) -> Span:
        """The characters from word `first` to before word `last`."""
        return Span(self.starts[first], self.stops[last - 1])


def read(text: str, stretches: Iterable[Span], joined_until: int = 0) -> Words:
    """The words of the stretches, in order; one that stands before the last read continues its sentence.

    Up to the character `joined_until` no sentence ends.
    """
    words = Words()
    sentence = 0
    end_of_last: int | None = None
    for stretch in stretches:
        if end_of_last is not None and stretch.start < end_of_last:
            end_of_last = None
        for found in _TOKEN.finditer(text, stretch.start, stretch.stop):
            folded = _folded(found.group())
            between = text[end_of_last : found.start()] if end_of_last is not None else ""
            may_end = end_of_last is not None and found.start() > joined_until
            ends = may_end and _ends_sentence(words.folded, between, text[found.start()])
            sentence += ends
            end_of_last = found.end()
            if folded in ARTICLES or not folded:
                continue
            words.folded.append(folded)
            words.starts.append(found.start())
            words.stops.append(found.end())
            words.sentences.append(sentence)
            words.commas.append(any(mark in between for mark in ",،"))
            words.breaks.append(ends or any(mark in between for mark in ";؛"))
    return words


def _folded(word: str) -> str:
    if "." in word:
        letters = "".join(char for char in word if char.isalpha()).lower()
        return THE_US if letters in {"us", "usa"} else letters
    if word in {"US", "USA"}:
        return THE_US
    if "'" in word or "’" in word:
        left, right = re.split("['’]", word, maxsplit=1)
        low = right.casefold()
        if low == "t" and left[-1:] in "nN":
            return "not"
        return fold_word(left) if low in _CLITICS else fold_word(left + right)
    return fold_word(word)


def _ends_sentence(before: list[str], between: str, following: str) -> bool:
    marks = _SENTENCE_ENDS.intersection(between)
    if not marks:
        return False
    if marks == {"."}:
        return (
            not following.islower()
            and bool(before)
            and before[-1] not in _ABBREVIATIONS
            and len(before[-1]) > 1
        )
    return True
