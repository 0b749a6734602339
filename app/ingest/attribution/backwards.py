"""A sentence in, whether it credits the words before it out (This was stated by X; …: so Z replied)."""

from collections.abc import Sequence

from app.codebook.speech import Speech
from app.ingest.attribution import subjects
from app.ingest.attribution.clauses import Lead, Report, Tie
from app.ingest.attribution.cues import phrase_at
from app.ingest.attribution.openings import COMMAS
from app.ingest.attribution.pieces import Pieces
from app.ingest.attribution.subjects import Names, Range
from app.ingest.attribution.tokens import Item

_SHORTEST = 3
# A shorter word is too much like others to be a slip.
_LEGIBLE = 5


def points(sentence: Sequence[Item], lead: Lead, speech: Speech) -> bool:
    """Whether a reporting word credits the sentence before it (Об этом заявил …, The spokesman said so)."""
    following = sentence[lead.cue.last] if lead.cue.last < len(sentence) else None
    if (
        lead.open is None
        and lead.tie is Tie.OWN
        and following is not None
        and following.low in speech.words.backwards
    ):
        return _ends_there(sentence, lead.cue.last + 1, speech)
    width = phrase_at(sentence, 0, speech.phrases.this_said)
    opened = sentence[lead.open - 1].low if lead.open else ""
    if not width or opened == ":" or opened in speech.words.that:
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
    """The report of a claim before "this is how X replied", in the same sentence or the one before."""
    if not leads and (misspelt := _misspelt(sentence, speech, names)):
        return [misspelt]
    for index in range(len(sentence)):
        parted = index == 0 or sentence[index - 1].low in COMMAS or sentence[index - 1].low == ":"
        width = phrase_at(sentence, index, speech.phrases.thus_said) if parted else 0
        if not width:
            continue
        cue = (index, index + width)
        lead = next((one for one in leads if one.source and one.begin == index + width), None)
        source = lead.source if lead else _subject(sentence, index + width, speech)
        if not source or not subjects.is_speaker(sentence, source, speech, names):
            return []
        piece = Pieces(sentence, speech).trimmed((0, index))
        said = [piece] if piece[1] - piece[0] >= _SHORTEST else []
        return [Report(said, cue, source, "this-said")]
    return []


def _subject(sentence: Sequence[Item], index: int, speech: Speech) -> Range:
    """The phrase that begins there, without a verb at its end."""
    words = speech.words
    start, stop = subjects.after(sentence, index, speech)
    while (
        stop - start > 1
        and sentence[stop - 1].text.islower()
        and sentence[stop - 1].text.upper() != sentence[stop - 1].text
    ):
        low = sentence[stop - 1].low
        if low in words.persons or low in words.bodies or low in words.titles:
            break
        stop -= 1
    return start, stop


def _misspelt(sentence: Sequence[Item], speech: Speech, names: Names) -> Report | None:
    """The report of "This was stted by X": after such words only a verb of speech can be meant."""
    width = phrase_at(sentence, 0, speech.phrases.this_said)
    if not width or width + 1 >= len(sentence) or len(sentence[width].low) < _LEGIBLE:
        return None
    if not any(_is_slip(sentence[width].low, form) for form in speech.forms):
        return None
    source = subjects.after(sentence, width + 1, speech)
    if not subjects.is_speaker(sentence, source, speech, names):
        return None
    return Report([], (width, width + 1), source, "this-said")


def _is_slip(word: str, form: str) -> bool:
    """Whether one letter was lost, doubled or mistaken."""
    if abs(len(word) - len(form)) > 1 or word[0] != form[0]:
        return False
    same = next(
        (i for i, (a, b) in enumerate(zip(word, form, strict=False)) if a != b), min(len(word), len(form))
    )
    rests = (word[same:], form[same:]), (word[same + 1 :], form[same:]), (word[same:], form[same + 1 :])
    return any(a == b for a, b in (*rests, (word[same + 1 :], form[same + 1 :])))
