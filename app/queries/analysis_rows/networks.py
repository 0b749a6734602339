"""Ties of speakers to positions and to each other."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple


class Tie(NamedTuple):
    """How one speaker stands to one position: units with any stance, with each, and the days they span.

    A unit may take two stances, so that these may add up to more than `n`.
    """

    speaker_id: str
    position: str
    n: int
    support: int
    conditional: int
    neutral: int
    oppose: int
    first_on: date | None
    last_on: date | None


class Stretch(NamedTuple):
    """How many hold together in one stretch of time, both days included.

    `speakers` take `stances` on `positions`, a unit counted once for each position; of their pairs so many
    agree and so many are opposed on anything, and a pair may do both.
    """

    first: date
    last: date
    speakers: int
    positions: int
    stances: int
    agreeing: int
    opposed: int


class Stretches(NamedTuple):
    """Stretches in order, overlapping if the step is shorter than the width; `undated` units are in none."""

    stretches: Sequence[Stretch]
    undated: int


class Pair(NamedTuple):
    """Two speakers: positions both hold, on how many they take one stance, on how many they are opposed.

    `congruence`, `conflict` and `subtract` (the one less the other) are those numbers after normalisation.
    """

    one: str
    other: str
    shared: int
    n_congruent: int
    n_conflicting: int
    congruence: float
    conflict: float
    subtract: float


class Agreement(NamedTuple):
    """Pairs of speakers with something in common or against each other; `left_out` speakers were too many."""

    normalization: str
    at_least: int
    speakers: Sequence[str]
    pairs: Sequence[Pair]
    left_out: int
