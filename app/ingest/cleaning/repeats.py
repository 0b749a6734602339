"""Blocks in, those out that say again what another block says: bodies twice, teasers, pull quotes."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.ingest.cleaning.blocks import Block
from app.ingest.cleaning.signs import Signs, fold, is_prose, is_sentence

REPEAT = "repeat"

_WORDS = re.compile(r"[^\W_]+")
# Shorter sentences may well be said twice ("Thank you."), so only longer ones count as repeats.
_LONG_ENOUGH = 40
_SHINGLE = 5
# More places than this share only formulas; looking at all of them would be quadratic.
_CANDIDATES = 6
_NEARLY_ALL = 0.9
_LONG_TEXT = 30
_CUT = re.compile(r"\s?(?:\.{3}|…|\[…\]|\[\.{3}\])")
_FINISHED = re.compile(r"[.!?…؟][\"'”’»)\]]*$")
_PULLED = re.compile(r"^[\"'“‘«„].*[\"'”’»]$", re.DOTALL)
_AFTER_TITLE = re.compile(r"\s+[|–—-]\s+")
_LONGEST_TAIL = 45


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one block, folded, and their runs of five."""

    all: tuple[str, ...]
    runs: frozenset[tuple[str, ...]]


def mark(blocks: Sequence[Block], reasons: list[str], body: int, signs: Signs) -> None:
    """Give every block that repeats another one its reason; of equals the first stays."""
    _mark_equal(blocks, reasons, body)
    _mark_titles(blocks, reasons, body, signs)
    _mark_contained(blocks, reasons, body)


def _mark_equal(blocks: Sequence[Block], reasons: list[str], body: int) -> None:
    first_at: dict[str, int] = {}
    is_titled = False
    opening = next((number for number, block in enumerate(blocks) if is_prose(block)), -1)
    for number, block in enumerate(blocks):
        if reasons[number]:
            continue
        folded = fold(block.text)
        before = first_at.setdefault(folded, number)
        if before == number:
            is_titled = is_titled or number < body
        elif len(folded) >= _LONG_ENOUGH or (len(folded.split()) >= 4 and not is_sentence(block.text)):
            # A table of contents names each heading before it stands above its section.
            listed = before > 0 and not _heads_prose(blocks, before) and _heads_prose(blocks, number)
            # A sentence that stands alone at the head and again in the text was taken from there.
            taken = (
                before == opening and not _prose_follows(blocks, before) and _prose_follows(blocks, number)
            )
            reasons[before if listed or taken else number] = REPEAT
            if listed or taken:
                first_at[folded] = number


def _prose_follows(blocks: Sequence[Block], number: int) -> bool:
    return number + 1 < len(blocks) and is_prose(blocks[number + 1])


def _heads_prose(blocks: Sequence[Block], number: int) -> bool:
    return (
        not is_prose(blocks[number])
        and number + 1 < len(blocks)
        and (is_prose(blocks[number + 1]) or is_sentence(blocks[number + 1].text))
    )


def _mark_titles(blocks: Sequence[Block], reasons: list[str], body: int, signs: Signs) -> None:
    """A headline that stands again with the name of its outlet or a date behind it."""
    kept = [number for number in range(min(body, 30)) if not reasons[number]]
    whole = {fold(blocks[number].text) for number in kept}
    for number in kept:
        parts = _AFTER_TITLE.split(blocks[number].text)
        title = fold(" - ".join(parts[:-1]))
        if len(parts) > 1 and title in whole and signs.is_name_of_outlet(parts[-1]):
            reasons[number] = REPEAT


def _mark_contained(blocks: Sequence[Block], reasons: list[str], body: int) -> None:
    words = {
        number: _words(block.text)
        for number, block in enumerate(blocks)
        if not reasons[number] and not (block.is_heading and number < body)
    }
    places: dict[tuple[str, ...], list[int]] = {}
    for number, those in words.items():
        for run in those.runs:
            if len(found := places.setdefault(run, [])) < _CANDIDATES:
                found.append(number)
    for number, those in words.items():
        for other in _sharing(those, places, number):
            if not reasons[other] and _repeats(blocks[number].text, those, words[other], number > other):
                # A teaser has no full stop; the sentence of the body that it was made from is to stay.
                is_teaser = other < number and not _FINISHED.search(blocks[other].text)
                reasons[other if is_teaser and _FINISHED.search(blocks[number].text) else number] = REPEAT
                break


def _words(text: str) -> _Words:
    found = tuple(_WORDS.findall(_without_cut(text).casefold()))
    return _Words(found, frozenset(zip(*(found[step:] for step in range(_SHINGLE)), strict=False)))


def _without_cut(text: str) -> str:
    """The text up to where a teaser breaks off, if little stands behind that."""
    cuts = [cut for cut in _CUT.finditer(text) if len(text) - cut.end() <= _LONGEST_TAIL]
    return text[: cuts[-1].start()] if cuts else text


def _sharing(those: _Words, places: dict[tuple[str, ...], list[int]], number: int) -> Iterable[int]:
    ends = (those.all[:_SHINGLE], those.all[-_SHINGLE:])
    middle = len(those.all) // 2
    found = {
        other
        for run in (*ends, those.all[middle : middle + _SHINGLE])
        for other in places.get(run, ())
        if other != number
    }
    return sorted(found)


def _repeats(text: str, those: _Words, other: _Words, is_later: bool) -> bool:
    """Whether nothing is lost without the block: it is cut from the other, pulled out of it, or the same."""
    if len(those.all) > len(other.all) or (len(those.all) == len(other.all) and not is_later):
        return False
    is_cut = _without_cut(text) != text
    if is_cut and len(those.all) >= 6 and _within(those.all[:-1], other.all):
        return True
    if not is_sentence(text) and not _PULLED.match(text):
        return False
    if (_PULLED.match(text) or len(those.all) >= 10) and _within(those.all, other.all):
        return len(those.all) < len(other.all) or is_later
    if len(those.all) < _LONG_TEXT:
        return False
    shared = len(those.runs & other.runs) / len(those.runs)
    return shared >= _NEARLY_ALL and _numbers(those) <= _numbers(other)


def _numbers(those: _Words) -> set[str]:
    return {word for word in those.all if any(map(str.isdigit, word))}


def _within(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    return f" {' '.join(part)} " in f" {' '.join(whole)} "
