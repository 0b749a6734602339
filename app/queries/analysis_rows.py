"""What the analyses hand to pages and files; the field order is the column order of JSON and CSV."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple


class Shift(NamedTuple):
    """A day from which a position was held differently; `on` is the first day of the new kind.

    It happened after `low` and not later than `high` (95 % credible). `net` runs from -1 (opposed) to 1
    (supported), over the speaker-days since the shift before and up to the one after; `effect` is their
    difference with its 95 % interval. `p` is the share of `permutations` that show as clear a shift by chance, none
    where there are too many to shuffle. `before` and `after` are the ids of the nearest statements, the
    nearest first.
    """

    position: str
    on: date
    low: date
    high: date
    n_before: int
    n_after: int
    net_before: float
    net_after: float
    effect: float
    effect_low: float
    effect_high: float
    bayes_factor: float
    p: float | None
    permutations: int
    before: Sequence[str]
    after: Sequence[str]


class PositionShifts(NamedTuple):
    """The shifts of one position in order, found among `n` speaker-days: one speaker, one day, one stance.

    `undated` units could not be used. Where not `enough`, no shift was looked for: nothing is known.
    """

    position: str
    n: int
    undated: int
    enough: bool
    shifts: Sequence[Shift]
