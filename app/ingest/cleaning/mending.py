"""Words with broken encodings and leftover entities in, the words put right out, and the way back."""

import html
import re
from bisect import bisect_right
from collections.abc import Callable
from difflib import SequenceMatcher

from ftfy import TextFixerConfig, fix_text
from ftfy.badness import is_bad

Origin = Callable[[int], int]

_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,12});")
_FIX = TextFixerConfig(
    unescape_html=False,
    uncurl_quotes=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    fix_line_breaks=False,
    normalization=None,
)
# Mended and broken text are aligned in stretches of this many characters, which keeps long lines cheap.
_CHUNK = 400
# Words longer than this are no words; then letters are aligned by their share of the length.
_LONGEST_WORD = 80


def mend(words: str) -> tuple[str, Origin]:
    """The words as they were meant, and where each of their letters stood in the given ones."""
    plain, origin_of = _unescaped(words)
    if plain.isascii() or not is_bad(plain):
        return plain, origin_of
    mended: list[str] = []
    origins: list[int] = []
    position = 0
    while position < len(plain):
        stop = _chunk_end(plain, position)
        fixed = fix_text(plain[position:stop], _FIX)
        origins.extend(position + step for step in _aligned(fixed, plain[position:stop]))
        mended.append(fixed)
        position = stop
    origins.append(len(plain))
    if origin_of is same:
        return "".join(mended), origins.__getitem__
    return "".join(mended), lambda position: origin_of(origins[position])


def same(position: int) -> int:
    """Where a letter stood in a text that needed no mending."""
    return position


def _unescaped(words: str) -> tuple[str, Origin]:
    """The words with `&amp;` and its like as the letters they stand for."""
    written: list[str] = []
    clean_at, source_at = [0], [0]
    length = position = 0
    for found in _ENTITY.finditer(words):
        meant = html.unescape(found[0])
        if meant == found[0]:
            continue
        written += words[position : found.start()], meant
        length += found.start() - position
        position = found.end()
        for _ in meant:
            clean_at.append(length)
            source_at.append(found.start())
            length += 1
        clean_at.append(length)
        source_at.append(position)
    if not written:
        return words, same
    written.append(words[position:])

    def origin_of(at: int) -> int:
        run = bisect_right(clean_at, at) - 1
        return source_at[run] + at - clean_at[run]

    return "".join(written), origin_of


def _chunk_end(words: str, start: int) -> int:
    """Past the last blank within a chunk's length, so that no word is cut."""
    stop = start + _CHUNK
    if stop >= len(words):
        return len(words)
    blank = words.rfind(" ", start, stop)
    return blank + 1 if blank > start else stop


def _aligned(mended: str, broken: str) -> list[int]:
    """For each mended letter its place among the broken ones: word by word where there are as many words."""
    if mended == broken:
        return list(range(len(broken)))
    ours, theirs = mended.split(" "), broken.split(" ")
    if len(ours) != len(theirs):
        return _by_letters(mended, broken)
    origins: list[int] = []
    start = 0
    for word, given in zip(ours, theirs, strict=True):
        origins.extend(start + step for step in _by_letters(word, given))
        start += len(given)
        origins.append(start)
        start += 1
    return origins[: len(mended)]


def _by_letters(mended: str, broken: str) -> list[int]:
    if mended == broken:
        return list(range(len(broken)))
    if not broken:
        return [0] * len(mended)
    if len(broken) > _LONGEST_WORD and " " not in broken:
        return [step * len(broken) // len(mended) for step in range(len(mended))]
    origins: list[int] = []
    for tag, a, b, c, d in SequenceMatcher(None, mended, broken, autojunk=False).get_opcodes():
        origins.extend(c + step if tag == "equal" else min(c + step, max(d - 1, c)) for step in range(b - a))
    return origins
