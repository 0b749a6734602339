"""A statement in, the date that the text around its sentence gives it out."""

from app.codebook.dates import PartialDate
from app.codebook.terms import Basis, Precision
from app.ingest.records import Attribution, Span, When
from app.ingest.temporal import layout
from app.ingest.timing.occasions import frame_of, is_ahead, spoke_at
from app.ingest.timing.scene import Scene, inside, is_day, pieces

_ADVERBIAL = 24
_SENTENCES_BACK = 8


def carried(one: Attribution, before: tuple[Attribution, When] | None, scene: Scene) -> When | None:
    """The time of the statement before, or of the date that opened an earlier sentence of the paragraph."""
    spoken = _spoken_before(one, before, scene)
    # One speech goes on through its paragraph, whatever day its dateline bears.
    if spoken is not None and before is not None and _is_same_paragraph(one, before[0], scene):
        return spoken
    return _opening_date(one, scene) or spoken


def _spoken_before(one: Attribution, before: tuple[Attribution, When] | None, scene: Scene) -> When | None:
    """The time of the statement before if it is the same speaker's."""
    if before is None or is_earlier(one, scene):
        return None
    earlier, when = before
    if when.on is None or when.basis is Basis.PUBLISHED:
        return None
    same_speaker = earlier.speaker is not None and earlier.speaker == one.speaker
    return when if same_speaker else None


def _is_same_paragraph(one: Attribution, other: Attribution, scene: Scene) -> bool:
    return scene.paragraph(one.span.start).start == scene.paragraph(other.span.start).start


def _opening_date(one: Attribution, scene: Scene) -> When | None:
    paragraph = scene.paragraph(one.span.start)
    first = scene.at(paragraph.start)
    last = scene.at(one.span.start)
    for number in range(last, max(first, last - _SENTENCES_BACK) - 1, -1):
        start = max(scene.sentences[number].start, paragraph.start)
        for span, when in scene.mentions_in(Span(start, start + _ADVERBIAL)):
            said = any(inside(span, piece) for piece in pieces(one))
            if (
                is_day(when)
                and not is_ahead(when, scene)
                and not said
                and not _is_dateline(span, paragraph, scene)
            ):
                return when if layout.is_then(scene.text, span, scene.codebook.calendar) else None
    return None


def _is_dateline(span: Span, paragraph: Span, scene: Scene) -> bool:
    """Whether only a place in capitals stands before the date: it tells when the report was filed."""
    ahead = scene.text[paragraph.start : span.start]
    return ahead.upper() == ahead and any(letter.isalpha() for letter in ahead)


def is_earlier(one: Attribution, scene: Scene) -> bool:
    """Whether the frame of the statement puts it before the news."""
    frame = frame_of(one, scene)
    outside = scene.text[frame.start : one.span.start] + " " + scene.text[one.span.stop : frame.stop]
    return layout.speaks_of_earlier(outside, scene.codebook.calendar)


def announced(one: Attribution, scene: Scene) -> When | None:
    """The occasion that the next paragraph names for "recent remarks" of the same speaker."""
    paragraph = scene.paragraph(one.span.start)
    following = scene.paragraph(_next_word(scene.text, paragraph.stop))
    if following.start <= paragraph.start:
        return None
    for reference in scene.references_in(following):
        if spoke_at(one, reference, scene):
            event = scene.codebook.events[reference.event]
            return When(event.on, Basis.EVENT, reference.span.of(scene.text), event.id)
    return None


def _next_word(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def shortly_before(one: Attribution, scene: Scene) -> When:
    """The month for what was said "earlier", which in news means days: where a week back still lies in it."""
    published = scene.dated.published.on
    frame = frame_of(one, scene)
    words = layout.words_of_just_before(frame.of(scene.text), scene.codebook.calendar)
    if words and published is not None and published.precision is Precision.DAY and published.first.day > 7:
        return When(PartialDate(published.first.replace(day=1), Precision.MONTH), Basis.RELATIVE, words)
    return When()
