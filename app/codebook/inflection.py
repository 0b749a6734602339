"""A Russian word in, the forms that it takes in a sentence out."""

from functools import lru_cache
from typing import Protocol

import pymorphy3

from app.codebook.folding import fold_word

_PROPER = ("Surn", "Name", "Patr", "Geox")
_CONSONANTS = frozenset("бвгджзклмнпрстфхцчшщ")
_FIRST = (("а", ("ы", "и", "е", "у", "ой")), ("я", ("и", "е", "ю", "ей")))
_DECLENSIONS = {
    "masc": (
        *_FIRST,
        ("ий", ("ия", "ию", "ием", "ии")),
        ("й", ("я", "ю", "ем", "е")),
        ("ь", ("я", "ю", "ем", "е")),
    ),
    "femn": _FIRST,
}
_NOMINAL = frozenset({"NOUN", "ADJF", "PRTF", "NPRO"})


class _Parse(Protocol):
    tag: "_Tag"
    lexeme: "list[_Parse]"
    word: str


class _Tag(Protocol):
    POS: str | None
    case: str | None
    number: str | None
    gender: str | None

    def __contains__(self, grammeme: str) -> bool: ...


@lru_cache(maxsize=16384)
def forms(word: str, *, gender: str | None = None) -> frozenset[str]:
    """The folded case forms of a word printed in the nominative; the word itself where it has none.

    `gender` ("masc", "femn") is that of the person named: Lavrov's genitive is not Lavrova's nominative.
    """
    low = fold_word(word)
    parses = [parse for parse in _parses(low) if parse.tag.POS in _NOMINAL]
    nominative = [parse for parse in parses if parse.tag.case == "nomn" and _fits(parse.tag, gender)]
    proper = [parse for parse in nominative if any(mark in parse.tag for mark in _PROPER)]
    chosen = (proper if gender else nominative) or nominative or ([] if gender else parses[:1])
    found = {fold_word(form.word) for parse in chosen for form in parse.lexeme if _fits(form.tag, gender)}
    return frozenset(found | {low} | (_regular(low, gender) if gender and found <= {low} else set()))


def _regular(low: str, gender: str) -> set[str]:
    """The endings of a name that the dictionary does not know (Небензя, Небензи, Небензе …)."""
    for ending, others in _DECLENSIONS[gender]:
        if low.endswith(ending):
            return {low.removesuffix(ending) + other for other in others}
    consonant = gender == "masc" and low[-1] in _CONSONANTS
    return {low + other for other in ("а", "у", "ом", "е")} if consonant else set()


@lru_cache(maxsize=8192)
def _parses(low: str) -> tuple[_Parse, ...]:
    return tuple(_analyzer().parse(low))


@lru_cache(maxsize=1)
def _analyzer() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer()


def _fits(tag: _Tag, gender: str | None) -> bool:
    if gender is None:
        return True
    return tag.number != "plur" and tag.gender in {None, gender}
