"""Hostile and broken texts end in seconds, and every answer keeps its promises."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app import resources
from app.codebook import loading
from app.codebook.model import Codebook
from tests.ingest.attributing import attributed

SEEDS = loading.loaded(resources.folder("seeds"))
SECONDS = 30.0

WORDS = """" “ ” ' « » , . : — Lavrov he said that saying noted and warned Лавров заявил что قال إن ( ) …"""
PIECES = st.sampled_from([*WORDS.split(), "\n", "the war ended", "The ministry", "according to"])


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=60).map(" ".join), st.sampled_from(["en", "ru", "ar", "de"]))
def test_spans_are_ordered_inside_the_text_and_nested_ones_point_back(words: str, language: str) -> None:
    found, issues = attributed(SEEDS, words, language=language)
    assert [one.span for one in found] == sorted(
        (one.span for one in found), key=lambda s: (s.start, -s.stop)
    )
    for number, one in enumerate(found):
        assert 0 <= one.span.start < one.span.stop <= len(words)
        assert one.span.of(words).strip()
        assert 0 <= one.score <= 1
        assert one.nested_in is None or one.nested_in != number
        assert all(one.span.start <= piece.start < piece.stop <= one.span.stop for piece in one.pieces)
    assert all(issue.step == "attribution" for issue in issues)


@settings(max_examples=40, deadline=None)
@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_the_same_text_gives_the_same_statements(words: str) -> None:
    assert attributed(SEEDS, words) == attributed(SEEDS, words)


@pytest.fixture(scope="module")
def seeds() -> Codebook:
    return SEEDS


@pytest.mark.parametrize(
    "words",
    [
        '"We wait. ' * 10_000,
        "the minister said that Israel and the army " * 6_000,
        "Israel, the minister said, and " * 8_000,
        "word " * 100_000,
        "according to " * 30_000,
        "Sergey " * 60_000,
        '"The port is shut," he said. ' * 10_000,
        "Lavrov said, Putin said, he said that " * 8_000,
        "On Monday, 7 October 2024, and on 8 October he came. " * 6_000,
    ],
    ids=["marks", "endless", "interrupted", "long", "credits", "capitals", "quotations", "cues", "days"],
)
def test_the_worst_texts_end_in_seconds(seeds: Codebook, words: str) -> None:
    began = process_time()
    attributed(seeds, words)
    assert process_time() - began < SECONDS


def test_an_empty_text_has_no_statements(seeds: Codebook) -> None:
    assert attributed(seeds, "") == ((), ())
