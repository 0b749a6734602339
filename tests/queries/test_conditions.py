"""What is demanded before a position is supported."""

from datetime import date

import pytest
from hypothesis import given, settings
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.db import sessions
from app.queries import conditions
from app.queries.filter import Filter
from tests.queries import oracle
from tests.queries.drawing import FILTERS
from tests.queries.telling import Teller


@pytest.fixture
def told(session: Session) -> list[str]:
    teller = Teller(session)
    held = {"tolls": "conditional"}
    ids = [
        teller.say("ivanova", "2023-01-05", held, condition="if the  port agrees"),
        teller.say("petrov", "2023-03-05", held, condition="If the port agrees"),
        teller.say("petrov", "2023-02-01", held, condition="once the bridge is mended", utterance="twice"),
        teller.say("petrov", "2023-02-02", held, condition="once the bridge is mended", utterance="twice"),
        teller.say("petrov", None, held),
    ]
    teller.say("petrov", "2023-02-07", {"tolls": "support"})
    teller.say("petrov", "2023-02-07", {"bridges": "support"}, condition="never shown")
    return ids


def test_conditions_are_grouped_by_their_words(session: Session, told: list[str]) -> None:
    (found,) = conditions.by_position(session, Filter())
    assert (found.position, found.n, found.total, found.left_out) == ("tolls", 4, 5, 0)
    first, *others = found.conditions
    assert first._replace(words="") == ("", 2, date(2023, 1, 5), date(2023, 3, 5), told[1])
    assert str(first.words).lower() == "if the port agrees"
    assert [(each.words, each.n) for each in others] == [("once the bridge is mended", 1), (None, 1)]


def test_the_commonest_conditions_come_first_and_the_rest_is_counted(
    session: Session, told: list[str]
) -> None:
    (found,) = conditions.by_position(session, Filter(), most=1)
    assert (len(found.conditions), found.left_out) == (1, 2)


def test_without_a_condition_there_is_nothing_to_group(session: Session, told: list[str]) -> None:
    assert conditions.by_position(session, Filter(position=("bridges",))) == []


@settings(max_examples=25, deadline=None)
@given(chosen=FILTERS)
def test_conditional_units_are_those_of_the_list(
    corpus: Engine, seen: list[oracle.Seen], chosen: Filter
) -> None:
    with sessions.reading(corpus) as session:
        found = {each.position: (each.n, each.total) for each in conditions.by_position(session, chosen)}
    for position, (n, total) in found.items():
        assert (n, total) == (
            len(oracle.coded_units(chosen, seen, position, "conditional")),
            len(oracle.coded_units(chosen, seen, position)),
        )
    for position in ("open-the-bridge", "free-fishing"):
        if position not in found:
            assert not oracle.coded_units(chosen, seen, position, "conditional")
