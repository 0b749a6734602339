"""Shares with what they leave uncertain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.queries.intervals import share


@pytest.mark.parametrize(
    ("n", "total", "low", "high"),
    [(0, 10, 0.0, 0.277533), (10, 10, 0.722467, 1.0), (5, 10, 0.236593, 0.763407), (1, 1, 0.206549, 1.0)],
)
def test_the_interval_is_that_of_wilson(n: int, total: int, low: float, high: float) -> None:
    found = share(n, total)
    assert found.share == n / total
    assert (found.low, found.high) == (pytest.approx(low, abs=1e-6), pytest.approx(high, abs=1e-6))


@given(total=st.integers(1, 10**6), part=st.floats(0, 1))
def test_the_share_lies_in_its_interval_and_the_interval_between_none_and_all(
    total: int, part: float
) -> None:
    found = share(round(total * part), total)
    assert found.low is not None
    assert found.share is not None
    assert found.high is not None
    assert 0 <= found.low <= found.share <= found.high <= 1


def test_nothing_of_nothing_is_no_share() -> None:
    assert share(0, 0)[2:] == (None, None, None)
