"""The statements of an article in, the stretches of text out that each is judged by.

A statement is judged by its own words and by the words that introduce them ("condemned …", "called for …"),
without what it quotes from somebody else.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from app.codebook.terms import Voice
from app.ingest.coding.surroundings import Surroundings, pieces, without
from app.ingest.records import Attribution, Span

_LONGEST_LEAD = 200
_LONGEST_BEFORE = 400
_SHORTEST_REST = 20
_SENTENCE_END = re.compile(r"[.!?؟][\"'”’»)]*\s+")


@dataclass(frozen=True, slots=True)
class Passage:
    """Where one statement is read: the lead first, which may stand after it in the text.

    `sentence` is a reported statement with what the rest of its sentence adds to it. `before` is what "this"
    or "it" at its start may mean: the words before it in its sentence, or the sentence before that one in the
    same paragraph. `whole_sentence` and `paragraph` tell the subject of a statement whose own words do not
    name it. Words of other statements belong to none of these.
    """

    lead: Span | None
    own: tuple[Span, ...]
    before: Span | None = None
    sentence: tuple[Span, ...] = ()
    whole_sentence: tuple[Span, ...] = ()
    paragraph: tuple[Span, ...] = ()

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
    around = Surroundings(text, attributions)
    return [
        Passage(
            lead=_lead(text, attribution),
            own=without(pieces(attribution), inner.get(place, [])),
            before=_before(text, attribution),
            sentence=_reported(around, attribution),
            whole_sentence=around.sentence(attribution),
            paragraph=around.paragraph(attribution),
        )
        for place, attribution in enumerate(attributions)
    ]


def _reported(around: Surroundings, attribution: Attribution) -> tuple[Span, ...]:
    is_reported = attribution.voice is Voice.INDIRECT
    return around.sentence(attribution, at_least=_SHORTEST_REST) if is_reported else ()


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
