"""Remarks of one speaker that contradict each other."""

import pytest
from hypothesis import given, settings
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.db import sessions
from app.queries import contradictions
from app.queries.filter import Filter
from tests.queries import oracle
from tests.queries.drawing import FILTERS
from tests.queries.telling import Teller


@pytest.fixture
def told(session: Session) -> list[str]:
    teller = Teller(session)
    ids = [
        teller.say("ivanova", "2023-01-01", {"tolls": "support"}),
        teller.say("ivanova", "2023-02-01", {"tolls": "support"}),
        teller.say("ivanova", "2023-02-05", {"tolls": "neutral"}),
        teller.say("ivanova", "2023-02-11", {"tolls": "oppose", "bridges": "support"}),
        teller.say("ivanova", "2023-06-01", {"tolls": "support"}),
    ]
    teller.say("petrov", "2023-02-02", {"tolls": "oppose"}, utterance="one")
    teller.say("petrov", "2023-02-02", {"tolls": "support"}, utterance="one")
    teller.say("petrov", "2023-03", {"tolls": "support"})
    return ids


def test_the_nearest_opposites_are_paired_with_both_quotes(session: Session, told: list[str]) -> None:
    found = contradictions.pairs(session, Filter())
    assert [(each.earlier.id, each.later.id, each.days) for each in found.rows] == [
        (told[1], told[3], 10),
        (told[3], told[4], 110),
    ]
    first = found.rows[0]
    assert (first.speaker_id, first.position) == ("ivanova", "tolls")
    assert (first.earlier_stance, first.later_stance) == ("support", "oppose")
    assert first.earlier.quote and first.later.quote
    assert (found.n, found.undated) == (2, 1)


def test_a_limit_leaves_the_number_of_all_pairs(session: Session, told: list[str]) -> None:
    found = contradictions.pairs(session, Filter(), limit=1)
    assert (len(found.rows), found.n) == (1, 2)


def test_nobody_contradicts_another(session: Session) -> None:
    teller = Teller(session)
    teller.say("ivanova", "2023-01-01", {"tolls": "support"})
    teller.say("petrov", "2023-01-02", {"tolls": "oppose"})
    assert contradictions.pairs(session, Filter()) == ([], 0, 0)


@settings(max_examples=25, deadline=None)
@given(chosen=FILTERS)
def test_pairs_lie_within_the_filter_and_oppose_each_other(
    corpus: Engine, seen: list[oracle.Seen], chosen: Filter
) -> None:
    by_id = {one.statement.id: one for one in seen}
    with sessions.reading(corpus) as session:
        found = contradictions.pairs(session, chosen, limit=1000)
    assert found.n == len(found.rows)
    for each in found.rows:
        earlier, later = by_id[each.earlier.id], by_id[each.later.id]
        assert {each.earlier_stance, each.later_stance} == {"support", "oppose"}
        for one, stance in ((earlier, each.earlier_stance), (later, each.later_stance)):
            assert oracle.means(chosen, one)
            assert (each.position, stance) in one.codings
            assert one.statement.speaker_id == each.speaker_id
        assert oracle.unit(chosen, earlier) != oracle.unit(chosen, later)
        assert each.days >= 0


def test_without_a_limit_every_pair_is_there(session: Session) -> None:
    teller = Teller(session)
    for month in range(1, 13):
        for year in range(2000, 2006):
            stance = "support" if month % 2 else "oppose"
            teller.say("petrov", f"{year}-{month:02}-01", {"tolls": stance})
    few, every = (contradictions.pairs(session, Filter(), limit=limit) for limit in (50, None))
    assert (few.n, len(few.rows)) == (71, 50)
    assert (every.n, len(every.rows)) == (71, 71)
    assert every.rows[:50] == few.rows
