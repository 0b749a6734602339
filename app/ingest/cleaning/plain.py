"""Plain or Markdown text in, its paragraphs out: hard-wrapped lines joined, markup marks left out."""

import re
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from app.ingest.cleaning.blocks import Block, assemble
from app.ingest.records import Source

_LINE = re.compile(r"[^\n]+")
# A wrapped text breaks its lines near one width; unwrapped paragraphs vary by hundreds of characters.
_NARROW, _WIDE = 40, 100
_ENDS = tuple('.!?…:;"”’»؟')
_MARKDOWN_HEADING = re.compile(r"[ \t]{0,3}#{1,6}[ \t]+")
_MARKDOWN_LIST = re.compile(r"[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+|[ \t]*>[ \t]?")
_MARKDOWN_INLINE = re.compile(
    r"!\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)|\[([^\]\n]{1,500})\]\([^)\n]{0,2000}\)|\*\*|__|`"
)


def blocks(source: Source) -> list[Block]:
    """The paragraphs of a text file in order."""
    lines = [(found[0], found.start()) for found in _LINE.finditer(source.text, source.body_start)]
    lines = [(words, at) for words, at in lines if words.strip()]
    groups = (
        _paragraphs(lines, source.text) if _is_wrapped(lines, source.text) else [[line] for line in lines]
    )
    made = (_markdown(group) if source.is_markdown else assemble(_spaced(group)) for group in groups)
    return [block for block in made if block]


def _is_wrapped(lines: list[tuple[str, int]], text: str) -> bool:
    """Whether the line breaks were put in to keep lines short rather than to end paragraphs."""
    if len(lines) < 6:
        return False
    inner = [
        words
        for (words, at), (_, following) in pairwise(lines)
        if text.count("\n", at + len(words), following) == 1
    ]
    if len(inner) < len(lines) // 2:
        return False
    lengths = [len(words.rstrip()) for words in inner]
    middle = median(lengths)
    near = sum(abs(length - middle) <= 15 for length in lengths)
    open_ended = sum(not words.rstrip().endswith(_ENDS) for words in inner)
    return _NARROW <= middle <= _WIDE and near >= 0.8 * len(lengths) and open_ended >= 0.6 * len(lengths)


def _paragraphs(lines: list[tuple[str, int]], text: str) -> list[list[tuple[str, int]]]:
    """Lines grouped by the blank lines between them."""
    groups: list[list[tuple[str, int]]] = []
    last_end = -10
    for words, at in lines:
        if groups and text.count("\n", last_end, at) == 1:
            groups[-1].append((words, at))
        else:
            groups.append([(words, at)])
        last_end = at + len(words)
    return groups


def _spaced(group: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """The lines with their break as a blank, so that words of two lines stay apart."""
    return [(words + " ", at) for words, at in group[:-1]] + group[-1:]


def _markdown(group: list[tuple[str, int]]) -> Block | None:
    pieces: list[tuple[str, int]] = []
    heading = bool(_MARKDOWN_HEADING.match(group[0][0]))
    for words, at in _spaced(group):
        mark = _MARKDOWN_HEADING.match(words) or _MARKDOWN_LIST.match(words)
        pieces.extend(_unmarked(words, at, mark.end() if mark else 0))
    return assemble(pieces, is_heading=heading) if pieces else None


def _unmarked(words: str, at: int, position: int) -> Iterator[tuple[str, int]]:
    """The readable pieces between emphasis marks, code marks, pictures and link addresses."""
    for mark in _MARKDOWN_INLINE.finditer(words, position):
        if mark.start() > position:
            yield words[position : mark.start()], at + position
        if mark[1]:
            yield mark[1], at + mark.start(1)
        position = mark.end()
    if position < len(words):
        yield words[position:], at + position
