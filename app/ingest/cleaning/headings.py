"""Blocks in, which of them are headline, teaser and section heads out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.ingest.cleaning.blocks import Block

_ENDS = re.compile(r"[.!?…؟][\"'”’»)\]]*$")
_RUNNING_TIME = re.compile(r"(?<=\S)\s*\d{1,2}:\d{2}(?::\d{2})?$")
_LETTERS = re.compile(r"[^\W_]+")
_LONGEST_HEADLINE = 250
_LONGEST_TEASER = 600
_LONGEST_QUESTION = 150
_LONGEST_SECTION = 90


@dataclass(frozen=True, slots=True)
class Parts:
    """The number of the headline among the blocks, and those of the other headings."""

    title: int | None
    headings: tuple[int, ...]


def find(blocks: Sequence[Block], given: str | None) -> Parts:
    """Which blocks are headings: by markup, by the title that came beside the text, else by their look."""
    title = _title(blocks, given)
    first_prose = next((n for n, block in enumerate(blocks) if n != title and _is_prose(block)), len(blocks))
    headings = tuple(
        number
        for number, block in enumerate(blocks)
        if number != title
        and (
            block.is_heading
            or (not _ENDS.search(block.text) and len(block.text) <= _limit(number, first_prose))
        )
    )
    return Parts(title, headings)


def _limit(number: int, first_prose: int) -> int:
    """Above the body stand teasers, which may be long; inside it only short section heads."""
    return _LONGEST_TEASER if number < first_prose else _LONGEST_SECTION


def _title(blocks: Sequence[Block], given: str | None) -> int | None:
    if given:
        wanted = _letters(given)
        found = next(
            (n for n, block in enumerate(blocks[:12]) if _same_words(_letters(block.text), wanted)), None
        )
        if found is not None:
            return found
    marked = next((n for n, block in enumerate(blocks[:12]) if block.is_heading), None)
    if marked is not None:
        return marked
    if given or len(blocks) < 2:
        return None
    for number, block in enumerate(blocks[:4]):
        if _is_paragraph(block):
            return None
        if len(_LETTERS.findall(block.text)) >= 4 and len(block.text) <= _LONGEST_HEADLINE:
            return number
    return None


def _same_words(found: str, wanted: str) -> bool:
    return found == wanted or (
        len(wanted) > 30 and (found.startswith(wanted) or (len(found) > 30 and wanted.startswith(found)))
    )


def _is_paragraph(block: Block) -> bool:
    """Prose that is no headline: those may ask or exclaim, but they end without a full stop."""
    asks = block.text.rstrip("\"'”’»)]").endswith(("?", "!", "…", "؟"))
    return _is_prose(block) and not (asks and len(block.text) <= _LONGEST_QUESTION)


def _is_prose(block: Block) -> bool:
    return len(block.text) >= 50 and bool(_ENDS.search(block.text)) and not block.is_heading


def without_running_time(block: Block) -> Block:
    """The block without the length of a film that a page glued to its headline."""
    found = _RUNNING_TIME.search(block.text)
    if found and not _ENDS.search(block.text) and len(block.text) <= _LONGEST_HEADLINE and found.start() > 20:
        return block.cut(found.start())
    return block


def _letters(words: str) -> str:
    return "".join(_LETTERS.findall(words)).casefold()
