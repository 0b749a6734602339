"""A filter in, the events out after which nothing was heard, apart from those of which there is no source."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from functools import partial

from sqlalchemy import Date, String, and_, column, distinct, func, or_, select, values
from sqlalchemy.orm import Session
from sqlalchemy.sql.selectable import NamedFromClause

from app.codebook.model import Codebook, Event
from app.codebook.terms import EventType
from app.db.tables import Article, StatementFact
from app.queries import base
from app.queries.analysis_rows import Heard, Silence, Silences
from app.queries.filter import Filter, Undated
from app.queries.memory import remembered

DAYS = 7
# A meeting or a series of remarks is an occasion of those who take part; these call for a word from anyone.
TYPES = (EventType.UN_VOTE, EventType.CONFLICT, EventType.TRUCE, EventType.LEGAL)


def after_events(
    session: Session,
    chosen: Filter,
    codebook: Codebook,
    days: int = DAYS,
    types: Collection[EventType] = TYPES,
) -> Silences:
    """Each event of those types that began within the dates of the filter, and what was heard since.

    What counts as heard is the rest of the filter: its speakers, topics, positions. A vote is left out where
    the filter names positions or topics and the codebook maps the vote to other ones.
    """
    expected = [event for event in codebook.events.values() if _is_expected(event, chosen, codebook, types)]
    expected.sort(key=lambda event: (event.on.first, event.id))
    anytime = chosen.without("since").without("until").without("undated")
    undated = anytime.with_("undated", Undated.ONLY)
    rows = base.reports(undated).with_only_columns(func.count(distinct(base.unit(chosen))))
    n_undated = session.scalars(rows).one()
    if not expected:
        return Silences([], n_undated)
    windows = _windows(expected, days)
    key = (days, *(event.id for event in expected), codebook.version)
    everybody = Filter(counting=chosen.counting)
    heard, others = (
        remembered(session, ("heard", of, key), partial(_within, session, of, windows))
        for of in (anytime, everybody)
    )
    published = remembered(session, ("published", key), lambda: _published(session, windows))
    found = []
    for event in expected:
        first, last = _window(event, days)
        n, possible = heard.get(event.id, (0, 0))
        anyone, _ = others.get(event.id, (0, 0))
        articles = published.get(event.id, 0)
        state = _state(n, possible, articles)
        found.append(
            Silence(event.id, event.title, event.type, first, last, state, n, possible, anyone, articles)
        )
    return Silences(found, n_undated)


def _is_expected(event: Event, chosen: Filter, codebook: Codebook, types: Collection[EventType]) -> bool:
    if event.type not in types:
        return False
    if (chosen.since and event.on.first < chosen.since.first) or (
        chosen.until and event.on.last > chosen.until.last
    ):
        return False
    if chosen.event and event.id not in chosen.event:
        return False
    about = {ballot.position for ballot in event.vote.on} if event.vote else set()
    topics = {topic for position in about for topic in codebook.positions[position].topics}
    return not about or (
        (not chosen.position or bool(about.intersection(chosen.position)))
        and (not chosen.topic or bool(topics.intersection(chosen.topic)))
    )


def _state(n: int, possible: int, articles: int) -> Heard:
    if n:
        return Heard.SPOKE
    if possible:
        return Heard.PERHAPS
    return Heard.SILENT if articles else Heard.NO_SOURCE


def _window(event: Event, days: int) -> tuple[date, date]:
    return event.on.first, event.on.last + timedelta(days=days)


def _windows(events: Sequence[Event], days: int) -> NamedFromClause:
    """Each event with its window and with the first days of the month and year in which that begins."""
    rows = []
    for event in events:
        first, last = _window(event, days)
        rows.append((event.id, first, last, first.replace(day=1), first.replace(month=1, day=1)))
    columns = (column("first", Date), column("last", Date), column("month", Date), column("year", Date))
    return values(column("event", String), *columns, name="windows").data(rows)


def _within(session: Session, chosen: Filter, windows: NamedFromClause) -> dict[str, tuple[int, int]]:
    """Units surely said in each window, and those that may have been."""
    first, last = windows.c.first, windows.c.last
    said, said_last = StatementFact.said_on, StatementFact.said_last
    inside = and_(said >= first, said_last <= last)
    # A date known to the month or year is kept as its first day.
    open_ = and_(said.in_([windows.c.month, windows.c.year]), said_last >= first)
    near = or_(and_(said >= first, said <= last), open_)
    unit = base.unit(chosen)
    sure = func.count(distinct(unit)).filter(inside)
    asked = (
        base.reports(chosen)
        .join(windows, near)
        .with_only_columns(windows.c.event, sure, func.count(distinct(unit)))
        .group_by(windows.c.event)
    )
    return {event: (n, all_ - n) for event, n, all_ in session.execute(asked)}


def _published(session: Session, windows: NamedFromClause) -> dict[str, int]:
    """Articles known to have appeared in each window."""
    on = Article.published_on
    within = and_(on >= windows.c.first, on <= windows.c.last, Article.published_precision == "day")
    asked = (
        select(windows.c.event, func.count(Article.id))
        .join(Article, and_(within, Article.superseded_at.is_(None)))
        .group_by(windows.c.event)
    )
    return dict(session.execute(asked).all())
