"""Quotations signed with a dash: `"…" — Name`, as under letters, readers' views and mottoes."""

from typing import NamedTuple

from app.ingest.attribution.tagging.tokens import Tokens

_DASHES = frozenset({"—", "–", "―", "--", "-"})
_CLOSING = frozenset({'"', "”", "»", "''"})
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
    for first, last in tokens.quotes:
        dash = last + 1
        opens = first == 0 or tokens.paragraph[first - 1] != tokens.paragraph[first]
        is_signed = opens and dash < len(tokens) and tokens.words[dash] in _DASHES
        if is_signed and tokens.words[last] in _CLOSING and (end := _end_of_name(dash + 1, tokens)):
            found.append(Signature((first, last + 1), (dash, dash + 1), (dash + 1, end)))
    return found


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
