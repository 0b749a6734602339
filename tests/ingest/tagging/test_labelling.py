"""Label scores in, the best chain and its spans out."""

from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.ingest.attribution.tagging import labelling
from app.ingest.attribution.tagging.labelling import Labelled
from app.ingest.attribution.tagging.network import LABELS
from app.ingest.attribution.tagging.tokens import tokenise


@given(st.integers(1, 3), st.integers(0, 10_000))
def test_no_chain_is_better_than_the_one_found(length: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    scores = random.normal(size=(length, len(LABELS))).astype(np.float32)
    begins = random.normal(size=len(LABELS)).astype(np.float32)
    transitions = random.normal(size=(len(LABELS), len(LABELS))).astype(np.float32)

    def worth(chain: tuple[int, ...]) -> float:
        steps = sum(float(transitions[a, b]) for a, b in pairwise(chain))
        return (
            float(begins[chain[0]]) + steps + sum(float(scores[at, label]) for at, label in enumerate(chain))
        )

    best = max(worth(chain) for chain in product(range(len(LABELS)), repeat=length))
    found = labelling._best_chain(scores, begins, transitions)
    assert abs(worth(tuple(found)) - best) < 1e-4


def spans_of(words: str, labels: str) -> list[Labelled]:
    """The spans when each word is sure of its label: O, S/s source, C/c cue, K/k content."""
    order = ["O", "S", "s", "C", "c", "K", "k"]
    scores = np.full((len(labels), len(LABELS)), -9, np.float32)
    for at, label in enumerate(labels):
        scores[at, order.index(label)] = 9
    free = np.zeros((len(LABELS), len(LABELS)), np.float32)
    return labelling.spans(scores, free[0], free, tokenise(words))


def test_spans_end_where_their_role_ends_or_another_begins() -> None:
    found = spans_of("the envoy said that gates are shut", "SsCKkKk")
    assert found == [
        Labelled("source", 0, 2),
        Labelled("cue", 2, 3),
        Labelled("content", 3, 5),
        Labelled("content", 5, 7),
    ]


def test_a_long_quotation_mostly_found_is_content_as_a_whole() -> None:
    found = spans_of('he said "the three old gates are shut"', "SCKkkkkkOO")
    assert found[-1] == Labelled("content", 2, 10)


def test_nothing_is_found_in_no_words() -> None:
    assert labelling.spans(np.zeros((0, 7), np.float32), np.zeros(7), np.zeros((7, 7)), tokenise("")) == []
