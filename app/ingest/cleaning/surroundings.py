"""Blocks and what is known of them in, those that only their place betrays out: menus, lists, comments."""

import re
from collections import Counter
from collections.abc import Sequence

from app.ingest.cleaning.blocks import Block
from app.ingest.cleaning.signs import END, LIST, fold, is_prose, is_sentence

_NAVIGATION = "navigation"
_DIGIT_RUNS = re.compile(r"\d+")
_CRUMBS = re.compile(r"\s*[|›»>•·/]\s*")
_MAIL_FIELD = re.compile(r"(?:from|to|cc|bcc|sent|date|subject|reply-to|от|кому|тема|дата):\s", re.IGNORECASE)
_SIGNATURE = re.compile(r"(?:--|__+|\*\*\*+)\s*$")
_POSTED_BY = re.compile(r"\(@\w{1,30}\)")
_LONGEST_FRAGMENT = 200
_LONGEST_QUESTION = 110
_LONGEST_ENTRY = 30
_LONGEST_SECTION = 40
_MOST_ITEMS = 40
_ENOUGH_BEFORE = 400


def mark_top(blocks: Sequence[Block], reasons: list[str], body: int) -> None:
    """The head of an e-mail, the trail of sections, and the menu that stands around a known label."""
    fields = 0
    while fields < min(body, 12) and _MAIL_FIELD.match(blocks[fields].text):
        fields += 1
    if fields >= 2:
        reasons[:fields] = ["mail"] * fields
    for number in range(min(body, 30)):
        if (
            not reasons[number]
            and _is_trail(blocks[number])
            and _has_title_after(blocks, reasons, number, body)
        ):
            reasons[number] = _NAVIGATION
    number = 0
    while number < body:
        stop = number
        while stop < body and (reasons[stop] or _is_entry(blocks[stop])):
            stop += 1
        if any(reasons[number:stop]) and _has_title_after(blocks, reasons, stop - 1, body):
            for inner in range(number, stop):
                reasons[inner] = reasons[inner] or _NAVIGATION
        number = stop + 1


def _is_trail(block: Block) -> bool:
    """Whether the block names nothing but sections: "World | Middle East", "World, Russia, Middle East"."""
    marked = [part for part in _CRUMBS.split(block.text) if part]
    parts = marked if len(marked) > 1 else [part.strip() for part in block.text.split(",")]
    return (
        len(parts) >= (2 if len(marked) > 1 else 3)
        and len(block.text) <= 100
        and all(len(part.split()) <= 3 and part[:1].isupper() for part in parts)
    )


def _is_entry(block: Block) -> bool:
    text = block.text
    return (
        len(text) <= _LONGEST_ENTRY
        and len(text.split()) <= 3
        and not is_sentence(text)
        and not block.is_heading
        # Who posted the words above is no fragment.
        and not _POSTED_BY.search(block.text)
    )


def _has_title_after(blocks: Sequence[Block], reasons: Sequence[str], number: int, body: int) -> bool:
    return any(not reasons[n] and len(blocks[n].text.split()) >= 4 for n in range(number + 1, body))


def mark_running_heads(blocks: Sequence[Block], reasons: list[str]) -> None:
    """The line that a printed page repeats with another number each time."""
    masked = [
        _DIGIT_RUNS.sub("#", fold(block.text))
        if not (reasons[number] or block.is_heading or len(block.text) > 100 or is_sentence(block.text))
        else ""
        for number, block in enumerate(blocks)
    ]
    often = {line for line, count in Counter(masked).items() if count >= 3 and "#" in line}
    for number, line in enumerate(masked):
        if line in often and len(set(blocks[number].text.split())) > 1:
            reasons[number] = "running head"


def mark_lists(blocks: Sequence[Block], reasons: list[str], body: int) -> None:
    """What stands under "Read also": lines that are no sentences, down to the next paragraph."""
    for number in range(body, len(blocks)):
        if reasons[number] != LIST:
            continue
        stop = number + 1
        while stop < min(len(blocks), number + _MOST_ITEMS) and (reasons[stop] or _is_item(blocks[stop])):
            stop += 1
        items = [item for item in range(number + 1, stop) if not reasons[item]]
        heads_prose = len(items) > 1 and stop < len(blocks) and items[-1] == stop - 1
        if heads_prose and len(blocks[items[-1]].text) <= _LONGEST_SECTION:
            items.pop()
        for item in items:
            reasons[item] = LIST


def mark_end(blocks: Sequence[Block], reasons: list[str], body: int) -> None:
    """Everything from where the comments or the author's portrait begin, if there was an article before."""
    for number in range(body + 1, len(blocks)):
        if reasons[number] != END and not _begins_signature(blocks, number):
            continue
        before = [block for n, block in enumerate(blocks[:number]) if not reasons[n] and is_prose(block)]
        if len(before) >= 2 or sum(len(block.text) for block in before) >= _ENOUGH_BEFORE:
            for after in range(number, len(blocks)):
                reasons[after] = reasons[after] or END
            return


def _begins_signature(blocks: Sequence[Block], number: int) -> bool:
    after = blocks[number + 1 :]
    return (
        bool(_SIGNATURE.match(blocks[number].text))
        and 0 < len(after) <= 8
        and not any(is_prose(block) for block in after)
    )


def mark_gaps(blocks: Sequence[Block], reasons: list[str], body: int) -> None:
    """A fragment between two dropped blocks goes with them, and so do those after the last sentence."""
    last = max(
        (n for n, block in enumerate(blocks) if not reasons[n] and is_sentence(block.text)), default=body
    )
    number = body + 1
    while number < len(blocks):
        stop = number
        while stop < len(blocks) and not reasons[stop] and _is_fragment(blocks[stop]):
            stop += 1
        is_closed = stop == len(blocks) or bool(reasons[stop])
        if stop > number and reasons[number - 1] and (number > last or is_closed):
            reasons[number:stop] = [_NAVIGATION] * (stop - number)
        number = max(stop, number + 1)


def _is_item(block: Block) -> bool:
    return _is_fragment(block) or (block.text.endswith(("?", "؟")) and len(block.text) <= _LONGEST_QUESTION)


def _is_fragment(block: Block) -> bool:
    return (
        len(block.text) <= _LONGEST_FRAGMENT
        and not is_sentence(block.text)
        and not is_prose(block)
        and not block.is_heading
        # Who posted the words above is no fragment.
        and not _POSTED_BY.search(block.text)
    )
