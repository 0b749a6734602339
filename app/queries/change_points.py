"""Counts of kinds day by day in, the days on which their mix changed out.

A stretch of days is taken to draw its units from one mix of kinds (a Dirichlet-multinomial under Jeffreys'
prior). One change at an unknown day is weighed against none by their Bayes factor, exactly, every admissible
day being as likely beforehand; stretches are cut at the best day until none is left with strong evidence.
Units of one day are not independent of each other, so both sides also need several days.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

# "Strong" evidence in the scale of Kass and Raftery (1995).
STRONG = 20.0
UNITS = 5
DAYS = 3
MOST = 10
MOST_SHUFFLED = 10_000
MOST_DRAWN = 1_000_000
_PRIOR = 0.5
_SEED = 20231007

Counts = NDArray[np.int64]
Floats = NDArray[np.float64]


class Split(NamedTuple):
    """A change after the day `at`, within the stretch `first` to `stop`.

    With 95 % credibility the last day before the change is one of `low` to `high`.
    """

    first: int
    at: int
    stop: int
    low: int
    high: int
    bayes_factor: float


def splits(counts: Counts) -> list[Split]:
    """Where rows (days) of counts by column (kinds) change, in order; the clearest `MOST` of them."""
    found: list[Split] = []
    open_ = [_best(counts, 0, len(counts))]
    while len(found) < MOST:
        clear = [split for split in open_ if split and split.bayes_factor >= STRONG]
        if not clear:
            break
        split = max(clear, key=lambda each: (each.bayes_factor, -each.first))
        found.append(split)
        open_ = [each for each in clear if each is not split]
        open_ += [_best(counts, split.first, split.at + 1), _best(counts, split.at + 1, split.stop)]
    return sorted(found, key=lambda split: split.at)


def chance(counts: Counts, split: Split, permutations: int = 999) -> tuple[float, int] | None:
    """How often chance shows as clear a change in that stretch, and in how many shuffles that was counted.

    Kinds are shuffled over the units, days stay; p = (1 + as clear) / (1 + shuffles). The more units, the
    fewer shuffles, never fewer than 99; beyond `MOST_SHUFFLED` units none are made.
    """
    stretch = counts[split.first : split.stop]
    sizes = stretch.sum(axis=1)
    n = int(sizes.sum())
    if n > MOST_SHUFFLED:
        return None
    times = max(99, min(permutations, MOST_DRAWN // n))
    allowed = _allowed(stretch)
    observed = _gain(stretch.cumsum(axis=0), allowed).max()
    labels = np.repeat(np.arange(counts.shape[1], dtype=np.int8), stretch.sum(axis=0))
    starts = np.concatenate(([0], sizes.cumsum()[:-1]))
    draw = np.random.default_rng(_SEED)
    as_clear = 0
    for _ in range(times):
        shuffled = draw.permutation(labels)
        kinds = [np.add.reduceat(shuffled == kind, starts, dtype=np.int64) for kind in range(counts.shape[1])]
        drawn = _gain(np.stack(kinds, axis=1).cumsum(axis=0), allowed).max()
        as_clear += bool(drawn >= observed - 1e-9)
    return (1 + as_clear) / (1 + times), times


def _best(counts: Counts, first: int, stop: int) -> Split | None:
    stretch = counts[first:stop]
    allowed = _allowed(stretch)
    if not allowed.size:
        return None
    gain = _gain(stretch.cumsum(axis=0), allowed)
    top = float(gain.max())
    weights = np.exp(gain - top)
    posterior = weights.cumsum() / weights.sum()
    low, high = (int(np.searchsorted(posterior, edge)) for edge in (0.025, 0.975))
    return Split(
        first=first,
        at=first + int(allowed[int(gain.argmax())]),
        stop=stop,
        low=first + int(allowed[low]),
        high=first + int(allowed[min(high, len(allowed) - 1)]),
        bayes_factor=float(np.exp(min(top + np.log(weights.mean()), 700.0))),
    )


def _allowed(stretch: Counts) -> NDArray[np.intp]:
    """The days after which enough units and days lie on either side."""
    up_to = stretch.sum(axis=1).cumsum()
    if not up_to.size:
        return np.empty(0, dtype=np.intp)
    day = np.arange(1, len(stretch) + 1)
    enough = (up_to >= UNITS) & (up_to[-1] - up_to >= UNITS) & (day >= DAYS) & (len(stretch) - day >= DAYS)
    return np.flatnonzero(enough)


def _gain(up_to: Counts, allowed: NDArray[np.intp]) -> Floats:
    """For each day the log of how much better two mixes tell the counts than one."""
    whole = up_to[-1]
    left = up_to[allowed]
    table = _log_rising(int(whole.sum()), _PRIOR)
    sums = _log_rising(int(whole.sum()), _PRIOR * len(whole))
    apart = _evidence(left, table, sums) + _evidence(whole - left, table, sums)
    gain: Floats = apart - _evidence(whole[None, :], table, sums)
    return gain


def _evidence(counts: Counts, table: Floats, sums: Floats) -> Floats:
    found: Floats = table[counts].sum(axis=1) - sums[counts.sum(axis=1)]
    return found


def _log_rising(n: int, start: float) -> Floats:
    """log Γ(start + i) - log Γ(start) for i from 0 to n."""
    steps = np.log(start + np.arange(n, dtype=np.float64))
    return np.concatenate(([0.0], steps.cumsum()))
