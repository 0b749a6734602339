"""A sentence in, whether it credits the words before it out (This was stated by X; Y: this is how Z replied)."""

from collections.abc import Sequence

from app.codebook.speech import Speech
from app.ingest.attribution import subjects
from app.ingest.attribution.clauses import Lead, Report, Tie
from app.ingest.attribution.cues import phrase_at
from app.ingest.attribution.openings import COMMAS
from app.ingest.attribution.pieces import Pieces
from app.ingest.attribution.subjects import Names
from app.ingest.attribution.tokens import Item

_SHORTEST = 3


def points(sentence: Sequence[Item], lead: Lead, speech: Speech) -> bool:
    """Whether a reporting word credits the sentence before it (Об этом заявил …, The spokesman said so)."""
    if lead.open is not None:
        return False
    following = sentence[lead.cue.last] if lead.cue.last < len(sentence) else None
    if lead.tie is Tie.OWN and following is not None and following.low in speech.words.backwards:
        return _ends_there(sentence, lead.cue.last + 1, speech)
    width = phrase_at(sentence, 0, speech.phrases.this_said)
    if not width:
        return False
    return (lead.tie is Tie.AGENT and lead.begin <= width + 1) or (
        lead.tie is Tie.RIGHT and lead.cue.first <= width + 2
    )


def _ends_there(sentence: Sequence[Item], index: int, speech: Speech) -> bool:
    """Whether only a time, a place or an occasion follows."""
    item = sentence[index] if index < len(sentence) else None
    words = speech.words
    return item is None or not item.is_word or item.low in words.adjuncts or item.low in words.times


def thus(sentence: Sequence[Item], speech: Speech, names: Names, leads: Sequence[Lead]) -> list[Report]:
    """The report of a claim that its sentence, or the next one, names in such words: "this is how X replied"."""
    for index in range(len(sentence)):
        parted = index == 0 or sentence[index - 1].low in COMMAS or sentence[index - 1].low == ":"
        width = phrase_at(sentence, index, speech.phrases.thus_said) if parted else 0
        if not width:
            continue
        cue = (index, index + width)
        lead = next((one for one in leads if one.source and one.begin == index + width), None)
        source = lead.source if lead else subjects.after(sentence, index + width, speech)
        if not source or not subjects.is_speaker(sentence, source, speech, names):
            return []
        piece = Pieces(sentence, speech).trimmed((0, index))
        said = [piece] if piece[1] - piece[0] >= _SHORTEST else []
        return [Report(said, cue, source, "this-said")]
    return []
