"""Statements and the dates of their text in, when each was said out."""

from collections.abc import Sequence

from app.codebook.model import Codebook
from app.codebook.terms import Basis
from app.ingest.records import Attribution, Dated, Text, When
from app.ingest.temporal import events, expressions
from app.ingest.temporal.stems import sentences
from app.ingest.timing import carrying, news, occasions
from app.ingest.timing.scene import Scene

__all__ = ["time"]


def time(
    text: Text, dated: Dated, attributions: Sequence[Attribution], codebook: Codebook
) -> tuple[When, ...]:
    """When each statement was said, in the order of the attributions; unknown where nothing tells.

    Its own sentence decides: a date outside the words that were said, or an occasion at which the speaker
    spoke. Otherwise it belongs to the occasion of the statement before it (same speaker, or a paragraph that
    opens with a date), else to the news of the article, else to the day of publication. A sentence that says
    "earlier" and names no day is taken out of the news and left unknown.
    """
    scene = _scene(text, dated, attributions, codebook)
    times: dict[int, When] = {}
    before: tuple[Attribution, When] | None = None
    order = sorted(range(len(attributions)), key=lambda i: attributions[i].span.start)
    for i in order:
        when = _said(attributions[i], before, scene)
        times[i] = when
        before = attributions[i], when
    return tuple(times[i] for i in range(len(attributions)))


def _scene(text: Text, dated: Dated, attributions: Sequence[Attribution], codebook: Codebook) -> Scene:
    spans = tuple(sentences(text.text))
    references = events.find(text.text, expressions.find(text.text, codebook.calendar), codebook)
    return Scene(
        text=text.text,
        codebook=codebook,
        dated=dated,
        sentences=spans,
        starts=tuple(span.start for span in spans),
        references=references,
        news=news.of(text, dated, references, attributions, codebook),
        mention_starts=tuple(span.start for span, _ in dated.mentions),
        reference_starts=tuple(reference.span.start for reference in references),
    )


def _said(one: Attribution, before: tuple[Attribution, When] | None, scene: Scene) -> When:
    own = occasions.own_date(one, scene) or occasions.own_event(one, scene)
    if own is not None:
        return own
    carried = carrying.carried(one, before, scene)
    if carried is not None:
        return carried
    if carrying.is_earlier(one, scene):
        return carrying.announced(one, scene) or carrying.shortly_before(one, scene)
    return _of_news(one, scene)


def _of_news(one: Attribution, scene: Scene) -> When:
    """The time of the news; its occasion only for those who took part."""
    told = scene.news
    event = scene.codebook.events.get(told.event) if told.event else None
    if event is None or not event.participants or one.speaker in event.participants:
        return told
    if told.on == scene.dated.published.on:
        return When(told.on, Basis.PUBLISHED, scene.dated.published.evidence)
    return When(told.on, told.basis, told.evidence)
