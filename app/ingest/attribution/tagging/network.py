"""Feature rows in, label scores and arc probabilities out: the trained network in plain numpy.

Two bidirectional LSTM layers over hashed word features, a linear chain over the labels, and a biaffine layer
that points from each word of a content or a source to its cue and from each cue to its source. Several
networks of one shape, trained from different seeds, run side by side and are averaged.
"""

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from app.ingest.attribution.tagging.features import Numbers

Floats = npt.NDArray[np.float32]

LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
RELATIONS = ("content-cue", "source-cue", "cue-source")
WEIGHTS = "weights.npz"
# More windows at a time take more memory and no less time.
AT_ONCE = 8


@dataclass(frozen=True)
class Reading:
    """What the network makes of one window.

    `arcs[r, i, j + 1]` is the log probability that word i points to word j, column 0 that it points to none.
    """

    start: int
    stop: int
    arcs: Floats


class Network:
    """Loaded weights, ready to run; the arrays carry the seeds as their first axis."""

    def __init__(self, weights: dict[str, Floats]) -> None:
        self._weights = weights
        self.transitions = weights["transitions"].mean(0)
        self.begins = weights["begins"].mean(0)
        self._seeds, self._hidden = weights["u0"].shape[0], weights["u0"].shape[2]

    def read(self, rows: Numbers, windows: list[tuple[int, int]]) -> tuple[Floats, list[Reading]]:
        """Label scores of every token, and what each window's words point to."""
        # Windows of like length go together, so that little of a batch is padding.
        order = sorted(range(len(windows)), key=lambda number: windows[number][1] - windows[number][0])
        emissions = np.empty((windows[-1][1], len(LABELS)), np.float32)
        readings: dict[int, Reading] = {}
        for first in range(0, len(order), AT_ONCE):
            numbers = order[first : first + AT_ONCE]
            batch = [windows[number] for number in numbers]
            for number, scores, reading in zip(numbers, *self._read(rows, batch), strict=True):
                emissions[reading.start : reading.stop] = scores
                readings[number] = reading
        return emissions, [readings[number] for number in range(len(windows))]

    def _read(self, rows: Numbers, windows: list[tuple[int, int]]) -> tuple[list[Floats], list[Reading]]:
        """The label scores and arcs of a few windows."""
        longest = max(stop - start for start, stop in windows)
        lengths = np.array([stop - start for start, stop in windows])
        batch = np.zeros((len(windows), longest, rows.shape[1]), np.int32)
        for number, (start, stop) in enumerate(windows):
            batch[number, : stop - start] = rows[start:stop]
        states = self._states(batch, lengths)
        scores = (states @ self._weights["out"][:, None] + self._weights["out_bias"][:, None, None]).mean(0)
        readings = [
            Reading(start, stop, self._arcs(states[:, n, : stop - start]))
            for n, (start, stop) in enumerate(windows)
        ]
        return [scores[n, :length] for n, length in enumerate(lengths)], readings

    def _states(self, batch: Numbers, lengths: npt.NDArray[np.int_]) -> Floats:
        """[seeds, windows, tokens, 2 x hidden]."""
        weights = self._weights
        words = weights["word"][:, batch[..., 0]] + weights["word"][:, batch[..., 1]]
        parts = [words, *(weights[f"affix{n}"][:, batch[..., 2 + n]] for n in range(3))]
        parts += [weights[f"small{n}"][:, batch[..., 5 + n]] for n in range(6)]
        values = np.maximum(
            np.concatenate(parts, -1) @ weights["in"][:, None] + weights["in_bias"][:, None, None], 0
        )
        backwards = _reversed(batch.shape[1], lengths)
        for layer in range(2):
            values = self._layer(values, layer, backwards)
        return np.asarray(values, np.float32)

    def _layer(self, values: Floats, layer: int, backwards: npt.NDArray[np.int_]) -> Floats:
        """One bidirectional layer; both directions and all seeds advance in the same step."""
        seeds, count, length, _ = values.shape
        hidden = self._hidden
        w, u, bias = (self._weights[f"{name}{layer}"] for name in ("w", "u", "b"))
        mirrored = np.take_along_axis(values, backwards[None, :, :, None], 2)
        inputs = np.empty((length, seeds, 2, count, 4 * hidden), np.float32)
        for direction, given in enumerate((values, mirrored)):
            projected = given @ w[:, None, direction] + bias[:, None, None, direction]
            inputs[:, :, direction] = projected.transpose(2, 0, 1, 3)
        state = np.zeros((seeds, 2, count, hidden), np.float32)
        cell = np.zeros_like(state)
        found = np.empty((length, seeds, 2, count, hidden), np.float32)
        for step in range(length):
            gates = inputs[step] + state @ u
            gates[..., : 2 * hidden] = _sigmoid(gates[..., : 2 * hidden])
            gates[..., 3 * hidden :] = _sigmoid(gates[..., 3 * hidden :])
            keep, new = gates[..., hidden : 2 * hidden], np.tanh(gates[..., 2 * hidden : 3 * hidden])
            cell = keep * cell + gates[..., :hidden] * new
            state = gates[..., 3 * hidden :] * np.tanh(cell)
            found[step] = state
        forward = found[:, :, 0].transpose(1, 2, 0, 3)
        backward = np.take_along_axis(found[:, :, 1].transpose(1, 2, 0, 3), backwards[None, :, :, None], 2)
        return np.concatenate([forward, backward], -1)

    def _arcs(self, states: Floats) -> Floats:
        """[relations, tokens, 1 + tokens] log probabilities, averaged over the seeds."""
        weights = self._weights
        size = weights["bilinear"].shape[-1]
        seeds, length, _ = states.shape
        shape = (seeds, length, len(RELATIONS), size)
        given = np.maximum(states @ weights["dependent"] + weights["dependent_bias"][:, None], 0).reshape(
            shape
        )
        heads = np.maximum(states @ weights["head"] + weights["head_bias"][:, None], 0).reshape(shape)
        root = weights["root"].reshape(seeds, 1, len(RELATIONS), size)
        heads = np.concatenate([root, heads], 1).transpose(0, 2, 1, 3)
        scores = (given.transpose(0, 2, 1, 3) @ weights["bilinear"]) @ heads.transpose(0, 1, 3, 2)
        scores += (heads @ weights["head_weight"][..., None])[..., 0][:, :, None]
        chances = np.exp(scores - scores.max(-1, keepdims=True))
        chances /= chances.sum(-1, keepdims=True)
        return np.asarray(np.log(chances.mean(0) + 1e-9), np.float32)


@lru_cache(maxsize=1)
def trained() -> Network:
    """The network whose weights lie beside this module, one byte a weight."""
    with files(__package__).joinpath(WEIGHTS).open("rb") as stored, np.load(stored) as arrays:
        return Network(
            {name: _unpacked(arrays, name) for name in arrays.files if not name.endswith(".scale")}
        )


def packed(weights: dict[str, Floats]) -> dict[str, npt.NDArray[np.generic]]:
    """Weights as signed bytes with one scale a row; small arrays stay as they are."""
    arrays: dict[str, npt.NDArray[np.generic]] = {}
    for name, values in weights.items():
        if values.size < 4096:
            arrays[name] = values.astype(np.float32)
            continue
        scale = np.maximum(np.abs(values).max(-1, keepdims=True), 1e-8) / 127
        arrays[name] = np.round(values / scale).astype(np.int8)
        arrays[f"{name}.scale"] = scale.astype(np.float32)
    return arrays


def _unpacked(arrays: "np.lib.npyio.NpzFile", name: str) -> Floats:
    values = arrays[name].astype(np.float32)
    return values * arrays[f"{name}.scale"] if f"{name}.scale" in arrays.files else values


def _reversed(length: int, lengths: npt.NDArray[np.int_]) -> npt.NDArray[np.int_]:
    """Index that turns each window around within its own length; padding stays where it is."""
    index = np.arange(length)[None]
    return np.where(index < lengths[:, None], lengths[:, None] - 1 - index, index)


def _sigmoid(values: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-values)), np.float32)
