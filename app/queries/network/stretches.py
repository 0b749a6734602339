"""Ties of short steps of time in, how many hold together and against each other in each stretch out."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.queries.network.agreement import MOST_SPEAKERS, pairs

Ints = NDArray[np.int64]


class Held(NamedTuple):
    """Ties as columns: the numbers of speaker and position, the units, and a row of units for each stance."""

    speakers: Ints
    positions: Ints
    n: Ints
    by_stance: Ints


class Standing(NamedTuple):
    """How many speak, on how many positions, with how many stances; how many pairs agree or are opposed."""

    speakers: int
    positions: int
    stances: int
    agreeing: int
    opposed: int


def standing(steps: Sequence[Held], at_least: int, most: int = MOST_SPEAKERS) -> Standing:
    """The steps as one stretch; a tie of fewer units is not there, nor a stance taken more rarely."""
    if not steps:
        return Standing(0, 0, 0, 0, 0)
    ties = _summed(steps)
    there = ties.n >= at_least
    ties = Held(ties.speakers[there], ties.positions[there], ties.n[there], ties.by_stance[:, there])
    return Standing(
        len(np.unique(ties.speakers)),
        len(np.unique(ties.positions)),
        int(ties.n.sum()),
        *pairs(_matrix(ties, at_least, most)),
    )


def joined(steps: Mapping[int, Held], first: int, stop: int) -> list[Held]:
    """The steps from one number up to another, those with nothing left out."""
    return [steps[number] for number in range(first, stop) if number in steps]


def _summed(steps: Sequence[Held]) -> Held:
    """One tie for each speaker and position."""
    speakers, positions = (np.concatenate([each[column] for each in steps]) for column in (0, 1))
    width = int(positions.max()) + 1
    keys, places = np.unique(speakers * width + positions, return_inverse=True)

    def total(values: Ints) -> Ints:
        return np.bincount(places, values, len(keys)).astype(np.int64)

    by_stance = np.concatenate([each.by_stance for each in steps], axis=1)
    n = total(np.concatenate([each.n for each in steps]))
    return Held(keys // width, keys % width, n, np.stack([total(row) for row in by_stance]))


def _matrix(ties: Held, at_least: int, most: int) -> NDArray[np.float64]:
    """Where a stance, a speaker and a position meet; of too many speakers those with the most units."""
    held = ties.by_stance.max(axis=0, initial=0) >= at_least
    speakers, positions = ties.speakers[held], ties.positions[held]
    names, places = np.unique(speakers, return_inverse=True)
    weights = np.bincount(places, ties.n[held], len(names))
    # Numbers follow the order of the ids, which decides between speakers of one weight.
    first = np.argsort(-weights, kind="stable")[:most]
    rows = np.full(len(names), -1)
    rows[first] = np.arange(len(first))
    among = rows[places] >= 0
    found = np.zeros((len(ties.by_stance), len(first), int(positions.max(initial=-1)) + 1))
    found[:, rows[places][among], positions[among]] = ties.by_stance[:, held][:, among] >= at_least
    return found
