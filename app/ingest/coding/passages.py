"""The statements of an article in, the stretches of text out that each is judged by.

A statement is judged by its own words and by the words that introduce them ("condemned …", "called for …"),
without what it quotes from somebody else.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from app.codebook.terms import Voice
from app.ingest.records import Attribution, Span

_LONGEST_LEAD = 200
_LONGEST_BEFORE = 400
_LONGEST_REST = 300
_SHORTEST_REST = 40
_SENTENCE_STOP = re.compile(r"[.!?؟][\"'”’»)]*(?=\s)|\n")
_RESUMED = re.compile(r"[,;:—،؛]\s*")
_SENTENCE_END = re.compile(r"[.!?؟][\"'”’»)]*\s+")


@dataclass(frozen=True, slots=True)
class Passage:
    """Where one statement is read: the lead first, which may stand after it in the text.

    `sentence` is the statement with the rest of its sentence, where that is nobody else's. `before` is what
    "this" or "it" at its start may mean: the words before it in its sentence, or the sentence before that one
    in the same paragraph.
    """

    lead: Span | None
    own: tuple[Span, ...]
    before: Span | None = None
    sentence: tuple[Span, ...] = ()

    def stretches(self) -> tuple[Span, ...]:
        """Lead and own words in the order in which they are read."""
        return (self.lead, *self.own) if self.lead else self.own


def passages(text: str, attributions: Sequence[Attribution]) -> list[Passage]:
    """One for each attribution."""
    inner: dict[int, list[Span]] = defaultdict(list)
    for attribution in attributions:
        outer = attribution.nested_in
        if outer is not None and attributions[outer].name != attribution.name:
            inner[outer].append(attribution.span)
    others = sorted(
        piece for attribution in attributions for piece in attribution.pieces or (attribution.span,)
    )
    begins = [piece.start for piece in others]
    return [
        Passage(
            lead=_lead(text, attribution),
            own=_without(attribution.pieces or (attribution.span,), inner.get(place, [])),
            before=_before(text, attribution),
            sentence=_sentence(text, attribution, others, begins),
        )
        for place, attribution in enumerate(attributions)
    ]


def _lead(text: str, attribution: Attribution) -> Span | None:
    cue, span = attribution.cue_span, attribution.span
    if cue is None or cue.overlaps(span):
        return None
    if cue.start < span.start and span.start - cue.start <= _LONGEST_LEAD:
        lead = Span(cue.start, span.start)
        return lead if "\n" not in lead.of(text) else cue
    return cue


def _before(text: str, attribution: Attribution) -> Span | None:
    """From the end of the last sentence but one, inside the paragraph, to the statement or its lead."""
    lead = _lead(text, attribution)
    stop = min(attribution.span.start, lead.start if lead else attribution.span.start)
    start = max(text.rfind("\n", 0, stop) + 1, stop - _LONGEST_BEFORE)
    ends = [found.end() for found in _SENTENCE_END.finditer(text, start, stop)]
    has_words_since = bool(ends) and any(char.isalnum() for char in text[ends[-1] : stop])
    if ends and has_words_since:
        start = ends[-1]
    elif len(ends) > 1:
        start = ends[-2]
    return Span(start, stop) if start < stop else None


def _sentence(
    text: str, attribution: Attribution, others: Sequence[Span], begins: Sequence[int]
) -> tuple[Span, ...]:
    """A reported statement and the rest of its sentence; nothing where the rest says too little.

    What follows the reporting verb up to the next comma says where and to whom, so it is left out.
    """
    span, cue = attribution.span, attribution.cue_span
    if attribution.voice is not Voice.INDIRECT:
        return ()
    earliest = max(text.rfind("\n", 0, span.start) + 1, span.start - _LONGEST_REST)
    ends = [found.end() for found in _SENTENCE_END.finditer(text, earliest, span.start)]
    start = ends[-1] if ends else earliest
    latest = min(span.stop + _LONGEST_REST, len(text))
    end = _SENTENCE_STOP.search(text, max(span.stop - 1, span.start), latest)
    stop = max(end.start() if end else latest, span.stop)
    told = span.stop if cue is None or cue.start < span.stop else cue.stop
    resumed = _RESUMED.search(text, told, stop)
    after = Span(resumed.end(), stop) if resumed and resumed.end() < stop else Span(stop, stop)
    if span.start - start < _SHORTEST_REST and after.stop - after.start < _SHORTEST_REST:
        return ()
    near = others[bisect_left(begins, start - _LONGEST_REST) : bisect_left(begins, stop)]
    own = attribution.pieces or (span,)
    stretches = [part for part in (Span(start, span.stop), after) if part.start < part.stop]
    return _without(stretches, [piece for piece in near if piece not in own and piece.stop > start])


def _without(stretches: Sequence[Span], inner: Sequence[Span]) -> tuple[Span, ...]:
    cuts = sorted(inner)
    stops = [cut.stop for cut in cuts]
    left = []
    for stretch in stretches:
        at = stretch.start
        for place in range(bisect_right(stops, stretch.start), len(cuts)):
            if cuts[place].start >= stretch.stop:
                break
            if cuts[place].start > at:
                left.append(Span(at, cuts[place].start))
            at = max(at, cuts[place].stop)
        if at < stretch.stop:
            left.append(Span(at, stretch.stop))
    return tuple(left) or tuple(stretches)
