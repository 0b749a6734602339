"""How much there is and how far it goes."""

from sqlalchemy import ColumnElement, Select, distinct, func, select
from sqlalchemy.orm import Session

from app.db.tables import Article, Coding, Event, Run, Statement, StatementFact
from app.db.tables import IssueRow as Issue
from app.queries import periods, statements
from app.queries.base import SETTLED
from app.queries.filter import Filter, Undated
from app.queries.periods import Period
from app.queries.rows import Bucket, Histogram, StatementRow, Totals

_LIVE = Article.superseded_at.is_(None)
_DIGEST = Article.kind == "digest"
_KNOWN_TO_THE_DAY = StatementFact.said_on == StatementFact.said_last


def _n(*conditions: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count().filter(*conditions) if conditions else func.count()


_OF_STATEMENTS = select(
    func.count(),
    func.count(distinct(StatementFact.utterance)),
    _n(StatementFact.codings != []),
    _n(StatementFact.said_on.is_(None)),
    func.count(distinct(StatementFact.speaker_id)),
    func.min(StatementFact.said_on).filter(_KNOWN_TO_THE_DAY),
    func.max(StatementFact.said_on).filter(_KNOWN_TO_THE_DAY),
)
_OF_ARTICLES = select(_n(), _n(_DIGEST), func.count(distinct(Article.outlet_id))).where(_LIVE)
_CODINGS = (
    select(func.count(Coding.id)).join(StatementFact, StatementFact.id == Coding.statement_id).where(SETTLED)
)
_REVIEWED = (
    select(func.count(Statement.id))
    .join(StatementFact, StatementFact.id == Statement.id)
    .where(Statement.review_state != "unreviewed")
)
_ISSUES = select(func.count(Issue.id)).join(Article, Article.id == Issue.article_id).where(_LIVE)
_LAST_RUN = select(Run.id, Run.finished_at, Run.codebook_version).order_by(Run.id.desc()).limit(1)


def totals(session: Session) -> Totals:
    """How many of everything a reader may see."""
    said, uttered, coded, undated, speakers, first, last = session.execute(_OF_STATEMENTS).one()
    articles, digests, outlets = session.execute(_OF_ARTICLES).one()
    run = session.execute(_LAST_RUN).first()
    return Totals(
        articles=articles,
        digests=digests,
        statements=said,
        utterances=uttered,
        coded=coded,
        codings=_scalar(session, _CODINGS),
        undated=undated,
        speakers=speakers,
        outlets=outlets,
        events=_scalar(session, select(func.count(Event.id))),
        issues=_scalar(session, _ISSUES),
        reviewed=_scalar(session, _REVIEWED),
        first_on=first,
        last_on=last,
        last_ingest_at=run.finished_at if run else None,
        codebook_version=run.codebook_version if run else None,
    )


def snapshot(session: Session) -> str:
    """The state of the data as a word for file names and citations: the last run that ended."""
    last = session.scalars(select(func.max(Run.id)).where(Run.finished_at.is_not(None))).one()
    return f"run{last or 0}"


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
