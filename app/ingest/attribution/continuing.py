"""A sentence without any attribution in, whether it is still what the speaker before it said out."""

from collections.abc import Sequence

from app.codebook.speech import Act, Form, Phrases, Speech
from app.codebook.vocabulary import Sort
from app.ingest.attribution.cues import choose, phrase_at
from app.ingest.attribution.people import Person
from app.ingest.attribution.subjects import Names, Range, is_pronoun
from app.ingest.attribution.tokens import ENDS, QUOTED, Item

_SHORTEST = 5
_LONGEST = 60
# Among so many first words stands what a sentence is about.
_SUBJECT = 7
# The name of a country opens the sentence that tells where it stands.
_OPENING = 3


def demanded(sentence: Sequence[Item], person: Person, speech: Speech, names: Names) -> Range | None:
    """The items of a sentence that says what must be, as no narrator of news would in his own name.

    A day, a reporting word, a long quotation or another person as its subject make it the narrator's.
    """
    if not _holds(sentence, speech.phrases.demands) or not _is_untold(sentence, speech):
        return None
    return None if _is_about_another(sentence, person, names) else (0, len(sentence) - 1)


def foreseen(sentence: Sequence[Item], person: Person, speech: Speech, names: Names) -> Range | None:
    """The items of a sentence on what will or can be; between two of somebody's statements it is his too."""
    sure = _holds(sentence, speech.phrases.prospects) and not any(item.text[0].isdigit() for item in sentence)
    if not sure or is_pronoun(sentence[0], speech.words) or not _is_untold(sentence, speech):
        return None
    return None if _is_about_another(sentence, person, names) else (0, len(sentence) - 1)


def stood(sentence: Sequence[Item], person: Person, speech: Speech, names: Names) -> Range | None:
    """The items of a sentence on where the speaker's own country stands (Russia expects the work)."""
    home = person.speaker.country if person.speaker else ""
    if not home or not _is_untold(sentence, speech, reports=False):
        return None
    first = names.between(sentence[0].start, sentence[min(len(sentence), _OPENING) - 1].stop)
    if not first or not first[0].speakers or not names.is_land(first[0].speakers, home):
        return None
    after = next(i for i, item in enumerate(sentence) if item.start >= first[0].stop)
    verb = next(
        (i for i in range(after, min(after + 3, len(sentence))) if _is_verb(sentence[i], speech)), None
    )
    if verb is None:
        return None
    stands = any(
        form.form is Form.PRESENT and form.verb.act in {Act.STAND, Act.BELIEF} and form.verb.lemma != "be"
        for form in speech.forms.get(sentence[verb].low, ())
    )
    ready = phrase_at(sentence, verb, speech.phrases.readiness) > 0
    return (0, len(sentence) - 1) if stands or ready else None


def recorded(sentence: Sequence[Item]) -> Range | None:
    """The items of a sentence in the record of a meeting, which gives all of a paragraph to its delegate."""
    words = sum(item.is_word for item in sentence)
    return (0, len(sentence) - 1) if words >= _SHORTEST - 1 and sentence[-1].low in ENDS else None


def _is_verb(item: Item, speech: Speech) -> bool:
    return item.low in speech.forms or item.low in speech.words.verbs


def _holds(sentence: Sequence[Item], phrases: Phrases) -> bool:
    return any(phrase_at(sentence, index, phrases) for index in range(len(sentence)))


def _is_untold(sentence: Sequence[Item], speech: Speech, *, reports: bool = True) -> bool:
    """Whether nothing shows the narrator: no day, no act of speech, no quotation, no "meanwhile"."""
    words = speech.words
    if not _SHORTEST <= len(sentence) <= _LONGEST or sentence[-1].low not in ENDS - {"?", "؟"}:
        return False
    for index, item in enumerate(sentence):
        if item.low == QUOTED and (item.quotation is None or item.quotation.is_spoken):
            return False
        passive = index and sentence[index - 1].low in words.copulas
        if reports and index and not passive and _reports(sentence, index, speech):
            return False
        if item.is_capital and item.low in words.times and item.low not in words.determiners:
            return False
    first = sentence[0].low
    return first in words.joins or not (
        first in words.contrasts or first in words.adverbs - words.determiners - words.coordinators
    )


def _reports(sentence: Sequence[Item], index: int, speech: Speech) -> bool:
    forms = speech.forms.get(sentence[index].low, ())
    finite = [form for form in forms if form.form is not Form.BASE and form.verb.act is not Act.STAND]
    chosen = choose(sentence, index, finite)
    return chosen is not None and chosen[0].verb.lemma != "be"


def fragmentary(
    sentence: Sequence[Item], person: Person | None, speech: Speech, names: Names
) -> Range | None:
    """The items of a sentence that ends in a long fragment of a quotation and is about nobody else."""
    stop = len(sentence) - (sentence[-1].low in ENDS)
    closing = sentence[stop - 1].quotation if stop > 2 else None
    if person is None or closing is None or not closing.is_long or len(sentence) > _LONGEST:
        return None
    if any(
        item.is_capital and item.low in speech.words.times - speech.words.determiners for item in sentence
    ):
        return None
    return None if _is_about_another(sentence[: stop - 1], person, names) else (0, stop)


def _is_about_another(sentence: Sequence[Item], person: Person, names: Names) -> bool:
    start, stop = sentence[0].start, sentence[min(len(sentence), _SUBJECT) - 1].stop
    own = person.speaker.id if person.speaker else None
    return any(
        one.sort in {Sort.NAME, Sort.SURNAME} and one.speaker and one.speaker != own
        for one in names.between(start, stop)
    )
