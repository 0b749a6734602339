"""What disagrees in one article in, why out: the step that let it go, as far as its output shows.

A cause is asked for in order, from who is said to have spoken to the words that no list knows; the first that
holds is told. Nothing here is a reading of the text by a person.
"""

from collections.abc import Sequence
from functools import cached_property

from app.codebook.model import Codebook
from app.codebook.terms import Basis, SpeakerKind, Voice
from app.ingest import coding
from app.ingest.records import Attribution, Harvest, Judgment, Span
from app.ingest.scoring.predictions import Names

NOTHING_SAID = "no statement is credited to the speaker"
OTHER_SPEAKER = "credited to another speaker"
OUTSIDE = "found in the text, outside every statement of the speaker"
OTHER_STANCE = "another stance on the same position"
NAMED = "the subject is recognised, the stand is not"
UNNAMED = "no word list knows the subject in this wording"
WITH_ITS_STANCE = "missed together with a stance that would bring it"
BROUGHT_BY_RIGHT = "brought by a stance that is right"
BROUGHT_BY_WRONG = "brought by a stance that is wrong"
IN_PASSING = "named by a word of its own"
BY_A_RULE = "a rule fired on other words"
NOT_MADE = "of a statement that the gold does not have"
NO_DATE = "no date found"
PUBLICATION = "fell back on the day of publication"
AN_EVENT = "taken from an event"
ANOTHER_DAY = "another day that the text names"
A_BODY = "credited to the country or body of the speaker"
UNRESOLVED = "an office or pronoun that was not resolved"
ANOTHER_PERSON = "credited to another known speaker"
NOBODY = "nobody is credited with anything"
RETOLD = "too little in common for the rule"
JOINED = "joined with another remark"


class Causes:
    """The grounds of one article; `own` are the numbers of the statements that the gold speaks of."""

    def __init__(self, harvest: Harvest, codebook: Codebook, names: Names) -> None:
        self._harvest = harvest
        self._codebook = codebook
        self._names = names

    def missed_stance(self, own: Sequence[int], position: str, stance: str) -> str:
        """Why a stance was not found, or another one was."""
        if not own:
            return NOTHING_SAID
        if any(found.position == position for number in own for found in self._judged(number).stances):
            return OTHER_STANCE
        pair = (position, stance)
        if any(pair in _stances(self._judged(number)) for number in self._others(own)):
            return OTHER_SPEAKER
        whole = self._whole(own)
        if pair in _stances(whole):
            return OUTSIDE
        known = self._codebook.positions.get(position)
        topics = {found.topic for found in whole.topics}
        return NAMED if known and topics & set(known.topics) else UNNAMED

    def missed_topic(self, own: Sequence[int], topic: str, missed_positions: Sequence[str]) -> str:
        """Why a topic was not found."""
        if not own:
            return NOTHING_SAID
        if any(topic in _topics(self._judged(number)) for number in self._others(own)):
            return OTHER_SPEAKER
        if topic in _topics(self._whole(own)):
            return OUTSIDE
        known = (self._codebook.positions.get(position) for position in missed_positions)
        return WITH_ITS_STANCE if any(each and topic in each.topics for each in known) else UNNAMED

    def false_topic(self, own: Sequence[int], topic: str, right: frozenset[tuple[str, str]]) -> str:
        """Why a topic was found that is not there."""
        for number in own:
            judged = self._judged(number)
            for found in judged.topics:
                if found.topic != topic:
                    continue
                position = found.rule.partition("/")[0]
                brought = {one.rule: (one.position, one.stance.value) for one in judged.stances}
                if found.rule not in brought:
                    continue
                taken = brought[found.rule]
                is_right = taken in right or position in {one for one, _ in right}
                return BROUGHT_BY_RIGHT if is_right else BROUGHT_BY_WRONG
        return IN_PASSING

    def date(self, own: Sequence[int], found: str | None) -> str:
        """Where a wrong date came from."""
        if found is None:
            return NOTHING_SAID if not own else NO_DATE
        times = [self._harvest.times[number] for number in own]
        bases = {when.basis for when in times if when.on and when.on.isoformat() == found}
        if Basis.PUBLISHED in bases:
            return PUBLICATION
        return AN_EVENT if Basis.EVENT in bases else ANOTHER_DAY

    def speaker(self, expected: Sequence[str], found: Sequence[str]) -> str:
        """Who has the words instead of the right speaker."""
        if not found:
            return NOBODY
        known = {one.name: one for one in self._codebook.speakers.values()}
        right = next((known[name] for name in expected if name in known), None)
        for name in found:
            other = known.get(name)
            if right and other and other.kind is not SpeakerKind.PERSON and other.country == right.country:
                return A_BODY
        return ANOTHER_PERSON if any(name in known for name in found) else UNRESOLVED

    def _judged(self, number: int) -> Judgment:
        return self._harvest.judgments[number]

    def _others(self, own: Sequence[int]) -> list[int]:
        return [number for number in range(len(self._harvest.judgments)) if number not in own]

    def _whole(self, own: Sequence[int]) -> Judgment:
        return self._whole_by(self._harvest.attributions[own[0]].speaker)

    def _whole_by(self, speaker: str | None) -> Judgment:
        """What the coder finds if the speaker says the whole text."""
        if speaker not in self._read:
            text = self._harvest.text
            span = Span(0, len(text.text))
            name = speaker or ""
            said = Attribution(span, Voice.TRANSCRIPT, name, speaker, name, "whole text", 1.0)
            self._read[speaker] = coding.code(text, (said,), self._codebook)[0]
        return self._read[speaker]

    @cached_property
    def _read(self) -> dict[str | None, Judgment]:
        return {}


def _stances(judgment: Judgment) -> set[tuple[str, str]]:
    return {(found.position, found.stance.value) for found in judgment.stances}


def _topics(judgment: Judgment) -> set[str]:
    return {found.topic for found in judgment.topics}
