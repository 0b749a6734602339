"""Event references with the weekdays beside them in, those that can be meant out."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from app.codebook.model import Codebook
from app.codebook.terms import EventType
from app.ingest.records import Span
from app.ingest.temporal.expressions import Expression
from app.ingest.temporal.references import Kind, Reference

# Occasions of a day; a war or a truce lies behind much that happens on other days.
_OF_A_DAY = frozenset({EventType.UN_VOTE, EventType.MEETING, EventType.SUMMIT})
# These name the event or its day themselves.
_SURE = frozenset({Kind.RESOLUTION, Kind.DATE, Kind.PROPER})
_BEHIND = 24
_BEFORE = 4
_BREAKS = frozenset('.,;:!?\n"“”«»()')
# Night in New York is the next day in Moscow.
_LATER = 1


def agreeing(
    text: str, references: Iterable[Reference], expressions: Sequence[Expression], codebook: Codebook
) -> Iterator[Reference]:
    """The references without those to an occasion that fell on another weekday than the text gives it.

    A weekday belongs to an occasion if it stands among its words or right beside them with no stop between
    ("vetoed on Friday a draft", "the vote on Friday"). Where it leaves some of several, those are the rivals.
    """
    named = [one for one in expressions if one.is_weekday and one.which == "near"]
    starts = [one.span.start for one in named]
    groups: dict[tuple[Kind, Span], list[Reference]] = defaultdict(list)
    for reference in references:
        on = None if reference.kind in _SURE else _beside(text, reference.span, named, starts)
        if on is None or codebook.events[reference.event].type not in _OF_A_DAY:
            yield reference
        elif (distance := _distance(reference, on, codebook)) <= _LATER:
            groups[reference.kind, reference.span].append(replace(reference, agrees=distance == 0))
    for group in groups.values():
        exact = [one for one in group if one.agrees] or group
        for one in exact:
            yield replace(one, rivals=tuple(other.event for other in exact if other is not one))


def _beside(text: str, span: Span, named: Sequence[Expression], starts: Sequence[int]) -> int | None:
    first = bisect_left(starts, span.start - _BEFORE - 12)
    last = bisect_left(starts, span.stop + _BEHIND)
    found = {one.weekday for one in named[first:last] if _touches(text, span, one.span)}
    return found.pop() if len(found) == 1 else None


def _touches(text: str, span: Span, day: Span) -> bool:
    if span.start <= day.start < span.stop:
        return True
    if day.stop <= span.start:
        return span.start - day.stop <= _BEFORE and "\n" not in text[day.stop : span.start]
    return _BREAKS.isdisjoint(text[span.stop : day.start])


def _distance(reference: Reference, weekday: int, codebook: Codebook) -> int:
    """Days from the event to the next such weekday; none if it lasted until then."""
    event = codebook.events[reference.event]
    after = (weekday - event.on.first.weekday()) % 7
    return 0 if after <= (event.last - event.on.first).days else after
