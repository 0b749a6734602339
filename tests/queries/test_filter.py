"""What an address chooses, how it is written and how it is said."""

from random import Random
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.db.tables import StatementFact
from app.errors import FilterError
from app.queries.chips import chips
from app.queries.clauses import clauses
from app.queries.filter import LISTS, NOT, SINGLES, Counting, Filter
from tests.queries import invented
from tests.queries.drawing import FILTERS, VALUES

BOOK = invented.book()
EXAMPLES = {
    **{field: VALUES[field][0] for field in LISTS},
    **{field + NOT: VALUES[field][0] for field in LISTS},
    "since": "2023-10-07",
    "until": "2024-02",
    "undated": "include",
    "q": "bridge",
    "counting": "statement",
}


def asked(*params: tuple[str, str], strict: bool = False) -> Filter:
    return Filter.from_params(params, BOOK, strict=strict)


def test_every_field_is_walked_by_these_tests() -> None:
    assert set(EXAMPLES) == set(Filter.model_fields)


@pytest.mark.parametrize(("name", "value"), EXAMPLES.items())
def test_every_field_is_in_the_address_the_words_the_chips_and_the_sql(name: str, value: str) -> None:
    chosen = asked((name, value), ("since", "2020")) if name == "undated" else asked((name, value))
    without = chosen.without(name)
    assert chosen != without
    assert (name, value) in chosen.to_params()
    assert chosen.in_words(BOOK) != without.in_words(BOOK)
    assert [chip.query_without for chip in chips(chosen, BOOK) if chip.value == value] == [without.to_query()]
    if name != "counting":
        written = [str(each.compile(compile_kwargs={"literal_binds": True})) for each in sql(chosen)]
        assert written != [str(each.compile(compile_kwargs={"literal_binds": True})) for each in sql(without)]


def sql(chosen: Filter) -> list[object]:
    return list(clauses(chosen, StatementFact))


@given(chosen=FILTERS)
def test_an_address_says_the_same_filter_again(chosen: Filter) -> None:
    assert asked(*parse_qsl(chosen.to_query(), keep_blank_values=True)) == chosen


@given(chosen=FILTERS, order=st.randoms())
def test_the_order_of_an_address_makes_no_difference(chosen: Filter, order: Random) -> None:
    params = chosen.to_params() * 2
    params = [each for each in params if each[0] in LISTS or each[0].endswith(NOT)] + [
        each for each in chosen.to_params() if each[0] in SINGLES
    ]
    order.shuffle(params)
    assert asked(*params).to_query() == chosen.to_query()


def test_defaults_and_empty_fields_are_left_out() -> None:
    assert asked(("q", " "), ("speaker", ""), ("counting", "utterance")).to_query() == ""


def test_the_address_is_short_and_in_one_order() -> None:
    chosen = asked(("until", "2024-12"), ("topic", "tolls"), ("speaker", "petrov"), ("speaker", "ivanova"))
    assert chosen.to_query() == "speaker=ivanova&speaker=petrov&topic=tolls&until=2024-12"


def test_a_page_leaves_unknown_names_alone_and_an_interface_refuses_them() -> None:
    assert asked(("utm_source", "mail")) == Filter()
    with pytest.raises(FilterError) as refused:
        asked(("speker", "petrov"), strict=True)
    assert refused.value.parameter == "speker"
    assert Filter.from_params([("after", "x")], BOOK, strict=True, beside=("after",)) == Filter()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("speaker", "nobody"),
        ("topic__not", "weather"),
        ("position", "open-the-door"),
        ("stance", "against"),
        ("voice", "loud"),
        ("kind", "book"),
        ("event", "ball"),
        ("outlet", "daily"),
        ("speaker", "none"),
        ("since", "2023-13"),
        ("until", "yesterday"),
        ("undated", "perhaps"),
        ("counting", "all"),
        ("q", "a\x00b"),
        ("q", "\ud800"),
        ("q", "?!"),
        ("q", "x" * 501),
        ("language", "\x00"),
    ],
)
def test_a_value_that_names_nothing_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(FilterError) as refused:
        asked((name, value))
    assert refused.value.parameter == name


def test_a_range_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(FilterError) as refused:
        asked(("since", "2024"), ("until", "2023-12-31"))
    assert refused.value.parameter == "until"
    assert str(refused.value) == "until=2023-12-31: lies before since=2024"


def test_one_day_is_a_range() -> None:
    assert asked(("since", "2024-02-29"), ("until", "2024-02-29")).since is not None


def test_a_speaker_or_outlet_beyond_the_codebook_goes_by_its_slug() -> None:
    chosen = asked(("speaker", "~harbour-watch"), ("outlet", "~dock-news"))
    assert chosen.in_words(BOOK) == "statements by Harbour Watch in Dock News, repeats counted once"


def test_a_value_can_be_taken_away_and_put_back() -> None:
    chosen = asked(("speaker", "petrov"), ("speaker", "ivanova"), ("speaker__not", "ministry"))
    assert chosen.without("speaker", "petrov").to_query() == "speaker=ivanova&speaker__not=ministry"
    assert chosen.without("speaker").to_query() == ""
    assert chosen.without("speaker", "petrov").with_("speaker", "petrov") == chosen
    assert chosen.with_("speaker__not", "petrov").to_query() == (
        "speaker=ivanova&speaker__not=ministry&speaker__not=petrov"
    )
    assert chosen.only("speaker", "petrov").to_query() == "speaker=petrov"


def test_a_changed_filter_is_checked_like_a_new_one() -> None:
    with pytest.raises(FilterError):
        Filter().with_("since", "soon")


@pytest.mark.parametrize(
    ("params", "n", "words"),
    [
        ([], 1, "1 statement, repeats counted once"),
        ([], 1200, "1,200 statements, repeats counted once"),
        ([("counting", "statement")], None, "statements, every report counted"),
        (
            [("speaker", "ivanova"), ("topic", "tolls"), ("since", "2023-10"), ("until", "2024-12")],
            142,
            "142 statements by Anna Ivanova on Tolls, October 2023 to December 2024, repeats counted once",
        ),
        (
            [("stance", "support"), ("position", "free-fishing"), ("since", "2023-10-07")],
            None,
            "statements taking the stance support on “Fishing should be free”, since 7 October 2023, "
            "repeats counted once",
        ),
        (
            [("language", "ru"), ("language", "ar"), ("outlet__not", "herald"), ("q", "old bridge")],
            None,
            "statements in Arabic or Russian, not in Herald, with the words “old bridge”, "
            "repeats counted once",
        ),
    ],
)
def test_a_filter_is_said_as_a_sentence(params: list[tuple[str, str]], n: int | None, words: str) -> None:
    assert asked(*params).in_words(BOOK, n) == words


def test_the_way_of_counting_narrows_nothing() -> None:
    assert Filter(counting=Counting.STATEMENT).is_empty
    assert not Filter(speaker=("petrov",)).is_empty
