"""The words that give away what is not article: banners, interface labels, credits, time stamps."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from app.codebook.nodes import Node

_NUMBER = re.compile(r"\d[\d.,]*(?:\s?[kкмm]\b)?")
_WORDS = re.compile(r"\w+")
_BEGINNING = 4
_OPTIONAL = ("lists", "ends", "leads", "names", "photos", "agencies")


@dataclass(frozen=True)
class Boilerplate:
    """Folded phrases, each a sign of its own.

    A label is a whole block (`#` stands for a number), a banner holds every phrase of an entry, a stamp is a
    word beside a date. A list heads links to other articles, an end heads what follows the article, a lead
    opens a line ("read also: …"), a name stands before a person's ("edited by"), photos and agencies credit a
    picture.
    """

    labels: frozenset[str] = frozenset()
    banners: tuple[tuple[str, ...], ...] = ()
    stamps: frozenset[str] = field(default_factory=frozenset)
    lists: frozenset[str] = frozenset()
    ends: frozenset[str] = frozenset()
    leads: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    photos: frozenset[str] = frozenset()
    agencies: frozenset[str] = frozenset()

    # Longer than any stamp line; a sentence that merely holds the word "published" is longer.
    STAMP_LENGTH = 120
    # A longer block may be a paragraph to which one line of a box was glued.
    BANNER_LENGTH = 500

    def is_label(self, folded: str) -> bool:
        """Whether the whole block is one label."""
        return folded in self.labels or self._counted(folded) in self.labels

    def is_list(self, folded: str) -> bool:
        """Whether the block heads a list of other articles."""
        return folded in self.lists or self._counted(folded) in self.lists

    def is_end(self, folded: str) -> bool:
        """Whether the block heads what follows the article, such as comments."""
        return folded in self.ends or self._counted(folded) in self.ends

    def is_banner(self, folded: str) -> bool:
        """Whether the block holds every phrase of one banner entry, of two if it is long."""
        beginnings = {word[:_BEGINNING] for word in _WORDS.findall(folded)}
        found = sum(
            all(phrase in folded for phrase in entry)
            for beginning in beginnings & self._banners.keys()
            for entry in self._banners[beginning]
        )
        return found >= (1 if len(folded) <= self.BANNER_LENGTH else 2)

    def is_lead(self, folded: str) -> bool:
        """Whether the block points elsewhere: "read also: …"."""
        return bool(self._lead.match(folded))

    @cached_property
    def stamp_words(self) -> frozenset[str]:
        """The single words of all stamps."""
        return frozenset(word for stamp in self.stamps for word in stamp.split())

    @cached_property
    def before_names(self) -> re.Pattern[str]:
        """Matches up to where the names of authors begin; whoever uses it looks whether they are names."""
        return re.compile(rf"[\W_]{{0,3}}(?:{_alternatives(self.names)})\s?:?\s*", re.IGNORECASE)

    @cached_property
    def photo_words(self) -> re.Pattern[str]:
        """What begins a picture's credit, or stands before it: "photo by", "фото:"."""
        return re.compile(rf"(?<!\w)(?:{_alternatives(self.photos)})(?!\w)", re.IGNORECASE)

    @cached_property
    def agency_names(self) -> re.Pattern[str]:
        """The name of an agency that sells pictures."""
        return re.compile(rf"(?<!\w)(?:{_alternatives(self.agencies)})(?!\w)", re.IGNORECASE)

    @cached_property
    def _banners(self) -> dict[str, list[tuple[str, ...]]]:
        """The entries by how their longest word begins, so that few are looked at for a block."""
        found: dict[str, list[tuple[str, ...]]] = {}
        for entry in self.banners:
            longest = max((word for phrase in entry for word in _WORDS.findall(phrase)), key=len, default="")
            found.setdefault(longest[:_BEGINNING], []).append(entry)
        return found

    @cached_property
    def _lead(self) -> re.Pattern[str]:
        return re.compile(rf"\W{{0,3}}(?:{_alternatives(self.leads)})\s?(?:[:|»>]|[–—-]\s)")

    def _counted(self, folded: str) -> str:
        return " ".join(_NUMBER.sub("#", folded).split()) if any(map(str.isdigit, folded)) else folded


def parse(node: Node) -> Boilerplate:
    """What `boilerplate.yaml` lists, folded for comparison."""
    fields = node.fields(("labels", "banners", "stamps"), _OPTIONAL)
    phrases = {
        name: frozenset(_fold(words) for words in fields.texts(name))
        for name in ("labels", "stamps", *_OPTIONAL)
    }
    banners = tuple(tuple(_fold(words) for words in entry.texts()) for entry in fields.entries("banners"))
    return Boilerplate(banners=banners, **phrases)


def _fold(words: str) -> str:
    return " ".join(words.casefold().split())


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) or "(?!)"
