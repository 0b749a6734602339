"""A filter and a position in, how it was held before which audience out.

No article says to whom something was said. The sort of the event at which it was said stands for it, where a
statement is linked to one: a vote at the United Nations, a summit, talks, an interview or press conference.
"""

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Session

from app.codebook.terms import EventType, LinkKind
from app.db.tables import Event, EventLink, StatementFact
from app.queries import base, breakdowns
from app.queries.analysis_rows import Breakdown
from app.queries.decorating import decorated
from app.queries.filter import Filter
from app.queries.rows import StatementRow


def of_position(session: Session, chosen: Filter, position: str) -> list[Breakdown]:
    """Units with each stance on a position by the sort of event they were said at, `none` where unknown."""
    rows, coding = base.codings(chosen.only("position", position))
    joined, sort = _with_sort(rows)
    return breakdowns.grouped(session, chosen, joined, coding, sort)


def statements(
    session: Session, chosen: Filter, position: str, sort: EventType | None, limit: int
) -> tuple[list[StatementRow], int]:
    """The latest of the units that one sort of event is counted with, and their number."""
    rows, found = _with_sort(base.codings(chosen.only("position", position))[0])
    fact = StatementFact
    first = func.array_agg(aggregate_order_by(fact.id, fact.repeat, fact.published_on, fact.id))[1]
    once = (
        rows.where(found == sort if sort else found.is_(None))
        .with_only_columns(first.label("id"), func.max(fact.said_on).label("said"))
        .group_by(base.unit(chosen))
        .subquery()
    )
    n = session.scalars(select(func.count()).select_from(once)).one()
    asked = select(once.c.id).order_by(once.c.said.desc().nulls_last(), once.c.id).limit(limit)
    ids = list(session.scalars(asked))
    return decorated(session, ids) if ids else [], n


def _with_sort(rows: Select[StatementFact]) -> tuple[Select[StatementFact], ColumnElement[str]]:
    """The rows with the sort of the event that each was said at; of several events the first sort counts."""
    said_at = (
        select(EventLink.statement_id.label("statement"), func.min(Event.type).label("sort"))
        .join(Event, Event.id == EventLink.event_id)
        .where(EventLink.kind == LinkKind.SAID_AT, EventLink.statement_id.is_not(None))
        .group_by(EventLink.statement_id)
        .subquery()
    )
    return rows.outerjoin(said_at, said_at.c.statement == StatementFact.id), said_at.c.sort
