"""A stretch of text in, its words and marks out, each with its place and its folded form."""

import re
from typing import NamedTuple

from app.codebook.folding import fold_word
from app.ingest.attribution.quotations import Quotation

_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0640"
_TOKEN = re.compile(
    rf"""
      (?:[^\W\d_]\.){{2,}}(?!\w)                             # U.S., С.В.
    | (?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|Lt|Col|Maj|Capt|Sgt|Adm|St|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct
         |Nov|Dec|vs|No|Mme|г|им|тыс|млн|млрд)\.(?=\s)
    | [A-HJ-ZА-Я]\.(?=\s?[A-ZА-Я][\w'’.])                    # an initial before a name
    | [A-Z][A-Z]+(?=(?:said|says|told|added|noted)(?!\w))        # the UNsaid
    | \d+(?:[.,:٫]\d+)*(?:st|nd|rd|th)?(?![^\W\d_])
    | ['’]s(?!\w)
    | [^\W_](?:[\w{_MARKS}]|(?!['’]s(?!\w))[-‐‑'’](?=[^\W_]))*
    | \.\.\.|--|/[A-ZА-ЯЁ][^\W_]+/
    | \S
    """,
    re.VERBOSE,
)

QUOTED = "\N{QUOTATION MARK}"
# No sentence of prose has more words and marks.
_LONGEST = 200
# After "the U.S." such a word opens the next sentence.
_OPENERS = frozenset(
    {"The", "This", "That", "These", "It", "He", "She", "They", "In", "But", "We", "Its", "His"}
)
ENDS = frozenset({".", "!", "?", "…", "...", "؟", "۔"})


class Item(NamedTuple):
    """A word, a mark, or a whole quotation (whose `low` is QUOTED) as one item of its sentence."""

    start: int
    stop: int
    text: str
    low: str
    quotation: Quotation | None = None

    @property
    def is_capital(self) -> bool:
        """Whether it is a word that begins with a capital."""
        return self.text[:1].isupper()

    @property
    def is_word(self) -> bool:
        """Whether it is a word or a figure."""
        return self.text[:1].isalnum()


def tokens(text: str, start: int, stop: int) -> list[Item]:
    """The words and marks between two offsets."""
    found = [
        Item(match.start(), match.end(), match.group(), fold_word(match.group()))
        for match in _TOKEN.finditer(text, start, stop)
    ]
    return _with_initials(found)


def _with_initials(found: list[Item]) -> list[Item]:
    """The words with "I." as one where it stands inside a name and cannot be the pronoun (Paul I. Weber)."""
    at = {
        index
        for index in range(1, len(found) - 2)
        if found[index].text == "I"
        and found[index + 1].start == found[index].stop
        and found[index + 1].text == "."
        and all(one.text.istitle() and len(one.text) > 1 for one in (found[index - 1], found[index + 2]))
        and found[index + 2].text not in _OPENERS
    }
    if not at:
        return found
    whole = [
        Item(item.start, item.stop + 1, "I.", "i.") if index in at else item
        for index, item in enumerate(found)
    ]
    return [item for index, item in enumerate(whole) if index - 1 not in at]


def items(text: str, start: int, stop: int, quotations: list[Quotation]) -> list[Item]:
    """The words and marks outside quotations, each quotation one item, in order."""
    found: list[Item] = []
    at = start
    for quotation in quotations:
        found += tokens(text, at, quotation.open)
        words = text[quotation.open : quotation.close]
        found.append(Item(quotation.open, quotation.close, words, QUOTED, quotation))
        at = quotation.close
    return found + tokens(text, at, stop)


def sentences(found: list[Item]) -> list[list[Item]]:
    """The items of a paragraph by sentence; a quotation belongs to the sentence that credits it."""
    whole: list[list[Item]] = []
    current: list[Item] = []
    for index, item in enumerate(found):
        current.append(item)
        after = found[index + 1] if index + 1 < len(found) else None
        if after and (_ends(item, after, len(current) == 1) or _is_endless(item, len(current))):
            whole.append(current)
            current = []
    return [*whole, current] if current else whole


def _is_endless(item: Item, length: int) -> bool:
    """Whether a sentence is so long that it is cut, at a comma if one comes, to keep the reading linear."""
    return length >= _LONGEST and (item.low in {",", ";", "،"} or length >= _LONGEST + 100)


def _ends(item: Item, after: Item, alone: bool) -> bool:
    if item.quotation:
        if not item.quotation.is_sentence_end or after.low in ENDS:
            return False
        return after.quotation is not None or (after.text[:1].isupper() and not alone) or _opens(after)
    if item.text.endswith(".") and len(item.text) > 3 and item.text.isupper() and "." in item.text[:-1]:
        return after.text in _OPENERS
    return item.low in ENDS and (_opens(after) or after.low in {"-", "–", "—", "("})


def _opens(item: Item) -> bool:
    first = item.text[:1]
    return (
        first.isupper()
        or first.isdigit()
        or item.quotation is not None
        or first in "‘'«“\""
        or "\u0600" <= first <= "\u06ff"
    )
