"""Set phrases over time."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.codebook.model import Codebook
from app.codebook.patterns.formulas import formulas_in
from app.db import tables
from app.db.tables import FormulaReading, Statement, StatementFact
from app.errors import NotFoundError
from app.queries import base, candidates, differences, formulas, refreshing
from app.queries.analysis_rows import FormulaHistory, FormulaUse
from app.queries.filter import Counting, Filter, Undated
from tests.queries.telling import Teller

FULL = "We want an independent Palestinian state within the 1967 borders and nothing less."
SHORT = "A Palestinian state is owed its 1967 borders."
SWAPS = "A Palestinian state needs the 1967 lines with agreed swaps."
OTHER = "The harbour road stays open to fishing boats."
SPOKEN = [
    ("en", FULL),
    ("en", "East Jerusalem has to become the capital of that state, he said."),
    ("en", "Both peoples can live side by side if they want to."),
    ("en", "All of it must rest on resolutions of the UN Security Council."),
    ("en", "Our country asked for a meeting of the Quartet's envoys."),
    ("en", "Nobody has withdrawn the Arab Peace Initiative, which we backed at once."),
    ("en", "There is only the two-state solution, whatever others say."),
    ("en", "He named the root causes of this long conflict."),
    ("en", "We warned both against unilateral actions in the holy city."),
    ("ru", "Надо говорить о первопричинах этого долгого спора."),
    ("ru", "Мы против односторонних действий любой из сторон."),
    ("ru", "Встреча ближневосточного «квартета» пройдёт осенью."),
    ("ru", "Двухгосударственное решение остаётся нашей целью."),
    ("ru", "Они должны жить бок о бок и без страха."),
    ("ru", "Всё это записано в резолюциях Совета Безопасности ООН."),
    ("ar", "نحن نؤيد حل الدولتين منذ زمن طويل."),
    ("ar", "طلبنا اجتماعا جديدا للرباعية في الخريف."),
    ("ar", "يجب معالجة الأسباب الجذرية لهذا النزاع."),
    ("fr", "Il a cité la « Two-State Solution » sans traduire."),
]


@pytest.fixture
def told(session: Session) -> list[str]:
    teller = Teller(session)
    ids = [
        teller.say("ivanova", "2020-03-01", quote=FULL, utterance="twice"),
        teller.say("ivanova", "2020-03-02", quote=SHORT, utterance="twice", is_first_report=False),
        teller.say("petrov", "2022-05", quote=SHORT),
        teller.say("petrov", "2022-07-01", quote=SWAPS),
        teller.say("petrov", None, quote=SHORT),
    ]
    teller.say("petrov", "2022-07-02", quote=OTHER)
    teller.say("petrov", "2022-07-03", quote=FULL, review_state="rejected")
    return ids


def test_a_history_says_since_when_and_how_often(
    session: Session, told: list[str], codebook: Codebook
) -> None:
    found = formulas.one(session, Filter(), codebook, "borders-1967")
    assert (found.n, found.unsettled) == (4, 1)
    assert found.first is not None and found.last is not None
    assert (found.first.statement_id, found.last.statement_id) == (told[0], told[3])
    years = [(each.year, each.share.n, each.share.total) for each in found.years]
    assert years == [(2020, 1, 1), (2021, 0, 0), (2022, 2, 3)]
    assert [use.statement_id for use in found.uses] == [told[0], told[2], told[3], told[4]]


def test_variants_name_what_was_dropped_and_added(
    session: Session, told: list[str], codebook: Codebook
) -> None:
    found = formulas.one(session, Filter(), codebook, "borders-1967")
    variants = {tuple(each.present): (each.n, each.first_on, each.last_on) for each in found.variants}
    assert variants == {
        ("state", "lines"): (2, date(2022, 5, 1), date(2022, 5, 1)),
        ("state", "independent", "lines"): (1, date(2020, 3, 1), date(2020, 3, 1)),
        ("state", "lines", "swaps"): (1, date(2022, 7, 1), date(2022, 7, 1)),
    }
    assert found.variants[0].dropped == ("independent", "viable", "swaps")
    first = found.uses[0]
    assert (
        FULL[first.start : first.stop]
        == first.words
        == "independent Palestinian state within the 1967 borders"
    )


def test_the_filter_decides_whose_uses_count(session: Session, told: list[str], codebook: Codebook) -> None:
    assert formulas.one(session, Filter(speaker=("ivanova",)), codebook, "borders-1967").n == 1
    every = formulas.all_(session, Filter(speaker=("nobody",)), codebook)
    assert len(every) == len(codebook.formulas)
    assert {(each.n, each.first, tuple(each.years)) for each in every} == {(0, None, ())}
    with pytest.raises(NotFoundError):
        formulas.one(session, Filter(), codebook, "no-such-phrase")


def test_the_index_misses_no_formula_that_the_finder_finds(session: Session, codebook: Codebook) -> None:
    teller = Teller(session)
    ids = {teller.say("ivanova", None, quote=quote, language=language): quote for language, quote in SPOKEN}
    teller.say("ivanova", None, quote=OTHER)
    wanted = list(codebook.formulas.values())
    held = candidates.holding(wanted, codebook.lexicon)
    found = set(session.scalars(select(StatementFact.id).where(held)))
    unused = [quote for quote in ids.values() if not formulas_in(quote, codebook)]
    missed = [quote for id_, quote in ids.items() if id_ not in found]
    assert (unused, missed) == ([], [])
    assert len(found) == len(SPOKEN)


def uses_read_anew(session: Session, chosen: Filter, codebook: Codebook) -> dict[str, list[FormulaUse]]:
    """What every formula's uses are, from reading every quote of the filter."""
    fact, unit = StatementFact, base.unit(chosen)
    rows = (
        base.reports(chosen)
        .join(Statement, Statement.id == fact.id)
        .with_only_columns(
            unit, fact.id, fact.speaker_id, fact.said_on, fact.said_last, fact.language, Statement.quote
        )
        .order_by(fact.repeat, fact.published_on, fact.id)
    )
    kept: dict[tuple[str, str], FormulaUse] = {}
    for of, id_, speaker, said_on, said_last, language, quote in session.execute(rows):
        for use in sorted(formulas_in(quote, codebook), key=lambda each: len(each.dropped)):
            span = use.span.start, use.span.stop
            found = (use.span.of(quote), *span, use.present, use.dropped)
            kept.setdefault((use.formula, of), FormulaUse(id_, speaker, said_on, said_last, language, *found))
    order = sorted(kept, key=lambda key: _when(kept[key]))
    return {formula: [kept[key] for key in order if key[0] == formula] for formula in codebook.formulas}


def _when(use: FormulaUse) -> tuple[bool, date, str]:
    return use.said_on is None, use.said_on or date.max, use.statement_id


def histories(session: Session, chosen: Filter, codebook: Codebook) -> list[FormulaHistory]:
    return [formulas.one(session, chosen, codebook, formula) for formula in codebook.formulas]


@pytest.fixture
def spoken(session: Session, told: list[str]) -> Session:
    """Quotes of all formulas by two speakers, some in two reports, some undated, some dated to the year."""
    teller, days = Teller(session), ("2021-04-05", None, "2021-05", "2023", "2024-01-02")
    for number, (language, quote) in enumerate(SPOKEN):
        who, on = ("ivanova", "petrov")[number % 2], days[number % len(days)]
        teller.say(who, on, quote=quote, language=language, utterance=f"u{number}")
        if number % 3 == 0:
            teller.say(who, on, quote=f"{FULL} {quote}", utterance=f"u{number}", is_first_report=False)
    return session


FILTERS = (
    Filter(),
    Filter(counting=Counting.STATEMENT),
    Filter(counting=Counting.ARTICLE),
    Filter(speaker=("petrov",)),
    Filter.checked({"since": "2021-05", "until": "2023"}),
    Filter(undated=Undated.ONLY),
)


@pytest.mark.parametrize("chosen", FILTERS, ids=Filter.to_query)
def test_kept_uses_are_those_that_reading_every_quote_gives(
    spoken: Session, codebook: Codebook, chosen: Filter
) -> None:
    anew = uses_read_anew(spoken, chosen, codebook)
    fresh = histories(spoken, chosen, codebook)
    assert {each.formula: each.uses for each in fresh} == anew
    for each in fresh:
        dated = [use for use in each.uses if use.said_on]
        assert each.n == len(each.uses) == sum(variant.n for variant in each.variants)
        assert (each.first, each.last) == ((dated[0], dated[-1]) if dated else (None, None))
    refreshing.refresh(spoken, codebook)
    assert spoken.scalars(select(func.count()).select_from(FormulaReading)).one() >= len(SPOKEN)
    assert histories(spoken, chosen, codebook) == fresh


def test_what_came_after_the_refresh_is_read_when_it_is_asked_for(
    spoken: Session, codebook: Codebook
) -> None:
    refreshing.refresh(spoken, codebook)
    late = Teller(spoken).say("petrov", "2025-01-01", quote=SHORT)
    found = formulas.one(spoken, Filter(), codebook, "borders-1967")
    assert found.last is not None
    assert found.last.statement_id == late
    spoken.execute(update(Statement).where(Statement.id == late).values(quote=OTHER))
    assert {each.statement_id for each in formulas.one(spoken, Filter(), codebook, "borders-1967").uses} == {
        use.statement_id for use in found.uses if use.statement_id != late
    }


def test_another_codebook_finds_its_own_phrases(spoken: Session, codebook: Codebook) -> None:
    refreshing.refresh(spoken, codebook)
    lines = codebook.formulas["borders-1967"]
    other = replace(codebook, formulas={"the-lines": replace(lines, id="the-lines")})
    assert formulas.one(spoken, Filter(), other, "the-lines").n == 4 + len(SPOKEN) // 3 + 1
    refreshing.refresh(spoken, other)
    assert set(spoken.scalars(select(tables.FormulaUse.formula_id))) == {"the-lines"}
    assert formulas.one(spoken, Filter(), codebook, "borders-1967").n == 4 + len(SPOKEN) // 3 + 1


def test_of_many_uses_the_ends_are_listed_and_those_asked_for(
    session: Session, told: list[str], codebook: Codebook
) -> None:
    found = formulas.one(session, Filter(), codebook, "borders-1967", ends=1, also=[told[2]])
    assert [use.statement_id for use in found.uses] == [told[0], told[2], told[4]]
    assert found.n == 4


def test_a_difference_is_told_word_by_word() -> None:
    found = differences.difference(
        "An independent Palestinian state within the 1967 borders.",
        "a Palestinian state within the 1967 lines, with swaps",
    )
    assert found == [
        ("removed", "An independent"),
        ("added", "a"),
        ("same", "Palestinian state within the 1967"),
        ("removed", "borders."),
        ("added", "lines, with swaps"),
    ]
    assert differences.difference("Peace, now!", "peace now") == [("same", "peace now")]


@given(st.lists(st.sampled_from("abcde"), max_size=30), st.lists(st.sampled_from("abcde"), max_size=30))
def test_a_difference_holds_every_word_of_both(one: list[str], two: list[str]) -> None:
    found = differences.difference(" ".join(one), " ".join(two))
    before = [word for change in found if change.kind != "added" for word in change.words.split()]
    after = [word for change in found if change.kind != "removed" for word in change.words.split()]
    assert (before, after) == (one, two)
