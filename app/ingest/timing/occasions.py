"""A statement in, the date or occasion that its own sentence names out."""

from datetime import date, timedelta

from app.codebook.terms import Basis, EventType
from app.ingest.records import Attribution, Span, When
from app.ingest.temporal import layout
from app.ingest.temporal.references import Kind, Reference
from app.ingest.timing.scene import CERTAIN, SPOKEN, Scene, inside, is_day, is_month, pieces

# What was said at an occasion longer ago is told with its date.
_REMEMBERED = timedelta(days=92)
# The next occasion of the same name may be meant from then on.
_JUST_HELD = timedelta(days=31)
_MONTH_REACH = 48


def own_date(one: Attribution, scene: Scene) -> When | None:
    """A date in the sentence of the statement, outside the words that were said."""
    frame = frame_of(one, scene)
    near = one.cue_span.start if one.cue_span else one.span.start
    found = [
        (abs(span.start - near), span, when)
        for span, when in scene.mentions_in(frame)
        if not any(span.overlaps(piece) for piece in pieces(one))
        and layout.is_then(scene.text, span, scene.codebook.calendar)
        and not layout.in_relative(scene.text, span, scene.codebook.calendar)
        and (is_day(when) or (is_month(when) and abs(span.start - near) <= _MONTH_REACH))
        and not is_ahead(when, scene)
    ]
    if not found:
        return None
    _, _, when = min(found, key=lambda one: (not is_day(one[2]), one[0]))
    return _with_occasion(when, one, scene)


def frame_of(one: Attribution, scene: Scene) -> Span:
    """The sentences of the statement and of its attribution."""
    parts = [one.span, *(span for span in (one.cue_span, one.printed_span) if span and _near(span, one.span))]
    first = scene.sentences[scene.at(min(part.start for part in parts))]
    last = scene.sentences[scene.at(max(part.stop - 1 for part in parts))]
    return Span(first.start, last.stop)


def _near(span: Span, other: Span) -> bool:
    return span.start - other.stop < 300 and other.start - span.stop < 300


def is_ahead(when: When, scene: Scene) -> bool:
    """Whether the date lies after the publication: nothing was said then."""
    published = scene.dated.published.on
    return (
        published is not None and when.on is not None and when.on.first > published.last + timedelta(days=1)
    )


def own_event(one: Attribution, scene: Scene) -> When | None:
    """An occasion in the sentence of the statement, outside the words that were said."""
    frame = frame_of(one, scene)
    found = [
        reference
        for reference in scene.references_in(frame)
        if not any(inside(reference.span, piece) for piece in pieces(one)) and spoke_at(one, reference, scene)
    ]
    if not found:
        return None
    reference = max(found, key=lambda reference: reference.score)
    event = scene.codebook.events[reference.event]
    if event.last != event.on.first and _within(scene.news, event.on.first, event.last):
        return scene.news
    return When(event.on, Basis.EVENT, reference.span.of(scene.text), event.id)


def _within(when: When, first: date, last: date) -> bool:
    return when.on is not None and first <= when.on.first <= last


def spoke_at(one: Attribution, reference: Reference, scene: Scene, *, is_of_that_day: bool = False) -> bool:
    """Whether the speaker may have spoken at that event, and the text can know of it."""
    event = scene.codebook.events[reference.event]
    if event.type not in SPOKEN or reference.score < CERTAIN or reference.kind is Kind.DATE:
        return False
    if reference.rivals or (
        one.speaker is not None and event.participants and one.speaker not in event.participants
    ):
        return False
    published = scene.dated.published.on
    recurs = reference.recurs and not is_of_that_day
    if published is None:
        # Nothing says that the text is not years older or younger than the occasion, but its own words.
        is_listed = reference.agrees and event.type is EventType.UN_VOTE
        return not recurs and (reference.telling or is_listed)
    return timedelta(0) <= published.last - event.on.first <= (_JUST_HELD if recurs else _REMEMBERED)


def _with_occasion(when: When, one: Attribution, scene: Scene) -> When:
    """The date with the occasion on that day which the same sentence names."""
    frame = frame_of(one, scene)
    for reference in scene.references_in(frame):
        if when.event is None and when.on is not None:
            event = scene.codebook.events[reference.event]
            held = event.on.first <= when.on.first <= event.last
            if held and spoke_at(one, reference, scene, is_of_that_day=True):
                return When(when.on, when.basis, when.evidence, event.id)
    return when
