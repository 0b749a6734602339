"""What a filter means, said once more in plain Python: the judge of every query."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.codebook.dates import PartialDate
from app.codebook.terms import Precision
from app.db.tables import Article, Coding, EventLink, Statement, StatementTopic
from app.queries.filter import Counting, Filter, Undated


class Seen(NamedTuple):
    """A statement that a reader may see, with everything that it can be chosen by."""

    statement: Statement
    article: Article
    topics: frozenset[str]
    codings: frozenset[tuple[str, str]]
    events: frozenset[str]

    def __repr__(self) -> str:
        return self.statement.id


def seen(session: Session) -> list[Seen]:
    """All of them."""
    topics = list(session.scalars(select(StatementTopic)))
    codings = [each for each in session.scalars(select(Coding)) if each.superseded_at is None]
    links = list(session.scalars(select(EventLink)))
    found = []
    for statement, article in session.execute(select(Statement, Article).join(Article)):
        if statement.withdrawn_at or statement.review_state == "rejected" or article.superseded_at:
            continue
        events = {link.event_id for link in links if link.statement_id == statement.id}
        if statement.said_event_id:
            events.add(statement.said_event_id)
        found.append(
            Seen(
                statement,
                article,
                frozenset(each.topic_id for each in topics if each.statement_id == statement.id),
                frozenset(
                    (each.position_id, each.stance) for each in codings if each.statement_id == statement.id
                ),
                frozenset(events),
            )
        )
    return found


def means(chosen: Filter, one: Seen) -> bool:
    """Whether the filter (its words apart) means that statement."""
    scalars = {
        "speaker": one.statement.speaker_id,
        "country": one.statement.country or "none",
        "outlet": one.statement.outlet_id or "none",
        "language": one.statement.language,
        "voice": one.statement.voice,
        "kind": one.article.kind,
    }
    several = {field: {value} for field, value in scalars.items()}
    several |= {"topic": set(one.topics) or {"none"}, "event": set(one.events) or {"none"}}
    for field, values in several.items():
        wanted, unwanted = set(chosen.values(field)), set(chosen.values(f"{field}__not"))
        if (wanted and not wanted & values) or unwanted & values:
            return False
    return _coded(chosen, one) and _dated(chosen, one.statement)


def _coded(chosen: Filter, one: Seen) -> bool:
    codings = one.codings or {("none", "none")}

    def has(positions: tuple[str, ...], stances: tuple[str, ...]) -> bool:
        return any((not positions or p in positions) and (not stances or s in stances) for p, s in codings)

    if not has(chosen.position, chosen.stance):
        return False
    if chosen.position__not and has(chosen.position__not, chosen.stance):
        return False
    return not (chosen.stance__not and has(chosen.position, chosen.stance__not))


def _dated(chosen: Filter, statement: Statement) -> bool:
    if statement.said_on is None:
        ranged = chosen.since or chosen.until
        return chosen.undated in (Undated.INCLUDE, Undated.ONLY) or (chosen.undated is None and not ranged)
    if chosen.undated is Undated.ONLY:
        return False
    said = PartialDate(statement.said_on, Precision(statement.said_precision))
    return (chosen.since is None or chosen.since.first <= said.first) and (
        chosen.until is None or said.last <= chosen.until.last
    )


def unit(chosen: Filter, one: Seen) -> str:
    """What is counted once."""
    utterance = one.statement.utterance_id or one.statement.id
    return {
        Counting.UTTERANCE: utterance,
        Counting.ARTICLE: f"{utterance} in {one.article.id}",
        Counting.STATEMENT: one.statement.id,
    }[chosen.counting]


def units(chosen: Filter, some: Iterable[Seen]) -> set[str]:
    """The units that the filter means."""
    return {unit(chosen, one) for one in some if means(chosen, one)}


def coded_units(chosen: Filter, some: Iterable[Seen], position: str, stance: str | None = None) -> set[str]:
    """The units within the filter that take a stance, or that stance, on a position by a coding it means."""
    return {
        unit(chosen, one)
        for one in some
        if means(chosen, one)
        for p, s in one.codings
        if p == position and stance in (None, s) and _coding_meant(chosen, p, s)
    }


def _coding_meant(chosen: Filter, position: str, stance: str) -> bool:
    return (
        (not chosen.position or position in chosen.position)
        and (not chosen.stance or stance in chosen.stance)
        and position not in chosen.position__not
        and stance not in chosen.stance__not
    )
