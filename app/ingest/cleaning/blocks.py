"""A stretch of source in, a block out: one paragraph on one line that knows where its characters stood."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.ingest.cleaning.mending import mend, same

_SPACED_WORD = re.compile(r"(?P<space>\s*)(?P<word>\S+)")
_WIDE_BLANK = re.compile(r"[^\S ]\s*| \s+")
# Zero-width, soft-hyphen and text-direction marks: invisible, and in the way of every comparison.
_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00-\x08\x0b-\x1f\x7f]+"
)
_CLUSTER = re.compile("[^\u0300-\u036f\u0483-\u0487\u064b-\u065f]?[\u0300-\u036f\u0483-\u0487\u064b-\u065f]*")

Runs = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph; `runs` pairs offsets in `text` with those in the source, `extent` is its source span."""

    text: str
    runs: Runs
    extent: tuple[int, int]
    is_heading: bool = False

    def cut(self, stop: int) -> "Block":
        """The block up to that character."""
        return replace(self, text=self.text[:stop], runs=tuple(run for run in self.runs if run[0] < stop))


def assemble(pieces: list[tuple[str, int]], *, is_heading: bool = False) -> Block | None:
    """The paragraph made of several source pieces that follow each other, as inline markup leaves them."""
    written: list[str] = []
    runs: list[tuple[int, int]] = []
    length = 0
    is_apart = False
    for words, start in pieces:
        mended, origin_of = mend(words)
        for word, at, steps, before in _words(mended):
            is_apart = is_apart or before
            if not word:
                continue
            if length and is_apart:
                _extend(runs, length, start + origin_of(max(at - 1, 0)))
                written.append(" ")
                length += 1
            if origin_of is not same:
                steps = _each_letter(steps, len(word))
            for local, step in steps:
                _extend(runs, length + local, start + origin_of(at + step))
            written.append(word)
            length += len(word)
            is_apart = False
        is_apart = is_apart or mended[-1:].isspace()
    if not length:
        return None
    first, last = pieces[0], pieces[-1]
    return Block("".join(written), tuple(runs), (first[1], last[1] + len(last[0])), is_heading)


def _words(mended: str) -> Iterator[tuple[str, int, list[tuple[int, int]], bool]]:
    """The visible words with their place, their runs, and whether a blank stands before them."""
    if _INVISIBLE.search(mended) or not unicodedata.is_normalized("NFC", mended):
        for found in _SPACED_WORD.finditer(mended):
            word, steps = _visible(found["word"])
            yield word, found.start("word"), steps, bool(found["space"])
        return
    # Nothing to compose or to hide, so stretches with single blanks between their words stay whole.
    position, before = 0, False
    for blank in [*_WIDE_BLANK.finditer(mended), None]:
        stop = blank.start() if blank else len(mended)
        stretch = mended[position:stop]
        if bare := stretch.strip():
            lead = len(stretch) - len(stretch.lstrip())
            yield bare, position + lead, [(0, 0)], before or lead > 0
        before = True
        position = blank.end() if blank else stop


def _extend(runs: list[tuple[int, int]], local: int, origin: int) -> None:
    """Start a new run unless the last one already leads there."""
    if not runs or runs[-1][1] - runs[-1][0] != origin - local:
        if runs and runs[-1][0] == local:
            runs[-1] = (local, origin)
        else:
            runs.append((local, origin))


def _visible(word: str) -> tuple[str, list[tuple[int, int]]]:
    """The word composed and without invisible marks, with (offset in it, offset in the given word) runs."""
    if word.isascii() and word.isprintable():
        return word, [(0, 0)]
    written: list[str] = []
    runs: list[tuple[int, int]] = []
    length = position = 0
    for mark in [*_INVISIBLE.finditer(word), None]:
        stop = mark.start() if mark else len(word)
        for letters in _clusters(word[position:stop]):
            composed = unicodedata.normalize("NFC", letters)
            runs.append((length, position))
            written.append(composed)
            length += len(composed)
            position += len(letters)
        if mark:
            position = mark.end()
    return "".join(written), runs


def _clusters(letters: str) -> list[str]:
    """One stretch where the letters are composed already, else each with the marks that belong to it."""
    if not letters or unicodedata.is_normalized("NFC", letters):
        return [letters] if letters else []
    return [cluster for cluster in _CLUSTER.findall(letters) if cluster]


def _each_letter(steps: list[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """The same runs, one for every letter."""
    stops = [local for local, _ in steps[1:]] + [length]
    return [
        (at, step + at - local)
        for (local, step), stop in zip(steps, stops, strict=True)
        for at in range(local, stop)
    ]
