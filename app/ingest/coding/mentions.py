"""The places at which an article names things in, what it has named shortly before a statement out."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.ingest.records import Span

_NEARBY = 800
_BEFORE = 1500


@dataclass(frozen=True, slots=True)
class Mentions:
    """By word list the characters at which its words stand; `subject` is the list of the conflict itself."""

    subject: int
    places: Mapping[int, Sequence[int]]

    @property
    def name_the_subject(self) -> bool:
        """Whether the conflict or its region is named at all."""
        return bool(self.places.get(self.subject))

    def are_near(self, span: Span) -> bool:
        """Whether the conflict or its region is named in the span or not far from it."""
        places = self.places.get(self.subject, ())
        first = bisect_left(places, span.start - _NEARBY)
        return first < len(places) and places[first] < span.stop + _NEARBY

    def before(self, position: int) -> frozenset[int]:
        """The lists of which a word stands in the text shortly before that character."""
        return frozenset(
            number for number, places in self.places.items() if _any_in(places, position - _BEFORE, position)
        )


def _any_in(places: Sequence[int], start: int, stop: int) -> bool:
    first = bisect_left(places, start)
    return first < len(places) and places[first] < stop
