"""Two remarks in, how surely they are one remark told in other words or another language out."""

from collections.abc import Iterable

from app.ingest.matching.remarks import Remark

STANCE, NUMBER = "stance:", "number:"

# From here on two reports of one day are one remark (measured on marked pairs, see docs/accuracy.md).
_SURE = 0.5
# An article that paraphrases and then quotes says the same twice; one that lists two demands does not.
_SURE_IN_ONE_ARTICLE = 0.65
# What two short remarks share by chance weighs less than this; the same rare words make up for it.
_ENOUGH = 7.0
_SAME_WORDS = 0.5
_OF_TRAITS, _OF_WORDS = 0.65, 0.7


def retold(one: Remark, other: Remark) -> float:
    """How much the two have in common, from nought to about one; nought where they cannot be one remark."""
    if one.speaker != other.speaker or clash(one, other):
        return 0.0
    common, share = _common(one, other)
    words = _jaccard(one.stems, other.stems) if one.language == other.language else None
    if common < _ENOUGH and (words is None or words < _SAME_WORDS):
        return 0.0
    likeness = share if words is None else _OF_TRAITS * share + _OF_WORDS * words
    needed = _SURE_IN_ONE_ARTICLE if one.article == other.article else _SURE
    return likeness if likeness >= needed else 0.0


def clash(one: Remark, other: Remark) -> bool:
    """Whether the two take different stances on one position, or both have numbers and share none."""
    stances, others = _stances(one), _stances(other)
    if any(others.get(position, stance) != stance for position, stance in stances.items()):
        return True
    numbers, more = _named(one, NUMBER), _named(other, NUMBER)
    return bool(numbers and more and not numbers & more)


def _stances(remark: Remark) -> dict[str, str]:
    pairs = (trait.removeprefix(STANCE).partition("=") for trait in _named(remark, STANCE))
    return {position: stance for position, _, stance in pairs}


def _named(remark: Remark, kind: str) -> set[str]:
    return {trait for trait, _ in remark.traits if trait.startswith(kind)}


def _common(one: Remark, other: Remark) -> tuple[float, float]:
    """The weight of the shared traits, and its share in that of all."""
    mine, theirs = dict(one.traits), dict(other.traits)
    common = sum(weight for trait, weight in one.traits if trait in theirs)
    everything = sum((mine | theirs).values())
    return common, common / everything if everything else 0.0


def _jaccard(one: Iterable[str], other: Iterable[str]) -> float:
    mine, theirs = set(one), set(other)
    return len(mine & theirs) / len(mine | theirs) if mine or theirs else 0.0
