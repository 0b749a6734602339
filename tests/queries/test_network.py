"""Who holds which position, and who agrees with whom."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.db import sessions
from app.queries import network
from app.queries.analysis_rows import Tie
from app.queries.filter import Filter
from app.queries.network import Normalization
from tests.queries import oracle
from tests.queries.drawing import FILTERS
from tests.queries.telling import Teller


def tie(speaker: str, position: str, support: int = 0, oppose: int = 0, conditional: int = 0) -> Tie:
    return Tie(speaker, position, support + oppose + conditional, support, conditional, 0, oppose, None, None)


@pytest.fixture
def told(session: Session) -> None:
    teller = Teller(session)
    teller.say("ivanova", "2023-01-10", {"tolls": "support"}, utterance="twice")
    teller.say("ivanova", "2023-01-11", {"tolls": "support"}, utterance="twice")
    teller.say("ivanova", "2023-06", {"tolls": "oppose"})
    teller.say("ivanova", "2023", {"tolls": "neutral"})
    teller.say("petrov", "2023-12-01", {"tolls": "conditional"})


def test_a_tie_counts_units_by_stance_and_spans_their_days(session: Session, told: None) -> None:
    assert network.two_mode(session, Filter()) == [
        Tie("ivanova", "tolls", 3, 1, 0, 1, 1, date(2023, 1, 1), date(2023, 6, 1)),
        Tie("petrov", "tolls", 1, 0, 1, 0, 0, date(2023, 12, 1), date(2023, 12, 1)),
    ]
    assert [each.speaker_id for each in network.two_mode(session, Filter(), at_least=2)] == ["ivanova"]


def test_windows_move_by_their_step_and_leave_out_what_has_no_month(session: Session, told: None) -> None:
    found = network.moving(session, Filter(), months=6, step=3)
    assert [(each.first, each.last) for each in found.windows] == [
        (date(2023, 1, 1), date(2023, 6, 30)),
        (date(2023, 4, 1), date(2023, 9, 30)),
        (date(2023, 7, 1), date(2023, 12, 31)),
    ]
    counts = [
        {each.speaker_id: (each.support, each.oppose, each.n) for each in w.ties} for w in found.windows
    ]
    assert counts == [{"ivanova": (1, 1, 2)}, {"ivanova": (0, 1, 1)}, {"petrov": (0, 0, 1)}]
    assert found.undated == 1


def test_agreement_is_counted_by_position_and_normalised_as_named() -> None:
    ties = [
        tie("a", "p", support=3),
        tie("a", "q", oppose=1),
        tie("a", "r", support=1),
        tie("b", "p", support=1),
        tie("b", "q", support=1),
        tie("c", "s", conditional=1),
    ]
    found = network.one_mode(ties, Normalization.NONE)
    (pair,) = found.pairs
    assert pair == ("a", "b", 2, 1, 1, 1.0, 1.0, 0.0)
    assert found.speakers == ["a", "b", "c"]
    scaled = {each: network.one_mode(ties, each).pairs[0].congruence for each in Normalization}
    assert scaled[Normalization.AVERAGE] == pytest.approx(1 / 2.5)
    assert scaled[Normalization.JACCARD] == pytest.approx(1 / 3)
    assert scaled[Normalization.COSINE] == pytest.approx(1 / 6**0.5)


def test_a_stance_said_too_rarely_is_not_held() -> None:
    ties = [tie("a", "p", support=3, oppose=1), tie("b", "p", support=2), tie("c", "p", oppose=1)]
    found = network.one_mode(ties, Normalization.NONE, at_least=2)
    assert [(pair.one, pair.other, pair.conflict) for pair in found.pairs] == [("a", "b", 0)]
    assert network.one_mode(ties, at_least=9).pairs == []


def test_too_many_speakers_are_said_to_be_left_out() -> None:
    ties = [tie(f"s{number:02}", "p", support=1 + number) for number in range(10)]
    found = network.one_mode(ties, most=4)
    assert found.speakers == ["s06", "s07", "s08", "s09"]
    assert (len(found.pairs), found.left_out) == (6, 6)


@given(
    st.lists(
        st.tuples(st.sampled_from("abcd"), st.sampled_from("pqr"), *[st.integers(0, 2)] * 2),
        unique_by=lambda each: each[:2],
    ),
    st.sampled_from([each for each in Normalization if each is not Normalization.NONE]),
)
def test_normalised_agreement_lies_between_nothing_and_all(
    drawn: list[tuple[str, str, int, int]], by: Normalization
) -> None:
    for pair in network.one_mode([tie(*each) for each in drawn], by).pairs:
        assert 0 <= pair.congruence <= 1 + 1e-9
        assert 0 <= pair.conflict <= 1 + 1e-9
        assert pair.n_congruent + pair.n_conflicting > 0


@settings(max_examples=25, deadline=None)
@given(chosen=FILTERS)
def test_ties_count_what_the_list_holds(corpus: Engine, seen: list[oracle.Seen], chosen: Filter) -> None:
    with sessions.reading(corpus) as session:
        found = network.two_mode(session, chosen)
        windows = network.moving(session, chosen, months=120)
    for each in found:
        own = [one for one in seen if one.statement.speaker_id == each.speaker_id]
        assert each.n == len(oracle.coded_units(chosen, own, each.position))
        assert each.oppose == len(oracle.coded_units(chosen, own, each.position, "oppose"))
    total = sum(each.n for each in found)
    assert total == sum(each.n for window in windows.windows for each in window.ties) + windows.undated
