"""The items beside a reporting word in, the words for the speaker out."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.codebook.names import Found
from app.codebook.speech import Speech, WordLists
from app.ingest.attribution.cues import POSSESSIVES, skip_left
from app.ingest.attribution.tokens import ENDS, Item

Range = tuple[int, int]

# No noun phrase that names a speaker is longer.
_LONGEST = 26
_STOPS = (
    frozenset({",", ":", ";", "(", ")", "—", "–", "-", "--", "،", "؛", "[", "]", "/", "“", "”", "«", "»"})
    | ENDS
)


@dataclass(frozen=True, slots=True)
class Names:
    """Everyone the codebook knows in one text, in order, and the words that the text capitalises."""

    found: Sequence[Found]
    starts: Sequence[int]
    proper: frozenset[str]
    lands: Mapping[str, str] = field(default_factory=dict)

    def is_land(self, speakers: Sequence[str], country: str) -> bool:
        """Whether a name is that of the country itself."""
        return all(self.lands.get(speaker) == country for speaker in speakers)

    def between(self, start: int, stop: int) -> list[Found]:
        """Who is named wholly between two offsets."""
        first = bisect_left(self.starts, start)
        last = bisect_left(self.starts, stop)
        return [one for one in self.found[first:last] if one.stop <= stop]


def before(sentence: Sequence[Item], last: int, speech: Speech, floor: int = 0) -> Range:
    """The phrase that ends with item `last`: back to a mark, a verb or a conjunction."""
    words = speech.words
    start = last + 1
    if last >= 0 and is_pronoun(sentence[last], words):
        return last, last + 1
    while start > floor and last - start < _LONGEST:
        item = sentence[start - 1]
        if item.low in _STOPS or item.low in words.subordinators or item.low in words.relatives:
            break
        if item.quotation and (item.quotation.is_spoken or item.stop - item.start > 30):
            break
        if item.low in words.verbs or (item.low in words.modals and item.low != "to"):
            break
        if item.low in words.coordinators and not _joins(sentence, start - 1, words):
            break
        if item.low in speech.forms and not item.is_capital and _is_finite(sentence, start - 1, speech):
            break
        start -= 1
    start = _past_adjunct(sentence, start, last, words)
    return _trim(sentence, (_listed(sentence, start, last, words), last + 1), words)


def _past_adjunct(sentence: Sequence[Item], start: int, last: int, words: WordLists) -> int:
    """The start of the subject after an adjunct that opens the sentence (In a note the ministry said)."""
    if start > 0 or last < 3 or sentence[0].low not in words.prepositions:
        return start
    for index in range(2, last + 1):
        before, item = sentence[index - 1], sentence[index]
        titled = before.low in words.persons or before.low in words.bodies or before.low in words.titles
        opens = item.low in words.determiners or (
            item.is_capital and item.low not in words.times and not titled
        )
        if opens and before.text.islower() and before.low not in words.prepositions | words.determiners:
            return index
    return start


def _listed(sentence: Sequence[Item], start: int, last: int, words: WordLists) -> int:
    """The start of a list of names that opens its sentence (Egypt, Jordan and Qatar)."""
    if not any(item.low in words.coordinators for item in sentence[start : last + 1]):
        return start
    first = start
    while first >= 2 and sentence[first - 1].low in {",", "،"} and sentence[first - 2].is_capital:
        first -= 2
        while first > 0 and sentence[first - 1].is_capital:
            first -= 1
    return first if first == 0 else start


def first(sentence: Sequence[Item], speech: Speech, names: Names) -> Range | None:
    """The subject of a sentence: the first phrase before a verb that can name a speaker."""
    for index, item in enumerate(sentence[:40]):
        if index and (item.low in speech.words.verbs or (item.low.endswith("ed") and not item.is_capital)):
            stop, _ = skip_left(sentence, index - 1, speech.words)
            phrase = before(sentence, stop, speech)
            if is_speaker(sentence, phrase, speech, names):
                return phrase
    return None


def after_opening(sentence: Sequence[Item], speech: Speech, names: Names) -> Range | None:
    """The subject after the clause that opens a sentence (Warning of a storm, the envoy left)."""
    for index, item in enumerate(sentence[:60]):
        if item.low in {",", "،"} and index + 2 < len(sentence):
            phrase = first(sentence[index + 1 :], speech, names)
            if phrase and phrase[0] == 0:
                return phrase[0] + index + 1, phrase[1] + index + 1
    return None


def past_bracket(sentence: Sequence[Item], last: int) -> int:
    """The last item before a bracket that ends at `last` (Governor John Smith (R-OH) said)."""
    if last < 2 or sentence[last].low != ")":
        return last
    opened = (index for index in range(last - 1, max(last - 8, 0), -1) if sentence[index].low == "(")
    return next(opened, last + 1) - 1


def aside(sentence: Sequence[Item], comma: int, speech: Speech) -> Range | None:
    """The phrase before an insertion that ends with the comma at `comma` (X, who spoke in Doha, said)."""
    for index in range(comma - 1, max(comma - 45, 0), -1):
        item = sentence[index]
        if item.low in ENDS or (item.quotation and item.stop - item.start > 30):
            return None
        if item.low in {",", "،"} and index > 0:
            phrase = before(sentence, index - 1, speech)
            if phrase[0] < phrase[1]:
                return phrase
    return None


def after(sentence: Sequence[Item], first: int, speech: Speech) -> Range:
    """The phrase that begins with item `first`: up to a mark, "that", or a word that opens an adjunct."""
    words = speech.words
    stop = first
    while stop < len(sentence) and stop - first < _LONGEST:
        item = sentence[stop]
        if item.low in _STOPS or item.low in words.that or item.low in words.relatives:
            break
        if item.quotation and item.stop - item.start > 30:
            break
        if item.low in words.times - words.determiners - words.prepositions and item.low != "may":
            break
        if (
            item.low in words.adjuncts
            and not (item.low in words.prepositions and stop > first and _goes_on(sentence, stop, words))
            and item.low not in words.determiners
        ):
            break
        stop += 1
    return _trim(sentence, (first, stop), words)


def named(sentence: Sequence[Item], phrase: Range, names: Names) -> Range:
    """The phrase up to the last name that the codebook knows: what follows is no longer the subject."""
    start, stop = phrase
    if start >= stop:
        return phrase
    known = names.between(sentence[start].start, sentence[stop - 1].stop)
    definite = sentence[start].low.startswith("ال")
    last = start
    for one in known:
        # A noun with the article owns nothing: the country after it is what the verb is about.
        if definite and one.speakers and all(speaker in names.lands for speaker in one.speakers):
            break
        first = next((i for i in range(last, stop) if sentence[i].start >= one.start), stop)
        if first - last > 1 and (last > start or first - last > 4):
            break
        last = next((i + 1 for i in range(first, stop) if sentence[i].stop >= one.stop), stop)
    if last > start:
        return start, last
    # Arabic adjectives repeat the article of their noun; the first word without it is no longer the subject.
    last = start + 1
    while last < stop and sentence[last].low.startswith("ال"):
        last += 1
    return (start, last) if last > start + 1 or definite else phrase


def is_name(sentence: Sequence[Item], phrase: Range, speech: Speech) -> bool:
    """Whether a short phrase is nothing but a name: words with capitals, no noun of office."""
    start, stop = phrase
    items = sentence[start:stop]
    if not 2 <= len(items) <= 6 or not items[0].is_capital or not items[-1].is_capital:
        return False
    words = speech.words
    return all(item.is_capital or item.low in words.particles for item in items) and not any(
        item.low in words.times or item.low in words.persons or item.low in words.bodies for item in items
    )


def with_name(sentence: Sequence[Item], phrase: Range, speech: Speech, names: Names) -> Range:
    """The phrase with the name after its comma (said the envoy, Vasily Nebenzya)."""
    stop = phrase[1]
    if stop + 1 >= len(sentence) or sentence[stop].low not in {",", "،"}:
        return phrase
    caseless = (
        not sentence[stop - 1].text[0].isascii()
        and sentence[stop - 1].text.lower() == sentence[stop - 1].text.upper()
    )
    if caseless:
        end = next(
            (i for i in range(stop + 1, min(stop + 7, len(sentence))) if sentence[i].low in _STOPS), stop
        )
        known = names.between(sentence[stop + 1].start, sentence[end].start)
        whole = end > stop and any(one.speakers and one.start == sentence[stop + 1].start for one in known)
        return (phrase[0], end) if whole else phrase
    if not sentence[stop - 1].text.islower():
        return phrase
    for end in range(stop + 3, min(stop + 7, len(sentence) + 1)):
        closes = end == len(sentence) or sentence[end].low in _STOPS
        if closes and is_name(sentence, (stop + 1, end), speech):
            return phrase[0], end
    return phrase


def is_speaker(sentence: Sequence[Item], phrase: Range, speech: Speech, names: Names) -> bool:
    """Whether a phrase can name somebody who speaks: a pronoun, a name, a person's or a body's noun."""
    start, stop = phrase
    words = speech.words
    if start >= stop:
        return False
    if stop - start == 1 and is_pronoun(sentence[start], words):
        return True
    core = core_of(sentence, phrase, words)
    head = core[-1]
    if head.low in words.papers or head.text in POSSESSIVES:
        return False
    following = [item.text for item in core[1:]] + [""]
    for item, after_it in zip(core, following, strict=True):
        is_noun = item.low in words.persons or item.low in words.bodies or item.low in words.documents
        if is_noun and after_it not in POSSESSIVES:
            return True
    if names.between(core[0].start, head.stop):
        return head.is_capital or head.quotation is not None or not head.text[0].isascii()
    return head.is_capital and _is_name(sentence, start + len(core) - 1, head, words, names)


def is_pronoun(item: Item, words: WordLists) -> bool:
    """Whether it is he, she, they or it."""
    return item.low in words.he or item.low in words.she or item.low in words.they or item.low in words.it


def core_of(sentence: Sequence[Item], phrase: Range, words: WordLists) -> Sequence[Item]:
    """The phrase up to its first preposition."""
    start, stop = phrase
    for index in range(start + 1, stop):
        if sentence[index].low in words.prepositions and sentence[index].low == sentence[index].text:
            return sentence[start:index]
    return sentence[start:stop]


def _is_name(sentence: Sequence[Item], index: int, item: Item, words: WordLists, names: Names) -> bool:
    if item.low in words.determiners or item.low in words.prepositions or item.low in words.subordinators:
        return False
    if item.low in words.times or item.low in words.adverbs or item.low in words.first:
        return False
    return index > 0 or item.low in names.proper or (len(item.text) > 1 and item.text.isupper())


def _trim(sentence: Sequence[Item], phrase: Range, words: WordLists) -> Range:
    start, stop = phrase
    while start < stop and (
        sentence[start].low in words.coordinators
        or not (sentence[start].is_word or sentence[start].quotation)
    ):
        start += 1
    while stop > start and not (sentence[stop - 1].is_word or sentence[stop - 1].quotation):
        stop -= 1
    stop_left, _ = skip_left(sentence, stop - 1, words)
    if start <= stop_left < stop - 1 and sentence[stop_left].is_word:
        stop = stop_left + 1
    return start, stop


def _joins(sentence: Sequence[Item], index: int, words: WordLists) -> bool:
    """Whether "and" joins two names (Lavrov and Fidan) and not two clauses."""
    if index == 0 or index + 1 >= len(sentence):
        return False
    left, right = sentence[index - 1], sentence[index + 1]
    named = left.is_capital or left.low in words.persons or left.low in words.bodies
    return named and (right.is_capital or right.low in words.determiners or right.low in words.persons)


def _is_finite(sentence: Sequence[Item], index: int, speech: Speech) -> bool:
    item = sentence[index]
    if (
        item.low in speech.words.persons
        or item.low in speech.words.bodies
        or item.low in speech.words.documents
    ):
        return False
    return index > 0 and sentence[index - 1].low not in speech.words.determiners


def _goes_on(sentence: Sequence[Item], index: int, words: WordLists) -> bool:
    """Whether a preposition belongs to a title (ambassador to the UN), not to when or where it was said."""
    before_it = sentence[index - 1]
    nouns = words.persons | words.bodies | words.titles | words.documents
    # "Посол России в ООН": whom he represents stands between the post and the body.
    at_body = (
        index + 1 < len(sentence) and len(sentence[index + 1].text) > 1 and sentence[index + 1].text.isupper()
    )
    represents = at_body and index > 1 and before_it.is_capital and sentence[index - 2].low in words.persons
    return before_it.low in nouns or represents
