"""Evidence in, the missing year or the day itself out, or the reason why the text leaves it open.

A day is proposed by what the text says (the day and month of a dateline, the weekday of the lead, an
occasion at which people speak) and judged by `Evidence.score`. It is taken only if the score is clear of
zero and clear of every other proposal that lies more than three days away.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from app.codebook.calendar_terms import Since
from app.codebook.terms import Basis, EventType, Precision
from app.ingest.dating.evidence import Evidence
from app.ingest.records import Issue, Span
from app.ingest.temporal.expressions import Expression
from app.ingest.temporal.references import Kind, Reference
from app.ingest.temporal.resolving import day

_CLEAR = 0.35
_CLEAR_BESIDE_WEEKDAY = 0.1
_APART = 0.25
_NEAR = timedelta(days=3)
_WEEK = timedelta(days=6)
_DAY_AFTER = timedelta(days=1)
# Between "today's" and what is of today.
_BESIDE = 6
_SPOKEN = frozenset({EventType.MEETING, EventType.SUMMIT, EventType.STATEMENT_SERIES})
_LONGEST_EVENT = 7
# A dateline may be a day or two later than the news that it reports.
_FILED_LATER = 2
# An occasion carries the date of a text alone only if it is well known, and named where the news stands.
_ALONE = 0.7
_TOGETHER = 1.1
_TOGETHER_WITHIN = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Inferred:
    """A day with what it rests on."""

    on: date
    basis: Basis
    event: str | None
    words: str


def year_of(
    expression: Expression, weekday: int | None, evidence: Evidence, basis: Basis
) -> Inferred | Issue:
    """The day of a dateline that lacks the year; the weekday of the news is that day or shortly before."""
    month, number = expression.month or 0, expression.day or 0
    evidence = evidence.without(month, number)
    first, last = _horizon(evidence)
    proposals = [
        on
        for year in range(first.year - 1, last.year + 2)
        if (on := day(year, month, number))
        and (expression.weekday is None or on.weekday() == expression.weekday)
    ]
    if weekday is not None:
        proposals = [on for on in proposals if (on.weekday() - weekday) % 7 <= _FILED_LATER] or proposals
    # A weekday beside the date leaves one year in six or so: little more is needed then.
    chosen = _best(proposals, evidence, _CLEAR if expression.weekday is None else _CLEAR_BESIDE_WEEKDAY)
    printed = expression.span.of(evidence.text) if expression.span.stop else ""
    if isinstance(chosen, str):
        return Issue("dating", f"the year of this date is open: {chosen}", printed)
    event = _supporting(chosen, evidence)
    return Inferred(
        chosen, basis, event.event if event else None, event.span.of(evidence.text) if event else ""
    )


def after_event(expression: Expression | None, evidence: Evidence) -> Inferred | None:
    """The day that the lead counts from an event: "the day after the attack"."""
    reference = evidence.following(expression) if expression else None
    if expression is None or reference is None:
        return None
    first, _ = evidence.event_days(reference.event)
    on = first + timedelta(days=expression.distance or 0)
    if evidence.score(on) < _CLEAR:
        return None
    words = f"{expression.span.of(evidence.text)} … {reference.span.of(evidence.text)}"
    return Inferred(on, Basis.EVENT, reference.event, words)


def of_today(body: Span, evidence: Evidence) -> Inferred | None:
    """The day of the occasion that the text calls today's: "today's resolution 2334"."""
    for one in evidence.expressions:
        if one.distance == 0 and one.since is Since.ARTICLE and body.start <= one.span.start < body.stop:
            for reference in evidence.references:
                gap = evidence.text[one.span.stop : reference.span.start]
                if reference.span.start < one.span.stop or len(gap) > _BESIDE or reference.is_open:
                    continue
                on, _ = evidence.event_days(reference.event)
                if evidence.score(on) >= _CLEAR:
                    words = evidence.text[one.span.start : reference.span.stop]
                    return Inferred(on, Basis.EVENT, reference.event, words)
    return None


def from_events(weekday: Expression | None, lead_stop: int, evidence: Evidence) -> Inferred | Issue | None:
    """The day of a text without a date: that of its occasion, or the lead's weekday on or after it."""
    strong = [
        one for one in evidence.references if one.score >= 0.55 and one.span.start not in evidence.ahead
    ]
    occasions = [one for one in strong if _is_occasion(one, evidence) and one.span.start < lead_stop]
    proposals: dict[date, Reference] = {}
    for reference in [one for one in strong if not one.is_open] if weekday is not None else occasions:
        for on in _days(reference, weekday, evidence):
            if on not in proposals or _closer(reference, proposals[on], on, evidence):
                proposals[on] = reference
    if not proposals:
        return None
    chosen = _best(sorted(proposals), evidence)
    if isinstance(chosen, str):
        return Issue("dating", f"several events may date this text: {chosen}")
    reference = proposals[chosen]
    if not _carries(chosen, reference, weekday, occasions, evidence):
        return Issue(
            "dating",
            f"one event alone may date this text: {reference.event}",
            reference.span.of(evidence.text),
        )
    words = reference.span.of(evidence.text)
    if weekday is not None:
        return Inferred(chosen, Basis.WEEKDAY, reference.event, f"{weekday.span.of(evidence.text)} + {words}")
    return Inferred(chosen, Basis.EVENT, reference.event, words)


def _closer(reference: Reference, other: Reference, on: date, evidence: Evidence) -> bool:
    """Whether this reference says more for the day: the event fell on it, or is better shown."""
    fell = [evidence.event_days(one.event)[0] == on for one in (reference, other)]
    return (fell[0], reference.score) > (fell[1], other.score)


def _is_occasion(reference: Reference, evidence: Evidence) -> bool:
    """Whether things are said at such an event, and it lasts no longer than a week."""
    event = evidence.codebook.events[reference.event]
    first, last = evidence.event_days(event.id)
    return (
        event.type in _SPOKEN
        and reference.kind is not Kind.RESOLUTION
        and (reference.kind is not Kind.DATE or evidence.has_year(reference.span))
        and event.on.precision is Precision.DAY
        and (last - first).days <= _LONGEST_EVENT
    )


def _days(reference: Reference, weekday: Expression | None, evidence: Evidence) -> Iterable[date]:
    first, last = evidence.event_days(reference.event)
    if evidence.codebook.events[reference.event].on.precision is not Precision.DAY:
        return
    if weekday is None:
        yield first
        return
    if (last - first).days > _LONGEST_EVENT:
        last = first
    ahead = (weekday.weekday or 0) - first.weekday()
    on = first + timedelta(days=ahead % 7)
    while on <= last + _WEEK:
        yield on
        on += timedelta(days=7)


def _carries(
    on: date, reference: Reference, weekday: Expression | None, occasions: list[Reference], evidence: Evidence
) -> bool:
    """Whether the evidence is enough: an occasion without rivals, or two references that meet."""
    first, last = evidence.event_days(reference.event)
    if weekday is not None and _confirmed(on, reference, evidence):
        return True
    if weekday is not None and not reference.telling and not first <= on <= last:
        return False
    alone = not reference.is_open and any(
        one.telling or evidence.has_year(one.span)
        for one in evidence.references
        if one.event == reference.event
    )
    if weekday is None and alone and reference.score >= _ALONE and first <= on <= last:
        return any(one.event == reference.event for one in occasions)
    near = {
        one.event
        for one in evidence.references
        if abs(evidence.event_days(one.event)[0] - on) <= _TOGETHER_WITHIN
        and one.span.start not in evidence.ahead
    }
    return evidence.score(on) >= _TOGETHER and len(near) >= 2


def _confirmed(on: date, reference: Reference, evidence: Evidence) -> bool:
    """Whether the weekday of the news is a second sign for an occasion that nothing else fits.

    A vote whose own weekday is named is one of a closed list; of meetings no list is whole, so that the words
    must tell it from others and the news be of its days.
    """
    if reference.is_open or reference.score < _ALONE:
        return False
    first, last = evidence.event_days(reference.event)
    if evidence.codebook.events[reference.event].type is EventType.UN_VOTE:
        return reference.agrees and first <= on <= last + _WEEK
    return reference.telling and _is_occasion(reference, evidence) and first <= on <= last + _DAY_AFTER


def _best(proposals: list[date], evidence: Evidence, clear: float = _CLEAR) -> date | str:
    """The one proposal that is clear of the others, or the words that say why there is none."""
    scored = sorted(((evidence.score(on), on) for on in proposals), reverse=True)
    if not scored or scored[0][0] < clear:
        return "nothing in the text places it"
    best, chosen = scored[0]
    rivals = [on for score, on in scored[1:] if best - score < _APART and abs(on - chosen) > _NEAR]
    if rivals:
        return f"{', '.join(str(on) for on in sorted([chosen, *rivals])[:5])} fit alike"
    return chosen


def _supporting(on: date, evidence: Evidence) -> Reference | None:
    """The reference that says most for the day."""
    near = [
        one
        for one in evidence.references
        if not one.is_open and 0 <= (on - evidence.event_days(one.event)[0]).days <= 366
    ]
    return max(near, key=lambda one: (evidence.event_days(one.event)[0], one.score), default=None)


def _horizon(evidence: Evidence) -> tuple[date, date]:
    """The years that the codebook knows of, and those that the text names."""
    years = [event.on.first.year for event in evidence.codebook.events.values()]
    years += [one.year for one in evidence.expressions if one.year is not None and one.year > 1990]
    return date(min(years, default=2000), 1, 1), date(max(years, default=2000), 12, 31)
