"""What the rules find in one statement in, its topics out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.codebook.patterns.matching import Compiled, Found, Match, matches
from app.codebook.rules import StanceRule, TopicRule
from app.ingest.coding.scope import Scope
from app.ingest.coding.stances import evidence
from app.ingest.records import Span, StanceFound, TopicFound


@dataclass(frozen=True, slots=True)
class CompiledTopicRule:
    """A topic rule with the patterns that restrict it compiled."""

    topic: str
    fallback: bool
    rule: TopicRule
    unless: tuple[Compiled, ...]
    given: tuple[Compiled, ...]


def topics(
    found: Found,
    scope: Scope,
    rules: Iterable[tuple[CompiledTopicRule, list[Match]]],
    implied: Iterable[tuple[tuple[str, ...], StanceRule, StanceFound]],
) -> list[TopicFound]:
    """The topics by their own rules, then those that a stance brings, a fallback only where there is none."""
    named: dict[str, TopicFound] = {}
    fallbacks: dict[str, TopicFound] = {}
    for compiled, results in rules:
        into = fallbacks if compiled.fallback else named
        if compiled.topic not in into:
            place = _first(compiled, results, found, scope)
            if place:
                into[compiled.topic] = TopicFound(compiled.topic, compiled.rule.id, place)
    for brought, rule, stance in implied:
        for topic in (*brought, *rule.topics):
            named.setdefault(topic, TopicFound(topic, rule.id, stance.evidence))
    return list((named or fallbacks).values())


def _first(compiled: CompiledTopicRule, results: Sequence[Match], found: Found, scope: Scope) -> Span | None:
    if compiled.given and not any(matches(pattern, found) for pattern in compiled.given):
        return None
    sentences = found.words.sentences
    barred: set[int] | None = None
    for match in sorted(results, key=lambda match: match.start):
        if scope.is_elsewhere(match):
            continue
        if barred is None:
            barred = {sentences[m.start] for pattern in compiled.unless for m in matches(pattern, found)}
        if sentences[match.start] not in barred:
            return evidence(found, match.start, match.stop)
    return None
