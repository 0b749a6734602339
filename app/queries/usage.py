"""Nothing in, how often each code of the codebook was given out."""

from typing import NamedTuple

from sqlalchemy import Select, distinct, func
from sqlalchemy.orm import Session

from app.db.tables import StatementFact
from app.queries import base
from app.queries.filter import Counting, Filter

_EVERYTHING = Filter(counting=Counting.STATEMENT)
_COUNTS = (func.count(), func.count(distinct(StatementFact.article_id)))


class Usage(NamedTuple):
    """How many statements have a code, every report counted, and in how many articles they stand."""

    statements: int
    articles: int


def topics(session: Session) -> dict[str, Usage]:
    """Each topic that was given."""
    rows, topic = base.each(base.reports(_EVERYTHING), StatementFact.topics)
    return _counted(session, rows.with_only_columns(topic, *_COUNTS).group_by(topic))


def stances(session: Session) -> dict[str, Usage]:
    """Each `position=stance` that was given."""
    rows, coding = base.each(base.reports(_EVERYTHING), StatementFact.codings)
    return _counted(session, rows.with_only_columns(coding, *_COUNTS).group_by(coding))


def _counted(session: Session, asked: Select[str, int, int]) -> dict[str, Usage]:
    return {code: Usage(*counts) for code, *counts in session.execute(asked)}
