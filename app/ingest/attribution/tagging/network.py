"""Feature rows in, label scores and arc probabilities out: the trained network in plain numpy.

Two bidirectional LSTM layers over hashed word features, a linear chain over the labels, and a biaffine layer
that points from each word of a content or a source to its cue and from each cue to its source. Several
networks of one shape, trained from different seeds, run side by side and are averaged.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from app.ingest.attribution.tagging import features
from app.ingest.attribution.tagging.features import Numbers

Floats = npt.NDArray[np.float32]
Asked = npt.NDArray[np.bool_]

LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
RELATIONS = ("content-cue", "source-cue", "cue-source")
# No arc is less likely; its logarithm is finite.
_LEAST = 1e-9
# One table a column of the features.
TABLES = (
    "word",
    "stem",
    *(f"affix{n}" for n in range(features.AFFIXES)),
    *(f"small{n}" for n in range(len(features.SMALL_ROWS))),
)
# Sorted hashes of the words and stems that have a row of their own; all others share row 0.
KNOWN = ("known_words", "known_stems")
# More tokens at a time take more memory and no less time.
AT_ONCE = 3000


@dataclass(frozen=True)
class Reading:
    """What the network makes of one window.

    `arcs[r, i, j + 1]` is the log probability that word i points to word j, column 0 that it points to none.
    """

    start: int
    stop: int
    arcs: Floats


class _Steps(NamedTuple):
    """In which order the tokens of several windows are read, forwards and backwards: step by step."""

    order: npt.NDArray[np.int64]
    active: list[int]

    @classmethod
    def of(cls, windows: list[tuple[int, int]]) -> "_Steps":
        """Each step reads the next token of every window that still has one."""
        longest_first = sorted(windows, key=lambda window: window[0] - window[1])
        starts, stops = np.array(longest_first, np.int64).T
        step = np.arange((stops - starts).max())[:, None]
        has_one = step < stops - starts
        order = np.stack([(starts + step)[has_one], (stops - 1 - step)[has_one]])
        return cls(order, has_one.sum(1).tolist())


class _Gates(NamedTuple):
    """One layer's weights, [seeds, directions, ...], in the order of gates that `_one_squash` makes."""

    of_input: Floats
    of_state: Floats
    bias: Floats


def _together(windows: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Neighbouring windows that are read at once."""
    some: list[tuple[int, int]] = []
    for window in windows:
        if some and window[1] - some[0][0] > AT_ONCE:
            yield some
            some = []
        some.append(window)
    yield some


def _one_squash(gates: Floats) -> Floats:
    """Gates in the order into, keep, out, new, the first three halved: sigmoid(x) is (1 + tanh(x/2))/2."""
    into, keep, new, out = np.split(gates, 4, -1)
    return np.ascontiguousarray(np.concatenate([into / 2, keep / 2, out / 2, new], -1))


class Network:
    """Loaded weights, ready to run; the arrays carry the seeds as their first axis."""

    def __init__(self, weights: Mapping[str, npt.NDArray[Any]]) -> None:
        self._weights: Mapping[str, Floats] = weights
        self._known: list[npt.NDArray[np.uint32]] = [weights[name] for name in KNOWN]
        self.transitions: Floats = weights["transitions"].mean(0)
        self.begins: Floats = weights["begins"].mean(0)
        self._hidden: int = weights["u0"].shape[2]
        self._gates = [
            _Gates(
                _one_squash(weights[f"w{layer}"]),
                _one_squash(weights[f"u{layer}"]),
                _one_squash(weights[f"b{layer}"])[:, :, None],
            )
            for layer in range(2)
        ]

    def read(self, rows: Numbers, windows: list[tuple[int, int]]) -> tuple[Floats, Floats]:
        """Label scores of every token, and the states [seeds, tokens, 2 x hidden] that they come from."""
        rows = known_rows(rows, self._known)
        states = []
        for some in _together(windows):
            begin, end = some[0][0], some[-1][1]
            states.append(self._states(rows[begin:end], _Steps.of([(a - begin, b - begin) for a, b in some])))
        whole = np.concatenate(states, 1)
        scores = (whole @ self._weights["out"] + self._weights["out_bias"][:, None]).mean(0)
        return scores, whole

    def point(self, states: Floats, windows: list[tuple[int, int]], asked: Asked) -> list[Reading]:
        """What each window's words point to; `asked`, [relations, tokens], are the words it matters for."""
        return [Reading(a, b, self._arcs(states[:, a:b], asked[:, a:b])) for a, b in windows]

    def _states(self, rows: Numbers, steps: "_Steps") -> Floats:
        """[seeds, tokens, 2 x hidden]."""
        weights = self._weights
        parts = [weights[name][:, rows[:, column]] for column, name in enumerate(TABLES)]
        values = np.maximum(np.concatenate(parts, -1) @ weights["in"] + weights["in_bias"][:, None], 0)
        for gates in self._gates:
            values = self._layer(values, gates, steps)
        return np.asarray(values, np.float32)

    def _layer(self, values: Floats, weights: "_Gates", steps: "_Steps") -> Floats:
        """One bidirectional layer; both directions, all windows and all seeds advance in the same step."""
        seeds, length, _ = values.shape
        hidden, most = self._hidden, steps.active[0]
        given = values[:, steps.order] @ weights.of_input
        given += weights.bias
        found = np.empty((seeds, 2, length, hidden), np.float32)
        state, cell, product = (np.zeros((seeds, 2, most, hidden), np.float32) for _ in range(3))
        gates = np.empty((seeds, 2, most, 4 * hidden), np.float32)
        begin = 0
        for active in steps.active:
            # The windows stand longest first: those that have ended are left off at the end.
            if active < gates.shape[2]:
                state, cell = state[:, :, :active], cell[:, :, :active]
                gates, product = gates[:, :, :active], product[:, :, :active]
            np.matmul(state, weights.of_state, out=gates)
            gates += given[:, :, begin : begin + active]
            np.tanh(gates, out=gates)
            squashed = gates[..., : 3 * hidden]
            squashed *= 0.5
            squashed += 0.5
            cell *= gates[..., hidden : 2 * hidden]
            np.multiply(gates[..., :hidden], gates[..., 3 * hidden :], out=product)
            cell += product
            np.tanh(cell, out=product)
            state = found[:, :, begin : begin + active]
            np.multiply(gates[..., 2 * hidden : 3 * hidden], product, out=state)
            begin += active
        states = np.empty((seeds, length, 2 * hidden), np.float32)
        for direction, order in enumerate(steps.order):
            states[:, order, direction * hidden : (direction + 1) * hidden] = found[:, direction]
        return states

    def _arcs(self, states: Floats, asked: Asked) -> Floats:
        """[relations, tokens, 1 + tokens] log probabilities, averaged over the seeds."""
        weights = self._weights
        seeds, length, _ = states.shape
        size = weights["bilinear"].shape[-1]
        arcs = np.full((len(RELATIONS), length, length + 1), np.log(_LEAST), np.float32)
        for relation in range(len(RELATIONS)):
            if not asked[relation].any():
                continue
            part = slice(relation * size, (relation + 1) * size)
            given = states[:, asked[relation]] @ weights["dependent"][..., part]
            given = np.maximum(given + weights["dependent_bias"][:, None, part], 0)
            heads = np.empty((seeds, length + 1, size), np.float32)
            heads[:, 0] = weights["root"][:, part]
            heads[:, 1:] = states @ weights["head"][..., part] + weights["head_bias"][:, None, part]
            np.maximum(heads[:, 1:], 0, out=heads[:, 1:])
            scores = (given @ weights["bilinear"][:, relation]) @ heads.transpose(0, 2, 1)
            scores += (heads @ weights["head_weight"][:, relation, :, None]).transpose(0, 2, 1)
            chances = np.exp(scores - scores.max(-1, keepdims=True))
            chances /= chances.sum(-1, keepdims=True)
            arcs[relation, asked[relation]] = np.log(chances.mean(0) + _LEAST)
        return arcs


def known_rows(rows: Numbers, known: list[npt.NDArray[np.uint32]]) -> Numbers:
    """The rows with each hash replaced by its number among the known ones, from 1; 0 for a stranger."""
    found = rows.copy()
    for column, hashes in enumerate(known):
        given = rows[..., column]
        at = np.searchsorted(hashes, given)
        is_known = np.isin(given, hashes)
        found[..., column] = np.where(is_known, at + 1, 0)
    return found
