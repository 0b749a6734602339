"""Occasions in order, and what was said around them."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.codebook.dates import PartialDate
from app.codebook.terms import Precision
from app.db.tables import Event, EventLink, StatementFact
from app.errors import NotFoundError
from app.queries import articles, base, rollups, statements
from app.queries.clauses import words
from app.queries.filter import Filter
from app.queries.paging import Order
from app.queries.rollups import Cell, Question
from app.queries.rows import EventPage, EventRow, Page

DAYS = 7
_MOST = 200

_EVENTS = select(
    Event.id,
    Event.on_date,
    Event.on_precision,
    Event.until,
    Event.type,
    Event.title,
    Event.place,
    Event.summary,
    Event.url,
    Event.participants,
    Event.vote,
).order_by(Event.on_date.desc(), Event.id.desc())


def all_(session: Session) -> list[EventRow]:
    """Every event, the latest first, with the number of remarks linked to it."""
    linked = {cell.word: cell.n for cell in rollups.answer(session, _LINKED, Filter())}
    rows = session.execute(_EVENTS).all()
    return [EventRow(*row, n_statements=linked.get(row.id, 0)) for row in rows]


def between(session: Session, first: date, last: date) -> list[EventRow]:
    """The events that began in a range of days, both included, the latest first."""
    return _found(session, Event.on_date.between(first, last))


def one(session: Session, id_: str, days: int = DAYS, chosen: Filter | None = None) -> EventPage:
    """An event, the statements of a filter that are linked to it, and those of the days around it."""
    found = _found(session, Event.id == id_)
    if not found:
        raise NotFoundError(f"There is no event {id_}.")
    row, span = found[0], timedelta(days=days)
    among = chosen or Filter()
    first = row.on_date
    last = row.until or PartialDate(first, Precision(row.on_precision)).last
    linked_articles = select(EventLink.article_id).where(EventLink.event_id == id_)
    return EventPage(
        row=row,
        linked=statements.page(session, among.only("event", id_), limit=_MOST, order=Order.OLDEST),
        before=_said(session, among, first - span, first - timedelta(days=1)),
        after=_said(session, among, first, last + span),
        days=days,
        articles=articles.found(session, linked_articles),
    )


def _said(session: Session, among: Filter, first: date, last: date) -> Page:
    within = among.without("undated").without("until").with_("since", first.isoformat())
    return statements.page(session, within.with_("until", last.isoformat()), limit=_MOST, order=Order.OLDEST)


def _found(session: Session, *conditions: ColumnElement[bool]) -> list[EventRow]:
    rows = session.execute(_EVENTS.where(*conditions)).all()
    linked = _linked(session, [row.id for row in rows]) if rows else {}
    return [EventRow(*row, n_statements=linked.get(row.id, 0)) for row in rows]


def _linked(session: Session, ids: Collection[str]) -> dict[str, int]:
    """How many remarks are linked to each event, repeats counted once."""
    holding = select(StatementFact).where(StatementFact.events.bool_op("&&")(words(list(ids))))
    rows, event = base.each(holding, StatementFact.events)
    asked = base.counted(Filter(), rows.where(event.in_(ids)), event)
    return dict(session.execute(asked).all())


def _cells(session: Session, chosen: Filter) -> Iterator[Cell]:
    holding = base.reports(chosen).where(StatementFact.events != [])
    rows, event = base.each(holding, StatementFact.events)
    return (Cell(None, *row) for row in session.execute(base.counted(chosen, rows, event)))


_LINKED = Question("remarks linked to events", _cells)
QUESTIONS = (_LINKED,)
