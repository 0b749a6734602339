"""Feature rows in, label scores and arcs out, against the same sums written the slow way."""

import math

import numpy as np
import numpy.typing as npt

from app.ingest.attribution.tagging import features, network
from app.ingest.attribution.tagging.network import LABELS, RELATIONS, Network

HIDDEN, WIDTH, ARC = 3, 4, 2
Doubles = npt.NDArray[np.float64]


def small_weights(seeds: int) -> dict[str, network.Floats]:
    """A network of a few weights in the shape of the real one."""
    random = np.random.default_rng(7)

    def some(*shape: int) -> network.Floats:
        return random.normal(size=(seeds, *shape)).astype(np.float32)

    weights = {"word": some(features.WORD_ROWS, 2), "in": some(2 + 3 + 6, WIDTH), "in_bias": some(WIDTH)}
    weights |= {f"affix{n}": some(features.AFFIX_ROWS, 1) for n in range(3)}
    weights |= {f"small{n}": some(rows, 1) for n, rows in enumerate(features.SMALL_ROWS)}
    for layer, given in enumerate((WIDTH, 2 * HIDDEN)):
        weights |= {f"w{layer}": some(2, given, 4 * HIDDEN), f"u{layer}": some(2, HIDDEN, 4 * HIDDEN)}
        weights[f"b{layer}"] = some(2, 4 * HIDDEN)
    weights |= {"out": some(2 * HIDDEN, len(LABELS)), "out_bias": some(len(LABELS))}
    for name in ("dependent", "head"):
        weights |= {name: some(2 * HIDDEN, len(RELATIONS) * ARC), f"{name}_bias": some(len(RELATIONS) * ARC)}
    weights |= {"root": some(len(RELATIONS) * ARC), "bilinear": some(len(RELATIONS), ARC, ARC)}
    weights |= {"head_weight": some(len(RELATIONS), ARC), "begins": some(len(LABELS))}
    return weights | {"transitions": some(len(LABELS), len(LABELS))}


def slow_states(weights: dict[str, network.Floats], seed: int, rows: features.Numbers) -> Doubles:
    """The two layers for one window, a word and a direction at a time."""
    values = []
    for row in rows:
        parts = [weights["word"][seed, row[0]] + weights["word"][seed, row[1]]]
        parts += [weights[f"affix{n}"][seed, row[2 + n]] for n in range(3)]
        parts += [weights[f"small{n}"][seed, row[5 + n]] for n in range(6)]
        values.append(np.maximum(np.concatenate(parts) @ weights["in"][seed] + weights["in_bias"][seed], 0))
    for layer in range(2):
        both = [_run(weights, seed, layer, 0, values), _run(weights, seed, layer, 1, values[::-1])[::-1]]
        values = [np.concatenate(pair) for pair in zip(*both, strict=True)]
    return np.array(values)


def _run(
    weights: dict[str, network.Floats], seed: int, layer: int, way: int, values: list[Doubles]
) -> list[Doubles]:
    state, cell, found = np.zeros(HIDDEN), np.zeros(HIDDEN), []
    for value in values:
        gates = value @ weights[f"w{layer}"][seed, way] + state @ weights[f"u{layer}"][seed, way]
        into, keep, new, out = np.split(gates + weights[f"b{layer}"][seed, way], 4)
        squashed = [1 / (1 + np.exp(-gate)) for gate in (into, keep, out)]
        cell = squashed[1] * cell + squashed[0] * np.tanh(new)
        state = squashed[2] * np.tanh(cell)
        found.append(state)
    return found


def some_rows(length: int) -> features.Numbers:
    random = np.random.default_rng(length)
    sizes = [features.WORD_ROWS] * 2 + [features.AFFIX_ROWS] * 3 + list(features.SMALL_ROWS)
    return np.stack([random.integers(0, size, length) for size in sizes], axis=1).astype(np.int32)


def test_windows_of_any_length_are_read_as_if_each_stood_alone() -> None:
    weights, rows, windows = small_weights(2), some_rows(14), [(0, 3), (3, 12), (12, 14)]
    scores, readings = Network(weights).read(rows, windows)
    for (start, stop), reading in zip(windows, readings, strict=True):
        by_seed = [slow_states(weights, seed, rows[start:stop]) for seed in range(2)]
        expected = np.mean(
            [by_seed[s] @ weights["out"][s] + weights["out_bias"][s] for s in range(2)], axis=0
        )
        np.testing.assert_allclose(scores[start:stop], expected, rtol=1e-3, atol=1e-4)
        assert (reading.start, reading.stop) == (start, stop)
        np.testing.assert_allclose(reading.arcs, _slow_arcs(weights, by_seed), rtol=1e-3, atol=1e-3)


def _slow_arcs(weights: dict[str, network.Floats], by_seed: list[Doubles]) -> Doubles:
    length = len(by_seed[0])
    chances = np.zeros((len(RELATIONS), length, length + 1))
    for seed, states in enumerate(by_seed):
        for relation in range(len(RELATIONS)):
            part = slice(relation * ARC, (relation + 1) * ARC)
            heads = np.maximum(states @ weights["head"][seed] + weights["head_bias"][seed], 0)[:, part]
            heads = np.vstack([weights["root"][seed, part], heads])
            for at, state in enumerate(states):
                given = state @ weights["dependent"][seed] + weights["dependent_bias"][seed]
                pull = np.maximum(given, 0)[part] @ weights["bilinear"][seed, relation]
                raw = np.exp(heads @ pull + heads @ weights["head_weight"][seed, relation])
                chances[relation, at] += raw / raw.sum() / len(by_seed)
    return np.log(chances + 1e-9)


def test_what_a_word_points_to_is_a_distribution() -> None:
    _, (reading,) = Network(small_weights(1)).read(some_rows(9), [(0, 9)])
    np.testing.assert_allclose(np.exp(reading.arcs).sum(-1), 1, atol=1e-4)


def test_a_byte_a_weight_keeps_every_weight_within_half_a_step() -> None:
    weights = {"large": np.random.default_rng(1).normal(size=(2, 64, 64)).astype(np.float32)}
    weights["small"] = np.arange(6, dtype=np.float32)
    arrays = network.packed(weights)
    assert arrays["large"].dtype == np.int8 and arrays["small"].tolist() == [0, 1, 2, 3, 4, 5]
    back = arrays["large"] * arrays["large.scale"]
    step = np.abs(weights["large"]).max(-1, keepdims=True) / 127
    assert np.all(np.abs(back - weights["large"]) <= step / 2 + 1e-6)


def test_the_stored_network_is_small_and_knows_its_shape() -> None:
    trained = network.trained()
    assert trained.transitions.shape == (len(LABELS), len(LABELS))
    scores, _ = trained.read(some_rows(5), [(0, 5)])
    assert scores.shape == (5, len(LABELS)) and all(math.isfinite(score) for score in scores.flatten())
