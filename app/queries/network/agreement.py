"""Ties in, which speakers agree and which are opposed out."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from app.codebook.terms import Stance
from app.queries.analysis_rows import Agreement, Pair, Tie

MOST_SPEAKERS = 200

Floats = NDArray[np.float64]

_STANCES = tuple(Stance)
_SUPPORT, _OPPOSE = _STANCES.index(Stance.SUPPORT), _STANCES.index(Stance.OPPOSE)


class Normalization(StrEnum):
    """What the number of positions on which two speakers agree is divided by.

    `none`: nothing; `average`: the mean number of positions that the two hold; `jaccard`: the number that
    either holds; `cosine`: the geometric mean of the two numbers.
    """

    NONE = "none"
    AVERAGE = "average"
    JACCARD = "jaccard"
    COSINE = "cosine"


def one_mode(
    ties: Iterable[Tie],
    normalization: Normalization = Normalization.AVERAGE,
    at_least: int = 1,
    most: int = MOST_SPEAKERS,
) -> Agreement:
    """Which speakers agree and which are opposed, by the positions that they hold.

    A speaker holds a stance on a position from `at_least` units on. Two are congruent on a position if they
    hold the same stance on it (any of the four), in conflict if one supports and the other opposes it; who
    does both is both. Of more than `most` speakers those with the most units are compared.
    """
    held = [tie for tie in ties if max(_counts(tie)) >= at_least]
    weight: dict[str, int] = defaultdict(int)
    for tie in held:
        weight[tie.speaker_id] += tie.n
    speakers = sorted(weight, key=lambda each: (-weight[each], each))
    places = {speaker: place for place, speaker in enumerate(speakers[:most])}
    columns = {position: place for place, position in enumerate(sorted({tie.position for tie in held}))}
    holds = np.zeros((len(_STANCES), len(places), len(columns)))
    for tie in held:
        if tie.speaker_id in places:
            row, column = places[tie.speaker_id], columns[tie.position]
            holds[:, row, column] = [n >= at_least for n in _counts(tie)]
    pairs = _pairs(holds, list(places), normalization)
    return Agreement(normalization, at_least, sorted(places), pairs, len(speakers) - len(places))


def pairs(holds: Floats) -> tuple[int, int]:
    """How many pairs of speakers agree on anything, and how many are opposed on anything.

    `holds` is 1 where a stance, a speaker and a position meet.
    """
    stances, speakers, positions = holds.shape
    of_each = holds.transpose(1, 0, 2).reshape(speakers, stances * positions)
    crossed = holds[_SUPPORT] @ holds[_OPPOSE].T
    agreeing, opposed = of_each @ of_each.T, crossed + crossed.T
    found = [int(np.count_nonzero(np.triu(matrix, 1))) for matrix in (agreeing, opposed)]
    return found[0], found[1]


def _counts(tie: Tie) -> tuple[int, int, int, int]:
    return tie.support, tie.conditional, tie.neutral, tie.oppose


def _pairs(holds: Floats, speakers: Sequence[str], normalization: Normalization) -> list[Pair]:
    """Every two speakers that agree or are opposed on something."""
    any_: Floats = np.asarray(holds.any(axis=0), dtype=np.float64)
    support, oppose = holds[_SUPPORT], holds[_OPPOSE]
    # The number of positions, not of stances: two speakers who both support and oppose one agree on it once.
    same = np.zeros((len(speakers), len(speakers)))
    against = np.zeros_like(same)
    for column in range(holds.shape[2]):
        of = holds[:, :, column]
        same += (of.T @ of) > 0
        crossed = np.outer(support[:, column], oppose[:, column])
        against += (crossed + crossed.T) > 0
    shared = any_ @ any_.T
    by = _divisor(any_.sum(axis=1), shared, normalization)
    i, j = np.nonzero(np.triu(same + against, 1))
    columns = (shared, same, against, same / by, against / by, (same - against) / by)
    found = []
    for row in zip(i.tolist(), j.tolist(), *(each[i, j].tolist() for each in columns), strict=True):
        one, other = sorted((speakers[row[0]], speakers[row[1]]))
        found.append(Pair(one, other, int(row[2]), int(row[3]), int(row[4]), *row[5:]))
    return sorted(found, key=lambda pair: (-pair.shared, pair.one, pair.other))


def _divisor(held: Floats, shared: Floats, normalization: Normalization) -> Floats:
    match normalization:
        case Normalization.NONE:
            return np.ones_like(shared)
        case Normalization.AVERAGE:
            return (held[:, None] + held[None, :]) / 2
        case Normalization.JACCARD:
            return held[:, None] + held[None, :] - shared
        case Normalization.COSINE:
            found: Floats = np.sqrt(np.outer(held, held))
            return found
