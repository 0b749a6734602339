"""The words that give away what is not article: banners, interface labels, time stamps."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from app.codebook.nodes import Node


@dataclass(frozen=True)
class Boilerplate:
    """Folded phrases: a label is a whole block, a banner holds a whole entry, a stamp a word and a digit."""

    labels: frozenset[str] = frozenset()
    banners: tuple[tuple[str, ...], ...] = ()
    stamps: frozenset[str] = field(default_factory=frozenset)

    # Longer than any stamp line; a sentence that merely holds the word "published" is longer.
    STAMP_LENGTH = 120

    def is_banner(self, folded: str) -> bool:
        """Whether the block holds every phrase of one banner entry."""
        return any(all(phrase in folded for phrase in entry) for entry in self.banners)

    def is_stamp(self, folded: str) -> bool:
        """Whether the block is a short line with a digit and a word such as `published` or a time zone."""
        return (
            len(folded) <= self.STAMP_LENGTH
            and any(letter.isdigit() for letter in folded)
            and bool(self._stamp_words.search(folded))
        )

    @cached_property
    def _stamp_words(self) -> re.Pattern[str]:
        return _any_of(self.stamps)


def parse(node: Node) -> Boilerplate:
    """What `boilerplate.yaml` lists, folded for comparison."""
    fields = node.fields(("labels", "banners", "stamps"))
    return Boilerplate(
        labels=frozenset(_fold(label) for label in fields.texts("labels")),
        banners=tuple(tuple(_fold(words) for words in entry.texts()) for entry in fields.entries("banners")),
        stamps=frozenset(_fold(word) for word in fields.texts("stamps")),
    )


def _fold(words: str) -> str:
    return " ".join(words.casefold().split())


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    alternatives = "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    return re.compile(rf"\b(?:{alternatives})\b" if alternatives else r"(?!)")
