"""A text with its dates and event references in, how well any day suits it as the day of its publication out.

A text cannot know what happened after it, and mostly speaks of what happened shortly before it. Each event
that the text refers to and each full date in it therefore speaks for the days soon after it and against all
before:

- a reference with score s gives s on the event's days and the three days after, 0.8 s within a month, 0.6 s
  within four months, 0.4 s within a year, 0.1 s within two years, nothing later;
- where the same words fit several events, the one that suits the day best speaks for all;
- a day before the event gets minus s for a resolution number, less for softer kinds, and nothing at all where
  the sentence speaks of the future;
- a day and month without a year mean the past twelve months, so a later day gets minus half;
- a full date in the text speaks like a reference of half the weight; a year speaks against all earlier ones;
- a person called by an office speaks against every day on which that office was another's (minus 1) and a
  little for the days of the term (0.2).
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import pairwise

from app.codebook.model import Codebook, Tenure
from app.codebook.names import Found, index
from app.codebook.terms import Precision
from app.codebook.vocabulary import Sort
from app.ingest.records import Span
from app.ingest.temporal import events, layout
from app.ingest.temporal.expressions import Expression
from app.ingest.temporal.references import Kind, Reference
from app.ingest.temporal.resolving import stated

_AGAINST = {
    Kind.RESOLUTION: 1.0,
    Kind.NAME: 0.6,
    Kind.DATE: 0.3,
    Kind.TITLE: 0.4,
    Kind.PARTICIPANTS: 0.2,
    Kind.PROPER: 0.3,
    Kind.VOTE: 0.2,
}
_FADING = ((3, 1.0), (31, 0.8), (122, 0.6), (366, 0.4), (731, 0.1))
_ONE_YEAR = 366
_CLAUSE = 240
_SURE = 0.55
_NEXT_REFERENCES = 12
_YEAR_NAMED = 0.15
# "former president" names a person by an office that is no longer theirs.
_FORMER = ("former", "ex", "then", "late", "бывш", "экс", "السابق", "سابق")


@dataclass(frozen=True, eq=False)
class Evidence:
    """What a text says of its own time."""

    text: str
    language: str
    expressions: tuple[Expression, ...]
    references: tuple[Reference, ...]
    ahead: frozenset[int]
    codebook: Codebook

    @cached_property
    def held(self) -> tuple[tuple[Tenure, ...], ...]:
        """For each person whom the text calls by an office, the terms of that person in that office."""
        return _held(self.text, self.language, self.codebook)

    @cached_property
    def by_span(self) -> dict[Span, Expression]:
        """The date that stands at a place."""
        return {one.span: one for one in self.expressions}

    @cached_property
    def _starts(self) -> list[int]:
        return [one.span.start for one in self.references]

    def score(self, day: date) -> float:
        """How well the day suits; above zero speaks for it."""
        return round(self._events(day) + self._dates(day) + self._offices(day), 3)

    def latest(self) -> date | None:
        """The last full date that the text names as past."""
        named = (
            stated(one)
            for one in self.expressions
            if one.span.start not in self.ahead and one.day is not None
        )
        return max((on.first for on in named if on is not None), default=None)

    def without(self, month: int, number: int) -> "Evidence":
        """The evidence without what rests on this day alone, which cannot speak for its own year."""
        own = {
            one.span for one in self.expressions if (one.month, one.day, one.year) == (month, number, None)
        }
        kept = tuple(
            one for one in self.references if one.kind is not Kind.DATE or one.telling or one.span not in own
        )
        return replace(self, references=kept)

    def event_days(self, event: str) -> tuple[date, date]:
        """The first and the last day of an event."""
        found = self.codebook.events[event]
        return found.on.first, found.last

    def following(self, expression: Expression) -> Reference | None:
        """The event from which "the day after …" counts: the one named next in the same sentence."""
        first = bisect_left(self._starts, expression.span.start)
        for one in self.references[first : first + _NEXT_REFERENCES]:
            between = self.text[expression.span.stop : one.span.stop]
            if one.span.stop <= expression.span.stop or len(between) > _CLAUSE or one.is_open:
                continue
            if ". " not in between and "\n" not in between:
                precise = self.codebook.events[one.event].on.precision is Precision.DAY
                return one if precise and one.score >= _SURE else None
        return None

    def _events(self, day: date) -> float:
        """Each event once; of events that the same words fit, the one that suits the day best."""
        best: dict[frozenset[str], float] = {}
        places: dict[tuple[int, Kind], list[Reference]] = {}
        for reference in self.references:
            places.setdefault((reference.span.start, reference.kind), []).append(reference)
        for group in places.values():
            value = max(self._reference(reference, day) for reference in group)
            key = frozenset(reference.event for reference in group)
            known = best.get(key, 0.0)
            best[key] = value if abs(value) > abs(known) else known
        return sum(best.values())

    def _reference(self, reference: Reference, day: date) -> float:
        first, _ = self.event_days(reference.event)
        gap = (day - first).days
        if gap < -1:
            ahead = reference.span.start in self.ahead
            return 0.0 if ahead else -reference.score * _AGAINST[reference.kind]
        if reference.kind is Kind.DATE and gap > _ONE_YEAR:
            return -0.5 if self._lacks_year(reference.span) else 0.0
        return reference.score * _fade(gap)

    def has_year(self, span: Span) -> bool:
        """Whether the date that stands there says its year."""
        found = self.by_span.get(span)
        return found is not None and found.is_full

    def _lacks_year(self, span: Span) -> bool:
        found = self.by_span.get(span)
        return found is not None and found.year is None and found.tail is None

    def _dates(self, day: date) -> float:
        total, seen = 0.0, set()
        for one in self.expressions:
            named = stated(one)
            if named is None or named in seen or one.span.start in self.ahead:
                continue
            seen.add(named)
            gap = (day - named.first).days
            if named.precision is Precision.YEAR and gap >= 0:
                # A year says little of the day, and is named in the next one as often as in its own.
                total += _YEAR_NAMED if day.year - named.first.year <= 1 else 0.0
            else:
                total += -0.7 if gap < -1 else 0.5 * _fade(gap)
        return max(-3.0, min(total, 1.5))

    def _offices(self, day: date) -> float:
        return sum(0.2 if any(term.covers(day) for term in terms) else -1.0 for terms in self.held)


def _fade(gap: int) -> float:
    return next((share for reach, share in _FADING if gap <= reach), 0.0)


def gather(text: str, expressions: tuple[Expression, ...], language: str, codebook: Codebook) -> Evidence:
    """Everything in the text that bears on its date."""
    references = events.find(text, expressions, codebook)
    return Evidence(
        text=text,
        language=language,
        expressions=expressions,
        references=references,
        ahead=_ahead(text, [*(one.span for one in expressions), *(one.span for one in references)], codebook),
        codebook=codebook,
    )


def _ahead(text: str, spans: Sequence[Span], codebook: Codebook) -> frozenset[int]:
    """Where a date or an event stands in a sentence that speaks of the future before it."""
    found = set()
    for span in spans:
        before = text[max(0, span.start - 90) : span.start]
        cut = max(before.rfind(". "), before.rfind("\n"))
        if layout.speaks_of_future(before[cut + 1 :], codebook.calendar):
            found.add(span.start)
    return frozenset(found)


def _held(text: str, language: str, codebook: Codebook) -> tuple[tuple[Tenure, ...], ...]:
    found = index(codebook).find(text, language)
    held: dict[tuple[str, tuple[str, ...]], tuple[Tenure, ...]] = {}
    for office, person in pairwise(found):
        if office.sort is not Sort.OFFICE or person.speaker is None or not _beside(text, office, person):
            continue
        terms = tuple(
            term for term in codebook.speakers[person.speaker].tenures if term.office in office.offices
        )
        if terms:
            held.setdefault((person.speaker, office.offices), terms)
    return tuple(held.values())


def _beside(text: str, office: Found, person: Found) -> bool:
    gap = text[office.stop : person.start]
    before = text[max(0, office.start - 12) : office.start].casefold()
    return (
        (not gap.strip() or gap.strip() == ",")
        and len(gap) < 3
        and not any(word in before for word in _FORMER)
    )
