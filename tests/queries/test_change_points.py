"""Where a mix of kinds changes."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.queries import change_points


def days(*runs: tuple[int, tuple[int, ...]]) -> np.ndarray:
    return np.array([counts for length, counts in runs for _ in range(length)], dtype=np.int64)


def test_a_clean_change_is_found_on_its_day_with_a_narrow_interval() -> None:
    counts = days((30, (1, 0, 0, 0)), (30, (0, 0, 0, 1)))
    (split,) = change_points.splits(counts)
    assert (split.low, split.at, split.high) == (29, 29, 29)
    assert split.bayes_factor > 1e6
    assert change_points.chance(counts, split) == (0.001, 999)


def test_a_steady_mix_shows_no_change() -> None:
    counts = days(*((1, (1, 0, 0, 0)), (1, (0, 0, 0, 1))) * 40)
    assert change_points.splits(counts) == []


def test_a_change_and_a_return_are_two_changes() -> None:
    counts = days((25, (1, 0, 0, 0)), (25, (0, 0, 0, 1)), (25, (1, 0, 0, 0)))
    assert [split.at for split in change_points.splits(counts)] == [24, 49]


def test_two_days_are_no_change_however_much_was_said_on_them() -> None:
    counts = days((20, (1, 0, 0, 0)), (2, (0, 0, 0, 9)))
    assert 19 not in [split.at for split in change_points.splits(counts)]


def test_a_blurred_change_has_a_wide_interval_that_holds_it() -> None:
    draw = np.random.default_rng(3)
    before = draw.multinomial(1, [0.8, 0, 0, 0.2], 60)
    after = draw.multinomial(1, [0.3, 0, 0, 0.7], 60)
    (split,) = change_points.splits(np.concatenate([before, after]))
    assert split.low <= 59 <= split.high
    assert 3 <= split.high - split.low <= 40


def test_chance_alone_rarely_looks_like_a_change() -> None:
    draw = np.random.default_rng(11)
    found = [change_points.splits(draw.multinomial(1, [0.5, 0, 0, 0.5], 80)) for _ in range(200)]
    assert sum(bool(each) for each in found) <= 10


@pytest.mark.parametrize("rows", [0, 1, 5])
def test_too_few_days_hold_no_change(rows: int) -> None:
    assert change_points.splits(np.ones((rows, 4), dtype=np.int64)) == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(*[st.integers(0, 3)] * 4).filter(any), max_size=60))
def test_a_change_leaves_enough_on_either_side_and_within_its_interval(rows: list[tuple[int, ...]]) -> None:
    counts = np.array(rows, dtype=np.int64).reshape(-1, 4)
    for split in change_points.splits(counts):
        assert split.first <= split.low <= split.high < split.stop
        for side in (counts[split.first : split.at + 1], counts[split.at + 1 : split.stop]):
            assert len(side) >= change_points.DAYS
            assert side.sum() >= change_points.UNITS
        p, times = change_points.chance(counts, split, 99) or (0, 0)
        assert 1 / (1 + times) <= p <= 1
