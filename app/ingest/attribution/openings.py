"""A reporting word in, the item at which what it reports begins out."""

from collections.abc import Sequence

from app.codebook.speech import Form, Speech
from app.ingest.attribution.cues import Cue, phrase_at
from app.ingest.attribution.tokens import ENDS, Item

# How far ahead of a verb "that" may stand ("said on Monday after talks in Cairo that").
_AHEAD = 30
# The hearer who may stand between a verb and the comma that ends an insertion ("he assured his guests, …").
_HEARER = 6
COMMAS = frozenset({",", "،", ";", "؛", "-", "–", "—", "--"})


def claims(sentence: Sequence[Item], floor: int, begin: int, speech: Speech) -> bool:
    """Whether the words before an attribution are a claim of their own, no mere adjunct (On Monday, …)."""
    words = speech.words
    if begin <= floor or not (
        sentence[begin - 1].low in COMMAS or sentence[begin - 1].quotation or sentence[begin - 1].low in ENDS
    ):
        return False
    region = sentence[floor:begin]
    if any(item.quotation and (item.quotation.is_long or item.quotation.is_spoken) for item in region):
        return True
    size = sum(item.is_word for item in region)
    fronted = (
        region[0].low in words.prepositions
        or region[0].low in words.adjuncts
        or region[0].low in words.subordinators
    )
    finite = any(item.low in words.verbs or item.low in words.modals for item in region)
    if region[0].low in words.adverbs and size <= 3:
        return False
    return (finite and not (fronted and region[0].low in words.subordinators)) or (size > 5 and not fronted)


def interrupts(sentence: Sequence[Item], begin: int, start: int, speech: Speech) -> bool:
    """Whether an attribution stands between commas inside a clause whose verb comes after it."""
    words = speech.words
    if begin < 2 or sentence[begin - 1].low not in COMMAS:
        return False
    for index in range(start, min(start + _HEARER, len(sentence) - 1)):
        item, following = sentence[index], sentence[index + 1]
        if item.low in COMMAS:
            return following.low in words.verbs or following.low in words.modals
        if item.low in words.verbs or item.low in words.that or item.quotation or not item.is_word:
            return False
    return False


def passive_by(sentence: Sequence[Item], start: int, speech: Speech) -> int:
    """The way from "quoted" to the end of "by the agency as saying"."""
    for index in range(start, min(start + 12, len(sentence))):
        width = phrase_at(sentence, index, speech.phrases.passive_as)
        if width:
            after = index + width - start
            return after + (
                index + width < len(sentence) and sentence[index + width].low in speech.words.that
            )
    return 0


def opening(
    sentence: Sequence[Item], start: int, cue: Cue, speech: Speech, is_right: bool, is_credited: bool
) -> tuple[int | None, bool]:
    """Where what is reported begins, and whether it is a clause; after a claim only a sure sign opens one."""
    words = speech.words
    if cue.verb.person and not is_right:
        start = _past_hearer(sentence, start, speech)
    if start >= len(sentence):
        return None, False
    item = sentence[start]
    following = sentence[start + 1] if start + 1 < len(sentence) else None
    if item.low in words.that:
        return start + 1, True
    if item.low == ":":
        return (start + 1, True) if following else (None, False)
    if item.low in {",", "،"} and following and (following.low in words.that or following.quotation):
        return (start + 2, True) if following.low in words.that else (start + 1, False)
    if item.quotation:
        return start, False
    if item.low in ENDS:
        return None, False
    timed = following is not None and following.low in words.times
    if is_right and speech.speaker_after:
        return _open_object(sentence, start, cue, speech)
    is_time = item.low in words.times and (item.low not in words.determiners or timed)
    is_aside = item.low in COMMAS or item.low in words.adjuncts or is_time or item.low in words.adverbs
    takes = cue.verb.clause or cue.verb.object or cue.verb.person
    if not takes and cue.form is Form.GERUND:
        return None, False
    if is_aside or not item.is_word or is_right or not takes:
        return (None, False) if is_credited else _open_ahead(sentence, start, cue, speech)
    return start, not cue.verb.object


def _open_object(sentence: Sequence[Item], start: int, cue: Cue, speech: Speech) -> tuple[int | None, bool]:
    """Where what is reported begins after verb and subject: past names and times between commas."""
    words = speech.words
    opened, is_clause = _open_ahead(sentence, start, cue, speech)
    if is_clause:
        return opened, True
    index = start
    while index + 1 < len(sentence):
        item = sentence[index]
        timely = (
            item.low in words.times
            or item.text[0].isdigit()
            or item.low in words.adverbs
            or item.text in {'"', "/"}
        )
        comma = next(
            (i for i in range(index + 1, min(index + 14, len(sentence))) if sentence[i].low in COMMAS), 0
        )
        if timely:
            index += 1
        elif item.low in COMMAS:
            inserted = sentence[index + 1].low in words.adjuncts or sentence[index + 1].low in words.times
            index = comma + 1 if comma and (inserted or comma - index < 6) else index + 1
        else:
            break
    joined = {phrase[0] for phrase in cue.verb.may if len(phrase) == 1}
    if index < len(sentence) and sentence[index].low in joined:
        return index + 1, False
    is_adjunct = index < len(sentence) and sentence[index].low in words.adjuncts
    return (None, False) if is_adjunct or index >= len(sentence) - 1 else (index, False)


def _open_ahead(sentence: Sequence[Item], start: int, cue: Cue, speech: Speech) -> tuple[int | None, bool]:
    """Past adjuncts to "that", a colon or a quotation; past a mere time to what follows it."""
    words = speech.words
    timely = True
    for index in range(start, min(start + _AHEAD, len(sentence))):
        item = sentence[index]
        following = sentence[index + 1] if index + 1 < len(sentence) else None
        if (
            item.low in ENDS
            or item.low in {";", "؛"}
            or (index > start and item.low in speech.forms and item.low not in words.adjuncts)
        ):
            break
        if (
            item.low in words.that
            and following
            and index > start
            and sentence[index - 1].low not in words.subordinators
        ):
            return index + 1, True
        if item.low == ":" and following:
            return index + 1, True
        if item.low in {",", "،"} and following and following.low in words.that:
            return index + 2, True
        if item.low in {",", "،"} and following and following.quotation and following.quotation.is_long:
            return index + 1, False
        if item.quotation and item.quotation.is_long:
            break
        timed = following is not None and following.low in words.times
        is_time = item.low in words.times and (item.low not in words.determiners or timed)
        is_time = is_time or item.text[0].isdigit() or item.low in words.adverbs
        if timely and not is_time:
            next_time = following and (following.low in words.times or following.text[0].isdigit())
            if item.low in words.prepositions and next_time:
                continue
            timely = False
            if (
                item.is_word
                and item.low not in words.adjuncts
                and item.low not in words.coordinators
                and index > start
                and (cue.verb.clause or cue.verb.object)
            ):
                return index, True
    return None, False


def _past_hearer(sentence: Sequence[Item], start: int, speech: Speech) -> int:
    """Past the words for those who were told something."""
    words = speech.words
    for index in range(start, min(start + 16, len(sentence))):
        item = sentence[index]
        if item.low in words.that or item.low in {":", *ENDS} or item.quotation:
            return index - (sentence[index - 1].low in COMMAS and index > start)
        if item.low in words.verbs or (item.low in words.modals and item.low != "to"):
            break
    index = start
    while index < min(start + 14, len(sentence)):
        item = sentence[index]
        if item.low in words.hearers:
            index += 1
            break
        known = (
            item.is_capital
            or item.low in words.determiners
            or item.low in words.media
            or item.low in words.bodies
        )
        if not (
            known
            or item.low in words.persons
            or item.text in {"'s", "’s"}
            or item.low in words.titles
            or (item.low == "of" and index > start)
        ):
            if index > start or not item.is_word or item.low in words.that:
                break
            return start
        index += 1
    return index
