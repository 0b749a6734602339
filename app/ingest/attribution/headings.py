"""The first lines of a text in, which of them are headlines out; and what of theirs the body repeats."""

from collections.abc import Iterable, Sequence

from app.codebook.folding import fold
from app.codebook.speech import Speech
from app.ingest.attribution.drafts import Draft
from app.ingest.attribution.layout import Paragraph
from app.ingest.attribution.subjects import Names
from app.ingest.attribution.tokens import Item
from app.ingest.records import Span, Text

# Lines before the first full paragraph that may be a headline, a teaser, a date or a place.
_LINES = 5
_CLOSING = "\"'”’»)"
_SAME = 0.5
_COVERED = 0.8


def is_heading(text: Text, paragraphs: Sequence[Paragraph]) -> list[bool]:
    """For each paragraph whether it is a headline or teaser: marked so, or first and without a full stop."""
    marked = [span for span in (text.title, *text.headings) if span]
    found = [any(span.start <= p.start < span.stop for span in marked) for p in paragraphs]
    for number, paragraph in enumerate(paragraphs[:_LINES]):
        last = text.text[paragraph.start : paragraph.stop].rstrip().rstrip(_CLOSING)[-1:]
        if len(paragraphs) > number + 1 and last not in ".!?…:؟" and last:
            found[number] = True
        elif not found[number]:
            break
    return found


def repeats(words: str, body: Iterable[str]) -> bool:
    """Whether a headline is said again below: mostly in one statement, or nearly all over several."""
    own = _stems(words)
    if not own:
        return True
    seen: set[str] = set()
    for statement in body:
        stems = _stems(statement)
        if len(own & stems) >= _SAME * len(own):
            return True
        seen |= stems
    return len(own & seen) >= _COVERED * len(own)


def _stems(words: str) -> frozenset[str]:
    return frozenset(word[:5] for word in fold(words) if len(word) > 3)


def is_label(words: Sequence[Item], speech: Speech, names: Names) -> bool:
    """Whether the words before a colon only tell what follows and name nobody (WATCH:, UPDATING LIVE:)."""
    lists = speech.words
    is_named = any(item.low in lists.persons or item.low in lists.bodies for item in words)
    known = bool(words) and bool(names.between(words[0].start, words[-1].stop))
    return not is_named and not known and any(item.low in lists.labels for item in words)


def credited(text: str, span: Span) -> tuple[Span, Span] | None:
    """The claim and the speaker of a headline: "No truce in sight — Lavrov", "Lavrov: no truce in sight"."""
    line = span.of(text)
    for dash in (" — ", " – ", " - ", " -- "):
        cut = line.rfind(dash)
        if cut > 0 and len(line) - cut < 60:
            return Span(span.start, span.start + cut), Span(span.start + cut + len(dash), span.stop)
    colon = line.find(": ")
    if 0 < colon < 60:
        return Span(span.start + colon + 2, span.stop), Span(span.start, span.start + colon)
    return None


def settled(drafts: Iterable[Draft], text: str) -> list[Draft]:
    """The statements without those of headlines that the body says again."""
    found = list(drafts)
    body = [draft.span.of(text) for draft in found if not draft.is_heading]
    kept: list[Draft] = []
    for draft in found:
        words = draft.span.of(text)
        if draft.is_heading and (draft.person is None or repeats(words, body)):
            continue
        kept.append(draft)
        body += [words] if draft.is_heading else []
    return kept
