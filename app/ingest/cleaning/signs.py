"""One block in, what gives it away as no part of the article out: a label, a stamp, a credit, an address."""

import re
from functools import lru_cache
from itertools import pairwise

from app.codebook.boilerplate import Boilerplate
from app.codebook.model import Codebook
from app.ingest.cleaning.blocks import Block

LIST = "list"
END = "end"

_LETTERS = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d")
# A wire may sign behind the full stop: "he said. (ABC)".
_SENTENCE_ENDS = re.compile(r"[.!?…؟][\"'”’»)\]]*(?:\s?[(\[][^()\[\]]{1,40}[)\]])?[.\s]*$")
_CLOSED = re.compile(r"[.!?…؟:;][\"'”’»)\]]*$")
_QUOTED = re.compile(r"^[\"'“‘«„].*[\"'”’»][,.]?$", re.DOTALL)
_PROSE = 60
# A date or a time of day: what a stamp has beside its words.
_DATED = re.compile(r"\d{1,2}[:.]\d{2}|\b\d{4}\b|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")
_ADDRESSES = re.compile(
    r"(?:(?:https?://|www\.|pic\.twitter\.com/)\S+|\S+@[\w-]+\.\S+|[#@]\w+|/\w+(?:/\S*)+|[\w-]+(?:\.[\w-]+)*\."
    r"(?:com|org|net|ru|info|tv|ps|il|ae|qa|tr)(?:/\S*)?)(?:\s+|$)",
    re.IGNORECASE,
)
_LAST_BRACKET = re.compile(r"[(\[]([^()\[\]]{2,120})[)\]]\s*\.?$")
_CREDITED = re.compile(r"(?<!/)\b[A-ZА-ЯЁ][\w. ]{1,25}/[A-ZА-ЯЁ]")
# Behind the stroke of a credit stand names only: "AGENCY/Ann Other/Pool".
_SMALL_WORD = re.compile(r"\s[^\W\dA-ZА-ЯЁ_]")
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright\b)\s*\W*", re.IGNORECASE)
_LONGEST_CAPTION = 400
_LONGEST_CREDIT = 90
_LONGEST_LEAD = 250
_LONGEST_BYLINE = 160
_JOINING = frozenset({"and", "in", "for", "at", "of", "the", "with", "on", "и", "в", "de", "al", "el", "ben"})


class Signs:
    """The marks of a codebook, ready to be looked for."""

    def __init__(self, codebook: Codebook) -> None:
        self.known: Boilerplate = codebook.boilerplate
        outlets = codebook.outlets.values()
        self._lines = frozenset(fold(line) for outlet in outlets for line in outlet.boilerplate)
        self._outlets = frozenset(fold(name) for outlet in outlets for name in (outlet.name, *outlet.names))
        calendar = codebook.calendar
        self._calendar = frozenset(word.casefold() for word, _ in (*calendar.months, *calendar.weekdays))
        self._agency_words = frozenset(word for name in self.known.agencies for word in name.split())
        self._speakers = frozenset(
            name.casefold() for speaker in codebook.speakers.values() for name in speaker.names.all()
        )

    def reason(self, block: Block, *, is_first: bool) -> str:
        """Why the block is no part of the article by its own words alone; nothing if it may be one."""
        folded = fold(block.text)
        if self.known.is_end(folded):
            return END
        if self.known.is_list(folded):
            return LIST
        if folded in self._lines or self.known.is_label(folded) or (folded in self._outlets and not is_first):
            return "label"
        if self.known.is_banner(folded):
            return "banner"
        if self._is_stamp(block.text, folded):
            return "stamp"
        if not _LETTERS.search(block.text) and not block.is_heading:
            return "navigation" if not _DIGITS.search(block.text) else "stamp"
        if _ADDRESSES.match(block.text) and not _ADDRESSES.sub("", block.text).strip():
            return "address"
        if self._is_byline(block.text):
            return "byline"
        if is_first:
            return ""
        if len(folded) <= _LONGEST_LEAD and self.known.is_lead(folded):
            return LIST if folded.endswith(":") else "link"
        return "caption" if self._is_caption(block.text) else ""

    def is_name_of_outlet(self, words: str) -> bool:
        """Whether the words name a publisher, or a publisher and a day."""
        parts = [word for word in fold(words).split(",") if word.strip()]
        return bool(parts) and all(part.strip() in self._outlets or _DATED.search(part) for part in parts)

    def _is_stamp(self, text: str, folded: str) -> bool:
        if len(folded) > self.known.STAMP_LENGTH or not _DIGITS.search(folded) or is_sentence(text):
            return False
        words = _LETTERS.findall(folded)
        named = sum(word in self.known.stamp_words for word in words)
        of_calendar = sum(word in self._calendar for word in words)
        # "on", "at", "T" and the like stand in any date.
        others = sum(
            len(word) > 2 and word not in self.known.stamp_words and word not in self._calendar
            for word in words
        )
        is_dated = of_calendar or _DATED.search(folded)
        if not others:
            return bool(named or is_dated)
        return bool(named and is_dated and others <= max(3, named))

    def _is_caption(self, text: str) -> bool:
        if len(text) > _LONGEST_CAPTION:
            return False
        if mark := _COPYRIGHT.match(text):
            rest = text[mark.end() :]
            return not is_sentence(rest) or bool(_DATED.search(rest)) or "/" in rest
        if bracket := _LAST_BRACKET.search(text):
            return self._is_credit(bracket[1], text[: bracket.start()].rstrip())
        photo = self.known.photo_words.search(text)
        if photo and (photo.start() < 3 or len(text) - photo.start() <= _LONGEST_CREDIT):
            after = text[photo.end() :].lstrip()
            # One word at the end may belong to the sentence ("his image."), "file photo" does not.
            return after[:1] in (":", "©") or (not after.strip(" .") and " " in photo[0])
        tail = text[-_LONGEST_CREDIT:]
        return any(
            self.known.agency_names.search(found[0]) and not _SMALL_WORD.search(tail, found.end())
            for found in _CREDITED.finditer(tail)
        )

    def _is_credit(self, inside: str, before: str) -> bool:
        photo = self.known.photo_words.match(inside.strip())
        if photo:
            return True
        parts = [part for part in re.split(r"\s?/\s?|\bvia\b|,", inside) if part.strip()]
        named = [bool(self.known.agency_names.search(part)) for part in parts]
        if len(parts) > 1:
            return any(named) and not (all(named) and _SENTENCE_ENDS.search(before))
        is_agency = bool(self.known.agency_names.fullmatch(inside.strip()))
        return is_agency and not _CLOSED.search(before) and not before.endswith(tuple("\"'”’»"))

    def _is_byline(self, text: str) -> bool:
        if len(text) > _LONGEST_BYLINE:
            return False
        mark = self.known.before_names.match(text)
        if not mark:
            return False
        names = text[mark.end() :]
        glued = mark.end() > 0 and text[mark.end() - 1].isalpha()
        if not names or (glued and not names[:3].isupper()):
            return False
        words = re.findall(r"[^\W_][\w'’.-]*", self.known.before_names.sub(" ", names.replace(";", " ; ")))
        proper = [word for word in words if word.casefold() not in _JOINING]
        return (
            0 < len(proper) <= 12
            and all(not word[0].islower() or word in self._agency_words for word in proper)
            and not any(" ".join(pair).casefold() in self._speakers for pair in pairwise(proper))
            and proper[0].casefold() not in self._calendar
        )


@lru_cache(maxsize=4)
def signs_of(codebook: Codebook) -> Signs:
    """The marks of a codebook, made ready once."""
    return Signs(codebook)


def fold(words: str) -> str:
    """The words for comparison: small letters, single blanks, no marks at the edges."""
    return " ".join(words.casefold().split()).strip(" .:|›»>-–—•*·▶►")


def is_sentence(text: str) -> bool:
    """Whether the words end as a sentence does, however short."""
    return bool(_SENTENCE_ENDS.search(text)) or text.endswith(":")


def is_prose(block: Block) -> bool:
    """Whether the block reads as a paragraph of an article."""
    text = block.text
    return len(text) >= _PROSE and bool(_CLOSED.search(text) or _QUOTED.match(text)) and not block.is_heading
