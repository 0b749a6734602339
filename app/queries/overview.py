"""How much there is and how far it goes."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Select, distinct, func, select
from sqlalchemy.orm import Session

from app.db.tables import Article, Coding, Event, Run, Statement, StatementFact
from app.db.tables import IssueRow as Issue
from app.queries import periods, rollups, statements
from app.queries.base import SETTLED
from app.queries.filter import Filter, Undated
from app.queries.periods import Period
from app.queries.rollups import Cell, Question
from app.queries.rows import Bucket, Histogram, StatementRow, Totals

_LIVE = Article.superseded_at.is_(None)
_DIGEST = Article.kind == "digest"


def _n(*conditions: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count().filter(*conditions) if conditions else func.count()


_OF_STATEMENTS = select(
    func.count().label("statements"),
    func.count(distinct(StatementFact.utterance)).label("utterances"),
    _n(StatementFact.codings != []).label("coded"),
    _n(StatementFact.said_on.is_(None)).label("undated"),
    func.count(distinct(StatementFact.speaker_id)).label("speakers"),
)
_CODINGS = (
    select(func.count(Coding.id)).join(StatementFact, StatementFact.id == Coding.statement_id).where(SETTLED)
)
_REVIEWED = (
    select(func.count(Statement.id))
    .join(StatementFact, StatementFact.id == Statement.id)
    .where(Statement.review_state != "unreviewed")
)
_ENDS = select(func.min(StatementFact.said_on), func.max(StatementFact.said_on)).where(
    StatementFact.said_on == StatementFact.said_last
)
_OF_ARTICLES = select(
    _n().label("articles"),
    _n(_DIGEST).label("digests"),
    func.count(distinct(Article.outlet_id)).label("outlets"),
).where(_LIVE)
_ISSUES = select(func.count(Issue.id)).join(Article, Article.id == Issue.article_id).where(_LIVE)
_LAST_RUN = select(Run.id, Run.finished_at, Run.codebook_version).order_by(Run.id.desc()).limit(1)


def totals(session: Session) -> Totals:
    """How many of everything a reader may see."""
    cells = {cell.word: cell for cell in rollups.answer(session, _TOTALS, Filter())}
    run = session.execute(_LAST_RUN).first()
    return Totals(
        articles=cells["articles"].n,
        digests=cells["digests"].n,
        statements=cells["statements"].n,
        utterances=cells["utterances"].n,
        coded=cells["coded"].n,
        codings=cells["codings"].n,
        undated=cells["undated"].n,
        speakers=cells["speakers"].n,
        outlets=cells["outlets"].n,
        events=_scalar(session, select(func.count(Event.id))),
        issues=cells["issues"].n,
        reviewed=cells["reviewed"].n,
        first_on=cells["first"].day,
        last_on=cells["last"].day,
        last_ingest_at=run.finished_at if run else None,
        codebook_version=run.codebook_version if run else None,
    )


def _cells(session: Session, _: Filter) -> Iterator[Cell]:
    for asked in (_OF_STATEMENTS, _OF_ARTICLES):
        for word, n in session.execute(asked).one()._mapping.items():
            yield Cell(None, str(word), n)
    yield Cell(None, "issues", _scalar(session, _ISSUES))
    yield Cell(None, "codings", _scalar(session, _CODINGS))
    yield Cell(None, "reviewed", _scalar(session, _REVIEWED))
    first, last = session.execute(_ENDS).one()
    yield Cell(first, "first", 0)
    yield Cell(last, "last", 0)


_TOTALS = Question("totals", _cells)
QUESTIONS = (_TOTALS,)


def snapshot(session: Session) -> str:
    """The state of the data as a word for file names and citations: the last run that ended."""
    last = session.scalars(select(func.max(Run.id)).where(Run.finished_at.is_not(None))).one()
    return f"run{last or 0}"


def settled(session: Session) -> str | None:
    """The same word while no run is under way or was interrupted; only then does it name one state."""
    last = session.execute(_LAST_RUN).first()
    return None if last is None or last.finished_at is None else f"run{last.id}"


def latest(session: Session, limit: int = 5) -> list[StatementRow]:
    """The remarks made last, repeats counted once."""
    return list(statements.page(session, Filter(undated=Undated.EXCLUDE), limit=limit).rows)


def by_month(session: Session) -> Histogram:
    """Articles by the month in which they appeared; months with none are present, with zero."""
    month = periods.month_of(Article.published_on, Article.published_precision)
    no_date = Article.published_on.is_(None)
    asked = select(month, no_date, func.count()).where(_LIVE).group_by(month, no_date)
    found = {(start, is_undated): n for start, is_undated, n in session.execute(asked)}
    spans = periods.shown(Filter(), Period.MONTH, [start for start, _ in found if start])
    return Histogram(
        [Bucket(start, end, found.get((start, False), 0)) for start, end in spans],
        found.get((None, True), 0),
        found.get((None, False), 0),
    )


def _scalar(session: Session, asked: Select[int]) -> int:
    return session.scalars(asked).one()
