"""Feature rows in, label scores and arcs out, against the same sums written the slow way."""

import math

import numpy as np
import numpy.typing as npt
import pytest

from app.ingest.attribution.tagging import features, network, stored
from app.ingest.attribution.tagging.network import LABELS, RELATIONS, Network

HIDDEN, WIDTH, ARC = 3, 4, 2
WORDS, STEMS = (5, 17, 4_000_000_000), (2, 30)
Doubles = npt.NDArray[np.float64]


def small_weights(seeds: int) -> dict[str, network.Floats]:
    """A network of a few weights in the shape of the real one."""
    random = np.random.default_rng(7)

    def some(*shape: int) -> network.Floats:
        return random.normal(size=(seeds, *shape)).astype(np.float32)

    weights = {"word": some(1 + len(WORDS), 2), "stem": some(1 + len(STEMS), 2), "in_bias": some(WIDTH)}
    weights |= {f"affix{n}": some(features.AFFIX_ROWS, 1) for n in range(features.AFFIXES)}
    weights |= {f"small{n}": some(rows, 1) for n, rows in enumerate(features.SMALL_ROWS)}
    weights["in"] = some(4 + features.AFFIXES + len(features.SMALL_ROWS), WIDTH)
    for layer, given in enumerate((WIDTH, 2 * HIDDEN)):
        weights |= {f"w{layer}": some(2, given, 4 * HIDDEN), f"u{layer}": some(2, HIDDEN, 4 * HIDDEN)}
        weights[f"b{layer}"] = some(2, 4 * HIDDEN)
    weights |= {"out": some(2 * HIDDEN, len(LABELS)), "out_bias": some(len(LABELS))}
    for name in ("dependent", "head"):
        weights |= {name: some(2 * HIDDEN, len(RELATIONS) * ARC), f"{name}_bias": some(len(RELATIONS) * ARC)}
    weights |= {"root": some(len(RELATIONS) * ARC), "bilinear": some(len(RELATIONS), ARC, ARC)}
    weights |= {"head_weight": some(len(RELATIONS), ARC), "begins": some(len(LABELS))}
    weights |= {"transitions": some(len(LABELS), len(LABELS))}
    return weights | {"known_words": np.array(WORDS, np.uint32), "known_stems": np.array(STEMS, np.uint32)}


def slow_states(weights: dict[str, network.Floats], seed: int, rows: features.Numbers) -> Doubles:
    """The two layers for one window, a word and a direction at a time."""
    values = []
    for row in rows:
        known = [
            1 + hashes.index(h) if h in hashes else 0
            for h, hashes in zip(row[:2], (WORDS, STEMS), strict=True)
        ]
        parts = [weights["word"][seed, known[0]], weights["stem"][seed, known[1]]]
        parts += [weights[f"affix{n}"][seed, row[2 + n]] for n in range(features.AFFIXES)]
        parts += [weights[f"small{n}"][seed, row[5 + n]] for n in range(len(features.SMALL_ROWS))]
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
    sizes = [features.AFFIX_ROWS] * features.AFFIXES + list(features.SMALL_ROWS)
    hashes = [random.choice([*known, 7, 99], length) for known in (WORDS, STEMS)]
    return np.stack([*hashes, *(random.integers(0, size, length) for size in sizes)], axis=1)


def read_all(
    read_by: Network, rows: features.Numbers, windows: list[tuple[int, int]]
) -> tuple[network.Floats, list[network.Reading]]:
    """Scores, and what every word points to."""
    scores, states = read_by.read(rows, windows)
    return scores, read_by.point(states, windows, np.ones((len(RELATIONS), len(rows)), np.bool_))


def test_windows_of_any_length_are_read_as_if_each_stood_alone() -> None:
    weights, rows, windows = small_weights(2), some_rows(14), [(0, 3), (3, 12), (12, 14)]
    scores, readings = read_all(Network(weights), rows, windows)
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


def test_windows_read_in_several_goes_are_read_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    reader, rows, windows = Network(small_weights(2)), some_rows(20), [(0, 6), (6, 9), (9, 19), (19, 20)]
    whole, _ = reader.read(rows, windows)
    monkeypatch.setattr(network, "AT_ONCE", 7)
    pieces, _ = reader.read(rows, windows)
    np.testing.assert_allclose(pieces, whole, rtol=1e-4, atol=1e-5)


def test_only_words_that_are_asked_point_somewhere() -> None:
    reader, rows, asked = Network(small_weights(2)), some_rows(9), np.zeros((len(RELATIONS), 9), np.bool_)
    asked[1, 2:4] = True
    _, states = reader.read(rows, [(0, 9)])
    (some,) = reader.point(states, [(0, 9)], asked)
    _, (whole,) = read_all(reader, rows, [(0, 9)])
    np.testing.assert_allclose(some.arcs[asked], whole.arcs[asked], rtol=1e-4)
    assert np.all(some.arcs[~asked] < -20)


def test_a_hash_that_was_not_learned_is_row_nought() -> None:
    known = [np.array([5, 17], np.uint32), np.array([2, 4_000_000_000], np.uint32)]
    rows = np.array([[5, 2, 8], [17, 3, 8], [18, 4_000_000_000, 8], [0, 0, 8]])
    assert network.known_rows(rows, known).tolist() == [[1, 1, 8], [2, 0, 8], [0, 2, 8], [0, 0, 8]]


def test_what_a_word_points_to_is_a_distribution() -> None:
    _, (reading,) = read_all(Network(small_weights(1)), some_rows(9), [(0, 9)])
    np.testing.assert_allclose(np.exp(reading.arcs).sum(-1), 1, atol=1e-4)


def test_a_byte_a_weight_keeps_every_weight_within_half_a_step() -> None:
    weights = {"large": np.random.default_rng(1).normal(size=(2, 64, 64)).astype(np.float32)}
    weights["small"] = np.arange(6, dtype=np.float32)
    arrays = stored.packed(weights)
    assert "recipe" not in arrays
    assert arrays["large"].dtype == np.int8 and arrays["small"].tolist() == [0, 1, 2, 3, 4, 5]
    back = arrays["large"] * arrays["large.scale"]
    step = np.abs(weights["large"]).max(-1, keepdims=True) / 127
    assert np.all(np.abs(back - weights["large"]) <= step / 2 + 1e-6)


def test_the_stored_network_is_small_and_knows_its_shape() -> None:
    trained = stored.trained()
    assert trained.transitions.shape == (len(LABELS), len(LABELS))
    scores, _ = trained.read(some_rows(5), [(0, 5)])
    assert scores.shape == (5, len(LABELS)) and all(math.isfinite(score) for score in scores.flatten())
