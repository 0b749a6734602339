"""Counts per article in, precision, recall and F1 with their 95 % intervals out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

_DRAWS = 1000
_SEED = 7


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many were right, of how many found and of how many there are."""

    right: int
    found: int
    there: int

    @property
    def precision(self) -> float | None:
        """None where nothing was found."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """None where there is nothing to find."""
        return self.right / self.there if self.there else None

    @property
    def f1(self) -> float | None:
        """None where there is nothing to find and nothing was found."""
        both = self.found + self.there
        return 2 * self.right / both if both else None


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure with its interval, which is None where the articles are too few to give one."""

    name: str
    ratio: Ratio
    interval: tuple[float, float] | None


Counts = Mapping[str, Ratio]


def measures(per_article: Sequence[Counts], names: Sequence[str]) -> tuple[Measure, ...]:
    """The sums over all articles; intervals by drawing articles with replacement, always the same draws."""
    return tuple(
        _measure(name, [counts.get(name, Ratio(0, 0, 0)) for counts in per_article]) for name in names
    )


def _measure(name: str, ratios: Sequence[Ratio]) -> Measure:
    rows = np.array([(ratio.right, ratio.found, ratio.there) for ratio in ratios], dtype=np.int64).reshape(
        -1, 3
    )
    right, found, there = (int(total) for total in rows.sum(axis=0))
    interval = None
    if len(rows) > 1:
        draws = np.random.default_rng(_SEED).multinomial(
            len(rows), np.full(len(rows), 1 / len(rows)), size=_DRAWS
        )
        totals = draws @ rows
        both = totals[:, 1] + totals[:, 2]
        values = 2 * totals[both > 0, 0] / both[both > 0]
        if len(values):
            low, high = np.percentile(values, (2.5, 97.5))
            interval = (float(low), float(high))
    return Measure(name, Ratio(right, found, there), interval)
