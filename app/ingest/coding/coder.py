"""A codebook in, a coder out that judges one passage after the other."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import lru_cache

from app.codebook.model import Codebook
from app.codebook.patterns.matching import CONTRAST, Compiled, Found, Matcher, Waiting
from app.codebook.patterns.words import read
from app.codebook.rules import Pattern
from app.codebook.terms import Voice
from app.ingest.coding import topics
from app.ingest.coding.mentions import Mentions
from app.ingest.coding.passages import Passage
from app.ingest.coding.scope import ANAPHORA, TAKES_UP, Scope, Scopes
from app.ingest.coding.sides import Sides
from app.ingest.coding.stances import CompiledStanceRule, stances
from app.ingest.coding.topics import CompiledTopicRule
from app.ingest.records import Attribution, Judgment, Span, TopicFound

_ANAPHORA_WITHIN = 3
_TOLD = (Voice.INDIRECT, Voice.MIXED)


class Coder:
    """The rules of one codebook, compiled."""

    def __init__(self, codebook: Codebook) -> None:
        matcher = self._matcher = Matcher(codebook.lexicon)
        self._scopes = Scopes.of(matcher, codebook.lexicon)
        self._codebook = codebook
        self._topic_rules: list[CompiledTopicRule] = []
        self._stance_rules: list[CompiledStanceRule] = []
        self._topics_waiting, self._stances_waiting = Waiting(), Waiting()
        for topic in codebook.topics.values():
            for about in topic.rules:
                self._await(about.when, self._topics_waiting, len(self._topic_rules))
                limits = self._compiled(about.unless), self._compiled(about.given)
                self._topic_rules.append(CompiledTopicRule(topic.id, topic.fallback, about, *limits))
        for position in codebook.positions.values():
            for rule in position.rules:
                self._await(rule.when, self._stances_waiting, len(self._stance_rules))
                limits = self._compiled(rule.unless), self._compiled(rule.given)
                self._stance_rules.append(CompiledStanceRule(position.id, rule, *limits))
        self._sides = Sides(codebook, matcher, self._scopes)

    def mentions(self, text: str) -> Mentions:
        """What the text names, and where."""
        found = self._found(text, [Span(0, len(text))])
        lists = (self._scopes.here, *sorted(self._matcher.referents))
        starts = found.words.starts
        return Mentions(self._scopes.here, {n: [starts[first] for first, _ in found.of(n)] for n in lists})

    def judge(self, text: str, passage: Passage, attribution: Attribution, mentions: Mentions) -> Judgment:
        """The judgment on one statement.

        Where it goes on with "this" or "it" and its own words say too little, what those stand for is read
        in their place.
        """
        side = self._sides.of(attribution)
        named = mentions.before(attribution.span.start)
        found = self._found(text, passage.stretches(), named)
        judgment = self._judged(text, found, side, no_topics_in=_words_in(found, passage.lead))
        judgment = self._with_its_sentence(text, passage, side, judgment, named)
        judgment = self._with_what_it_means(text, passage, side, judgment, found, named)
        return (
            judgment
            if judgment.topics
            else self._in_context(text, passage, side, attribution, judgment, named)
        )

    def _with_what_it_means(
        self,
        text: str,
        passage: Passage,
        side: str | None,
        judgment: Judgment,
        found: Found,
        named: Collection[int],
    ) -> Judgment:
        """The judgment with what is read where "this" or "it" is put back for what it stands for."""
        if passage.before is None or (judgment.topics and judgment.stances):
            return judgment
        place = self._refers_back(found, passage)
        if place is None:
            return judgment
        stretches = _with(passage.before, place, passage.stretches())
        wider_found = self._matcher.find(read(text, stretches, joined_until=place), CONTRAST, named)
        beside = _words_in(wider_found, passage.before)
        wider = self._judged(text, wider_found, side, no_stances_in=beside)
        return Judgment(
            judgment.topics or _inherited(wider.topics),
            judgment.stances or wider.stances,
            judgment.issues or wider.issues,
        )

    def _in_context(
        self,
        text: str,
        passage: Passage,
        side: str | None,
        attribution: Attribution,
        judgment: Judgment,
        named: Collection[int],
    ) -> Judgment:
        """The judgment on a statement whose own words name no topic, with those of its sentence or paragraph.

        The rest of the sentence of reported speech takes stands too; a paragraph only tells the subject.
        """
        sentence = self._judged(text, self._found(text, passage.whole_sentence, named), side)
        stances = judgment.stances
        if not stances and attribution.voice in _TOLD:
            stances = sentence.stances
        about = (
            sentence.topics or self._judged(text, self._found(text, passage.paragraph, named), side).topics
        )
        return replace(judgment, topics=_inherited(about), stances=stances)

    def _with_its_sentence(
        self, text: str, passage: Passage, side: str | None, judgment: Judgment, named: Collection[int]
    ) -> Judgment:
        """The judgment with the stances that the rest of its sentence adds, and their topics."""
        if not passage.sentence:
            return judgment
        whole = self._judged(text, self._found(text, passage.sentence, named), side)
        settled = {stance.position for stance in judgment.stances}
        added = tuple(stance for stance in whole.stances if stance.position not in settled)
        known = {topic.topic for topic in judgment.topics}
        brought = {topic for stance in added for topic in self._codebook.positions[stance.position].topics}
        topics = tuple(found for found in whole.topics if found.topic in brought - known)
        return replace(judgment, topics=(*judgment.topics, *topics), stances=(*judgment.stances, *added))

    def _judged(
        self,
        text: str,
        found: Found,
        side: str | None,
        *,
        no_topics_in: range = range(0),
        no_stances_in: range = range(0),
    ) -> Judgment:
        scope = Scope(found, self._scopes)
        due = self._stances_waiting.due(found, no_stances_in).items()
        taken, issues = stances(text, found, scope, ((self._stance_rules[n], m) for n, m in due), side)
        brought = [(self._codebook.positions[stance.position].topics, rule, stance) for rule, stance in taken]
        named = self._topics_waiting.due(found, no_topics_in).items()
        about = topics.topics(found, scope, ((self._topic_rules[n], m) for n, m in named), brought)
        return Judgment(tuple(about), tuple(stance for _, stance in taken), tuple(issues))

    def _found(self, text: str, stretches: Sequence[Span], named: Collection[int] = ()) -> Found:
        return self._matcher.find(read(text, stretches), CONTRAST, named)

    def _compiled(self, patterns: tuple[Pattern, ...]) -> tuple[Compiled, ...]:
        return tuple(self._matcher.compile(pattern) for pattern in patterns)

    def _await(self, patterns: tuple[Pattern, ...], waiting: Waiting, rule: int) -> None:
        for compiled in self._compiled(patterns):
            waiting.add(rule, compiled)

    def _refers_back(self, found: Found, passage: Passage) -> int | None:
        """The character at which the own words take up what stands before them, None if they do not."""
        if not passage.own:
            return None
        starts, first = found.words.starts, passage.own[0].start
        begins = sum(start < first for start in starts)
        opening = [
            start
            for start, _ in found.of(self._matcher.number(ANAPHORA))
            if begins <= start < begins + _ANAPHORA_WITHIN
        ]
        takes_up = (stop - 1 for _, stop in found.of(self._matcher.number(TAKES_UP)))
        later = [word for word in takes_up if starts[word] >= first]
        return starts[min(opening or later)] if opening or later else None


def _inherited(about: Sequence[TopicFound]) -> tuple[TopicFound, ...]:
    """The topics, marked as those of the words around a statement."""
    return tuple(replace(topic, rule=f"{topic.rule}/inherited") for topic in about)


def _words_in(found: Found, stretch: Span | None) -> range:
    """Which of the words lie in that stretch, whose words were read one after the other."""
    if stretch is None:
        return range(0)
    among = [n for n, start in enumerate(found.words.starts) if stretch.start <= start < stretch.stop]
    return range(among[0], among[-1] + 1) if among else range(0)


def _with(inserted: Span, place: int, stretches: Sequence[Span]) -> list[Span]:
    """The stretches with another one put in at that character."""
    parts: list[Span] = []
    for stretch in stretches:
        if stretch.start <= place < stretch.stop:
            parts += [Span(stretch.start, place), inserted, Span(place, stretch.stop)]
        else:
            parts.append(stretch)
    return [part for part in parts if part.start < part.stop]


@lru_cache(maxsize=4)
def coder(codebook: Codebook) -> Coder:
    """The coder of a codebook, compiled once."""
    return Coder(codebook)
