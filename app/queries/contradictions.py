"""A filter in, pairs of remarks by one speaker that contradict each other out."""

from typing import TypeVar

from sqlalchemy import ColumnElement, Select, and_, distinct, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Session

from app.codebook.terms import Stance
from app.db.tables import StatementFact
from app.queries import base
from app.queries.analysis_rows import Contradiction, Contradictions
from app.queries.clauses import words
from app.queries.decorating import decorated
from app.queries.filter import Filter

T = TypeVar("T")

MOST = 50
_FETCHED = 1_000
_OPPOSITES = (Stance.SUPPORT.value, Stance.OPPOSE.value)


def pairs(session: Session, chosen: Filter, limit: int | None = MOST) -> Contradictions:
    """Remarks that support and oppose one position, next to each other in time, the nearest pairs first.

    Only units dated to the day have a place in time. Conditional and neutral remarks between them do not
    matter; two reports of one utterance that were coded differently are no pair. No limit, and all are there.
    """
    found = _turns(chosen).subquery()
    days = found.c.later_on - found.c.earlier_on
    ranked = select(
        found.c.speaker,
        found.c.position,
        days.label("days"),
        found.c.earlier_stance,
        found.c.later_stance,
        found.c.earlier,
        found.c.later,
        func.count().over().label("n"),
    ).order_by(days, found.c.later_on.desc(), found.c.speaker, found.c.position, found.c.later)
    keys = session.execute(ranked.limit(limit)).all()
    ids = list(dict.fromkeys(id_ for key in keys for id_ in (key.earlier, key.later)))
    some = (ids[place : place + _FETCHED] for place in range(0, len(ids), _FETCHED))
    rows = {row.id: row for each in some for row in decorated(session, each)}
    shown = [
        Contradiction(
            key.speaker,
            key.position,
            key.days,
            Stance(key.earlier_stance),
            Stance(key.later_stance),
            rows[key.earlier],
            rows[key.later],
        )
        for key in keys
    ]
    return Contradictions(shown, keys[0].n if keys else 0, _undated(session, chosen))


def _turns(chosen: Filter) -> Select[*tuple[object, ...]]:
    """Where the next remark of a speaker on a position is the opposite of the one before."""
    rows, coding = _opposed(chosen)
    unit, on, id_ = base.unit(chosen), StatementFact.said_on, StatementFact.id
    first = func.array_agg(aggregate_order_by(id_, StatementFact.repeat, StatementFact.published_on, id_))
    once = (
        rows.where(on == StatementFact.said_last)
        .with_only_columns(
            StatementFact.speaker_id.label("speaker"),
            func.split_part(coding, "=", 1).label("position"),
            func.split_part(coding, "=", 2).label("stance"),
            unit.label("unit"),
            func.min(on).label("said_on"),
            first[1].label("id"),
        )
        .group_by(StatementFact.speaker_id, coding, unit)
        .subquery()
    )
    c = once.c

    def before(column: ColumnElement[T]) -> ColumnElement[T | None]:
        track, order = (c.speaker, c.position), (c.said_on, c.unit, c.stance)
        return func.lag(column).over(partition_by=track, order_by=order)

    steps = select(
        c.speaker,
        c.position,
        before(c.stance).label("earlier_stance"),
        c.stance.label("later_stance"),
        before(c.unit).label("earlier_unit"),
        c.unit.label("later_unit"),
        before(c.said_on).label("earlier_on"),
        c.said_on.label("later_on"),
        before(c.id).label("earlier"),
        c.id.label("later"),
    ).subquery()
    turned = and_(steps.c.earlier_stance != steps.c.later_stance, steps.c.earlier_unit != steps.c.later_unit)
    return select(steps).where(turned)


def _opposed(chosen: Filter) -> tuple[Select[StatementFact], ColumnElement[str]]:
    rows, coding = base.codings(chosen)
    held = rows.where(StatementFact.stances.bool_op("&&")(words(_OPPOSITES)))
    return held.where(func.split_part(coding, "=", 2).in_(_OPPOSITES)), coding


def _undated(session: Session, chosen: Filter) -> int:
    """Units that support or oppose something and are not dated to the day."""
    rows, _ = _opposed(chosen)
    open_ = rows.where((StatementFact.said_on.is_(None)) | (StatementFact.said_on != StatementFact.said_last))
    return session.scalars(open_.with_only_columns(func.count(distinct(base.unit(chosen))))).one()
