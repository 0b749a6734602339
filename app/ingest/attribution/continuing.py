"""A sentence without any attribution in, whether it is still what the speaker before it said out."""

from collections.abc import Sequence

from app.codebook.speech import Act, Form, Speech, VerbForm
from app.codebook.vocabulary import Sort
from app.ingest.attribution.cues import phrase_at
from app.ingest.attribution.people import Person
from app.ingest.attribution.subjects import Names, Range
from app.ingest.attribution.tokens import ENDS, QUOTED, Item

_SHORTEST = 5
_LONGEST = 60
# Among so many first words stands what a sentence is about.
_SUBJECT = 7


def demanded(sentence: Sequence[Item], person: Person, speech: Speech, names: Names) -> Range | None:
    """The items of a sentence that says what must be, as no narrator of news would in his own name.

    A day, a reporting word, a long quotation or another person as its subject make it the narrator's.
    """
    words = speech.words
    if not _SHORTEST <= len(sentence) <= _LONGEST or sentence[-1].low not in ENDS - {"?", "؟"}:
        return None
    if not any(phrase_at(sentence, index, speech.phrases.demands) for index in range(len(sentence))):
        return None
    for index, item in enumerate(sentence):
        if item.low == QUOTED and (item.quotation is None or item.quotation.is_spoken):
            return None
        if index and any(_reports(form) for form in speech.forms.get(item.low, ())):
            return None
        if item.is_capital and item.low in words.times and item.low not in words.determiners:
            return None
    if (
        sentence[0].low in words.contrasts
        or sentence[0].low in words.adverbs - words.determiners - words.coordinators
    ):
        return None
    if _is_about_another(sentence, person, names):
        return None
    return 0, len(sentence) - 1


def _reports(form: VerbForm) -> bool:
    return form.form is not Form.BASE and form.verb.act is not Act.STAND and form.verb.lemma != "be"


def _is_about_another(sentence: Sequence[Item], person: Person, names: Names) -> bool:
    start, stop = sentence[0].start, sentence[min(len(sentence), _SUBJECT) - 1].stop
    own = person.speaker.id if person.speaker else None
    return any(
        one.sort in {Sort.NAME, Sort.SURNAME} and one.speaker and one.speaker != own
        for one in names.between(start, stop)
    )
