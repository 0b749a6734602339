"""The node of `speech.yaml` in, the words by which texts report speech out, by language."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from enum import StrEnum

from app.codebook.folding import fold_word
from app.codebook.nodes import LANGUAGES, Node

Phrase = tuple[str, ...]
Phrases = Mapping[str, tuple[Phrase, ...]]


class Act(StrEnum):
    """What a reporting word says was done."""

    SPEECH = "speech"
    ACT = "act"
    BELIEF = "belief"
    STAND = "stand"


class Form(StrEnum):
    """Whether a form carries a sentence (said), needs a plural subject (say), or hangs on (saying)."""

    PAST = "past"
    PRESENT = "present"
    BASE = "base"
    GERUND = "gerund"


@dataclass(frozen=True, slots=True)
class ReportingVerb:
    """One verb of speech with what must or may stand beside it."""

    lemma: str
    act: Act
    clause: bool
    object: bool
    person: bool
    needs: tuple[Phrase, ...] = ()
    may: tuple[Phrase, ...] = ()
    later: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class VerbForm:
    """A verb in the form that a text prints."""

    verb: ReportingVerb
    form: Form


Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class WordLists:
    """The closed classes of words of one language, all folded."""

    he: Words = frozenset()
    she: Words = frozenset()
    they: Words = frozenset()
    it: Words = frozenset()
    first: Words = frozenset()
    that: Words = frozenset()
    auxiliaries: Words = frozenset()
    copulas: Words = frozenset()
    haves: Words = frozenset()
    modals: Words = frozenset()
    verbs: Words = frozenset()
    negations: Words = frozenset()
    adverbs: Words = frozenset()
    times: Words = frozenset()
    adjuncts: Words = frozenset()
    prepositions: Words = frozenset()
    subordinators: Words = frozenset()
    contrasts: Words = frozenset()
    coordinators: Words = frozenset()
    relatives: Words = frozenset()
    determiners: Words = frozenset()
    indefinite: Words = frozenset()
    persons: Words = frozenset()
    bodies: Words = frozenset()
    documents: Words = frozenset()
    papers: Words = frozenset()
    media: Words = frozenset()
    titles: Words = frozenset()
    female_titles: Words = frozenset()
    male_titles: Words = frozenset()
    particles: Words = frozenset()
    hearers: Words = frozenset()
    views: Words = frozenset()
    own: Words = frozenset()
    spokesmen: Words = frozenset()
    generic: Words = frozenset()
    agent: Words = frozenset()
    groups: Words = frozenset()
    plurals: Words = frozenset()
    accompany: Words = frozenset()
    passive_cues: Words = frozenset()
    goes_on: Words = frozenset()
    notions: Words = frozenset()
    relays: Words = frozenset()
    time_marks: Words = frozenset()
    embeds: Words = frozenset()
    backwards: Words = frozenset()
    editors: Words = frozenset()
    abstracts: Words = frozenset()
    moments: Words = frozenset()
    lands: Words = frozenset()
    votes: Words = frozenset()
    labels: Words = frozenset()
    ours: Words = frozenset()
    issuers: Words = frozenset()
    joins: Words = frozenset()
    delegates: Words = frozenset()
    bulletins: Words = frozenset()


@dataclass(frozen=True, slots=True)
class PhraseLists:
    """The set phrases of one language, by their first word, the longest first."""

    breakers: Phrases = field(default_factory=dict)
    according: Phrases = field(default_factory=dict)
    according_he: Phrases = field(default_factory=dict)
    as_said: Phrases = field(default_factory=dict)
    this_said: Phrases = field(default_factory=dict)
    passive_as: Phrases = field(default_factory=dict)
    reports: Phrases = field(default_factory=dict)
    questions: Phrases = field(default_factory=dict)
    vocatives: Phrases = field(default_factory=dict)
    demands: Phrases = field(default_factory=dict)
    thus_said: Phrases = field(default_factory=dict)
    answers: Phrases = field(default_factory=dict)
    thereof: Phrases = field(default_factory=dict)
    releases: Phrases = field(default_factory=dict)
    prospects: Phrases = field(default_factory=dict)
    readiness: Phrases = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Speech:
    """One language: reporting verbs by printed form, and the words that stand around them."""

    forms: Mapping[str, tuple[VerbForm, ...]] = field(default_factory=dict)
    words: WordLists = field(default_factory=WordLists)
    phrases: PhraseLists = field(default_factory=PhraseLists)
    speaker_after: bool = False
    drops_subject: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class SpeechLexicon:
    """Every language that attribution can read."""

    languages: Mapping[str, Speech] = field(default_factory=dict)

    def of(self, language: str) -> Speech:
        """The language of a text; English where the codebook has no words for it."""
        known = self.languages.get(language) or self.languages.get("en")
        return known or Speech()


def parse(node: Node) -> SpeechLexicon:
    """What `speech.yaml` lists, folded and inflected."""
    entry = node.fields((), LANGUAGES)
    return SpeechLexicon({name: _speech(value) for name, value in entry.items.items()})


def _speech(node: Node) -> Speech:
    entry = node.fields(("inflect", "order", "verbs", "words"))
    inflect = _INFLECTIONS.get(entry.text("inflect"), _as_listed)
    forms: dict[str, list[VerbForm]] = defaultdict(list)
    for group in entry.entries("verbs"):
        for verb, printed in _group(group, inflect):
            for text, form in printed:
                forms[fold_word(text)].append(VerbForm(verb, form))
    lists = entry.items["words"].fields((), _LISTS) if "words" in entry.items else None
    words = {name: lists.texts(name) for name in _LISTS} if lists else {}
    return Speech(
        forms={text: tuple(found) for text, found in forms.items()},
        words=WordLists(**{f.name: _folded(words.get(f.name, ())) for f in fields(WordLists)}),
        phrases=PhraseLists(**{f.name: _phrases(words.get(f.name, ())) for f in fields(PhraseLists)}),
        drops_subject="none" in entry.texts("order"),
        speaker_after=entry.texts("order")[:1] == ("after",),
    )


_LISTS = tuple(f.name for kind in (WordLists, PhraseLists) for f in fields(kind))

Printed = list[tuple[str, Form]]
Inflection = Callable[[str, Sequence[str] | None], Printed]


def _group(node: Node, inflect: Inflection) -> Iterable[tuple[ReportingVerb, Printed]]:
    entry = node.fields(("class", "takes", "verbs"))
    act = entry.items["class"].choice(Act) if "class" in entry.items else None
    takes = entry.texts("takes")
    for item in entry.entries("verbs"):
        listed = isinstance(item.value, dict)
        verb = (
            item.fields(("verb",), ("past", "present", "gerund", "needs", "may", "later", "unless"))
            if listed
            else None
        )
        lemma = verb.text("verb") if verb else item.text()
        past = verb.texts("past") if verb else ()
        printed = inflect(lemma, past if verb and "past" in verb.items else None)
        if verb:
            printed += [(text, Form.PRESENT) for text in verb.texts("present")]
            printed += [(text, Form.GERUND) for text in verb.texts("gerund")]
        yield (
            ReportingVerb(
                lemma=lemma,
                act=act or Act.SPEECH,
                clause="clause" in takes,
                object="object" in takes,
                person="person" in takes,
                needs=_split(verb.texts("needs")) if verb else (),
                may=_split(verb.texts("may")) if verb else (),
                later=_folded(verb.texts("later")) if verb else frozenset(),
                unless=_folded(verb.texts("unless")) if verb else frozenset(),
            ),
            printed,
        )


def _english(lemma: str, past: Sequence[str] | None) -> Printed:
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    final_y = lemma.endswith("y") and lemma[-2:-1] not in "aeiou"
    doubled = next((p[:-2] for p in past or () if p.endswith("ed") and p[:-3] == lemma), stem)
    third = (
        lemma[:-1] + "ies"
        if final_y
        else lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "o")) else "s")
    )
    regular = lemma[:-1] + "ied" if final_y else stem + "ed"
    return [
        (lemma, Form.BASE),
        ("has" if lemma == "have" else third, Form.PRESENT),
        *((form, Form.PAST) for form in (past if past is not None else (regular,))),
        (doubled + "ing", Form.GERUND),
    ]


def _russian(lemma: str, past: Sequence[str] | None) -> Printed:
    stem = lemma.removesuffix("ть")
    regular = [stem + ending for ending in ("л", "ла", "ло", "ли")] if stem != lemma else []
    return [
        *((form, Form.PAST) for form in (past if past is not None else regular)),
        *([(stem + "в", Form.GERUND)] if stem != lemma else []),
    ]


def _as_listed(lemma: str, past: Sequence[str] | None) -> Printed:
    return [(form, Form.PAST) for form in (past if past is not None else (lemma,))]


_INFLECTIONS: Mapping[str, Inflection] = {"english": _english, "russian": _russian}


def _folded(words: Iterable[str]) -> Words:
    return frozenset(fold_word(word) for word in words if " " not in word)


def _split(texts: Iterable[str]) -> tuple[Phrase, ...]:
    """Phrases as folded words, the longest first."""
    return tuple(
        sorted((tuple(fold_word(word) for word in text.split()) for text in texts), key=len, reverse=True)
    )


def _phrases(texts: Iterable[str]) -> Phrases:
    found: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in _split(texts):
        found[phrase[0]].append(phrase)
    return {first: tuple(phrases) for first, phrases in found.items()}
