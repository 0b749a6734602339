"""What belongs to one act of saying, by words, speaker and day."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.ingest.matching import Remark, acts, alike, fingerprints, groups, verbatim_of, words_of

LONG = "we insist that the fighting must end at once and that aid must reach all who need it without delay"
OTHER = "nobody has asked our delegation about the draft that was put forward by its authors late at night"
FORMULA = "we support two states living side by side in peace"
DAY = date(2024, 5, 6)


def remark(
    id_: str, quote: str, said_on: date | None = DAY, *, exact: bool = True, by: str = "lavrov"
) -> Remark:
    return Remark(id_, by, said_on, exact, words_of(quote))


def together(*remarks: Remark) -> list[set[str]]:
    return sorted((set(group) for group in groups(remarks)), key=sorted)


def test_case_marks_and_punctuation_do_not_matter() -> None:
    assert words_of("Мы — за «мир», всё!") == words_of("мы за мир все")


def test_a_cut_is_alike_and_other_words_are_not() -> None:
    cut = remark("b", LONG[LONG.index("the fighting") :])
    assert alike(remark("a", LONG), cut)
    assert not alike(remark("a", LONG), remark("b", OTHER))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The talks with Mahmud Darwazi in Riyad showed that a settlement is still possible this year",
            "The talks with Mahmoud Darwazi in Riyadh showed that a settlement is still possible this year",
        ),
        (
            "The siege of the harbour must be lifted before anything else can be discussed by the parties",
            "The siege of the harbor must be lifted before anything else could be discussed by the sides",
        ),
        (
            "We want a lasting truce and the release of all detainees without conditions",
            "We want a lasting and durable truce and the release of all the detainees without any conditions",
        ),
        (
            "They must stop the bombing now and let aid through the crossing",
            "They [the army] must stop the bombing now and let [humanitarian] aid through the crossing",
        ),
        (
            "Only two states can bring peace to the region, and we shall insist on it",
            "We shall insist on it: only two states can bring peace to the region",
        ),
    ],
)
def test_outlets_spell_translate_and_cut_in_their_own_way(one: str, other: str) -> None:
    assert alike(remark("a", one), remark("b", other))
    assert together(remark("a", one), remark("b", other)) == [{"a", "b"}]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Russia supports the creation of an independent Palestinian state and will vote for the draft",
            "Russia supports the creation of an independent Palestinian state but sees no partner for talks",
        ),
        (
            "We demand an immediate truce in the whole sector",
            "Мы требуем немедленного перемирия во всем секторе",
        ),
        (
            "Nobody may be driven from his home, and the state must be there for all of its people",
            "The state that we all want for this people must be one that nobody may be driven from",
        ),
    ],
)
def test_a_shared_beginning_or_a_translation_does_not_make_one_act(one: str, other: str) -> None:
    assert together(remark("a", one), remark("b", other)) == [{"a"}, {"b"}]


def test_a_few_words_are_alike_only_if_they_are_the_same() -> None:
    assert not alike(remark("a", "the fighting must end"), remark("b", LONG))
    assert alike(remark("a", "The fighting must end!"), remark("b", "the fighting must end"))


@given(st.integers(0, 12), st.integers(6, 19))
def test_six_shared_words_in_a_row_share_a_fingerprint(start: int, length: int) -> None:
    words = words_of(LONG)
    part = words[start : start + length]
    surrounded = ("before", "it", *part, "and", "after")
    if len(part) >= 6:
        assert fingerprints("lavrov", words) & fingerprints("lavrov", surrounded)


def test_another_speaker_has_other_fingerprints() -> None:
    assert not fingerprints("lavrov", words_of(LONG)) & fingerprints("putin", words_of(LONG))


def test_an_endless_quotation_has_few_fingerprints() -> None:
    rng = random.Random(1)
    assert len(fingerprints("lavrov", [str(rng.random()) for _ in range(100_000)])) == 200


def test_a_formula_on_other_days_is_another_remark() -> None:
    days = [remark(str(n), FORMULA, DAY + timedelta(days=n)) for n in (0, 1, 2, 40)]
    assert together(*days) == [{"0"}, {"1"}, {"2"}, {"40"}]


def test_a_late_report_joins_the_day_before_unless_the_day_has_its_own() -> None:
    first, late = remark("a", FORMULA), remark("b", FORMULA, DAY + timedelta(days=1), exact=False)
    assert together(first, late) == [{"a", "b"}]
    second = remark("c", FORMULA, DAY + timedelta(days=1))
    assert together(first, late, second) == [{"a"}, {"b", "c"}]


def test_a_daily_formula_of_inexact_days_is_not_chained() -> None:
    days = [remark(str(n), FORMULA, DAY + timedelta(days=n), exact=False) for n in range(5)]
    assert len(together(*days)) == 5


def test_without_a_date_it_joins_only_where_there_is_one_choice() -> None:
    undated = remark("u", LONG, None)
    assert together(undated, remark("a", LONG)) == [{"a", "u"}]
    later = remark("b", LONG, DAY + timedelta(days=90))
    assert together(undated, remark("a", LONG), later) == [{"a"}, {"b"}, {"u"}]
    assert together(undated, remark("v", LONG, None)) == [{"u", "v"}]


def test_one_remark_in_two_lengths_does_not_join_two_others() -> None:
    assert together(remark("a", LONG), remark("b", OTHER), remark("c", LONG + " " + FORMULA)) == [
        {"a", "c"},
        {"b"},
    ]


QUOTES = st.sampled_from([LONG, OTHER, FORMULA, LONG[:50], LONG[30:], FORMULA + " " + OTHER, "no", ""])
REMARKS = st.lists(
    st.tuples(QUOTES, st.one_of(st.none(), st.integers(0, 3)), st.booleans(), st.sampled_from(["a", "b"])),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(REMARKS, st.randoms(use_true_random=False))
def test_order_decides_nothing_and_everyone_is_somewhere(
    drawn: list[tuple[str, int | None, bool, str]], rng: random.Random
) -> None:
    remarks = [
        remark(str(n), quote, None if day is None else DAY + timedelta(days=day), exact=exact, by=by)
        for n, (quote, day, exact, by) in enumerate(drawn)
    ]
    found = together(*remarks)
    shuffled = rng.sample(remarks, len(remarks))
    assert together(*shuffled) == found
    assert sorted(it for group in found for it in group) == sorted(one.id for one in remarks)
    speakers = {one.id: one.speaker for one in remarks}
    assert all(len({speakers[it] for it in group}) == 1 for group in found)


def report(id_: str, quote: str, article: str, voice: str = "mixed", said_on: date | None = DAY) -> Remark:
    return Remark(id_, "lavrov", said_on, True, words_of(quote), article, verbatim_of(quote, voice))


RETOLD = (
    ("the shelling of the harbour was an “utterly senseless act of revenge” that helps nobody", "mixed"),
    ("utterly senseless act of revenge", "direct"),
    ("he saw in it a «senseless act of revenge» by people without a plan", "mixed"),
)


@pytest.mark.parametrize(("one", "other"), [(0, 1), (0, 2), (1, 2)])
def test_wires_that_share_only_the_quoted_words_report_one_remark(one: int, other: int) -> None:
    first, second = (report(str(n), RETOLD[n][0], f"article {n}", RETOLD[n][1]) for n in (one, other))
    assert alike(first, second)
    assert fingerprints("lavrov", first.words, first.verbatim) & fingerprints(
        "lavrov", second.words, second.verbatim
    )
    assert together(first, second) == [{str(one), str(other)}]


def test_the_same_quoted_words_on_another_day_are_another_remark() -> None:
    later = report("b", RETOLD[2][0], "y", said_on=DAY + timedelta(days=3))
    assert together(report("a", RETOLD[0][0], "x"), later) == [{"a"}, {"b"}]


def test_two_sentences_of_one_article_may_quote_the_same_words() -> None:
    assert not alike(report("a", RETOLD[0][0], "x"), report("b", RETOLD[2][0], "x"))


@pytest.mark.parametrize("words", ["“end of it”", "“two states”", "two states without marks in both"])
def test_small_or_unmarked_words_tell_no_remark(words: str) -> None:
    one, other = f"he asked for {words} in the morning", f"nothing came of {words} as the sides now say"
    assert not alike(report("a", one, "x"), report("b", other, "y"))


def test_thousands_of_like_statements_of_one_day_are_not_compared_in_pairs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared = []

    def counted(one: Remark, other: Remark) -> bool:
        compared.append((one.id, other.id))
        return alike(one, other)

    monkeypatch.setattr(acts, "alike", counted)
    remarks = [
        replace(
            remark(f"{n:04}", f"{LONG}, as he said number {n}"),
            traits=(("stance:a=support", 4.0), ("words:b", 3.0)),
        )
        for n in range(600)
    ]
    groups(remarks)
    assert len(compared) <= 60 * len(remarks)
