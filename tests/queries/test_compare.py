"""Two filters side by side."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.codebook.terms import Stance
from app.db import sessions
from app.queries import compare
from app.queries.filter import Filter
from app.queries.intervals import share
from tests.queries import oracle
from tests.queries.drawing import FILTERS
from tests.queries.telling import Teller


def test_the_interval_of_a_difference_is_newcombes() -> None:
    # Newcombe (1998), table II, method 10: 56/70 - 48/80 is 0.2 with 0.0524 to 0.3339.
    found = compare.difference(share(48, 80), share(56, 70))
    assert found.difference == pytest.approx(0.2)
    assert found.low == pytest.approx(0.0524, abs=5e-5)
    assert found.high == pytest.approx(0.3339, abs=5e-5)


def test_under_five_cases_no_difference_is_given() -> None:
    assert compare.difference(share(4, 4), share(0, 80)) == (None, None, None)
    assert compare.difference(share(1, 9), share(0, 0)) == (None, None, None)
    assert compare.difference(share(5, 5), share(0, 5)).difference == -1


@given(st.integers(5, 40), st.integers(5, 40), st.data())
def test_an_interval_holds_its_difference_and_turns_with_the_sides(
    m: int, n: int, data: st.DataObject
) -> None:
    left, right = share(data.draw(st.integers(0, m)), m), share(data.draw(st.integers(0, n)), n)
    there, back = compare.difference(left, right), compare.difference(right, left)
    assert there.low is not None and there.difference is not None and there.high is not None
    assert -1 - 1e-9 <= there.low <= there.difference + 1e-9
    assert there.difference - 1e-9 <= there.high <= 1 + 1e-9
    assert (back.low, back.high) == (pytest.approx(-there.high), pytest.approx(-there.low))


@pytest.fixture
def told(session: Session) -> None:
    teller = Teller(session)
    for number in range(8):
        stance = "support" if number < 6 else "oppose"
        teller.say("ivanova", "2023-01-05", {"tolls": stance}, topics=("harbour",))
        teller.say("petrov", "2023-01-05", {"tolls": "oppose"}, topics=("harbour", "sea")[: number % 3])
    teller.say("petrov", "2023-01-05", {"bridges": "support"})


def test_each_value_shows_its_share_on_both_sides(session: Session, told: None) -> None:
    found = compare.side_by_side(session, Filter(speaker=("ivanova",)), Filter(speaker=("petrov",)))
    assert (found.n_left, found.n_right, found.both) == (8, 9, 0)
    by_key = {(each.key, each.stance): each for each in found.positions}
    assert list(dict.fromkeys(each.key for each in found.positions)) == ["tolls", "bridges"]
    assert [each.stance for each in found.positions[:4]] == list(Stance)
    support = by_key["tolls", Stance.SUPPORT]
    assert (support.left.n, support.left.total, support.right.n, support.right.total) == (6, 8, 0, 8)
    assert support.difference.difference == -0.75
    assert support.difference.high is not None and support.difference.high < 0
    assert by_key["bridges", Stance.SUPPORT].difference == (None, None, None)
    assert by_key["bridges", Stance.SUPPORT].left.share is None
    topics = {
        each.key: (each.left.n, each.left.total, each.right.n, each.right.total) for each in found.topics
    }
    assert topics == {"harbour": (8, 8, 5, 9), "sea": (0, 8, 2, 9)}


def test_what_stands_on_both_sides_is_counted(session: Session, told: None) -> None:
    found = compare.side_by_side(session, Filter(speaker=("ivanova",)), Filter())
    assert (found.n_left, found.n_right, found.both) == (8, 17, 8)


@settings(max_examples=25, deadline=None)
@given(left=FILTERS, right=FILTERS)
def test_counts_are_those_of_the_list(
    corpus: Engine, seen: list[oracle.Seen], left: Filter, right: Filter
) -> None:
    right = right.with_("counting", left.counting) if left.values("counting") else right.without("counting")
    with sessions.reading(corpus) as session:
        found = compare.side_by_side(session, left, right)
    units = [oracle.units(side, seen) for side in (left, right)]
    assert (found.n_left, found.n_right, found.both) == (*map(len, units), len(units[0] & units[1]))
    for each in found.positions:
        for side, shown in ((left, each.left), (right, each.right)):
            assert shown.n == len(oracle.coded_units(side, seen, each.key, each.stance))
            assert shown.total == len(oracle.coded_units(side, seen, each.key))
    for each in found.topics:
        for side, shown in ((left, each.left), (right, each.right)):
            on_topic = [one for one in seen if each.key in one.topics]
            assert shown.n == len(oracle.units(side, on_topic))
