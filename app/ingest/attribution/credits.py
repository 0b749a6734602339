"""A sentence in, the report that a phrase credits out: according to X, in X's view, по словам X."""

from collections.abc import Sequence

from app.codebook.speech import Speech
from app.ingest.attribution import subjects
from app.ingest.attribution.clauses import Lead, Report
from app.ingest.attribution.cues import POSSESSIVES, phrase_at
from app.ingest.attribution.openings import COMMAS
from app.ingest.attribution.pieces import Pieces
from app.ingest.attribution.subjects import Names, Range
from app.ingest.attribution.tokens import Item

# Fewer words than this are no claim.
_CLAIM = 4
# No words for the owner of a claim are more.
_OWNER = 12
# No phrase that names an outlet is longer.
_MEDIA = 9


def credited(sentence: Sequence[Item], speech: Speech, names: Names, leads: list[Lead]) -> list[Report]:
    """The report of a sentence that is credited by "according to", "in the words of"."""
    for index in range(len(sentence)):
        own = phrase_at(sentence, index, speech.phrases.according_he)
        width = own or phrase_at(sentence, index, speech.phrases.according)
        if not width:
            continue
        phrase = (index + 1, index + 2) if own else subjects.after(sentence, index + width, speech)
        pronoun = own or (phrase[1] - phrase[0] == 1 and sentence[phrase[0]].low in speech.words.own)
        if not pronoun and not subjects.is_speaker(sentence, phrase, speech, names):
            continue
        if not own and phrase[0] != index + width:
            continue
        end = index + width if own else phrase[1]
        if any(lead.open is not None and lead.cue.first < index for lead in leads):
            return []
        piece = _around(sentence, index, end)
        piece = piece[0], Pieces(sentence, speech).broken(*piece)
        inside = _halves(sentence, index, end, speech)
        if inside:
            return [Report(inside, (index, index + width), phrase, "according-to")]
        piece = _past_media(sentence, _past_insertion(sentence, piece, speech), speech)
        piece = _before_media(sentence, piece, speech)
        if piece[1] - piece[0] >= 3:
            return [Report([piece], (index, index + width), phrase, "according-to")]
    return _in_view(sentence, speech, names, leads) or _owned_claim(sentence, speech, names, leads)


def told_of(sentence: Sequence[Item], speech: Speech, names: Names, leads: list[Lead]) -> list[Report]:
    """The report of a noun with its owner and content, whoever comments on it (заявление X о том, что …)."""
    for index, item in enumerate(sentence):
        if item.low not in speech.words.notions:
            continue
        for at in range(index + 2, min(index + _OWNER, len(sentence) - _CLAIM)):
            width = phrase_at(sentence, at, speech.phrases.thereof)
            if not width:
                continue
            if any(lead.open is not None and lead.open <= index for lead in leads):
                return []
            if not subjects.is_speaker(sentence, (index + 1, at), speech, names):
                return []
            stop = _claim_end(sentence, at + width)
            return [Report([(at + width, stop)], (index, index + 1), (index + 1, at), "claim-of")]
    return []


def _past_insertion(sentence: Sequence[Item], piece: Range, speech: Speech) -> Range:
    """What follows an insertion on who passes the words on (According to X, quoted by the paper, …)."""
    start, stop = piece
    if not phrase_at(sentence, start, speech.phrases.breakers):
        return piece
    comma = next((i for i in range(start + 1, stop) if sentence[i].low in {",", "،"}), None)
    return (comma + 1, stop) if comma else piece


def _past_media(sentence: Sequence[Item], piece: Range, speech: Speech) -> Range:
    """What follows "media reported that": they only pass on what their source said."""
    start, stop = piece
    for index in range(start + 1, min(start + _MEDIA, stop - 2)):
        told = sentence[index].low in speech.forms and sentence[index + 1].low in speech.words.that
        if told and any(item.low in speech.words.media for item in sentence[start:index]):
            return index + 2, stop
    return piece


def _before_media(sentence: Sequence[Item], piece: Range, speech: Speech) -> Range:
    """What precedes ", the agencies reported" at the end: they only pass on what their source said."""
    start, stop = piece
    comma = next(
        (i for i in range(stop - 1, max(stop - _MEDIA, start + _CLAIM), -1) if sentence[i].low in COMMAS),
        None,
    )
    if comma is None:
        return piece
    tail = sentence[comma + 1 : stop]
    told = any(item.low in speech.forms for item in tail[1:]) and any(
        item.low in speech.words.media for item in tail
    )
    return (start, comma) if told else piece


def _in_view(sentence: Sequence[Item], speech: Speech, names: Names, leads: list[Lead]) -> list[Report]:
    """The report of a sentence that is credited by "in X's view"."""
    found = _opinions(sentence, speech, names)
    # In front it credits the whole sentence, whoever says something further on.
    if not found or (found[0] and any(lead.open is not None or lead.begin < found[0] for lead in leads)):
        return []
    first, last = found
    owned = next((i for i in range(first + 1, last - 1) if sentence[i].text in POSSESSIVES), None)
    phrase = (first + 1, owned) if owned else (first + 1, first + 2)
    if not owned and sentence[first + 1].low not in {"his", "her", "its", "their"}:
        return []
    if owned and not subjects.is_speaker(sentence, phrase, speech, names):
        return []
    start, stop = _around(sentence, first, last)
    if first == 0 and sentence[last].low not in COMMAS:
        start = last
    inside = (
        first > 1
        and last < len(sentence) - 1
        and sentence[first - 1].low in COMMAS
        and sentence[last].low in COMMAS
    )
    pieces = [(0, first - 1), _around(sentence, 0, last)] if inside else [(start, stop)]
    return [Report(pieces, (first, last), phrase, "in-their-view")] if pieces[0][1] > pieces[0][0] else []


def _owned_claim(sentence: Sequence[Item], speech: Speech, names: Names, leads: list[Lead]) -> list[Report]:
    """The report of a noun with its owner and "that" (Lavrov's warning that the truce may break)."""
    words = speech.words
    for index in range(1, len(sentence) - 3):
        if sentence[index].low not in words.notions or sentence[index + 1].low not in words.that:
            continue
        phrase = _owner(sentence, index, speech, names)
        # As the subject of its sentence a claim ends where nobody can tell.
        if not phrase or phrase[0] < 2 or any(lead.open is not None and lead.open <= index for lead in leads):
            continue
        stop = Pieces(sentence, speech).broken(index + 2, _claim_end(sentence, index + 2))
        if stop - index >= _CLAIM:
            return [Report([(index + 2, stop)], (index, index + 1), phrase, "claim-of")]
    return []


def _owner(sentence: Sequence[Item], noun: int, speech: Speech, names: Names) -> Range | None:
    """Whose claim it is: a possessive pronoun or a name with its mark, at most one adjective between."""
    for index in (noun - 1, noun - 2):
        if index >= 0 and sentence[index].low in speech.words.own:
            return index, index + 1
        if index > 0 and sentence[index].text in POSSESSIVES:
            phrase = subjects.before(sentence, index - 1, speech)
            return phrase if subjects.is_speaker(sentence, phrase, speech, names) else None
    return None


def _claim_end(sentence: Sequence[Item], start: int) -> int:
    """The claim ends with its sentence, before its closing mark or a semicolon."""
    stop = next((i for i in range(start, len(sentence)) if sentence[i].low in {";", "؛"}), len(sentence))
    while stop > start and not (sentence[stop - 1].is_word or sentence[stop - 1].quotation):
        stop -= 1
    return stop


def _opinions(sentence: Sequence[Item], speech: Speech, names: Names) -> Range | None:
    """The words "in Lavrov's view", "by its account": from the preposition to the noun."""
    words = speech.words
    for index, item in enumerate(sentence):
        if item.low not in words.views or index < 2:
            continue
        for first in range(index - 1, max(index - 9, -1), -1):
            if sentence[first].low in {"in", "by", "to"} and sentence[first].low == sentence[first].text:
                return first, index + 1
            if sentence[first].low in COMMAS:
                break
    return None


def _halves(sentence: Sequence[Item], start: int, stop: int, speech: Speech) -> list[Range]:
    """Both halves of a clause that "according to X" interrupts; none if it stands at an edge of it."""
    words = speech.words
    if (
        start < 2
        or stop + 2 >= len(sentence)
        or sentence[start - 1].low not in COMMAS
        or sentence[stop].low not in COMMAS
    ):
        return []
    if any(item.low in words.verbs or item.low in words.modals for item in sentence[: start - 1]):
        return []
    _, last = _around(sentence, 0, stop)
    last = Pieces(sentence, speech).broken(stop + 1, last)
    if start <= 4 and (sentence[0].low in words.prepositions or sentence[0].low in words.adverbs):
        return [(stop + 1, last)]
    return [(0, start - 1), (stop + 1, last)] if last > stop + 1 else []


def _around(sentence: Sequence[Item], start: int, stop: int) -> Range:
    last = len(sentence)
    while last and not (sentence[last - 1].is_word or sentence[last - 1].quotation):
        last -= 1
    if start <= 1:
        while stop < last and sentence[stop].low not in COMMAS and not sentence[stop].quotation:
            stop += 1
        return min(stop + 1, last), last
    first, end = 0, start
    while end > first and sentence[end - 1].low in COMMAS:
        end -= 1
    return first, end
