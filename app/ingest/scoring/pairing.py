"""Predicted and gold statements of one article in, which of them are the same out."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.ingest.records import Span
from app.ingest.scoring.gold import GoldStatement
from app.ingest.scoring.predictions import Names, Predicted

OVERLAP = 0.5


@dataclass(frozen=True, slots=True)
class Pairing:
    """Pairs of predicted and gold places, the required gold places, and the predictions that do not count."""

    pairs: tuple[tuple[int, int], ...]
    required: tuple[int, ...]
    ignored: frozenset[int]


def pair(found: Sequence[Predicted], gold: Sequence[GoldStatement], names: Names) -> Pairing:
    """One to one, best overlap first; a prediction that meets an optional statement does not count."""
    candidates = []
    for place, predicted in enumerate(found):
        for other, statement in enumerate(gold):
            overlap = jaccard(predicted.span, statement.span)
            if overlap >= OVERLAP:
                same = names.same(predicted.speaker, statement.speakers)
                candidates.append((overlap, same, not statement.is_optional, -place, -other))
    taken: dict[int, int] = {}
    given: set[int] = set()
    for _, _, _, place, other in sorted(candidates, reverse=True):
        if -place not in taken and -other not in given:
            taken[-place] = -other
            given.add(-other)
    ignored = {place for place, other in taken.items() if gold[other].is_optional}
    ignored |= {
        place
        for place, predicted in enumerate(found)
        if place not in taken and any(_meets(predicted.span, s) for s in gold if s.is_optional)
    }
    pairs = tuple((place, other) for place, other in sorted(taken.items()) if not gold[other].is_optional)
    required = tuple(other for other, statement in enumerate(gold) if not statement.is_optional)
    return Pairing(pairs, required, frozenset(ignored))


def jaccard(one: Span, other: Span | None) -> float:
    """The share of characters that two spans have in common."""
    if other is None:
        return 0.0
    common = min(one.stop, other.stop) - max(one.start, other.start)
    return max(common, 0) / (max(one.stop, other.stop) - min(one.start, other.start))


def _meets(span: Span, statement: GoldStatement) -> bool:
    return max(jaccard(span, statement.span), jaccard(span, statement.around)) >= OVERLAP
