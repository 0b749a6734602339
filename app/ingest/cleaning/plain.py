"""Plain or Markdown text in, its paragraphs out: hard-wrapped lines joined, markup marks left out."""

import re
from collections.abc import Iterator

from app.ingest.cleaning import wrapping
from app.ingest.cleaning.blocks import Block, assemble
from app.ingest.records import Source

_MARKDOWN_HEADING = re.compile(r"[ \t]{0,3}#{1,6}[ \t]+")
_MARKDOWN_LIST = re.compile(r"[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+|[ \t]*>[ \t]?")
_MARKDOWN_INLINE = re.compile(
    r"!\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)|\[([^\]\n]{1,500})\]\([^)\n]{0,2000}\)|\*\*|__|`|</?[a-zA-Z][^<>\n]{0,300}>"
)


def blocks(source: Source) -> list[Block]:
    """The paragraphs of a text file in order."""
    groups = wrapping.paragraphs(source.text, source.body_start)
    made = (_markdown(group) if source.is_markdown else assemble(group) for group in groups)
    return [block for block in made if block]


def _markdown(group: list[tuple[str, int]]) -> Block | None:
    pieces: list[tuple[str, int]] = []
    heading = bool(_MARKDOWN_HEADING.match(group[0][0]))
    for words, at in group:
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
