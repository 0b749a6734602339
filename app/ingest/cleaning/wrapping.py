"""The lines of a text in, its paragraphs out: lines broken to keep them short are joined again."""

import re
from itertools import pairwise

Line = tuple[str, int]

_QUOTE_MARK = re.compile(r"(?:>[ \t]?)+")
_FIRST_WORD = re.compile(r"\s*(\S+)")
_ENDS = re.compile(r"[.!?…:;؟][\"'”’»)\]]*$")
_HYPHEN = re.compile(r"([^\W\d_]{2,})-$")
_WHOLE_WORDS = re.compile(r"\b[^\W\d_]+\b(?!-)")
# No text is wrapped at more than this; some lines (an address, a table) may still be longer.
_WIDEST = 120
_RAGGED = 0.85
_ENOUGH = 3


def paragraphs(text: str, start: int) -> list[list[Line]]:
    """The pieces of each paragraph with their places; a line each where the lines are paragraphs already."""
    lines = _lines(text, start)
    if not _is_wrapped(lines, text):
        return [[line] for line in lines]
    halved = any(_HYPHEN.search(words.rstrip()) for words, _ in lines)
    whole = frozenset(_WHOLE_WORDS.findall(text.casefold())) if halved else frozenset()
    return [_joined(group, whole) for group in _groups(lines, text)]


def _lines(text: str, start: int) -> list[Line]:
    """The lines with words on them, without the marks that a reply to a letter puts before each."""
    found = [(line[0], line.start()) for line in re.compile(r"[^\n]+").finditer(text, start)]
    if sum(words.startswith(">") for words, _ in found) > 1:
        marks = [_QUOTE_MARK.match(words) for words, _ in found]
        found = [
            (words[mark.end() :], at + mark.end()) if mark else (words, at)
            for (words, at), mark in zip(found, marks, strict=True)
        ]
    return [(words, at) for words, at in found if words.strip()]


def _is_wrapped(lines: list[Line], text: str) -> bool:
    """Whether lines go on in the next one: no paragraph begins small, and no wrapped text has long lines."""
    long = sum(len(words.rstrip()) > _WIDEST for words, _ in lines)
    if len(lines) < _ENOUGH + 1 or long > len(lines) // 20:
        return False
    open_pairs = [
        (line, following)
        for line, following in pairwise(lines)
        if _adjoin(line, following, text) and not _ENDS.search(line[0].rstrip())
    ]
    going_on = sum(_goes_on(following[0]) for _, following in open_pairs)
    if going_on >= _ENOUGH and going_on >= 0.4 * len(open_pairs):
        return True
    # Letters that are neither small nor capital: then only the width tells.
    cased = any(letter.isupper() for words, _ in lines[:20] for letter in words)
    width = _width(lines)
    full = sum(_is_full(line[0], following[0], width) for line, following in open_pairs)
    return not cased and width >= 40 and full >= 2 * _ENOUGH and full >= 0.9 * len(open_pairs)


def _adjoin(line: Line, following: Line, text: str) -> bool:
    return text.count("\n", line[1] + len(line[0]), following[1]) == 1


def _goes_on(words: str) -> bool:
    return words.lstrip()[:1].islower()


def _width(lines: list[Line]) -> int:
    return max((length for words, _ in lines if (length := len(words.rstrip())) <= _WIDEST), default=_WIDEST)


def _is_full(words: str, following: str, width: float) -> bool:
    """Whether the next word would not have fitted on the line any more."""
    first = _FIRST_WORD.match(following)
    return len(words.rstrip()) + 1 + len(first[1] if first else "") > width


def _groups(lines: list[Line], text: str) -> list[list[Line]]:
    """Lines of one paragraph each: broken at blank lines, at indents, and where a line ends early."""
    width: float = _width(lines)
    soft = [
        (line[0], following[0])
        for line, following in pairwise(lines)
        if _adjoin(line, following, text) and _goes_on(following[0])
    ]
    if sum(_is_full(words, following, width) for words, following in soft) < 0.9 * len(soft):
        width *= _RAGGED
    margin = min((_indent(words) for words, _ in lines), default=0)
    groups = [[lines[0]]]
    for line, following in pairwise(lines):
        is_open = _goes_on(following[0]) or _HYPHEN.search(line[0].rstrip())
        if is_open and _adjoin(line, following, text):
            groups[-1].append(following)
        elif (
            not _adjoin(line, following, text)
            or not _is_full(line[0], following[0], width)
            or _indent(following[0]) >= margin + 2 > _indent(line[0])
        ):
            groups.append([following])
        else:
            groups[-1].append(following)
    return groups


def _indent(words: str) -> int:
    return len(words) - len(words.lstrip())


def _joined(group: list[Line], whole: frozenset[str]) -> list[Line]:
    """The lines with a blank between two, or the two halves of a word together."""
    pieces: list[Line] = []
    for (words, at), (following, _) in pairwise(group):
        bare = words.rstrip()
        halved = _HYPHEN.search(bare)
        if not halved:
            pieces.append((words + " ", at))
        elif _goes_on(following) and not _is_compound(halved[1], whole):
            pieces.append((bare[:-1], at))
        else:
            pieces.append((bare, at))
    return [*pieces, group[-1]]


def _is_compound(first: str, whole: frozenset[str]) -> bool:
    """Whether the part before the hyphen is a word of its own, as in "long-term"."""
    return len(first) <= 4 or first.casefold() in whole
