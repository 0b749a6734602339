"""What the rules find in one statement in, at most one stance per position out.

Where several rules speak on one position, the weightier decides (an act before a judgement before a loaded
word); of equal ones the one after the "but"; a condition qualifies support. Rules that still disagree give no
stance but an issue with the words of both.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.codebook.patterns.matching import Compiled, Found, Hit, Match, matches
from app.codebook.rules import StanceRule
from app.codebook.terms import Stance
from app.ingest.coding.scope import Scope
from app.ingest.records import Issue, Span, StanceFound


@dataclass(frozen=True, slots=True)
class CompiledStanceRule:
    """A stance rule with the patterns that restrict it compiled."""

    position: str
    rule: StanceRule
    unless: tuple[Compiled, ...]
    given: tuple[Compiled, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    rule: StanceRule
    stance: Stance
    match: Match
    condition: Hit | None
    after_contrast: bool

    @property
    def rank(self) -> tuple[int, bool]:
        return self.rule.weight, self.after_contrast


def stances(
    text: str,
    found: Found,
    scope: Scope,
    rules: Iterable[tuple[CompiledStanceRule, list[Match]]],
    side: str | None,
) -> tuple[list[tuple[StanceRule, StanceFound]], list[Issue]]:
    """The stances with the rules that gave them, and the positions on which the rules disagree."""
    by_position: dict[str, list[_Candidate]] = {}
    for compiled, results in rules:
        candidates = _candidates(compiled, results, found, scope, side)
        if candidates:
            by_position.setdefault(compiled.position, []).extend(candidates)
    taken, issues = [], []
    for position, candidates in by_position.items():
        settled = _settle(candidates)
        if isinstance(settled, str):
            hull = Span(
                min(_evidence(found, c.match).start for c in candidates),
                max(_evidence(found, c.match).stop for c in candidates),
            )
            issues.append(Issue("coding", f"{position}: {settled}", hull.of(text)[:300], hull))
        else:
            taken.append((settled.rule, _stance(text, found, position, settled, candidates)))
    return taken, issues


def _candidates(
    compiled: CompiledStanceRule, results: Sequence[Match], found: Found, scope: Scope, side: str | None
) -> list[_Candidate]:
    rule = compiled.rule
    if (rule.by and side not in rule.by) or (side is not None and side in rule.not_by):
        return []
    if compiled.given and not any(matches(pattern, found) for pattern in compiled.given):
        return []
    sentences, clauses = found.words.sentences, found.clauses
    barred = {clauses[m.start] for pattern in compiled.unless for m in matches(pattern, found)}
    candidates = []
    for match in results:
        sentence = sentences[match.start]
        if clauses[match.start] in barred or scope.is_elsewhere(match) or scope.is_of_another(match, side):
            continue
        stance: Stance | None = rule.negated if scope.is_negated(match) else rule.stance
        if stance is None:
            continue
        condition = scope.condition_of(match) if rule.conditional or stance is Stance.CONDITIONAL else None
        if condition and stance is Stance.SUPPORT:
            stance = Stance.CONDITIONAL
        after = match.start > scope.contrasts.get(sentence, len(sentences))
        candidates.append(_Candidate(rule, stance, match, condition, after))
    return candidates


def _settle(candidates: Sequence[_Candidate]) -> _Candidate | str:
    best = max(candidate.rank for candidate in candidates)
    top = [candidate for candidate in candidates if candidate.rank == best]
    said = {candidate.stance for candidate in top}
    if said == {Stance.SUPPORT, Stance.CONDITIONAL}:
        top = [candidate for candidate in top if candidate.stance is Stance.CONDITIONAL]
    elif len(said) > 1:
        rules = ", ".join(sorted({f"{candidate.rule.id} ({candidate.stance})" for candidate in top}))
        return f"rules disagree: {rules}"
    return min(
        top, key=lambda candidate: (candidate.match.stop - candidate.match.start, candidate.match.start)
    )


def _stance(
    text: str, found: Found, position: str, chosen: _Candidate, candidates: Sequence[_Candidate]
) -> StanceFound:
    others = sorted(
        (c for c in candidates if c.rule is not chosen.rule),
        key=lambda c: (c.stance == chosen.stance, -c.rule.weight, c.rule.id),
    )
    return StanceFound(
        position=position,
        stance=chosen.stance,
        rule=chosen.rule.id,
        evidence=_evidence(found, chosen.match),
        condition=_condition(text, found, chosen),
        runner_up=others[0].rule.id if others else None,
    )


def _condition(text: str, found: Found, chosen: _Candidate) -> str | None:
    if chosen.stance is not Stance.CONDITIONAL:
        return None
    start, stop = chosen.condition or chosen.match.hits[-1]
    if chosen.condition is None:
        clauses = found.clauses
        while stop < len(clauses) and clauses[stop] == clauses[start] and not found.words.commas[stop]:
            stop += 1
    return " ".join(evidence(found, start, stop).of(text).split())


def _evidence(found: Found, match: Match) -> Span:
    return evidence(found, match.start, match.stop)


def evidence(found: Found, first: int, last: int) -> Span:
    """The characters of those words, without a lead that stands after the statement."""
    starts, stops = found.words.starts, found.words.stops
    while first < last - 1 and starts[first] > starts[last - 1]:
        first += 1
    return Span(starts[first], stops[last - 1])
