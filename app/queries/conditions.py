"""A filter in, what is demanded before a position is supported out."""

from collections import defaultdict
from datetime import date

from sqlalchemy import Select, and_, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Session

from app.codebook.terms import Stance
from app.db.tables import Coding, StatementFact
from app.queries import base
from app.queries.analysis_rows import Condition, PositionConditions
from app.queries.base import SETTLED
from app.queries.clauses import words
from app.queries.filter import Filter
from app.queries.memory import remembered

MOST = 50


def by_position(session: Session, chosen: Filter, most: int = MOST) -> list[PositionConditions]:
    """The conditional codings of each position, grouped by their words; the position with most units first.

    Two coders may record different words for one unit: the n of the conditions may exceed that of the units.
    """
    question = ("conditions", chosen, most)
    return remembered(session, question, lambda: _by_position(session, chosen, most))


def _by_position(session: Session, chosen: Filter, most: int) -> list[PositionConditions]:
    listed: dict[str, list[Condition]] = defaultdict(list)
    wordings: dict[str, int] = {}
    for position, all_, _, *condition in session.execute(_worded(chosen, most)):
        listed[position].append(Condition._make(condition))
        wordings[position] = all_
    rows, coding = base.codings(chosen)
    key = func.split_part(coding, "=", 1)
    asked = rows.where(key.in_(list(listed)))
    totals: dict[str, int] = dict(session.execute(base.counted(chosen, asked, key)).all())
    conditional = asked.where(func.split_part(coding, "=", 2) == Stance.CONDITIONAL)
    counts: dict[str, int] = dict(session.execute(base.counted(chosen, conditional, key)).all())
    found = [
        PositionConditions(position, counts[position], totals[position], wordings[position] - len(some), some)
        for position, some in listed.items()
    ]
    return sorted(found, key=lambda each: (-each.n, each.position))


def _worded(
    chosen: Filter, most: int
) -> Select[str, int, int, str | None, int, date | None, date | None, str]:
    """Position, how many wordings it has, the rank of this one, and the columns of a condition."""
    rows, coding = base.codings(chosen)
    same = and_(
        Coding.statement_id == StatementFact.id,
        Coding.position_id + "=" + Coding.stance == coding,
        Coding.stance == Stance.CONDITIONAL,
        SETTLED,
    )
    held = (
        rows.where(StatementFact.stances.bool_op("&&")(words([Stance.CONDITIONAL.value])))
        .join(Coding, same)
        .with_only_columns(
            Coding.position_id.label("position"),
            func.nullif(func.btrim(func.regexp_replace(Coding.condition, r"\s+", " ", "g")), "").label(
                "words"
            ),
            base.unit(chosen).label("unit"),
            StatementFact.said_on,
            StatementFact.id,
        )
        .subquery()
    )
    key, said, id_ = func.lower(held.c.words), held.c.said_on, held.c.id
    once = (
        select(
            held.c.position,
            key.label("key"),
            func.min(held.c.words).label("words"),
            func.min(said).label("first"),
            func.max(said).label("last"),
            func.array_agg(aggregate_order_by(id_, said.desc().nulls_last(), id_))[1].label("latest"),
        )
        .group_by(held.c.position, key, held.c.unit)
        .subquery()
    )
    n = func.count()
    latest = func.array_agg(aggregate_order_by(once.c.latest, once.c.last.desc().nulls_last(), once.c.latest))
    ranked = (
        select(
            once.c.position,
            func.count().over(partition_by=once.c.position).label("wordings"),
            func.row_number()
            .over(partition_by=once.c.position, order_by=(n.desc(), once.c.key.nulls_last()))
            .label("place"),
            func.min(once.c.words).label("words"),
            n.label("n"),
            func.min(once.c.first).label("first"),
            func.max(once.c.last).label("last"),
            latest[1].label("latest"),
        )
        .group_by(once.c.position, once.c.key)
        .subquery()
    )
    return select(ranked).where(ranked.c.place <= most).order_by(ranked.c.position, ranked.c.place)
