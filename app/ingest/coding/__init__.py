"""Statements in, what each is about and where it stands out, with the rule and the words that decided."""

from bisect import bisect_left
from collections.abc import Sequence

from app.codebook.model import Codebook
from app.ingest.coding.coder import coder
from app.ingest.coding.passages import passages
from app.ingest.records import Attribution, Judgment, Span, Text

__all__ = ["code"]

_NEARBY = 800


def code(text: Text, attributions: tuple[Attribution, ...], codebook: Codebook) -> tuple[Judgment, ...]:
    """The judgments, one for each statement; one far from any word of the conflict has none."""
    own = coder(codebook)
    places = own.subject_places(text.text) if attributions else []
    is_titled = bool(attributions and text.title_given and own.subject_places(text.title_given))
    return tuple(
        own.judge(text.text, passage, attribution)
        if is_titled or _is_near(attribution.span, places)
        else Judgment()
        for attribution, passage in zip(attributions, passages(text.text, attributions), strict=True)
    )


def _is_near(span: Span, places: Sequence[int]) -> bool:
    """Whether one of the places lies in the span or not far from it."""
    first = bisect_left(places, span.start - _NEARBY)
    return first < len(places) and places[first] < span.stop + _NEARBY
