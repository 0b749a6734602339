"""The statements of a paragraph so far in, what their speaker goes on to say, not named again, out."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.codebook.speech import Speech
from app.codebook.terms import Voice
from app.ingest.attribution import continuing, drafting
from app.ingest.attribution.drafts import Draft
from app.ingest.attribution.layout import Paragraph
from app.ingest.attribution.people import Person
from app.ingest.attribution.subjects import Names, Range
from app.ingest.attribution.tokens import Item

_LIKELY = 0.5
# The network would give it to the country that the sentence names.
_SURER = 0.6


def after(
    drafts: Sequence[Draft],
    sentence: Sequence[Item],
    number: int,
    speech: Speech,
    names: Names,
    *,
    recorded: bool,
) -> Draft | None:
    """What a sentence without attribution says for the speaker of the statement before it."""
    own = [one for one in drafts if one.inner_of is None]
    person = own[-1].person if own else None
    if person is None:
        return None
    if recorded:
        return draft(sentence, number, person, continuing.recorded(sentence), "record-goes-on")
    if number - own[-1].sentence != 1 or any(one.person is not person for one in own):
        return None
    said = continuing.demanded(sentence, person, speech, names)
    if said:
        return draft(sentence, number, person, said, "demand-follows")
    said = continuing.stood(sentence, person, speech, names)
    return draft(sentence, number, person, said, "stand-follows", _SURER)


def between(drafts: Sequence[Draft], paragraph: Paragraph, speech: Speech, names: Names) -> Iterator[Draft]:
    """Sentences between two statements of one speaker that tell what will or can be."""
    for one, other in pairwise([one for one in drafts if one.inner_of is None]):
        person = one.person
        if person is None or other.person is not person or other.sentence - one.sentence != 2:
            continue
        sentence = paragraph.sentences[one.sentence + 1]
        said = continuing.foreseen(sentence, person, speech, names)
        found = draft(sentence, one.sentence + 1, person, said, "between-statements")
        if found:
            yield found


def draft(
    sentence: Sequence[Item],
    number: int,
    person: Person,
    said: Range | None,
    rule: str,
    score: float = _LIKELY,
) -> Draft | None:
    """A statement of some items of a sentence that names no speaker."""
    if said is None:
        return None
    voice = Voice.MIXED if any(item.quotation for item in sentence) else Voice.INDIRECT
    return Draft([drafting.span(sentence, said)], person, voice, rule, score, sentence=number)
