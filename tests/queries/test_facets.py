"""Counts beside a list."""

from collections import Counter

from hypothesis import given, settings
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.codebook.model import Codebook
from app.db import sessions
from app.queries import facets, tallies
from app.queries.filter import LISTS, Counting, Filter
from tests.queries import oracle
from tests.queries.drawing import FILTERS, VALUES


@settings(max_examples=60, deadline=None)
@given(chosen=FILTERS)
def test_a_count_is_what_choosing_the_value_would_leave(
    corpus: Engine, book: Codebook, seen: list[oracle.Seen], chosen: Filter
) -> None:
    with sessions.reading(corpus) as session:
        found = facets.counts(session, chosen, book)
    for field in LISTS:
        counted = {each.value: each.n for each in found[field]}
        for value in (*VALUES[field], *(["none"] if field != "speaker" else [])):
            if value == "none" and field in ("language", "voice", "kind"):
                continue
            expected = len(oracle.units(chosen.only(field, value), seen))
            assert counted.get(value, 0) == expected, (field, value)


def test_values_are_sorted_by_count_and_named_by_the_codebook(read: Session, book: Codebook) -> None:
    found = facets.counts(read, Filter(counting=Counting.STATEMENT), book)
    for values in found.values():
        assert [each.n for each in values] == sorted((each.n for each in values), reverse=True)
    names = {each.value: each.label for each in found["speaker"]}
    assert names == {
        "ivanova": "Anna Ivanova",
        "petrov": "Oleg Petrov",
        "ministry": "Harbour Ministry",
        "~harbour-watch": "Harbour Watch",
    }


def test_a_chosen_value_is_there_even_if_it_leaves_nothing(read: Session, book: Codebook) -> None:
    found = facets.counts(read, Filter(speaker=("~nobody",), outlet__not=("herald",)), book)
    assert [(each.n, each.chosen) for each in found["speaker"] if each.value == "~nobody"] == [(0, True)]
    assert [each.excluded for each in found["outlet"] if each.value == "herald"] == [True]


@settings(max_examples=25, deadline=None)
@given(chosen=FILTERS.filter(lambda chosen: not (chosen.position__not or chosen.stance__not)))
def test_a_sample_of_everything_counts_everything(corpus: Engine, book: Codebook, chosen: Filter) -> None:
    with sessions.reading(corpus) as session:
        exact = facets.counted(session, chosen, book)
        sampled = tallies.newest(session, chosen, LISTS, 10_000)
    for field in LISTS:
        assert sampled[field] == {value: n for value, n in exact[field].items() if n}, field


def test_a_sample_holds_the_latest_reports(read: Session, seen: list[oracle.Seen]) -> None:
    every = Filter(counting=Counting.STATEMENT)
    found = tallies.newest(read, every, ["speaker"], 7)["speaker"]
    dated = [one.statement for one in seen if one.statement.said_on]
    latest = sorted(dated, key=lambda each: (each.said_on, each.id), reverse=True)[:7]
    assert found == Counter(each.speaker_id for each in latest)
