"""Answers kept from the last refresh."""

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.codebook.model import Codebook
from app.db import tables
from app.db.tables import Rollup, Statement
from app.queries import facets, overview, refreshing, stances, timeline
from app.queries.filter import LISTS, Counting, Filter
from app.queries.periods import Period
from tests.queries import invented


def answers(session: Session, book: Codebook) -> list[object]:
    found: list[object] = [overview.totals(session)]
    for counting in Counting:
        chosen = Filter(counting=counting)
        found.append(facets.counts(session, chosen, book))
        found.append(facets.counts(session, chosen.with_("topic", "tolls"), book))
        found.append(stances.overview(session, chosen))
        found.append(stances.net_by_year(session, chosen))
        for period in Period:
            found.append(timeline.by_period(session, chosen, period))
            found.append(stances.by_period(session, chosen, period))
            found.append(stances.undated(session, chosen, period))
    return found


def test_a_kept_answer_is_the_answer(session: Session, book: Codebook) -> None:
    invented.fill(session, book)
    fresh = answers(session, book)
    refreshing.refresh(session)
    assert session.scalars(select(func.count(Rollup.id))).one() > 50
    assert answers(session, book) == fresh


def test_what_the_front_page_asks_of_one_country_is_kept_and_is_the_answer(
    session: Session, book: Codebook
) -> None:
    invented.fill(session, book)

    def asked() -> list[object]:
        found: list[object] = []
        for country in ("ru", "none"):
            for counting in Counting:
                chosen = Filter(country=(country,), counting=counting)
                found.append(stances.by_period(session, chosen, Period.YEAR))
                found.append(stances.overview(session, chosen))
        return found

    fresh = asked()
    refreshing.refresh(session)
    kept = session.scalars(select(Rollup.question).where(Rollup.question.contains("?")).distinct()).all()
    assert {question.partition("?")[2] for question in kept} == {"country=ru"}
    assert asked() == fresh


def test_any_change_of_a_fact_makes_the_answers_new(session: Session, book: Codebook) -> None:
    invented.fill(session, book, articles=8)
    refreshing.refresh(session)
    before = facets.counts(session, Filter(counting=Counting.STATEMENT), book)
    session.execute(update(Statement).values(review_state="rejected"))
    assert session.scalars(select(func.count(Rollup.id))).one() == 0
    after = facets.counts(session, Filter(counting=Counting.STATEMENT), book)
    assert sum(each.n for each in before["kind"]) > 0
    assert after == {field: [] for field in LISTS}


def test_an_article_without_statements_is_counted_at_once(session: Session, book: Codebook) -> None:
    invented.fill(session, book, articles=3)
    refreshing.refresh(session)
    before = overview.totals(session)
    article = invented.article_row("silent")
    invented.add(session, article)
    assert overview.totals(session).articles == before.articles + 1
    refreshing.refresh(session)
    issue = tables.IssueRow(article_id="silent", step="dating", complaint="No date.", words="")
    invented.add(session, issue)
    assert overview.totals(session).issues == before.issues + 1
