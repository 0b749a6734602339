"""Statements and the dates of their text in, when each was said out."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.codebook.dates import PartialDate
from app.codebook.model import Codebook
from app.codebook.terms import Basis, EventType, Precision
from app.ingest.records import Attribution, Dated, Span, Text, When
from app.ingest.temporal import events, expressions, layout
from app.ingest.temporal.references import Kind, Reference
from app.ingest.temporal.stems import sentences

_SPOKEN = frozenset({EventType.MEETING, EventType.SUMMIT, EventType.STATEMENT_SERIES, EventType.UN_VOTE})
_CERTAIN = 0.55
_NEWS_SENTENCES = 3
# News is told within the week; an older date in the lead belongs to something else.
_FRESH = timedelta(days=6)
_ADVERBIAL = 24
_SENTENCES_BACK = 8
# What was said at an occasion longer ago is told with its date.
_REMEMBERED = timedelta(days=92)
# The next occasion of the same name may be meant from then on.
_JUST_HELD = timedelta(days=31)
_MONTH_REACH = 48


@dataclass(frozen=True, slots=True)
class _Scene:
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


def time(
    text: Text, dated: Dated, attributions: Sequence[Attribution], codebook: Codebook
) -> tuple[When, ...]:
    """When each statement was said, in the order of the attributions; unknown where nothing tells.

    Its own sentence decides: a date outside the words that were said, or an occasion at which the speaker
    spoke. Otherwise it belongs to the occasion of the statement before it (same speaker, or a paragraph that
    opens with a date), else to the news of the article, else to the day of publication. A sentence that says
    "earlier" and names no day is taken out of the news and left unknown.
    """
    scene = _scene(text, dated, codebook)
    times: dict[int, When] = {}
    before: tuple[Attribution, When] | None = None
    order = sorted(range(len(attributions)), key=lambda i: attributions[i].span.start)
    for i in order:
        when = _said(attributions[i], before, scene)
        times[i] = when
        before = attributions[i], when
    return tuple(times[i] for i in range(len(attributions)))


def _scene(text: Text, dated: Dated, codebook: Codebook) -> _Scene:
    spans = tuple(sentences(text.text))
    references = events.find(text.text, expressions.find(text.text, codebook.calendar), codebook)
    return _Scene(
        text=text.text,
        codebook=codebook,
        dated=dated,
        sentences=spans,
        starts=tuple(span.start for span in spans),
        references=references,
        news=_news(text, dated, references, codebook),
        mention_starts=tuple(span.start for span, _ in dated.mentions),
        reference_starts=tuple(reference.span.start for reference in references),
    )


def _news(text: Text, dated: Dated, references: Sequence[Reference], codebook: Codebook) -> When:
    """When the news happened: the day that the lead names if it is fresh, else the day of publication."""
    published = dated.published
    lead = layout.lead(text.text, text.title, _NEWS_SENTENCES)
    if published.on is None or published.on.precision is not Precision.DAY:
        return _only_day(text, dated, lead, codebook) or published
    for span, when in dated.mentions:
        if not (lead.start <= span.start < lead.stop) or when.on is None:
            continue
        age = published.on.first - when.on.first
        if (
            _is_day(when)
            and timedelta(0) <= age <= _FRESH
            and layout.is_then(text.text, span, codebook.calendar)
        ):
            return _with_event(when, references, lead, codebook)
    basis = published.basis if published.basis in (Basis.EVENT, Basis.WEEKDAY) else Basis.PUBLISHED
    return _with_event(
        When(published.on, basis, published.evidence, published.event), references, lead, codebook
    )


def _only_day(text: Text, dated: Dated, lead: Span, codebook: Codebook) -> When | None:
    """The one day that the lead of an undated article names, if no other date of the text lies after it."""
    days = [
        (span, when)
        for span, when in dated.mentions
        if lead.start <= span.start < lead.stop and _is_day(when)
    ]
    if len(days) != 1:
        return None
    span, when = days[0]
    latest = max((other.on.first for _, other in dated.mentions if other.on is not None), default=None)
    if latest is None or when.on is None or latest > when.on.first:
        return None
    governed = layout.in_relative(text.text, span, codebook.calendar)
    return None if governed or not layout.is_then(text.text, span, codebook.calendar) else when


def _with_event(when: When, references: Sequence[Reference], lead: Span, codebook: Codebook) -> When:
    """The same day with the occasion of the lead that fell on it."""
    for reference in references:
        event = codebook.events[reference.event]
        if (
            reference.span.start < lead.stop
            and when.on is not None
            and when.event is None
            and event.type in _SPOKEN
            and event.on.first <= when.on.first <= event.last
            and reference.score >= _CERTAIN
        ):
            return When(when.on, when.basis, when.evidence, event.id)
    return when


def _said(
    one: Attribution,
    before: tuple[Attribution, When] | None,
    scene: _Scene,
) -> When:
    own = _own_date(one, scene) or _own_event(one, scene)
    if own is not None:
        return own
    carried = _carried(one, before, scene)
    if carried is not None:
        return carried
    if _is_earlier(one, scene):
        return _announced(one, scene) or _shortly_before(one, scene)
    return _of_news(one, scene)


def _own_date(one: Attribution, scene: _Scene) -> When | None:
    """A date in the sentence of the statement, outside the words that were said."""
    frame = _frame(one, scene)
    near = one.cue_span.start if one.cue_span else one.span.start
    found = [
        (abs(span.start - near), span, when)
        for span, when in scene.mentions_in(frame)
        if not span.overlaps(one.span)
        and layout.is_then(scene.text, span, scene.codebook.calendar)
        and not layout.in_relative(scene.text, span, scene.codebook.calendar)
        and (_is_day(when) or (_is_month(when) and abs(span.start - near) <= _MONTH_REACH))
        and not _is_ahead(when, scene)
    ]
    if not found:
        return None
    _, _, when = min(found, key=lambda one: (not _is_day(one[2]), one[0]))
    return _with_occasion(when, one, scene)


def _frame(one: Attribution, scene: _Scene) -> Span:
    """The sentences of the statement and of its attribution."""
    parts = [one.span, *(span for span in (one.cue_span, one.printed_span) if span and _near(span, one.span))]
    first = scene.sentences[scene.at(min(part.start for part in parts))]
    last = scene.sentences[scene.at(max(part.stop - 1 for part in parts))]
    return Span(first.start, last.stop)


def _near(span: Span, other: Span) -> bool:
    return span.start - other.stop < 300 and other.start - span.stop < 300


def _is_day(when: When) -> bool:
    return when.on is not None and when.on.precision is Precision.DAY


def _is_month(when: When) -> bool:
    return when.on is not None and when.on.precision is Precision.MONTH


def _is_ahead(when: When, scene: _Scene) -> bool:
    """Whether the date lies after the publication: nothing was said then."""
    published = scene.dated.published.on
    return (
        published is not None and when.on is not None and when.on.first > published.last + timedelta(days=1)
    )


def _own_event(one: Attribution, scene: _Scene) -> When | None:
    """An occasion in the sentence of the statement, outside the words that were said."""
    frame = _frame(one, scene)
    found = [
        reference
        for reference in scene.references_in(frame)
        if not _inside(reference.span, one.span) and _spoke_at(one, reference, scene)
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


def _inside(span: Span, other: Span) -> bool:
    return other.start <= span.start and span.stop <= other.stop


def _spoke_at(one: Attribution, reference: Reference, scene: _Scene, *, is_of_that_day: bool = False) -> bool:
    """Whether the speaker may have spoken at that event, and the text can know of it."""
    event = scene.codebook.events[reference.event]
    if event.type not in _SPOKEN or reference.score < _CERTAIN or reference.kind is Kind.DATE:
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
    return timedelta(days=-1) <= published.last - event.on.first <= (_JUST_HELD if recurs else _REMEMBERED)


def _with_occasion(when: When, one: Attribution, scene: _Scene) -> When:
    """The date with the occasion on that day which the same sentence names."""
    frame = _frame(one, scene)
    for reference in scene.references_in(frame):
        if when.event is None and when.on is not None:
            event = scene.codebook.events[reference.event]
            held = event.on.first <= when.on.first <= event.last
            if held and _spoke_at(one, reference, scene, is_of_that_day=True):
                return When(when.on, when.basis, when.evidence, event.id)
    return when


def _carried(one: Attribution, before: tuple[Attribution, When] | None, scene: _Scene) -> When | None:
    """The time of the statement before, or of the date that opened an earlier sentence of the paragraph."""
    opening = _opening_date(one, scene)
    if opening is not None:
        return opening
    if before is None or _is_earlier(one, scene):
        return None
    earlier, when = before
    if when.on is None or when.basis is Basis.PUBLISHED:
        return None
    same_speaker = earlier.speaker is not None and earlier.speaker == one.speaker
    return when if same_speaker else None


def _opening_date(one: Attribution, scene: _Scene) -> When | None:
    paragraph = scene.paragraph(one.span.start)
    first = scene.at(paragraph.start)
    last = scene.at(one.span.start)
    for number in range(last, max(first, last - _SENTENCES_BACK) - 1, -1):
        start = max(scene.sentences[number].start, paragraph.start)
        for span, when in scene.mentions_in(Span(start, start + _ADVERBIAL)):
            if _is_day(when) and not _is_ahead(when, scene) and not _inside(span, one.span):
                return when if layout.is_then(scene.text, span, scene.codebook.calendar) else None
    return None


def _is_earlier(one: Attribution, scene: _Scene) -> bool:
    """Whether the frame of the statement puts it before the news."""
    frame = _frame(one, scene)
    outside = scene.text[frame.start : one.span.start] + " " + scene.text[one.span.stop : frame.stop]
    return layout.speaks_of_earlier(outside, scene.codebook.calendar)


def _announced(one: Attribution, scene: _Scene) -> When | None:
    """The occasion that the next paragraph names for "recent remarks" of the same speaker."""
    paragraph = scene.paragraph(one.span.start)
    following = scene.paragraph(_next_word(scene.text, paragraph.stop))
    if following.start <= paragraph.start:
        return None
    for reference in scene.references_in(following):
        if _spoke_at(one, reference, scene):
            event = scene.codebook.events[reference.event]
            return When(event.on, Basis.EVENT, reference.span.of(scene.text), event.id)
    return None


def _next_word(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _shortly_before(one: Attribution, scene: _Scene) -> When:
    """The month for what was said "earlier", which in news means days: where a week back still lies in it."""
    published = scene.dated.published.on
    frame = _frame(one, scene)
    words = layout.words_of_just_before(frame.of(scene.text), scene.codebook.calendar)
    if words and published is not None and published.precision is Precision.DAY and published.first.day > 7:
        return When(PartialDate(published.first.replace(day=1), Precision.MONTH), Basis.RELATIVE, words)
    return When()


def _of_news(one: Attribution, scene: _Scene) -> When:
    """The time of the news; its occasion only for those who took part."""
    news = scene.news
    event = scene.codebook.events.get(news.event) if news.event else None
    if event is None or not event.participants or one.speaker in event.participants:
        return news
    if news.on == scene.dated.published.on:
        return When(news.on, Basis.PUBLISHED, scene.dated.published.evidence)
    return When(news.on, news.basis, news.evidence)
