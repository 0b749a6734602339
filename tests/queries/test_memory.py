"""Answers remembered as long as the data are the same."""

from functools import partial

from sqlalchemy import Engine, update

from app.codebook.model import Codebook
from app.db import sessions
from app.db.tables import Statement
from app.queries import refreshing, statements
from app.queries.filter import Counting, Filter
from app.queries.memory import MOST, remembered
from tests.queries import invented

EVERY = Filter(counting=Counting.STATEMENT)


def count(engine: Engine) -> tuple[int, int]:
    """The number of statements, remembered and counted now."""
    with sessions.reading(engine) as session:
        kept = remembered(session, "how many", lambda: statements.count(session, EVERY))
        return kept, statements.count(session, EVERY)


def test_an_answer_is_worked_out_once_while_nothing_changes(fresh_engine: Engine, book: Codebook) -> None:
    with sessions.writing(fresh_engine) as session:
        invented.fill(session, book, articles=8)
        refreshing.refresh(session)
    asked: list[str] = []
    for _ in range(3):
        with sessions.reading(fresh_engine) as session:
            remembered(session, "question", lambda: asked.append("asked"))
    assert asked == ["asked"]


def test_a_changed_fact_makes_the_answer_new_at_once(fresh_engine: Engine, book: Codebook) -> None:
    with sessions.writing(fresh_engine) as session:
        invented.fill(session, book, articles=8)
        refreshing.refresh(session)
    assert count(fresh_engine)[0] > 0
    with sessions.writing(fresh_engine) as session:
        session.execute(update(Statement).values(review_state="rejected"))
    assert count(fresh_engine) == (0, 0)
    with sessions.writing(fresh_engine) as session:
        session.execute(update(Statement).values(review_state="unreviewed"))
        refreshing.refresh(session)
    kept, now = count(fresh_engine)
    assert kept == now > 0


def test_a_snapshot_taken_before_a_change_goes_on_seeing_what_it_saw(
    fresh_engine: Engine, book: Codebook
) -> None:
    with sessions.writing(fresh_engine) as session:
        invented.fill(session, book, articles=8)
        refreshing.refresh(session)
    with sessions.reading(fresh_engine) as early:
        n = statements.count(early, EVERY)
        with sessions.writing(fresh_engine) as session:
            session.execute(update(Statement).values(review_state="rejected"))
            refreshing.refresh(session)
        assert remembered(early, "how many", lambda: statements.count(early, EVERY)) == n > 0
    assert count(fresh_engine) == (0, 0)


def test_what_was_asked_long_ago_is_forgotten(fresh_engine: Engine, book: Codebook) -> None:
    with sessions.writing(fresh_engine) as session:
        invented.fill(session, book, articles=2)
        refreshing.refresh(session)
    asked: list[int] = []
    with sessions.reading(fresh_engine) as session:
        for number in (*range(MOST + 1), MOST, 0):
            remembered(session, number, partial(asked.append, number))
    assert asked == [*range(MOST + 1), 0]
