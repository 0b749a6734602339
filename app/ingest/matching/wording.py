"""Two remarks in, whether they are the same words out."""

from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

from app.ingest.matching.remarks import Remark, Words

_SHARED = 0.6
# One changed word breaks three shingles: where outlets spell or translate a word or two in their own way,
# fewer are shared, but nearly all words still come in the same order. Among many more that would be chance.
_SHARED_AT_LEAST = 0.35
_IN_ORDER = 0.8
_COMPARABLE = 1.5
# Of so few telling words one that differs makes another remark: strikes on hospitals, strikes on schools.
_SHORT, _NEARLY_ALL = 6, 0.84
# Fewer words than these turn up in unlike remarks of one day; only the very same words are a repeat.
_FEW_WORDS = 5
# Wires retell a remark in their own words and share only what stands between quotation marks: so few words
# of it are enough on one day, if at least two of them are no small words. Winnowing sees to longer runs.
QUOTED = 3
SHORT_RUN = 12
_LONG_WORD, _LONG_WORDS = 4, 2


def alike(one: Remark, other: Remark) -> bool:
    """Whether the two are the same words, give or take one or two, or one a cut of the other.

    Reports in different articles on one day are alike, too, if they quote the same few words.
    """
    if one.speaker != other.speaker or not one.words or not other.words:
        return False
    if _quote_the_same(one, other):
        return True
    if min(len(one.words), len(other.words)) < _FEW_WORDS:
        return one.words == other.words
    if _count_differently(one.words, other.words) or differ_in_a_word(one, other):
        return False
    shared = len(one.shingles & other.shingles) / min(len(one.shingles), len(other.shingles))
    return shared >= _SHARED or (shared >= _SHARED_AT_LEAST and _in_order(one.words, other.words))


def differ_in_a_word(one: Remark, other: Remark) -> bool:
    """Whether the telling words of the shorter one are few, and not all but one in many are in the other."""
    fewer = min(len(one.stems), len(other.stems))
    return fewer <= _SHORT and len(one.stems & other.stems) < _NEARLY_ALL * fewer


def _count_differently(one: Words, other: Words) -> bool:
    """Whether both have numbers and no two are the same: 27 tonnes of aid are not 30."""
    mine, theirs = ({word for word in words if word.isdigit()} for words in (one, other))
    return bool(mine and theirs and not mine & theirs)


def _quote_the_same(one: Remark, other: Remark) -> bool:
    if one.article == other.article or one.said_on is None or other.said_on is None:
        return False
    return any(_holds(run, part) for run in one.verbatim for part in other.verbatim)


def _holds(one: Words, other: Words) -> bool:
    """Whether the shorter run is a part of the longer one, and says enough to be known by."""
    part, whole = sorted((one, other), key=len)
    if len(part) < QUOTED or sum(len(word) >= _LONG_WORD for word in part) < _LONG_WORDS:
        return False
    if len(whole) > SHORT_RUN and len(part) <= QUOTED + 2:
        return False
    return any(whole[at : at + len(part)] == part for at in range(len(whole) - len(part) + 1))


def _in_order(one: Sequence[str], other: Sequence[str]) -> bool:
    shorter, longer = sorted((len(one), len(other)))
    if longer > _COMPARABLE * shorter:
        return False
    return LCSseq.similarity(one, other) >= _IN_ORDER * shorter
