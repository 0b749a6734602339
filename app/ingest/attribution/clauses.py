"""A sentence in, what it reports out: the clause, the reporting word and the words for the speaker."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from app.codebook.speech import Act, Form, Speech, WordLists
from app.ingest.attribution import openings, subjects
from app.ingest.attribution.cues import Cue, cues, phrase_at, skip_left
from app.ingest.attribution.openings import COMMAS
from app.ingest.attribution.subjects import Names, Range
from app.ingest.attribution.tokens import Item


class Tie(Enum):
    """How a reporting word hangs in its sentence."""

    OWN = "own"
    RIGHT = "right"
    WITH = "with"
    PARTICIPLE = "participle"
    OPENING = "opening"
    AGENT = "agent"
    IMPLICIT = "implicit"


@dataclass(slots=True)
class Lead:
    """A reporting word with its speaker and the item at which what it reports begins, if it follows."""

    cue: Cue
    tie: Tie
    source: Range | None
    begin: int
    open: int | None
    is_clause: bool
    as_said: bool = False


@dataclass(slots=True)
class Report:
    """Items `pieces` were said, `source` names the speaker; without pieces it only tells who spoke."""

    pieces: list[Range]
    cue: Range
    source: Range | None
    rule: str
    act: Act = Act.SPEECH
    is_inner: bool = False
    is_implicit: bool = False


def leads(sentence: Sequence[Item], speech: Speech, names: Names) -> list[Lead]:
    """Every reporting word of the sentence that has somebody to speak."""
    found: list[Lead] = []
    for cue in cues(sentence, speech):
        lead = _lead(sentence, cue, speech, names, found)
        if lead:
            found.append(lead)
    return [
        lead
        for lead in found
        if not _is_background(sentence, lead, found, speech) and not _is_of_paper(sentence, lead, speech)
    ]


def _is_of_paper(sentence: Sequence[Item], lead: Lead, speech: Speech) -> bool:
    """Whether the verb of "it" or of nobody belongs to a plan or text (The plan fell as it suggests …)."""
    words = speech.words
    if lead.tie is not Tie.WITH and not (lead.source and sentence[lead.source[0]].low in words.it):
        return False
    verb = next((i for i, item in enumerate(sentence) if i and item.low in words.verbs), 0)
    head, _ = skip_left(sentence, verb - 1, words) if 0 < verb < lead.cue.first else (-1, set())
    return head >= 0 and sentence[head].low in words.papers


def _is_background(sentence: Sequence[Item], lead: Lead, found: Sequence[Lead], speech: Speech) -> bool:
    """Whether an act only tells when another thing was said (Lavrov spoke after Israel had rejected it)."""
    if lead.cue.verb.act is not Act.ACT or lead.begin < 2 or len(found) < 2 or speech.speaker_after:
        return False
    before = sentence[lead.begin - 1].low
    return before in speech.words.moments


def _lead(
    sentence: Sequence[Item], cue: Cue, speech: Speech, names: Names, earlier: list[Lead]
) -> Lead | None:
    words = speech.words
    left = cue.left
    before = sentence[left] if left >= 0 else None
    if cue.is_passive and not cue.is_quoted:
        return _by_agent(sentence, cue, speech, names)
    if cue.form is Form.GERUND:
        return _participle(sentence, cue, speech, earlier)
    if before and before.low in words.relatives and left > 0:
        at = left - 1 if sentence[left - 1].low not in COMMAS else left - 2
        source = subjects.before(sentence, at, speech)
        if subjects.is_speaker(sentence, source, speech, names):
            return _opened(sentence, cue, Tie.OWN, source, left, speech)
        return None
    tries = [_left_source, _right_source]
    if speech.speaker_after or before is None or before.low in COMMAS or before.quotation:
        tries.reverse()
        if _is_apposed(sentence, left, speech):
            tries.reverse()
    for attempt in tries:
        lead = attempt(sentence, cue, speech, names)
        if lead:
            return lead
    if before and before.low in words.coordinators and left > 0:
        return _opened(sentence, cue, Tie.WITH, None, left, speech)
    if before is None and speech.drops_subject:
        lead = _opened(sentence, cue, Tie.IMPLICIT, None, 0, speech)
        return lead if lead.is_clause or (lead.open is not None and sentence[lead.open].quotation) else None
    return None


def _is_apposed(sentence: Sequence[Item], comma: int, speech: Speech) -> bool:
    """Whether only an office and its holder stand before a comma, nothing that could have been said."""
    opened = next((index for index in range(comma - 1, 0, -1) if sentence[index].low in COMMAS), 0)
    if not opened or speech.speaker_after or not subjects.is_name(sentence, (opened + 1, comma), speech):
        return False
    office = sentence[:opened]
    return any(item.low in speech.words.persons for item in office) and not any(
        item.quotation or item.low in speech.words.verbs or item.low in speech.forms for item in office
    )


def _left_source(sentence: Sequence[Item], cue: Cue, speech: Speech, names: Names) -> Lead | None:
    if cue.left < 0:
        return None
    if sentence[cue.left].low in {",", "،"}:
        inserted = _inserted(sentence, cue.left, speech, names)
        return _opened(sentence, cue, Tie.OWN, inserted, inserted[0], speech) if inserted else None
    source = subjects.before(sentence, subjects.past_bracket(sentence, cue.left), speech)
    if not subjects.is_speaker(sentence, source, speech, names) and not _follows_quotation(
        sentence, source, cue
    ):
        return None
    # "Jan Weber, permanent representative of Norway said" has its subject before the comma.
    if source[0] > 2 and sentence[source[0] - 1].low == "," and _is_office(sentence, source, speech):
        named = (0, source[0] - 1)
        source = (0, source[1]) if subjects.is_name(sentence, named, speech) else source
    lead = _opened(sentence, cue, Tie.OWN, source, source[0], speech)
    return None if _is_embedded(sentence, lead, speech) else lead


def _is_office(sentence: Sequence[Item], phrase: Range, speech: Speech) -> bool:
    """Whether a phrase is an office without its holder."""
    core = subjects.core_of(sentence, phrase, speech.words)
    return core[-1].low in speech.words.persons


def _is_embedded(sentence: Sequence[Item], lead: Lead, speech: Speech) -> bool:
    """Whether a clause is only asked or told about (to say what he thinks of it)."""
    words = speech.words
    if lead.begin == 0 or sentence[lead.begin - 1].low not in words.embeds:
        return False
    if lead.open is None or sentence[lead.open].low in words.prepositions:
        return True
    # "Which Oslo proposes as a basis" tells of the noun before it.
    return phrase_at(sentence, lead.open, speech.phrases.as_said) > 0


def _follows_quotation(sentence: Sequence[Item], source: Range, cue: Cue) -> bool:
    """Whether a phrase stands between a quotation and a word of speech, so that it must name the speaker."""
    between = 0 < source[0] < source[1] and sentence[source[0] - 1].quotation is not None
    return between and cue.verb.act is Act.SPEECH and source[1] - source[0] <= 8


def _inserted(sentence: Sequence[Item], comma: int, speech: Speech, names: Names) -> Range | None:
    """The subject before an insertion; with it, if it is the name (the envoy, Vasily Nebenzya, said)."""
    source = subjects.aside(sentence, comma, speech)
    if not source or not subjects.is_speaker(sentence, source, speech, names):
        return None
    # In "The envoy of X, Council President, speaking here, said" the subject stands before both insertions.
    if source[0] > 2 and sentence[source[0] - 1].low in {",", "،"}:
        earlier = subjects.before(sentence, source[0] - 2, speech)
        if earlier[0] == 0 and subjects.is_speaker(sentence, earlier, speech, names):
            source = earlier
    # Only a phrase that opens its clause can be the subject of a verb after an insertion.
    links = COMMAS | speech.words.subordinators | speech.words.coordinators
    ahead = sentence[source[0] - 1] if source[0] else None
    if ahead and ahead.low not in links and not ahead.quotation:
        return None
    return (source[0], comma) if subjects.is_name(sentence, (source[1] + 1, comma), speech) else source


def _right_source(sentence: Sequence[Item], cue: Cue, speech: Speech, names: Names) -> Lead | None:
    if cue.form is Form.BASE or (cue.verb.person and not speech.speaker_after):
        return None
    # What follows "called for" is what was called for, but "it says in the statement" names who says it.
    stands_in = cue.last < len(sentence) and sentence[cue.last].low in speech.words.documents
    if not speech.speaker_after and sentence[cue.last - 1].low in speech.words.prepositions and not stands_in:
        return None
    if sentence[cue.last - 1].low in speech.words.that:
        return None
    first = _past_times(sentence, cue.last, speech)
    source = subjects.after(sentence, first, speech)
    if speech.speaker_after:
        source = subjects.named(sentence, source, names)
    if not subjects.is_speaker(sentence, source, speech, names):
        return None
    before = sentence[cue.left] if cue.left >= 0 else None
    if before and before.is_word and not speech.speaker_after and _is_pronoun(sentence, source, speech):
        return None
    source = subjects.with_name(sentence, source, speech, names)
    following = sentence[source[1]] if source[1] < len(sentence) else None
    if (
        following
        and following.is_word
        and not (
            following.text[0].isdigit()
            or following.low in speech.words.adjuncts
            or following.low in speech.words.that
            or following.low in speech.words.times
            or following.low in speech.words.relatives
            or following.low in speech.words.prepositions
            or speech.speaker_after
        )
    ):
        return None
    return _opened(sentence, cue, Tie.RIGHT, source, cue.left + 1, speech)


def _is_pronoun(sentence: Sequence[Item], source: Range, speech: Speech) -> bool:
    return source[1] - source[0] == 1 and subjects.is_pronoun(sentence[source[0]], speech.words)


def _by_agent(sentence: Sequence[Item], cue: Cue, speech: Speech, names: Names) -> Lead | None:
    """The speaker of a passive (This was stated by the minister)."""
    if cue.last >= len(sentence) or sentence[cue.last].low not in speech.words.agent:
        return None
    source = subjects.after(sentence, cue.last + 1, speech)
    if source[0] != cue.last + 1 or not subjects.is_speaker(sentence, source, speech, names):
        return None
    as_said = phrase_at(sentence, cue.left, speech.phrases.as_said) > 0
    return Lead(cue, Tie.AGENT, source, cue.left if as_said else cue.left + 1, None, False, as_said=as_said)


def _past_times(sentence: Sequence[Item], start: int, speech: Speech) -> int:
    """Past the time that may stand between a verb and its subject (заявил в четверг Лавров)."""
    words = speech.words
    index = start
    while index + 1 < len(sentence) and index - start < 6:
        item, following = sentence[index], sentence[index + 1]
        timely = (item.low in words.times and item.low not in words.determiners) or item.text[0].isdigit()
        leads = item.low in words.prepositions and (
            following.low in words.times or following.text[0].isdigit()
        )
        if not (timely or leads or item.low in words.adverbs):
            break
        index += 1
    return _past_place(sentence, index, words)


def _past_place(sentence: Sequence[Item], start: int, words: WordLists) -> int:
    """Past the place that may stand there too (заявил в Совете Безопасности посол России)."""
    opens = any(sentence[i].low in words.prepositions for i in (start - 1, start) if i < len(sentence))
    if start >= len(sentence) or not opens:
        return start
    for index in range(start + 1, min(start + 8, len(sentence))):
        if not sentence[index].is_word:
            break
        if sentence[index].low in words.persons:
            return index
    return start


def _participle(sentence: Sequence[Item], cue: Cue, speech: Speech, earlier: Sequence[Lead]) -> Lead | None:
    words = speech.words
    if cue.verb.act in {Act.STAND, Act.BELIEF}:
        return None
    if cue.left < 0:
        return _opened(sentence, cue, Tie.OPENING, None, 0, speech)
    before = sentence[cue.left]
    ahead = range(cue.left, max(cue.left - 9, 0), -1)
    joined = next(
        (i for i in ahead if sentence[i].low in words.accompany and sentence[i - 1].low in COMMAS), None
    )
    if joined is not None and joined < cue.left:
        return _opened(sentence, cue, Tie.PARTICIPLE, (joined + 1, cue.left + 1), joined, speech)
    if before.low in COMMAS or before.quotation:
        return _opened(sentence, cue, Tie.PARTICIPLE, None, cue.left, speech)
    if before.low in words.coordinators or before.low in words.subordinators:
        begin = cue.left - 1 if cue.left and sentence[cue.left - 1].low in COMMAS else cue.left
        joins = before.low in words.coordinators and begin == cue.left
        if joins and not any(lead.tie in {Tie.PARTICIPLE, Tie.OPENING} for lead in earlier):
            return None
        return _opened(sentence, cue, Tie.PARTICIPLE, None, begin, speech)
    following = sentence[cue.last] if cue.last < len(sentence) else None
    opens = following is not None and (following.quotation is not None or following.low == ":")
    if before.low in words.documents or speech.speaker_after or opens:
        return _opened(sentence, cue, Tie.PARTICIPLE, None, cue.left, speech)
    return None


def _opened(
    sentence: Sequence[Item], cue: Cue, tie: Tie, source: Range | None, begin: int, speech: Speech
) -> Lead:
    """The lead with the place at which its clause begins."""
    start = source[1] if source and tie is Tie.RIGHT else cue.last
    as_said = begin > 0 and phrase_at(sentence, begin - 1, speech.phrases.as_said) > 0
    if as_said:
        return Lead(cue, tie, source, begin - 1, None, False, as_said=True)
    if cue.is_quoted:
        width = phrase_at(sentence, start, speech.phrases.passive_as) or openings.passive_by(
            sentence, start, speech
        )
        opens = width and start + width + 1 < len(sentence)
        if opens and sentence[start + width].low in speech.words.that:
            width += 1
        return Lead(cue, tie, source, begin, *((start + width, True) if opens else (None, False)))
    if openings.interrupts(sentence, begin, start, speech):
        return Lead(cue, tie, source, begin, None, False)
    is_credited = openings.claims(sentence, 0, begin, speech)
    opened, is_clause = openings.opening(sentence, start, cue, speech, tie is Tie.RIGHT, is_credited)
    return Lead(cue, tie, source, begin, opened, is_clause)
