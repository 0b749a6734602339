"""A statement in its text in, the words around it that are nobody else's statement out."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from app.ingest.records import Attribution, Span

_LONGEST_REST = 300
_LONGEST_PARAGRAPH = 500
_SENTENCE_STOP = re.compile(r"[.!?؟][\"'”’»)]*(?=\s)|\n")
_SENTENCE_END = re.compile(r"[.!?؟][\"'”’»)]*\s+")
_RESUMED = re.compile(r"[,;:—،؛]\s*")


class Surroundings:
    """A text with its statements."""

    def __init__(self, text: str, attributions: Sequence[Attribution]) -> None:
        self._text = text
        self._pieces = sorted(piece for attribution in attributions for piece in pieces(attribution))
        self._begins = [piece.start for piece in self._pieces]

    def sentence(self, attribution: Attribution, *, at_least: int = 0) -> tuple[Span, ...]:
        """The statement and the rest of its sentence; nothing where the rest is shorter than `at_least`.

        What follows the reporting verb up to the next comma says where and to whom, so it is left out.
        """
        span, cue = attribution.span, attribution.cue_span
        whole = self._sentence_of(span)
        told = span.stop if cue is None or cue.start < span.stop else cue.stop
        resumed = _RESUMED.search(self._text, told, whole.stop)
        after = Span(resumed.end(), whole.stop) if resumed else Span(whole.stop, whole.stop)
        if max(span.start - whole.start, after.stop - after.start) < at_least:
            return ()
        return self._own([Span(whole.start, span.stop), after], attribution)

    def paragraph(self, attribution: Attribution) -> tuple[Span, ...]:
        """The statement with its paragraph, as far as that is near."""
        span = attribution.span
        earliest, latest = max(span.start - _LONGEST_PARAGRAPH, 0), span.stop + _LONGEST_PARAGRAPH
        start = max(self._text.rfind("\n", 0, span.start) + 1, earliest)
        end = self._text.find("\n", span.stop, latest)
        return self._own([Span(start, end if end >= 0 else min(latest, len(self._text)))], attribution)

    def _sentence_of(self, span: Span) -> Span:
        earliest = max(self._text.rfind("\n", 0, span.start) + 1, span.start - _LONGEST_REST)
        ends = [found.end() for found in _SENTENCE_END.finditer(self._text, earliest, span.start)]
        latest = min(span.stop + _LONGEST_REST, len(self._text))
        end = _SENTENCE_STOP.search(self._text, max(span.stop - 1, span.start), latest)
        return Span(ends[-1] if ends else earliest, max(end.start() if end else latest, span.stop))

    def _own(self, stretches: Sequence[Span], attribution: Attribution) -> tuple[Span, ...]:
        parts = [part for part in stretches if part.start < part.stop]
        if not parts:
            return ()
        start, stop = parts[0].start, parts[-1].stop
        near = self._pieces[
            bisect_left(self._begins, start - _LONGEST_REST) : bisect_left(self._begins, stop)
        ]
        own = frozenset(pieces(attribution))
        span = attribution.span
        return without(
            parts,
            [
                piece
                for piece in near
                if piece not in own
                and piece.stop > start
                and not (piece.start <= span.start and piece.stop >= span.stop)
            ],
        )


def pieces(attribution: Attribution) -> tuple[Span, ...]:
    """The parts of a statement; the statement itself where nothing interrupts it."""
    return attribution.pieces or (attribution.span,)


def without(stretches: Sequence[Span], inner: Sequence[Span]) -> tuple[Span, ...]:
    """The stretches without the words of the others; all of them if nothing would be left."""
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
