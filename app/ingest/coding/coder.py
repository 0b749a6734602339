"""A codebook in, a coder out that judges one passage after the other."""

from dataclasses import replace
from functools import lru_cache

from app.codebook.model import Codebook, Speaker
from app.codebook.patterns.matching import CONTRAST, Compiled, Found, Matcher, Waiting
from app.codebook.patterns.words import read
from app.codebook.rules import Pattern
from app.ingest.coding import topics
from app.ingest.coding.passages import Passage
from app.ingest.coding.scope import ANAPHORA, Scope, Scopes, side_in
from app.ingest.coding.stances import CompiledStanceRule, stances
from app.ingest.coding.topics import CompiledTopicRule
from app.ingest.records import Attribution, Judgment, Span

_ANAPHORA_WITHIN = 3


class Coder:
    """The rules of one codebook, compiled."""

    def __init__(self, codebook: Codebook) -> None:
        matcher = self._matcher = Matcher(codebook.lexicon)
        self._scopes = Scopes.of(matcher, codebook.lexicon)
        self._codebook = codebook
        self._sides: dict[str, str | None] = {}
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
        self._name_people()

    def subject_places(self, text: str) -> list[int]:
        """Where the text names the conflict or its region, in order."""
        words = read(text, [Span(0, len(text))])
        hits = self._matcher.plain_hits(words.folded).get(self._scopes.here, ())
        return [words.starts[start] for start, _ in hits]

    def judge(self, text: str, passage: Passage, attribution: Attribution) -> Judgment:
        """The judgment on one statement.

        Where it begins with "this" or "it" and its own words say too little, those before it are read too.
        """
        side = self.side_of(attribution)
        found = self._found(text, passage.stretches())
        led_by = _words_until(found, passage.lead)
        judgment = self._judged(text, found, side, topics_from=led_by)
        if passage.before is None or (judgment.topics and judgment.stances):
            return judgment
        if not self._refers_back(found, passage):
            return judgment
        words = read(text, (passage.before, *passage.stretches()), joined_until=passage.own[0].start)
        wider_found = self._matcher.find(words, CONTRAST)
        wider = self._judged(text, wider_found, side, stances_from=_words_until(wider_found, passage.before))
        return Judgment(
            judgment.topics
            or tuple(replace(topic, rule=f"{topic.rule}/inherited") for topic in wider.topics),
            judgment.stances or wider.stances,
            judgment.issues or wider.issues,
        )

    def _judged(
        self, text: str, found: Found, side: str | None, *, topics_from: int = 0, stances_from: int = 0
    ) -> Judgment:
        scope = Scope(found, self._scopes)
        due = self._stances_waiting.due(found, stances_from).items()
        taken, issues = stances(text, found, scope, ((self._stance_rules[n], m) for n, m in due), side)
        brought = [(self._codebook.positions[stance.position].topics, rule, stance) for rule, stance in taken]
        named = self._topics_waiting.due(found, topics_from).items()
        about = topics.topics(found, scope, ((self._topic_rules[n], m) for n, m in named), brought)
        return Judgment(tuple(about), tuple(stance for _, stance in taken), tuple(issues))

    def side_of(self, attribution: Attribution) -> str | None:
        """The side of the speaker, by the words that name the sides; none if they name none."""
        key = attribution.speaker or attribution.name
        if key not in self._sides:
            self._sides[key] = self._side(attribution)
        return self._sides[key]

    def _side(self, attribution: Attribution) -> str | None:
        known = self._codebook.speakers.get(attribution.speaker or "")
        return (
            self._side_of_known(known)
            if known
            else self._named(attribution.name) or self._named(attribution.printed)
        )

    def _side_of_known(self, speaker: Speaker) -> str | None:
        """The side of the country; of the body where that is another side in the same country."""
        country, body = self._named(speaker.country), self._named(speaker.affiliation)
        is_embassy = " in " in speaker.affiliation or " to " in speaker.affiliation
        return body if body and not is_embassy else country or body

    def _named(self, name: str) -> str | None:
        return side_in(self._found(name, [Span(0, len(name))]), self._scopes.sides)

    def _found(self, text: str, stretches: "tuple[Span, ...] | list[Span]") -> Found:
        return self._matcher.find(read(text, stretches), CONTRAST)

    def _compiled(self, patterns: tuple[Pattern, ...]) -> tuple[Compiled, ...]:
        return tuple(self._matcher.compile(pattern) for pattern in patterns)

    def _await(self, patterns: tuple[Pattern, ...], waiting: Waiting, rule: int) -> None:
        for compiled in self._compiled(patterns):
            waiting.add(rule, compiled)

    def _refers_back(self, found: Found, passage: Passage) -> bool:
        if not passage.own:
            return False
        begins = sum(start < passage.own[0].start for start in found.words.starts)
        return any(
            begins <= start < begins + _ANAPHORA_WITHIN
            for start, _ in found.of(self._matcher.number(ANAPHORA))
        )

    def _name_people(self) -> None:
        """The surnames of known people name their sides too."""
        lists = {entry.side: entry.id for entry in self._codebook.lexicon.values() if entry.side}
        for speaker in self._codebook.speakers.values():
            side = self._side_of_known(speaker)
            if side:
                surnames = [read(word, [Span(0, len(word))]).folded for word in speaker.surnames.all()]
                self._matcher.add_words(lists[side], [" ".join(words) for words in surnames if words])


def _words_until(found: Found, stretch: Span | None) -> int:
    """How many words are read before those after that stretch, which comes first."""
    if stretch is None:
        return 0
    starts = found.words.starts
    return next(
        (n for n, start in enumerate(starts) if not stretch.start <= start < stretch.stop), len(starts)
    )


@lru_cache(maxsize=4)
def coder(codebook: Codebook) -> Coder:
    """The coder of a codebook, compiled once."""
    return Coder(codebook)
