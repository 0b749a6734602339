"""A filter and a field in, how the statements of each value of the field stand to a position out."""

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from app.codebook.terms import Stance
from app.db.tables import StatementFact
from app.queries import base
from app.queries.analysis_rows import Breakdown
from app.queries.filter import Filter
from app.queries.labels import NONE
from app.queries.memory import remembered

_COLUMNS = {
    "speaker": StatementFact.speaker_id,
    "outlet": StatementFact.outlet_id,
    "language": StatementFact.language,
}


def by(session: Session, chosen: Filter, field: str, position: str) -> list[Breakdown]:
    """Units with each stance on a position, for every value of the field, the most frequent first.

    A unit may take two stances, and its reports may have several outlets or languages: it counts in each.
    """
    question = ("breakdown", field, position, chosen)
    return remembered(session, question, lambda: _by(session, chosen, field, position))


def _by(session: Session, chosen: Filter, field: str, position: str) -> list[Breakdown]:
    rows, coding = base.codings(chosen.only("position", position))
    return grouped(session, chosen, rows, coding, _COLUMNS[field].expression)


def grouped(
    session: Session,
    chosen: Filter,
    rows: Select[StatementFact],
    coding: ColumnElement[str],
    value: ColumnElement[str] | ColumnElement[str | None],
) -> list[Breakdown]:
    """Units with each stance among those codings, for every value of an expression."""
    c = (
        rows.with_only_columns(
            func.coalesce(value, NONE).label("value"),
            func.split_part(coding, "=", 2).label("stance"),
            base.unit(chosen).label("unit"),
            StatementFact.said_on.label("said_on"),
            (StatementFact.said_on == StatementFact.said_last).label("exact"),
        )
        .subquery()
        .c
    )
    once = (
        select(
            c.value,
            *(func.bool_or(c.stance == stance).label(stance) for stance in Stance),
            func.min(c.said_on).filter(c.exact).label("first"),
            func.max(c.said_on).filter(c.exact).label("last"),
        )
        .group_by(c.value, c.unit)
        .subquery()
        .c
    )
    asked = (
        select(
            once.value,
            *(func.count().filter(once[stance]) for stance in Stance),
            func.count(),
            func.min(once.first),
            func.max(once.last),
        )
        .group_by(once.value)
        .order_by(func.count().desc(), once.value)
    )
    return [Breakdown._make(row) for row in session.execute(asked)]
