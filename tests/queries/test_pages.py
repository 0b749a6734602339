"""The other pages: one statement, one article, one event, sources, and what each costs."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session

from app.codebook.model import Codebook
from app.db import sessions, tables
from app.errors import FilterError, NotFoundError
from app.queries import articles, events, facets, issues, overview, sources, stances, statements, timeline
from app.queries.filter import Counting, Filter
from app.queries.paging import Place
from app.queries.periods import Period
from tests.queries import invented, oracle


def test_a_statement_comes_with_its_words_history_and_other_reports(session: Session, book: Codebook) -> None:
    invented.add(session, *(invented.event_row(each) for each in book.events.values()))
    utterance = tables.Utterance(id="u", speaker_id="ivanova", said_on=None, size=2, first_statement_id="s1")
    one = invented.article_row("a1", outlet_id="gazette", text="x" * 400 + "The bridge stays." + "y" * 400)
    two = invented.article_row("a2", outlet_id="herald")
    first = invented.statement_row("s1", one, start=400, stop=417, utterance_id="u", said_on=date(2024, 1, 2))
    again = invented.statement_row("s2", two, utterance_id="u", is_first_report=False)
    invented.add(session, utterance, one, two, first, again)
    invented.add(session, invented.topic_row(first, "tolls"), invented.link_row(first, "bridge-summit"))
    invented.add(session, invented.coding_row(first, "free-fishing", "oppose", superseded_at=invented.NOW))
    invented.add(session, invented.coding_row(first, "free-fishing", "support"))
    found = statements.one(session, "s1")
    assert (found.before, found.after) == ("x" * 300, "y" * 300)
    assert [each.stance for each in found.row.codings] == ["support"]
    assert [each.stance for each in found.history] == ["oppose", "support"]
    assert [each.topic for each in found.row.topics] == ["tolls"]
    assert [each.event_id for each in found.row.events] == ["bridge-summit"]
    assert [(each.statement_id, each.outlet_id) for each in found.reports] == [("s2", "herald")]
    assert (found.row.utterance_size, found.row.outlets, found.gone) == (2, 2, None)


@pytest.mark.parametrize(
    ("article", "statement", "words"),
    [
        ({}, {"withdrawn_at": invented.NOW}, "Withdrawn on 2024-05-01"),
        ({}, {"review_state": "rejected"}, "A reviewer rejected"),
        ({"superseded_at": invented.NOW}, {}, "A newer text"),
    ],
)
def test_a_permalink_outlives_its_statement_and_says_so(
    session: Session, article: dict[str, object], statement: dict[str, object], words: str
) -> None:
    text = invented.article_row("a1", **article)
    invented.add(session, text, invented.statement_row("s1", text, **statement))
    found = statements.one(session, "s1")
    assert found.gone is not None
    assert found.gone.startswith(words)
    assert statements.count(session, Filter(counting=Counting.STATEMENT)) == 0


def test_what_is_not_there_is_said_to_be_missing(read: Session) -> None:
    for missing in (statements.one, articles.one, events.one):
        with pytest.raises(NotFoundError):
            missing(read, "nowhere")


@pytest.mark.parametrize("token", ["", "x", "2024-13-01_a", "2024-01-01", "undated_", "2024-01-01_a b"])
def test_a_page_that_no_list_has_is_refused(token: str) -> None:
    with pytest.raises(FilterError) as refused:
        Place.parse(token)
    assert refused.value.parameter == "after"


def test_an_article_is_cut_where_statements_begin_and_end(corpus: Engine, seen: list[oracle.Seen]) -> None:
    with sessions.reading(corpus) as session:
        for id_ in {one.article.id for one in seen}:
            page = articles.one(session, id_)
            text = session.get_one(tables.Article, id_).text
            assert "".join(piece.text for piece in page.pieces) == text
            assert all(piece.text == text[piece.start : piece.stop] for piece in page.pieces)
            for row in page.statements:
                inside = [piece for piece in page.pieces if row.id in piece.statements]
                assert (inside[0].start, inside[-1].stop) == (row.start, row.stop)
            marked = {one.statement.id for one in seen if one.article.id == id_}
            assert {row.id for row in page.statements} == marked
            assert page.row.n_statements == len(marked)


def test_statements_inside_each_other_are_both_marked(session: Session) -> None:
    text = invented.article_row("a1", text="0123456789")
    outer = invented.statement_row("outer", text, start=1, stop=8)
    inner = invented.statement_row("inner", text, start=3, stop=5)
    last = invented.statement_row("last", text, start=8, stop=10)
    invented.add(session, text, outer, inner, last)
    cut = [(piece.text, tuple(piece.statements)) for piece in articles.one(session, "a1").pieces]
    assert cut == [
        ("0", ()),
        ("12", ("outer",)),
        ("34", ("outer", "inner")),
        ("567", ("outer",)),
        ("89", ("last",)),
    ]


def test_articles_are_listed_page_by_page_without_replaced_ones(read: Session) -> None:
    listed, token = [], None
    while True:
        page = articles.page(read, Filter(), Place.parse(token), limit=9)
        listed += page.rows
        token = page.next
        if token is None:
            break
    current = read.scalars(select(tables.Article.id).where(tables.Article.superseded_at.is_(None))).all()
    assert sorted(row.id for row in listed) == sorted(current)
    assert page.total == len(current)
    dates = [row.published_on or date.min for row in listed]
    assert dates == sorted(dates, reverse=True)


def test_articles_of_a_filter_are_those_that_carry_its_statements(
    corpus: Engine, seen: list[oracle.Seen]
) -> None:
    chosen = Filter(topic=("tolls",), speaker=("petrov",))
    with sessions.reading(corpus) as session:
        page = articles.page(session, chosen, limit=1000)
    assert {row.id for row in page.rows} == {one.article.id for one in seen if oracle.means(chosen, one)}


def test_an_event_shows_what_was_said_around_it(corpus: Engine, seen: list[oracle.Seen]) -> None:
    every = Filter(counting=Counting.STATEMENT)
    with sessions.reading(corpus) as session:
        page = events.one(session, "bridge-summit", days=10, chosen=every)
        listed = {row.id: row.n_statements for row in events.all_(session)}
    around = [one.statement for one in seen if one.statement.said_precision == "day"]
    before = {each.id for each in around if date(2023, 11, 10) <= each.said_on < date(2023, 11, 20)}
    after = {each.id for each in around if date(2023, 11, 20) <= each.said_on <= date(2023, 11, 30)}
    assert {row.id for row in page.before.rows} == before
    assert {row.id for row in page.after.rows} == after
    assert {row.id for row in page.linked.rows} == oracle.units(every.with_("event", "bridge-summit"), seen)
    assert listed["bridge-summit"] == len(oracle.units(Filter(event=("bridge-summit",)), seen))


def test_totals_count_what_a_reader_may_see(read: Session, seen: list[oracle.Seen]) -> None:
    totals = overview.totals(read)
    assert totals.statements == len(seen)
    assert totals.utterances == len(oracle.units(Filter(), seen))
    assert totals.coded == sum(bool(one.codings) for one in seen)
    assert totals.reviewed == sum(one.statement.review_state == "confirmed" for one in seen)
    assert totals.undated == sum(one.statement.said_on is None for one in seen)
    days = [one.statement.said_on for one in seen if one.statement.said_precision == "day"]
    assert (totals.first_on, totals.last_on) == (min(days), max(days))
    months = overview.by_month(read)
    assert sum(bar.n for bar in months.buckets) + months.undated + months.imprecise == totals.articles
    assert sum(row.articles for row in sources.coverage(read)) == totals.articles
    assert sum(row.statements for row in sources.coverage(read)) == totals.statements


def test_a_gap_is_the_days_between_two_articles(session: Session) -> None:
    for number, on in enumerate((date(2024, 1, 1), date(2024, 1, 3), date(2024, 3, 1))):
        invented.add(session, invented.article_row(f"a{number}", published_on=on))
    assert sources.gaps(session) == [(date(2024, 1, 4), date(2024, 2, 29), 57)]


def test_runs_come_with_what_they_could_not_use(session: Session) -> None:
    run = tables.Run(codebook_version="v", inputs=["folder"], counts={"failed": 1})
    invented.add(session, run)
    invented.add(session, invented.failure_row(run, "folder/empty.txt"))
    (found,) = sources.runs(session)
    assert (found.inputs, found.finished_at) == (["folder"], None)
    assert found.failures == [("folder/empty.txt", "It is empty.")]
    assert sources.failures(session) == 1
    assert overview.snapshot(session) == "run0"


def test_doubts_are_listed_by_step(session: Session) -> None:
    article = invented.article_row("a1", title="News")
    invented.add(session, article)
    for step in ("dating", "coding", "dating"):
        row = tables.IssueRow(article_id="a1", step=step, complaint="Two dates.", words="Monday")
        invented.add(session, row)
    assert issues.by_step(session) == {"dating": 2, "coding": 1}
    first, second = issues.page(session, step="dating")
    assert issues.page(session, step="dating", after=first.id) == [second]
    assert first.article_title == "News"


def test_shares_add_up_over_stances_of_one_coder(read: Session) -> None:
    for row in stances.overview(read, Filter(counting=Counting.STATEMENT)):
        taken = row.support + row.conditional + row.neutral + row.oppose
        assert 0 < row.total <= taken


def test_a_stance_bucket_links_to_as_many_statements_as_it_counts(corpus: Engine) -> None:
    with sessions.reading(corpus) as session:
        for bucket in stances.by_period(session, Filter(), Period.MONTH):
            inside = Filter.checked(
                {
                    "position": (bucket.position,),
                    "stance": (bucket.stance.value,),
                    "since": bucket.period_start.isoformat(),
                    "until": bucket.period_end.isoformat(),
                }
            )
            assert statements.count(session, inside) == bucket.n
            assert statements.count(session, inside.without("stance")) == bucket.total


@given(day=st.dates(), period=st.sampled_from(Period))
def test_a_day_lies_in_its_period(day: date, period: Period) -> None:
    start = period.start(day)
    assert start <= day <= period.end(start)
    assert next(period.between(day, day)) == (start, period.end(start))


Asked = Callable[[Session, Filter, Codebook], object]

PAGES: dict[str, tuple[int, Asked]] = {
    "timeline": (11, lambda session, chosen, book: timeline.days(session, chosen)),
    "histogram": (3, lambda session, chosen, book: timeline.by_period(session, chosen)),
    "facets": (6, facets.counts),
    "stances": (5, lambda session, chosen, book: stances.by_period(session, chosen)),
    "article": (11, lambda session, chosen, book: articles.one(session, "a003")),
    "statement": (9, lambda session, chosen, book: statements.one(session, "a003s0")),
}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_takes_a_fixed_number_of_sql_statements(corpus: Engine, book: Codebook, page: str) -> None:
    most, asked = PAGES[page]
    taken = []
    for chosen in (Filter(), Filter(speaker=("petrov",)), Filter(topic=("tolls",), stance__not=("oppose",))):
        with sessions.reading(corpus) as session:
            session.connection()
            count = [0]

            def one_more(*_: object, count: list[int] = count) -> None:
                count[0] += 1

            event.listen(corpus, "before_cursor_execute", one_more)
            asked(session, chosen, book)
            event.remove(corpus, "before_cursor_execute", one_more)
            taken.append(count[0])
    assert max(taken) <= most
