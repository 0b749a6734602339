"""An attribution inside a clause in, the item at which it goes on out (The siege, he said, must end)."""

from collections.abc import Sequence

from app.codebook.speech import Speech
from app.ingest.attribution.clauses import Lead, Tie
from app.ingest.attribution.cues import phrase_at
from app.ingest.attribution.openings import COMMAS
from app.ingest.attribution.subjects import is_pronoun
from app.ingest.attribution.tokens import Item

_JOINTS = frozenset({",", "،", ";", "؛"})
# How far after the verb the hearer, the day and the place may reach.
_FAR = 16
# A subject that an attribution parts from its verb is no longer.
_SUBJECT = 8


def resumes(sentence: Sequence[Item], floor: int, lead: Lead, speech: Speech) -> int | None:
    """Where the clause goes on after its attribution; None if what follows is the narrator's."""
    words = speech.words
    after = lead.source[1] if lead.source and lead.tie is Tie.RIGHT else lead.cue.last
    while after < len(sentence) and (
        sentence[after].low in words.adverbs
        or (sentence[after].low.endswith("ly") and sentence[after].text.islower())
    ):
        after += 1
    joint = _joint(sentence, after, lead, speech)
    if joint is None or joint + 2 >= len(sentence):
        return None
    first, half = sentence[joint + 1], sentence[floor : lead.begin]
    finite = is_finite(half, speech)
    goes_on = first.low in words.verbs or first.low in words.modals
    if goes_on and (not finite or half[0].low in words.determiners):
        return joint + 1
    if not finite and _is_subject(half, speech) and _may_be_verb(first, speech):
        return joint + 1
    if first.low in words.goes_on - words.prepositions - words.modals:
        return joint + 1
    # "It is the harbour, he says, that pays" splits one clause.
    if first.low in words.relatives and half[0].low in words.it and finite:
        return joint + 1
    if sentence[joint].low in {";", "؛"}:
        return joint + 1
    if first.low in words.coordinators:
        # "Peskov said on Monday, and left" goes on with what he did.
        acts = joint > after and sentence[joint + 2].low in words.verbs
        goes_on = joint == after or (is_finite(sentence[joint + 1 :], speech) and not acts)
        return joint + 1 if goes_on else None
    if not _is_free(sentence, joint + 1, speech):
        return None
    if joint > after and (first.low.endswith("ed") or not is_finite(sentence[joint + 1 :], speech)):
        return None
    if half[0].low in words.prepositions or half[0].low in words.subordinators:
        return joint + 1
    if joint > after:
        return None
    if lead.tie is Tie.RIGHT:
        return joint + 1 if len(half) <= 7 and not finite else None
    return joint + 1 if not finite or is_finite(sentence[joint + 1 :], speech) else None


def is_finite(items: Sequence[Item], speech: Speech) -> bool:
    """Whether a stretch holds a verb that can carry a clause, as far as the lexicon tells."""
    return any(item.low in speech.words.verbs or item.low in speech.words.modals for item in items)


def _is_subject(half: Sequence[Item], speech: Speech) -> bool:
    """Whether the words before an attribution are a short phrase whose verb must come after it."""
    words = speech.words
    first = half[0]
    opens = first.low in words.prepositions or first.low in words.adjuncts or first.low in words.subordinators
    return sum(item.is_word for item in half) <= _SUBJECT and not opens and first.low not in words.adverbs


def _may_be_verb(item: Item, speech: Speech) -> bool:
    """Whether a word that the lexicon does not know as a verb looks like one (continues, wanted)."""
    words = speech.words
    known = words.prepositions | words.determiners | words.relatives | words.coordinators | words.times
    return item.text.islower() and item.low not in known and item.low.endswith(("s", "ed"))


def _joint(sentence: Sequence[Item], after: int, lead: Lead, speech: Speech) -> int | None:
    """The comma that ends the attribution: next, or after the hearer, the day and the place."""
    words = speech.words
    for index in range(after, min(after + _FAR, len(sentence))):
        item = sentence[index]
        if item.low in _JOINTS:
            return index
        is_part = lead.tie is not Tie.RIGHT or item.low in words.adjuncts or index > after
        if not is_part or item.quotation or item.low in COMMAS or item.low == ":":
            return None
        if item.low in words.verbs or item.low in words.that or is_pronoun(item, words):
            return None
    return None


def _is_free(sentence: Sequence[Item], index: int, speech: Speech) -> bool:
    """Whether words after a comma can belong to what was said: no circumstance, insertion or participle."""
    words = speech.words
    first = sentence[index]
    if phrase_at(sentence, index, speech.phrases.breakers) or first.low in words.relatives:
        return False
    following = sentence[index + 1].low if index + 1 < len(sentence) else ""
    if first.low[:1].isdigit() or (first.text[:1].isupper() and following[:1].isdigit()):
        # The date behind a weekday.
        return False
    if first.low in words.goes_on or following in words.verbs or following in words.modals:
        return True
    return first.low not in words.adjuncts and (not first.low.endswith("ing") or first.low.endswith("thing"))
