"""A text with the day it appeared in, every date that it names out, resolved as far as the words allow."""

from collections.abc import Mapping
from datetime import date, timedelta

from app.codebook.calendar_terms import Since
from app.codebook.dates import PartialDate
from app.codebook.terms import Basis, Precision
from app.ingest.dating.evidence import Evidence
from app.ingest.records import Span, When
from app.ingest.temporal.expressions import Expression
from app.ingest.temporal.references import Kind
from app.ingest.temporal.resolving import resolve, stated

# "On the same day" looks back no further than a paragraph or two.
_LOOKS_BACK = 900
_RECENTLY = timedelta(days=21)


def mentions(evidence: Evidence, published: PartialDate | None) -> tuple[tuple[Span, When], ...]:
    """Every date that can be told, in text order."""
    seen_from = _seen_from(published)
    known = _known_days(evidence)
    found: list[tuple[Span, When]] = []
    previous: tuple[int, date] | None = None
    for expression in evidence.expressions:
        near = previous[1] if previous and expression.span.start - previous[0] <= _LOOKS_BACK else None
        when = _when(expression, seen_from, near, known, evidence)
        if when is None or when.on is None:
            continue
        found.append((expression.span, when))
        if when.on.precision is Precision.DAY:
            previous = (expression.span.stop, when.on.first)
    return tuple(found)


def _seen_from(published: PartialDate | None) -> date | None:
    if published is None or published.precision is Precision.YEAR:
        return None
    return published.last


def _when(
    expression: Expression,
    seen_from: date | None,
    previous: date | None,
    known: Mapping[Span, tuple[str, date]],
    evidence: Evidence,
) -> When | None:
    words = expression.span.of(evidence.text)
    if expression.since is Since.FOLLOWING and expression.day is None:
        return _after_event(expression, evidence)
    event, on = known.get(expression.span, (None, None))
    if on is not None and expression.year is None and not _is_recent(expression, seen_from, on):
        return When(PartialDate(on), Basis.STATED, words, event)
    if seen_from is None:
        alone = stated(expression)
        if alone is None and previous is not None and expression.since is Since.PREVIOUS:
            found = resolve(expression, previous, previous=previous)
            return When(*found, words) if found else None
        return When(alone, Basis.STATED, words) if alone else None
    found = resolve(expression, seen_from, previous=previous, ahead=expression.span.start in evidence.ahead)
    return When(*found, words) if found else None


def _is_recent(expression: Expression, seen_from: date | None, known: date) -> bool:
    """Whether the day is one of the past weeks rather than that of the event known by it."""
    if seen_from is None:
        return False
    recent = resolve(expression, seen_from)
    return known > seen_from or (
        recent is not None and recent[0].first != known and seen_from - recent[0].first <= _RECENTLY
    )


def _after_event(expression: Expression, evidence: Evidence) -> When | None:
    """The day that counts from the event named next."""
    reference = evidence.following(expression)
    if reference is None:
        return None
    first, _ = evidence.event_days(reference.event)
    words = f"{expression.span.of(evidence.text)} … {reference.span.of(evidence.text)}"
    return When(
        PartialDate(first + timedelta(days=expression.distance or 0)), Basis.EVENT, words, reference.event
    )


def _known_days(evidence: Evidence) -> dict[Span, tuple[str, date]]:
    """For a day without a year, the latest event on that day which the sentence speaks of."""
    found: dict[Span, tuple[str, date]] = {}
    for reference in evidence.references:
        if reference.kind is not Kind.DATE:
            continue
        first, last = evidence.event_days(reference.event)
        expression = evidence.by_span.get(reference.span)
        if expression is None or expression.month is None:
            continue
        on = first if (first.month, first.day) == (expression.month, expression.day) else last
        if reference.span not in found or found[reference.span][1] < on:
            found[reference.span] = (reference.event, on)
    return found
