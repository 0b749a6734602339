"""A sentence in, its reporting words out: which verb, in which form, denied or not, active or passive."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.codebook.speech import Form, Phrase, Phrases, ReportingVerb, Speech, VerbForm, WordLists
from app.ingest.attribution.tokens import Item

POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
# How far after a verb its second half may stand ("held … responsible").
_LATER = 30


@dataclass(frozen=True, slots=True)
class Cue:
    """Items `first` to `last` (excluded); `left` is the item before its auxiliaries, adverbs and times."""

    first: int
    last: int
    left: int
    verb: ReportingVerb
    form: Form
    is_passive: bool = False
    is_quoted: bool = False


def cues(sentence: Sequence[Item], speech: Speech) -> list[Cue]:
    """Every verb that reports something said; denied, planned and merely possible speech is left out."""
    found: list[Cue] = []
    taken = 0
    titled = _is_title_case(sentence)
    for index, item in enumerate(sentence):
        if index < taken or item.low not in speech.forms:
            continue
        if item.is_capital and not titled and index and sentence[index - 1].is_word:
            continue
        chosen = choose(sentence, index, speech.forms[item.low])
        if chosen is None:
            continue
        form, last = chosen
        cue = _read(sentence, index, last, form, speech.words)
        if cue:
            found.append(cue)
            taken = last
    return found


def _is_title_case(sentence: Sequence[Item]) -> bool:
    """Whether a headline writes nearly every word with a capital."""
    words = [item for item in sentence[:40] if item.is_word and len(item.text) > 3]
    return sum(item.is_capital for item in words) > 0.7 * len(words)


def phrase_at(sentence: Sequence[Item], index: int, phrases: Phrases) -> int:
    """How many items the phrase takes that begins here; 0 if none does."""
    for phrase in phrases.get(sentence[index].low, ()) if 0 <= index < len(sentence) else ():
        if _stands(sentence, index, phrase):
            return len(phrase)
    return 0


def _stands(sentence: Sequence[Item], index: int, phrase: Phrase) -> bool:
    return len(sentence) - index >= len(phrase) and all(
        sentence[index + offset].low == word for offset, word in enumerate(phrase)
    )


def choose(sentence: Sequence[Item], index: int, forms: Sequence[VerbForm]) -> tuple[VerbForm, int] | None:
    """The verb whose company stands around this form, the one with the longest company."""
    best: tuple[VerbForm, int] | None = None
    for form in forms:
        last = index + 1
        if form.verb.needs:
            width = max((len(p) for p in form.verb.needs if _stands(sentence, last, p)), default=0)
            if not width:
                continue
            last += width
        if form.verb.later:
            ahead = sentence[last : last + _LATER]
            if not any(item.low in form.verb.later for item in ahead):
                continue
        if form.verb.unless and any(item.low in form.verb.unless for item in sentence[last : last + _LATER]):
            continue
        last += max((len(p) for p in form.verb.may if _stands(sentence, last, p)), default=0)
        # "Put" and "let" are base and past: only the past needs no plural subject.
        if best is None or last > best[1] or (last == best[1] and best[0].form is Form.BASE):
            best = (form, last)
    return best


def _read(sentence: Sequence[Item], index: int, last: int, form: VerbForm, words: WordLists) -> Cue | None:
    left, marks = skip_left(sentence, index - 1, words)
    before = sentence[left] if left >= 0 else None
    if marks & {"negation", "modal"}:
        return None
    kind = form.form
    if kind is Form.BASE and not _is_plural(before, words):
        return None
    if sentence[index].low in words.plurals and not _is_verb(before, sentence, last, words):
        return None
    if before and index - left == 1 and (before.low in words.determiners or before.text in POSSESSIVES):
        return None
    if kind is Form.GERUND and "copula" in marks:
        kind = Form.PRESENT
    passive = kind is Form.PAST and "copula" in marks and form.verb.lemma != "be"
    quoted = passive and sentence[index].low in words.passive_cues
    return Cue(index, last, left, form.verb, kind, passive, quoted)


def skip_left(sentence: Sequence[Item], index: int, words: WordLists) -> tuple[int, set[str]]:
    """The last item before auxiliaries, adverbs and times that end at `index`, and what was passed."""
    marks: set[str] = set()
    timely = False
    for _ in range(14):
        if index < 0:
            break
        item = sentence[index]
        if item.low in words.negations:
            marks.add("negation")
        elif item.low in words.modals and not (item.is_capital and item.low in words.times):
            marks.add("modal")
        elif item.low in words.auxiliaries:
            marks.add("copula" if item.low in words.copulas else "auxiliary")
        elif item.low in words.adverbs or (item.low.endswith("ly") and item.low == item.text):
            pass
        elif (item.low in words.times and (timely or item.low not in words.determiners)) or item.text[
            0
        ].isdigit():
            timely = True
        elif not (timely and (item.low in words.prepositions or _is_inside_time(sentence, index, words))):
            break
        index -= 1
    return index, marks


def _is_inside_time(sentence: Sequence[Item], index: int, words: WordLists) -> bool:
    """Whether a word stands between a preposition and its time (in recent months)."""
    before, after = sentence[index - 1].low if index else "", sentence[index + 1].low
    return before in words.prepositions and after in words.times and sentence[index].text.islower()


def _is_verb(before: Item | None, sentence: Sequence[Item], last: int, words: WordLists) -> bool:
    """Whether a form that is also a plural noun (states, calls) stands where a verb does."""
    if before is None or last >= len(sentence):
        return before is not None
    following = sentence[last]
    noun = (
        following.low in words.coordinators
        or following.low in words.verbs
        or following.low in words.relatives
    )
    return not noun and following.low not in {"of", "in", "from", "at", "by"}


def _is_plural(before: Item | None, words: WordLists) -> bool:
    """Whether the word before a base form can be its subject (officials say)."""
    if before is None:
        return False
    if before.low in words.they or before.low in words.first or before.low in words.relatives:
        return True
    return (
        before.is_word and before.low.endswith(("s", "people", "men")) and before.low not in words.determiners
    )
