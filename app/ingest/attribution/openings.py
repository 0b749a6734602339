"""A reporting word in, the item at which what it reports begins out."""

from collections.abc import Sequence

from app.codebook.speech import Form, Speech, WordLists
from app.ingest.attribution.cues import Cue, phrase_at
from app.ingest.attribution.tokens import ENDS, Item

# How far ahead of a verb "that" may stand ("said on Monday after talks in Cairo that").
_AHEAD = 30
# The hearer who may stand between a verb and the comma that ends an insertion ("he assured his guests, …").
_HEARER = 6
# No adjunct after a verb is longer.
_ADJUNCT = 5
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
    if region[0].low in words.subordinators or _opens_participle(region, words):
        region = _past_comma(region)
    if not region:
        return False
    size = sum(item.is_word for item in region)
    fronted = (
        region[0].low in words.prepositions
        or region[0].low in words.adjuncts
        or region[0].low in words.subordinators
    )
    if region[0].low in words.adverbs and size <= 3:
        return False
    return _has_verb(region, speech, fronted) or (size > 5 and not fronted)


def _opens_participle(region: Sequence[Item], words: WordLists) -> bool:
    """Whether a participle opens a sentence (Speaking in Doha, …; Asked about the plan, …)."""
    first, second = region[0].low, region[1].low if len(region) > 1 else ""
    followed = second in words.prepositions or second in words.embeds or second in words.subordinators
    return first not in words.determiners and first.endswith(("ing", "ed")) and followed


def _past_comma(region: Sequence[Item]) -> Sequence[Item]:
    """What follows the clause that opens a sentence, before the mark that ends the region."""
    comma = next((i for i in range(1, len(region) - 1) if region[i].low in COMMAS), None)
    return region[comma + 1 :] if comma else ()


def _has_verb(region: Sequence[Item], speech: Speech, fronted: bool) -> bool:
    """Whether a stretch has a verb of its own; one after "who" or "that" belongs to an adjunct in front."""
    words = speech.words
    for item in region:
        if fronted and (item.low in words.relatives or item.low in words.that or item.low in words.embeds):
            return False
        told = not item.is_capital and any(form.form is Form.PAST for form in speech.forms.get(item.low, ()))
        if item.low in words.verbs or item.low in words.modals or (fronted and told):
            return True
    return False


def interrupts(sentence: Sequence[Item], begin: int, start: int, speech: Speech) -> bool:
    """Whether an attribution stands between commas inside a clause whose verb comes after it."""
    words = speech.words
    if begin < 2 or sentence[begin - 1].low not in COMMAS:
        return False
    for index in range(start, min(start + _HEARER, len(sentence) - 1)):
        item, following = sentence[index], sentence[index + 1]
        if item.low in COMMAS:
            return (
                following.low in words.verbs
                or following.low in words.modals
                or following.low in words.goes_on
            )
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
    if item.low in words.backwards and following and following.low in words.adjuncts:
        return None, False
    if item.low in {",", "،"} and following and (following.low in words.that or following.quotation):
        return (start + 2, True) if following.low in words.that else (start + 1, False)
    if item.quotation:
        return start, False
    # "Which he described as “a trap”" tells what he called it.
    if (
        cue.verb.object
        and following
        and following.quotation
        and phrase_at(sentence, start, speech.phrases.as_said)
    ):
        return start + 1, False
    if item.low in ENDS:
        return None, False
    if is_right and speech.speaker_after:
        return _open_object(sentence, start, cue, speech)
    is_aside = (
        item.low in COMMAS
        or item.low in words.adjuncts
        or _is_time(sentence, start, words)
        or (item.low in words.adverbs and item.low not in words.determiners)
        or (item.low.endswith("ly") and item.low == item.text)
    )
    takes = cue.verb.clause or cue.verb.object or cue.verb.person
    if not takes and cue.form is Form.GERUND:
        return None, False
    # What precedes "he told the council" was said; who follows the verb was only told.
    if is_credited and not cue.verb.object and not speech.speaker_after:
        return _open_colon(sentence, start)
    if is_aside or not item.is_word or is_right or not takes:
        return (None, False) if is_credited else _open_ahead(sentence, start, cue, speech)
    return start, not cue.verb.object


def _open_colon(sentence: Sequence[Item], start: int) -> tuple[int | None, bool]:
    """Past hearer and occasion to a colon, after which a claim goes on (Two things matter, he told us: …)."""
    for index in range(start, min(start + _AHEAD, len(sentence) - 2)):
        if sentence[index].low == ":":
            return index + 1, True
        if sentence[index].low in ENDS or sentence[index].quotation:
            break
    return None, False


def _is_time(sentence: Sequence[Item], index: int, words: WordLists) -> bool:
    """Whether a word says when; "the" and "this" do only before such a word."""
    item = sentence[index]
    following = sentence[index + 1] if index + 1 < len(sentence) else None
    timed = following is not None and following.low in words.times
    return item.low in words.times and (item.low not in words.determiners or timed)


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
    aside = None
    for index in range(start, min(start + _AHEAD, len(sentence))):
        item = sentence[index]
        following = sentence[index + 1] if index + 1 < len(sentence) else None
        if aside is None and item.low in {",", "،"}:
            aside = index
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
            and not is_relative(sentence, index, speech)
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
        is_time = _is_time(sentence, index, words) or item.text[0].isdigit() or item.low in words.adverbs
        is_time = is_time or (item.low.endswith("ly") and item.low == item.text)
        if timely and not is_time:
            next_time = following and (_is_time(sentence, index + 1, words) or following.text[0].isdigit())
            if item.low in words.prepositions and next_time:
                continue
            timely = False
            if (
                item.is_word
                and item.low not in words.adjuncts
                and item.low not in words.coordinators
                and index > start
                and sentence[index - 1].low not in words.time_marks | words.determiners
                and (cue.verb.clause or cue.verb.object)
            ):
                return index, True
    return _past_aside(sentence, start, aside, cue, speech)


def _past_aside(
    sentence: Sequence[Item], start: int, comma: int | None, cue: Cue, speech: Speech
) -> tuple[int | None, bool]:
    """Past a short adjunct that a comma ends before the clause (He said at present, the port is shut)."""
    words = speech.words
    if comma is None or not cue.verb.clause or not 0 < comma - start <= _ADJUNCT or comma + 3 > len(sentence):
        return None, False
    # After words of its own the attribution stands inside the clause (If so, he said calmly, we win).
    if any(item.low in COMMAS for item in sentence[: cue.first]):
        return None, False
    first, rest = sentence[comma + 1], sentence[comma + 1 :]
    opens = first.is_capital or first.low in words.determiners or first.low in words.they | words.it
    free = opens and not any(item.low in speech.forms for item in rest[:8] if item.low not in words.verbs)
    return (comma + 1, True) if free and _has_verb(rest, speech, False) else (None, False)


def is_relative(sentence: Sequence[Item], index: int, speech: Speech) -> bool:
    """Whether "that" is the subject of a verb and tells of the noun before it (a plan that will come)."""
    words = speech.words
    # Where verbs need no subject, or stand before it, the next word tells nothing.
    if speech.drops_subject or speech.speaker_after or not 0 < index < len(sentence) - 1:
        return False
    noun, verb = sentence[index - 1], sentence[index + 1]
    return (
        noun.is_word
        and noun.low not in words.hearers | words.times
        and noun.low not in speech.forms
        and (verb.low in words.verbs or verb.low in words.modals)
    )


def _past_hearer(sentence: Sequence[Item], start: int, speech: Speech) -> int:
    """Past the words for those who were told something."""
    words = speech.words
    for index in range(start, min(start + 16, len(sentence))):
        item = sentence[index]
        if item.low in words.that and is_relative(sentence, index, speech):
            break
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
