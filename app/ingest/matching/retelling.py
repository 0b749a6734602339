"""Two remarks in, how surely they are one remark told in other words or another language out."""

from itertools import pairwise

from app.ingest.matching.remarks import Remark
from app.ingest.matching.wording import differ_in_a_word

STANCE, NUMBER, NAME, DENIAL = "stance:", "number:", "name:", "denial"

# From here on two reports of one day are one remark (measured on marked pairs and on the demo corpus).
_SURE = 0.5
_OF_TRAITS, _OF_WORDS = 0.65, 0.7
# What two remarks share by chance weighs less than this; the same rare words make up for it.
_ENOUGH, _SOMETHING = 7.0, 3.0
_SAME_WORDS = 0.5
# Without words to compare, more is asked of the rest: the smaller the share, the more it must weigh.
_WEIGHED = 8.0
# An article that paraphrases and then quotes says the same twice; one that lists two demands does not.
_IN_ONE_ARTICLE = 0.7
# Among much the same words a single "not" makes the opposite of them.
_DENIED = 0.3
# Two long words that both put between quotation marks are seldom chance.
_QUOTED, _LONG = 0.15, 5


def retold(one: Remark, other: Remark) -> float:
    """How much the two have in common, from nought to about one; nought where that is not enough."""
    if one.speaker != other.speaker or clash(one, other):
        return 0.0
    common, share = _common(one, other)
    if one.language != other.language:
        return share if share >= _SURE and share * common >= _WEIGHED else 0.0
    words = _jaccard(one.stems, other.stems)
    if words < _IN_ONE_ARTICLE and one.article == other.article:
        return 0.0
    quoted = bool(_quoted(one) & _quoted(other))
    if common < (_ENOUGH if words < _SAME_WORDS else _SOMETHING):
        return 0.0
    if differ_in_a_word(one, other) and not quoted:
        return 0.0
    denied = words >= _SAME_WORDS and _named(one, DENIAL) != _named(other, DENIAL)
    likeness = _OF_TRAITS * share + _OF_WORDS * words + _QUOTED * quoted - _DENIED * denied
    return likeness if likeness >= _SURE else 0.0


def clash(one: Remark, other: Remark) -> bool:
    """Whether the two cannot be one remark: other stances, other numbers, other people throughout."""
    stances, others = _stances(one), _stances(other)
    if any(others.get(position, stance) != stance for position, stance in stances.items()):
        return True
    if _are_others(_named(one, NUMBER), _named(other, NUMBER), 1):
        return True
    return _are_others(_named(one, NAME), _named(other, NAME), 2)


def _are_others(mine: set[str], theirs: set[str], least: int) -> bool:
    return min(len(mine), len(theirs)) >= least and not mine & theirs


def _quoted(remark: Remark) -> set[tuple[str, str]]:
    pairs = (pair for run in remark.verbatim for pair in pairwise(run))
    return {(first, second) for first, second in pairs if min(len(first), len(second)) >= _LONG}


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


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one or other else 0.0
