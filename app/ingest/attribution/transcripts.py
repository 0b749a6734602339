"""The paragraphs of a page in, its turns out where it prints speech without marks: interviews, addresses."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from app.codebook.speech import Phrases, Speech
from app.ingest.attribution import headings, releases, subjects
from app.ingest.attribution.cues import phrase_at
from app.ingest.attribution.layout import Paragraph
from app.ingest.attribution.subjects import Names
from app.ingest.attribution.tokens import Item, tokens
from app.ingest.records import Span

_LABEL = re.compile(
    r"([^\n:.!?؟«“\"]{1,3}\.?\s?){0,2}[^\n:!?؟«“\"]{1,70}?(?:\([^)\n]{2,60}\)\s*){0,2}:(?=\s|$)"
)
_INITIALS = re.compile(r"\b([A-ZА-ЯЁ])\.\s?(?:([A-ZА-ЯЁ])\.\s?)?(?=[A-ZА-ЯЁ])")
_CLOSING = "\"'”’»)]"
_ENDS = ".!?…؟:;,—–-"
# A page of one person's words has at least this share of paragraphs in the first person.
_FIRST_PERSON = 0.25
# A shorter paragraph of a release is a date, a place or a link.
_TOLD = 60


@dataclass(frozen=True, slots=True)
class Turn:
    """A paragraph spoken by whoever `label` names; without a label its words are no statement."""

    span: Span
    label: Span | None
    rule: str


def turns(text: str, paragraphs: Sequence[Paragraph], speech: Speech, names: Names) -> dict[int, Turn]:
    """The turn of each paragraph, by the place of the paragraph; none for pages that are no transcripts."""
    labelled = _labelled(text, paragraphs, speech, names)
    return labelled or _address(text, paragraphs, speech, names)


def _labelled(text: str, paragraphs: Sequence[Paragraph], speech: Speech, names: Names) -> dict[int, Turn]:
    labels: dict[int, Span] = {}
    for number, paragraph in enumerate(paragraphs):
        label = _label(text, paragraph, speech, names)
        if label and _is_turn(text, paragraph, label):
            labels[number] = label
    said = Counter(_who(text, label, names) for label in labels.values())
    repeated = any(count > 1 for count in said.values())
    if (
        not labels
        or not (repeated or len(labels) > 2)
        or (len(labels) * 2 < len(paragraphs) - min(labels) and not repeated)
    ):
        return {}
    found: dict[int, Turn] = {}
    current: Span | None = None
    answering: Span | None = None
    for number in range(min(labels), len(paragraphs)):
        paragraph = paragraphs[number]
        label = labels.get(number)
        start = paragraph.start
        if label:
            current = _speaker(text, label, answering, speech)
            answering = current or answering
            start = _after(text, label, paragraph.stop)
        elif _is_editors(paragraph, speech):
            current = None
        if start < paragraph.stop:
            found[number] = Turn(Span(start, paragraph.stop), current, "transcript-turn")
    return found


def _is_turn(text: str, paragraph: Paragraph, label: Span) -> bool:
    """Whether something follows the label that ends as speech does, not as a headline."""
    said = text[label.stop + 1 : paragraph.stop].rstrip().rstrip(_CLOSING)
    return not said or said[-1] in _ENDS


def _speaker(text: str, label: Span, answering: Span | None, speech: Speech) -> Span | None:
    """Whom a label names; whoever speaks on the page for an answer, nobody for a question."""
    if _is_question(text, label, speech.phrases.answers):
        return answering
    return None if _is_question(text, label, speech.phrases.questions) else label


def _is_editors(paragraph: Paragraph, speech: Speech) -> bool:
    """Whether a paragraph tells how the page was made (These are notes of …) and is nobody's words."""
    return any(
        item.low in speech.words.abstracts for sentence in paragraph.sentences[:1] for item in sentence
    )


def _label(text: str, paragraph: Paragraph, speech: Speech, names: Names) -> Span | None:
    match = _LABEL.match(text, paragraph.start, min(paragraph.stop, paragraph.start + 140))
    if not match:
        return None
    label = Span(match.start(), match.end() - 1)
    if _is_question(text, label, speech.phrases.questions) or _is_question(
        text, label, speech.phrases.answers
    ):
        return label
    bracket = text.find("(", label.start, label.stop)
    words = tokens(text, label.start, bracket if bracket > 0 else label.stop)
    if headings.is_label(words, speech, names):
        return None
    named = names.between(label.start, label.stop)
    if named and named[0].speaker and named[0].start == label.start and text[named[0].stop] in ",:(":
        aside = text[named[0].stop] == ","
        return Span(label.start, named[0].stop if aside else label.stop)
    if len([word for word in words if word.is_word]) > 12 or any(
        word.low in speech.forms and not word.is_capital for word in words
    ):
        return None
    known = any(one.speakers or one.offices for one in names.between(label.start, label.stop))
    capitals = sum(word.is_capital for word in words if word.is_word)
    return label if known or capitals * 2 > sum(word.is_word for word in words) else None


def _who(text: str, label: Span, names: Names) -> str:
    """What two labels of one speaker have in common."""
    named = names.between(label.start, label.stop)
    return (named[0].speaker if named else None) or label.of(text).strip().casefold()


def _is_question(text: str, label: Span, phrases: Phrases) -> bool:
    words = tokens(text, label.start, label.stop)
    return bool(words) and phrase_at(words, 0, phrases) > 0


def _after(text: str, label: Span, stop: int) -> int:
    start = text.index(":", label.stop) + 1
    while start < stop and text[start].isspace():
        start += 1
    return start


def _address(text: str, paragraphs: Sequence[Paragraph], speech: Speech, names: Names) -> dict[int, Turn]:
    """A page whose first lines say whose statement it is and that speaks in the first person."""
    announced = [_announced(text, paragraph, speech, names) for paragraph in paragraphs[:4]]
    number = max((place for place, found in enumerate(announced) if found), default=None)
    speaker = announced[number] if number is not None else None
    if number is None or speaker is None:
        return _release(text, paragraphs, speech, names)
    body = paragraphs[number + 1 :]
    spoken = [p for p in body if p.stop - p.start >= 40]
    first = sum(_is_first_person(p, speech) for p in spoken)
    is_bodys = _is_bodys(text, speaker, speech)
    opens = bool(spoken) and first > 0 and _is_first_person(spoken[0], speech)
    if not spoken or (not is_bodys and (first < 2 - opens or first < _FIRST_PERSON * len(spoken))):
        return {}
    found = {}
    for place, paragraph in enumerate(body, start=number + 1):
        label = _label(text, paragraph, speech, names)
        start = _after(text, label, paragraph.stop) if label else paragraph.start
        span = Span(start, paragraph.stop)
        is_head = text[paragraph.stop - 1] == ":" and start == paragraph.start
        told = paragraph.stop - paragraph.start >= 40 and not is_head
        found[place] = Turn(span, speaker if told else None, "statement-page")
    return found


def _release(text: str, paragraphs: Sequence[Paragraph], speech: Speech, names: Names) -> dict[int, Turn]:
    """A page that calls itself a release, says "we" and tells only from which capital it speaks."""
    first = releases.opens(text, paragraphs, speech)
    body = paragraphs[first:] if first is not None else []
    issuer = releases.place(body, speech, names)
    if first is None or issuer is None:
        return {}
    return {
        place: Turn(Span(one.start, one.stop), issuer, "release-page")
        for place, one in enumerate(body, start=first)
        if one.stop - one.start >= _TOLD
    }


def _is_bodys(text: str, label: Span, speech: Speech) -> bool:
    """Whether a department speaks: its comments say neither I nor we."""
    words = tokens(text, label.start, label.stop)
    return words[-1].low in speech.words.bodies and not any(
        word.low in speech.words.persons for word in words
    )


def _announced(text: str, paragraph: Paragraph, speech: Speech, names: Names) -> Span | None:
    if paragraph.stop - paragraph.start > 400:
        return None
    words = tokens(text, paragraph.start, paragraph.stop)
    if speech.speaker_after and any(item.low in speech.words.that for item in words):
        return None
    for index in range(min(len(words), 12)):
        width = phrase_at(words, index, speech.phrases.reports)
        is_line = index == 0 and (words[0].low in speech.words.agent or words[-1].low == ":")
        if width or is_line:
            width = width or int(words[0].low in speech.words.agent)
            # Whom the page addresses stands after a preposition (by the envoy at the Security Council).
            phrase = subjects.after(words, index + width, speech)
            if phrase[0] < phrase[1] and subjects.is_speaker(words, phrase, speech, names):
                start, stop = words[phrase[0]].start, words[phrase[1] - 1].stop
                # A body may be called "Information and Press": its name ends the phrase, not "and".
                known = (one.stop for one in names.between(start, paragraph.stop) if one.start < stop)
                return Span(start, max(stop, *known, 0))
            return None
    return None


def _is_first_person(paragraph: Paragraph, speech: Speech) -> bool:
    items: list[Item] = [item for sentence in paragraph.sentences for item in sentence]
    return any(item.low in speech.words.first for item in items) or any(
        phrase_at(items, index, speech.phrases.vocatives) for index in range(min(3, len(items)))
    )
