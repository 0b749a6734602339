"""A text and its dates in, what stands where in it out: sentences, dates, events, paragraphs."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from app.codebook.model import Codebook
from app.codebook.terms import EventType, Precision
from app.ingest.records import Attribution, Dated, Span, When
from app.ingest.temporal.references import Reference

# Occasions at which somebody speaks.
SPOKEN = frozenset({EventType.MEETING, EventType.SUMMIT, EventType.STATEMENT_SERIES, EventType.UN_VOTE})
# A reference below that may be to something else.
CERTAIN = 0.55


@dataclass(frozen=True, slots=True)
class Scene:
    """The text as the statements are looked up in it."""

    text: str
    codebook: Codebook
    dated: Dated
    sentences: tuple[Span, ...]
    starts: tuple[int, ...]
    references: tuple[Reference, ...]
    news: When
    mention_starts: tuple[int, ...]
    reference_starts: tuple[int, ...]

    def mentions_in(self, span: Span) -> tuple[tuple[Span, When], ...]:
        """The dates that begin inside."""
        first, last = (bisect_left(self.mention_starts, place) for place in (span.start, span.stop))
        return self.dated.mentions[first:last]

    def references_in(self, span: Span) -> tuple[Reference, ...]:
        """The events referred to inside."""
        first, last = (bisect_left(self.reference_starts, place) for place in (span.start, span.stop))
        return self.references[first:last]

    def at(self, position: int) -> int:
        """The number of the sentence that holds this place."""
        return max(bisect_right(self.starts, position) - 1, 0)

    def paragraph(self, position: int) -> Span:
        """The paragraph that holds this place."""
        start = self.text.rfind("\n", 0, position) + 1
        stop = self.text.find("\n", position)
        return Span(start, stop if stop >= 0 else len(self.text))


def is_day(when: When) -> bool:
    """Whether the day is known."""
    return when.on is not None and when.on.precision is Precision.DAY


def is_month(when: When) -> bool:
    """Whether the month is all that is known."""
    return when.on is not None and when.on.precision is Precision.MONTH


def inside(span: Span, other: Span) -> bool:
    """Whether one span lies within the other."""
    return other.start <= span.start and span.stop <= other.stop


def pieces(one: Attribution) -> tuple[Span, ...]:
    """The words that were said, without an attribution between them."""
    return one.pieces or (one.span,)
