"""A sentence in, what somebody passes on of another's words out (The paper quoted him as saying …)."""

from collections.abc import Sequence

from app.codebook.speech import Speech
from app.ingest.attribution import subjects
from app.ingest.attribution.clauses import Report
from app.ingest.attribution.cues import phrase_at
from app.ingest.attribution.openings import COMMAS
from app.ingest.attribution.pieces import Pieces
from app.ingest.attribution.subjects import Names, Range
from app.ingest.attribution.tokens import Item

# How long the words for the speaker between "quoted" and "as saying" may be.
_LONGEST = 24
_SHORTEST = 3


def relayed(sentence: Sequence[Item], speech: Speech, names: Names) -> list[Report]:
    """The report of the one who is quoted; whoever quotes him says nothing of his own."""
    words = speech.words
    for index, item in enumerate(sentence):
        if item.low not in words.relays or index == 0 or sentence[index - 1].low in words.copulas:
            continue
        for last in range(index + 2, min(index + _LONGEST, len(sentence))):
            width = phrase_at(sentence, last, speech.phrases.passive_as)
            if not width:
                continue
            source = (index + 1, last)
            pronoun = last == index + 2 and sentence[index + 1].low in words.own
            if not pronoun and not subjects.is_speaker(sentence, source, speech, names):
                return []
            piece = _said(sentence, index, last + width, speech)
            return [Report([piece], (last, last + width), source, "quoted-as-saying")] if piece else []
    return []


def _said(sentence: Sequence[Item], relay: int, start: int, speech: Speech) -> Range | None:
    """What follows "as saying"; where nothing does, what stands before the one who quotes."""
    pieces = Pieces(sentence, speech)
    if start < len(sentence) and sentence[start].low in speech.words.that | {":", ","}:
        start += 1
    piece = pieces.trimmed((start, pieces.broken(start, len(sentence))))
    if piece[1] - piece[0] >= _SHORTEST or (piece[1] > piece[0] and sentence[piece[0]].quotation):
        return pieces.whole_quotation(piece) or piece
    comma = next((i for i in range(relay - 1, 0, -1) if sentence[i].low in COMMAS), None)
    before = pieces.trimmed((0, comma)) if comma else (0, 0)
    return before if before[1] - before[0] >= _SHORTEST else None
