"""A filter in, its statements page by page out; an id in, everything about that statement out."""

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.db.tables import Article, Coding, Statement, StatementFact
from app.errors import NotFoundError
from app.queries import base, rollups
from app.queries.decorating import CODINGS, coding_row, decorated, grouped
from app.queries.filter import Counting, Filter
from app.queries.paging import Order, Place, places
from app.queries.rollups import Cell, Question
from app.queries.rows import Page, ReportRow, StatementPage, StatementRow

PAGE = 50
_CONTEXT = 300

_REPORTS = (
    select(
        StatementFact.id,
        StatementFact.article_id,
        Article.title,
        StatementFact.outlet_id,
        Article.outlet_name,
        Article.url,
        StatementFact.language,
        Statement.quote,
        Statement.said_on,
        Statement.said_precision,
        Article.published_on,
        Statement.is_first_report,
    )
    .join(Statement, Statement.id == StatementFact.id)
    .join(Article, Article.id == StatementFact.article_id)
    .order_by(StatementFact.repeat, StatementFact.published_on, StatementFact.id)
)


def page(
    session: Session,
    chosen: Filter,
    after: Place | None = None,
    limit: int = PAGE,
    order: Order = Order.NEWEST,
) -> Page:
    """The statements after a place, one row for each unit counted, and how many there are in all."""
    found = places(session, base.statements(chosen), after, limit + 1, order)
    shown = [place.id for place in found[:limit]]
    following = found[limit - 1].token if len(found) > limit else None
    return Page(decorated(session, shown) if shown else [], following, count(session, chosen))


def ids(session: Session, chosen: Filter, limit: int, order: Order = Order.NEWEST) -> list[str]:
    """The first statements in that order, to be shown later with others."""
    return [place.id for place in places(session, base.statements(chosen), None, limit, order)]


def walk(session: Session, chosen: Filter, size: int = PAGE) -> Iterator[StatementRow]:
    """Every statement of the filter, the newest first, fetched a page at a time and never counted."""
    after = None
    while found := places(session, base.statements(chosen), after, size, Order.NEWEST):
        yield from decorated(session, [place.id for place in found])
        after = found[-1]


def count(session: Session, chosen: Filter) -> int:
    """How many units the filter means."""
    return sum(cell.n for cell in rollups.answer(session, _UNITS, chosen))


def any_(session: Session, chosen: Filter) -> bool:
    """Whether the filter means anything at all."""
    first = base.reports(chosen).with_only_columns(StatementFact.id).limit(1)
    return session.scalars(first).first() is not None


def _units(session: Session, chosen: Filter) -> Iterator[Cell]:
    units = base.reports(chosen).with_only_columns(base.unit(chosen).label("unit"))
    if chosen.counting is not Counting.STATEMENT:
        units = units.distinct()
    yield Cell(None, "units", session.scalars(select(func.count()).select_from(units.subquery())).one())


_UNITS = Question("units", _units)
QUESTIONS = (_UNITS,)


def one(session: Session, id_: str) -> StatementPage:
    """A statement with its history and its surroundings, also one that counts no longer."""
    found = session.get(Statement, id_)
    if found is None:
        raise NotFoundError(f"There is no statement {id_}.")
    article = session.get_one(Article, found.article_id)
    history = grouped(session, CODINGS.where(Coding.statement_id == id_), coding_row)
    return StatementPage(
        row=decorated(session, [id_])[0],
        history=history.get(id_, []),
        reports=_other_reports(session, found),
        before=article.text[max(0, found.start - _CONTEXT) : found.start],
        after=article.text[found.stop : found.stop + _CONTEXT],
        text_sha256=article.text_sha256,
        runner_up=found.runner_up,
        seen_at=article.first_seen_at,
        said_event_id=found.said_event_id,
        codebook_version=article.codebook_version,
        gone=_gone(found, article),
    )


def _other_reports(session: Session, statement: Statement) -> list[ReportRow]:
    if statement.utterance_id is None:
        return []
    same = _REPORTS.where(StatementFact.utterance == statement.utterance_id, StatementFact.id != statement.id)
    return [ReportRow._make(row) for row in session.execute(same)]


def _gone(statement: Statement, article: Article) -> str | None:
    """Why no list shows this statement any more; none for one that is shown."""
    if statement.review_state == "rejected":
        return "A reviewer rejected this statement."
    if statement.withdrawn_at is not None:
        return f"Withdrawn on {statement.withdrawn_at:%Y-%m-%d}, when its article was read again."
    if article.superseded_at is not None:
        return f"A newer text of this article replaced it on {article.superseded_at:%Y-%m-%d}."
    return None
