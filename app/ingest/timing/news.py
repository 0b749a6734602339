"""A dated text in, when its news happened out."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from app.codebook.model import Codebook
from app.codebook.terms import Basis, Precision, Voice
from app.ingest.records import Attribution, Dated, Span, Text, When
from app.ingest.temporal import layout
from app.ingest.temporal.event_index import index
from app.ingest.temporal.references import Reference
from app.ingest.timing.scene import CERTAIN, SPOKEN, inside, is_day, is_month, pieces

_NEWS_SENTENCES = 3
# News is told within the week; an older date in the lead belongs to something else.
_FRESH = timedelta(days=6)
# The subject of a sentence stands among so many first characters ("The envoys who met on …").
_SUBJECT = 48


def of(
    text: Text,
    dated: Dated,
    references: Sequence[Reference],
    attributions: Sequence[Attribution],
    codebook: Codebook,
) -> When:
    """When the news happened: the day that the lead names if it is fresh, else the day of publication."""
    published = dated.published
    lead = layout.lead(text.text, text.title, _NEWS_SENTENCES)
    told = list(_told(dated, lead, attributions))
    if published.on is None or published.on.precision is not Precision.DAY:
        return _only_date(text, dated, told, codebook) or published
    for span, when in told:
        if when.on is None:
            continue
        age = published.on.first - when.on.first
        if (
            is_day(when)
            and timedelta(0) <= age <= _FRESH
            and layout.is_then(text.text, span, codebook.calendar)
        ):
            return _with_event(when, references, lead, codebook)
    basis = published.basis if published.basis in (Basis.EVENT, Basis.WEEKDAY) else Basis.PUBLISHED
    return _with_event(
        When(published.on, basis, published.evidence, published.event), references, lead, codebook
    )


def _told(dated: Dated, lead: Span, attributions: Sequence[Attribution]) -> Iterator[tuple[Span, When]]:
    """The dates of the lead that the narrator gives, not somebody whose own words are printed."""
    printed = [
        piece
        for one in attributions
        if one.voice in {Voice.DIRECT, Voice.TRANSCRIPT}
        for piece in pieces(one)
    ]
    for span, when in dated.mentions:
        if lead.start <= span.start < lead.stop and not any(inside(span, piece) for piece in printed):
            yield span, when


def _only_date(
    text: Text, dated: Dated, told: Sequence[tuple[Span, When]], codebook: Codebook
) -> When | None:
    """The one date that the lead of an undated article names, if no other date of the text lies after it."""
    days = [one for one in told if is_day(one[1])] or [one for one in told if is_month(one[1])]
    if len(days) != 1:
        return None
    span, when = days[0]
    latest = max((other.on.first for _, other in dated.mentions if other.on is not None), default=None)
    if latest is None or when.on is None or latest > when.on.first or _is_a_name(when, codebook):
        return None
    if not layout.is_then(text.text, span, codebook.calendar):
        return None
    return None if _is_governed(text, span, codebook) else when


def _is_governed(text: Text, span: Span, codebook: Codebook) -> bool:
    """Whether the date belongs to a person or thing of its sentence, other than those who hear the news."""
    if not layout.in_relative(text.text, span, codebook.calendar):
        return False
    before = layout.sentence_before(text.text, span)
    return not layout.in_relative(before[:_SUBJECT], Span(_SUBJECT, _SUBJECT), codebook.calendar)


def _is_a_name(when: When, codebook: Codebook) -> bool:
    """Whether the day is itself the name of an event ("October 7"), of which much is told long afterwards."""
    events = (codebook.events[event] for event in index(codebook).called_by_day)
    return any(when.on is not None and event.on.first == when.on.first for event in events)


def _with_event(when: When, references: Sequence[Reference], lead: Span, codebook: Codebook) -> When:
    """The same day with the occasion of the lead that fell on it."""
    for reference in references:
        event = codebook.events[reference.event]
        if (
            reference.span.start < lead.stop
            and when.on is not None
            and when.event is None
            and event.type in SPOKEN
            and event.on.first <= when.on.first <= event.last
            and reference.score >= CERTAIN
        ):
            return When(when.on, when.basis, when.evidence, event.id)
    return when
