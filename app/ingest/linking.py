"""Statements with their times in, the events that they and their article have to do with out."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from app.codebook.model import Codebook, Event
from app.codebook.terms import EventType, LinkKind
from app.ingest.records import Attribution, Dated, Link, Span, Text, When
from app.ingest.temporal import events, expressions
from app.ingest.temporal.references import Kind, Reference

_SPOKEN = frozenset({EventType.MEETING, EventType.SUMMIT, EventType.STATEMENT_SERIES, EventType.UN_VOTE})
# Weaker references are left out: a wrong link costs a reader more than a missing one.
_CERTAIN = {Kind.TITLE: 0.6, Kind.PROPER: 0.9, Kind.PARTICIPANTS: 0.7}
_REACTION = timedelta(days=10)
_SAME_OCCASION = timedelta(days=31)


def link(
    text: Text,
    dated: Dated,
    attributions: Sequence[Attribution],
    times: Sequence[When],
    codebook: Codebook,
) -> tuple[Link, ...]:
    """Each statement's events, and those of the article that no statement has; one link for each pair."""
    found = expressions.find(text.text, codebook.calendar)
    references = _settled(events.find(text.text, found, codebook), dated, codebook)
    first_named: dict[str, Span] = {}
    for reference in references:
        first_named.setdefault(reference.event, reference.span)
    links: dict[tuple[str, int | None], Link] = {}
    for number, (one, when) in enumerate(zip(attributions, times, strict=True)):
        for made in _of_statement(
            number, one, when, references, first_named, text=text.text, codebook=codebook
        ):
            links.setdefault((made.event, made.statement), made)
    linked = {made.event for made in links.values()}
    for reference in references:
        if reference.event not in linked:
            kind = _kind(codebook.events[reference.event], dated.published, reference.span.start, text)
            words = reference.span.of(text.text)
            links.setdefault(
                (reference.event, None), Link(reference.event, kind, words, None, reference.span)
            )
    return tuple(links.values())


def _settled(references: Sequence[Reference], dated: Dated, codebook: Codebook) -> list[Reference]:
    """The references that are sure enough; among rivals, the one that the article's date singles out."""
    published = dated.published.on
    kept = []
    for reference in references:
        if reference.score < _CERTAIN.get(reference.kind, 0.0):
            continue
        if reference.is_open and not _singled_out(reference, published.last if published else None, codebook):
            continue
        kept.append(reference)
    return kept


def _singled_out(reference: Reference, published: date | None, codebook: Codebook) -> bool:
    """Whether of all events that the words fit only this one is of the weeks before the publication."""
    if published is None:
        return False
    recent = [
        event
        for event in (reference.event, *reference.rivals)
        if timedelta(-1) <= published - codebook.events[event].on.first <= _SAME_OCCASION
    ]
    return recent == [reference.event]


def _of_statement(
    number: int,
    one: Attribution,
    when: When,
    references: Sequence[Reference],
    first_named: Mapping[str, Span],
    *,
    text: str,
    codebook: Codebook,
) -> Iterator[Link]:
    event = codebook.events.get(when.event) if when.event else None
    if event is not None and event.type in _SPOKEN and _took_part(one, event):
        shown = first_named.get(event.id)
        words = shown.of(text) if shown else when.evidence
        yield Link(event.id, LinkKind.SAID_AT, words, number, shown)
    first = bisect_left(references, one.span.start, key=lambda reference: reference.span.start)
    for reference in references[first:]:
        if reference.span.start >= one.span.stop:
            break
        if reference.span.stop <= one.span.stop:
            kind = _towards(codebook.events[reference.event], when)
            yield Link(reference.event, kind, reference.span.of(text), number, reference.span)


def _took_part(one: Attribution, event: Event) -> bool:
    return not event.participants or one.speaker in event.participants


def _towards(event: Event, when: When) -> LinkKind:
    """How something said on a day stands to an event."""
    if when.on is None:
        return LinkKind.MENTIONS
    if when.on.last < event.on.first:
        return LinkKind.ANTICIPATES
    if when.on.first <= event.last or when.on.first - event.last <= _REACTION:
        return LinkKind.REACTS_TO
    return LinkKind.RECALLS


def _kind(event: Event, published: When, position: int, text: Text) -> LinkKind:
    if published.event == event.id and event.type in _SPOKEN and position < len(text.text) // 2:
        return LinkKind.SAID_AT
    return _towards(event, published)
