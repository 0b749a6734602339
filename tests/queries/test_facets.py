"""Counts beside a list."""

from hypothesis import given, settings
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.codebook.model import Codebook
from app.db import sessions
from app.queries import facets
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
