"""What was ingested when, what went wrong, and from which days there is nothing."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from sqlalchemy import BigInteger, cast, func, select
from sqlalchemy.orm import Session

from app.db.tables import Article, Run, RunFailure, StatementFact
from app.queries import rollups
from app.queries.filter import Filter
from app.queries.memory import remembered
from app.queries.rollups import Cell, Question
from app.queries.rows import FailureRow, Gap, OutletCoverage, RunRow

LONG_GAP = 30


def coverage(session: Session) -> list[OutletCoverage]:
    """What each outlet gave, the most articles first; texts of no known outlet are a row of their own."""
    return remembered(session, "coverage", lambda: _coverage(session))


def _coverage(session: Session) -> list[OutletCoverage]:
    said = (
        select(StatementFact.article_id, func.count().label("n"))
        .group_by(StatementFact.article_id)
        .subquery()
    )
    asked = (
        select(
            Article.outlet_id,
            func.min(Article.outlet_name),
            func.count(),
            cast(func.coalesce(func.sum(said.c.n), 0), BigInteger),
            func.min(Article.published_on),
            func.max(Article.published_on),
        )
        .outerjoin(said, said.c.article_id == Article.id)
        .where(Article.superseded_at.is_(None))
        .group_by(Article.outlet_id)
        .order_by(func.count().desc(), Article.outlet_id)
    )
    return [OutletCoverage._make(row) for row in session.execute(asked)]


def runs(session: Session, limit: int = 50) -> list[RunRow]:
    """The last runs of the ingest job, the latest first, with every input that they could not use."""
    found = session.scalars(select(Run).order_by(Run.id.desc()).limit(limit)).all()
    failed: dict[int, list[FailureRow]] = defaultdict(list)
    asked = (
        select(RunFailure.run_id, RunFailure.place, RunFailure.complaint)
        .where(RunFailure.run_id.in_([run.id for run in found]))
        .order_by(RunFailure.id)
    )
    for run_id, place, complaint in session.execute(asked):
        failed[run_id].append(FailureRow(place, complaint))
    return [
        RunRow(
            run.id,
            run.started_at,
            run.finished_at,
            run.codebook_version,
            run.inputs,
            run.counts,
            failed.get(run.id, []),
        )
        for run in found
    ]


def gaps(session: Session, at_least: int = LONG_GAP, outlet: str | None = None) -> list[Gap]:
    """Spans of days between the first and the last article in which no article appeared, the longest first.

    Only articles dated to the day tell on which days there was something.
    """
    if (at_least, outlet) != (LONG_GAP, None):
        return _gaps(session, at_least, outlet)
    cells = rollups.answer(session, _GAPS, Filter())
    found = [Gap(cell.day, date.fromisoformat(cell.word), cell.n) for cell in cells if cell.day]
    return sorted(found, key=lambda gap: (-gap.days, gap.first))


def _cells(session: Session, _: Filter) -> Iterator[Cell]:
    """The gaps of everything, and a cell without a day that says that they were looked for."""
    yield Cell(None, "", 0)
    for gap in _gaps(session, LONG_GAP, None):
        yield Cell(gap.first, gap.last.isoformat(), gap.days)


_GAPS = Question("gaps", _cells)
QUESTIONS = (_GAPS,)


def _gaps(session: Session, at_least: int, outlet: str | None) -> list[Gap]:
    asked = (
        select(Article.published_on)
        .where(Article.superseded_at.is_(None), Article.published_precision == "day")
        .distinct()
        .order_by(Article.published_on)
    )
    if outlet:
        asked = asked.where(Article.outlet_id == outlet)
    days = [day for day in session.scalars(asked) if day is not None]
    found = [_gap(before, after) for before, after in pairwise(days) if (after - before).days > at_least]
    return sorted(found, key=lambda gap: (-gap.days, gap.first))


def _gap(before: date, after: date) -> Gap:
    first, last = before + timedelta(days=1), after - timedelta(days=1)
    return Gap(first, last, (last - first).days + 1)


def failures(session: Session) -> int:
    """How many inputs the last run could not use."""
    last = select(func.max(Run.id)).scalar_subquery()
    return session.scalars(select(func.count(RunFailure.id)).where(RunFailure.run_id == last)).one()
