"""The narrow rows that the database keeps by itself."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from app.codebook.model import Codebook
from app.db.tables import Article, Coding, EventLink, Statement, StatementFact, StatementTopic
from tests.queries import invented

NOW = datetime(2024, 5, 2, tzinfo=UTC)


def facts(session: Session) -> dict[str, tuple[object, ...]]:
    rows = session.execute(select(StatementFact.__table__)).all()
    return {row.id: tuple(row) for row in rows}


def rebuilt(session: Session) -> dict[str, tuple[object, ...]]:
    session.execute(select(func.rebuild_statement_facts()))
    return facts(session)


CHANGES = {
    "a statement is withdrawn": update(Statement).where(Statement.id == "a003s0").values(withdrawn_at=NOW),
    "all are taken back in": update(Statement).values(withdrawn_at=None, review_state="unreviewed"),
    "dates become coarser": update(Statement)
    .where(Statement.said_precision == "day")
    .values(said_precision="month", said_on=func.date_trunc("month", Statement.said_on)),
    "statements leave their utterance": update(Statement).values(utterance_id=None),
    "statements join an utterance": update(Statement).values(utterance_id="u1", is_first_report=False),
    "a speaker is recognised": update(Statement)
    .where(Statement.voice == "direct")
    .values(speaker_id="petrov"),
    "an article is replaced": update(Article).where(Article.id < "a020").values(superseded_at=NOW),
    "articles are current again": update(Article).values(superseded_at=None),
    "an article becomes a digest": update(Article).values(
        kind="digest", published_on=None, published_precision="none"
    ),
    "codings are superseded": update(Coding).where(Coding.stance == "support").values(superseded_at=NOW),
    "codings are deleted": delete(Coding).where(Coding.position_id == "free-fishing"),
    "topics go": delete(StatementTopic).where(StatementTopic.topic_id == "tolls"),
    "topics change": update(StatementTopic)
    .where(StatementTopic.topic_id == "tolls")
    .values(topic_id="charges"),
    "links go": delete(EventLink),
    "links move": update(EventLink).values(event_id="harbour-vote"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_the_rows_are_as_if_built_anew(
    session: Session, book: Codebook, change: str
) -> None:
    invented.fill(session, book, articles=25)
    before = facts(session)
    session.execute(CHANGES[change].execution_options(synchronize_session=False))
    changed = facts(session)
    assert changed != before
    anew = rebuilt(session)
    # A row may go on saying that it is not alone; it may never say that it is when it is not.
    place = [column.name for column in StatementFact.__table__.columns].index("alone")
    assert changed.keys() == anew.keys()
    for id_, row in changed.items():
        assert [*row[:place], *row[place + 1 :]] == [*anew[id_][:place], *anew[id_][place + 1 :]]
        assert anew[id_][place] or not row[place]


def test_deleted_statements_leave_no_row(session: Session, book: Codebook) -> None:
    invented.fill(session, book, articles=5)
    for table in (StatementTopic, Coding, EventLink):
        session.execute(delete(table))
    session.execute(delete(Statement))
    assert facts(session) == {}
