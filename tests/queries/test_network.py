"""Who holds which position, and who agrees with whom."""

from collections import Counter, defaultdict
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.codebook.terms import Precision, Stance
from app.db import sessions
from app.queries import network
from app.queries.analysis_rows import Stretch, Tie
from app.queries.filter import Filter
from app.queries.network import Normalization
from app.queries.network.stretches import Held, standing
from tests.queries import oracle
from tests.queries.drawing import FILTERS
from tests.queries.invented import POSITIONS, STANCES
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


def test_stretches_move_by_their_step_and_leave_out_what_has_no_month(session: Session, told: None) -> None:
    found = network.over_time(session, Filter(), months=6, step=3)
    assert found.stretches == [
        Stretch(date(2023, 1, 1), date(2023, 6, 30), 1, 1, 2, 0, 0),
        Stretch(date(2023, 4, 1), date(2023, 9, 30), 1, 1, 1, 0, 0),
        Stretch(date(2023, 7, 1), date(2023, 12, 31), 1, 1, 1, 0, 0),
    ]
    assert found.undated == 1
    (whole,) = network.over_time(session, Filter(), months=12).stretches
    assert whole == Stretch(date(2023, 1, 1), date(2023, 12, 31), 2, 1, 3, 0, 0)


def test_a_range_that_is_asked_for_is_shown_whole(session: Session, told: None) -> None:
    chosen = Filter.checked({"since": "2022-11", "until": "2024-02"})
    found = network.over_time(session, chosen).stretches
    assert [(each.first, each.last, each.stances) for each in found] == [
        (date(2022, 11, 1), date(2023, 10, 31), 2),
        (date(2023, 5, 1), date(2024, 2, 29), 2),
    ]


def test_a_wrong_century_makes_no_thousand_stretches(session: Session, told: None) -> None:
    Teller(session).say("petrov", "0203-12-01", {"tolls": "oppose"})
    found = network.over_time(session, Filter()).stretches
    assert [each.stances for each in found][:1] == [1]
    assert len(found) < 6


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
    for each in found:
        own = [one for one in seen if one.statement.speaker_id == each.speaker_id]
        assert each.n == len(oracle.coded_units(chosen, own, each.position))
        assert each.oppose == len(oracle.coded_units(chosen, own, each.position, "oppose"))


@settings(max_examples=25, deadline=None)
@given(chosen=FILTERS, at_least=st.sampled_from([1, 1, 2]))
def test_a_stretch_counts_what_its_units_hold(
    corpus: Engine, seen: list[oracle.Seen], chosen: Filter, at_least: int
) -> None:
    with sessions.reading(corpus) as session:
        found = network.over_time(session, chosen, at_least=at_least)
    units: dict[tuple[str, str, str], list[oracle.Seen]] = defaultdict(list)
    for one in seen:
        for position in POSITIONS:
            for unit in oracle.coded_units(chosen, [one], position):
                units[one.statement.speaker_id, position, unit].append(one)
    months = {key: min(filter(None, map(month, reports)), default=None) for key, reports in units.items()}
    assert found.undated == sum(each is None for each in months.values())
    for stretch in found.stretches:
        held: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for key, reports in units.items():
            on = months[key]
            if on and stretch.first <= on <= stretch.last:
                stances = {each for each in STANCES if oracle.coded_units(chosen, reports, key[1], each)}
                held[key[:2]].update(["n", *stances])
        held = {key: counts for key, counts in held.items() if counts["n"] >= at_least}
        ties = [
            Tie._make((*key, counts["n"], *(counts[each] for each in Stance), None, None))
            for key, counts in held.items()
        ]
        agreement = network.one_mode(ties, at_least=at_least)
        assert stretch[2:] == (
            len({speaker for speaker, _ in held}),
            len({position for _, position in held}),
            sum(counts["n"] for counts in held.values()),
            sum(pair.n_congruent > 0 for pair in agreement.pairs),
            sum(pair.n_conflicting > 0 for pair in agreement.pairs),
        )


def month(one: oracle.Seen) -> date | None:
    """The month in which a report was said, if its date settles that."""
    statement = one.statement
    known = statement.said_on and statement.said_precision in (Precision.DAY, Precision.MONTH)
    return statement.said_on.replace(day=1) if statement.said_on and known else None


def test_of_too_many_speakers_the_pairs_of_those_with_most_are_counted() -> None:
    columns = [np.array(each) for each in ([0, 1, 2, 3], [0, 0, 0, 0], [2, 5, 5, 9])]
    by_stance = np.array([[2, 5, 0, 9], [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 5, 0]])
    found = standing([Held._make((*columns, by_stance))], at_least=1, most=2)
    assert found == (4, 1, 21, 1, 0)
