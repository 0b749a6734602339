"""A stretch of a sentence in, the part that somebody said out: quotations, trimmed clauses, no adjuncts."""

from collections.abc import Sequence

from app.codebook.speech import Speech
from app.ingest.attribution.cues import phrase_at
from app.ingest.attribution.openings import COMMAS
from app.ingest.attribution.subjects import Range
from app.ingest.attribution.tokens import ENDS, Item


class Pieces:
    """The items of one sentence, as ranges that can be cut."""

    def __init__(self, sentence: Sequence[Item], speech: Speech) -> None:
        self.sentence = sentence
        self.speech = speech

    def broken(self, start: int, stop: int) -> int:
        """The end of a clause before the narrator goes on (…, speaking in Doha)."""
        for index in range(start + 2, min(stop, start + 300)):
            item = self.sentence[index]
            marked = item.low in {",", "،", "—", "–"}
            spoken = item.quotation is not None and item.quotation.is_spoken
            if (marked or spoken) and phrase_at(self.sentence, index + 1, self.speech.phrases.breakers):
                return index + spoken
        return stop

    def trimmed(self, piece: Range) -> Range:
        """The piece without marks and conjunctions at its edges."""
        start, stop = piece
        while start < stop and (self.sentence[start].low in COMMAS or self.sentence[start].low in ENDS):
            start += 1
        while stop > start and (
            self.sentence[stop - 1].low in COMMAS
            or self.sentence[stop - 1].low in ENDS
            or self.sentence[stop - 1].low == ":"
        ):
            stop -= 1
        while stop > start and self.sentence[stop - 1].low in self.speech.words.coordinators:
            stop -= 1
        while stop > start and self.sentence[stop - 1].low in COMMAS:
            stop -= 1
        return start, stop

    def whole_quotation(self, piece: Range) -> Range | None:
        """The quotation that a piece begins with, if it is a sentence of its own."""
        start, stop = piece
        while start < stop and self.sentence[start].low in COMMAS:
            start += 1
        if start >= stop:
            return None
        first = self.sentence[start].quotation
        if first is None or not first.is_long:
            return None
        following = self.sentence[start + 1] if start + 1 < stop else None
        opened = first.is_spoken and start > 0 and self.sentence[start - 1].low == ":"
        if (
            following is None
            or opened
            or following.low in COMMAS
            or following.low in ENDS
            or (following.low in self.speech.words.adjuncts and self._is_sentence(start))
        ):
            return start, start + 1
        return None

    def _is_sentence(self, index: int) -> bool:
        """Whether a quotation begins or ends as a sentence does."""
        quotation = self.sentence[index].quotation
        words = self.sentence[index].text.lstrip("\"'“‘«„ ")
        return quotation is not None and (quotation.is_spoken or words[:1].isupper())

    def last_quotation(self, piece: Range) -> Range | None:
        """The quotation that a piece ends with, if it is a sentence of its own."""
        start, stop = piece
        last = self.sentence[stop - 1].quotation
        if last is None:
            return None
        ahead = self.sentence[start : stop - 1]
        if not ahead or ahead[-1].low in {":", ","} or ahead[-1].low in ENDS:
            return stop - 1, stop
        return None

    def colon_quotation(self, piece: Range) -> Range | None:
        """A long quotation after a colon at the end of a reported clause."""
        start, stop = piece
        last = self.sentence[stop - 1].quotation if stop - start > 3 else None
        return (stop - 1, stop) if last and last.is_long and self.sentence[stop - 2].low == ":" else None

    def is_adjunct(self, piece: Range) -> bool:
        """Whether a piece is only when, where or how (On Monday, in Cairo)."""
        start, stop = piece
        first = self.sentence[start].low
        words = self.speech.words
        if first in words.adverbs and first not in words.determiners and stop - start <= 3:
            return True
        # "This morning" is a time, "this morning's plan" and "this plan" are not.
        second = self.sentence[start + 1].low if start + 1 < stop else ""
        if first in words.determiners and second not in words.times:
            return False
        if (
            first not in words.prepositions
            and first not in words.adjuncts
            and first not in words.subordinators
        ):
            return False
        return not any(
            item.low in words.verbs or item.low in words.modals or item.quotation
            for item in self.sentence[start:stop]
        )
