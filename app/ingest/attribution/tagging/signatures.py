"""Quotations signed with a dash: `"…" — Name`, as under letters, readers' views and mottoes."""

from typing import NamedTuple

from app.ingest.attribution.tagging.tokens import Tokens

_DASHES = frozenset({"—", "–", "―", "--", "-"})
_OPENING = frozenset({"“", "„", "«", "``"})
_CLOSING = frozenset({"”", "»", "''"})
_STRAIGHT = '"'
_MARKS = _OPENING | _CLOSING | {_STRAIGHT}
_IN_NAMES = frozenset({".", "de", "del", "la", "van", "von", "al", "bin"})
_LONGEST_NAME = 7

Stretch = tuple[int, int]


class Signature(NamedTuple):
    """A quotation that is a paragraph of its own, the dash after it, and the name that ends the paragraph."""

    content: Stretch
    dash: Stretch
    name: Stretch


def find(tokens: Tokens) -> list[Signature]:
    """In order."""
    found = []
    for first, word in enumerate(tokens.words):
        opens = first == 0 or tokens.paragraph[first - 1] != tokens.paragraph[first]
        if not opens or word not in _MARKS or (last := _last_mark(first, tokens)) is None:
            continue
        dash = last + 1
        is_signed = dash < len(tokens) and tokens.words[dash] in _DASHES
        if is_signed and (end := _end_of_name(dash + 1, tokens)):
            found.append(Signature((first, dash), (dash, dash + 1), (dash + 1, end)))
    return found


def _last_mark(first: int, tokens: Tokens) -> int | None:
    """Where the quotation ends that a paragraph begins with, be it with a mark typed the wrong way round."""
    depth, at = 1, first + 1
    while at < len(tokens) and tokens.paragraph[at] == tokens.paragraph[first]:
        word = tokens.words[at]
        depth += (word in _OPENING) - (word in _CLOSING or word == _STRAIGHT)
        if depth == 0:
            return at
        at += 1
    return None


def _end_of_name(start: int, tokens: Tokens) -> int | None:
    """Where a name ends that is the rest of the paragraph."""
    end = start
    while end < len(tokens) and tokens.paragraph[end] == tokens.paragraph[start - 1]:
        word = tokens.words[end]
        if end - start == _LONGEST_NAME or not (word[0].isupper() or (end > start and word in _IN_NAMES)):
            return None
        end += 1
    if end > start and tokens.words[end - 1] == ".":
        end -= 1
    return end if end > start else None
