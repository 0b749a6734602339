"""One harvest in, its article stored with all that belongs to it out; storing it twice changes nothing."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.codebook.model import Codebook
from app.db.tables import (
    Article,
    EventLink,
    IssueRow,
    Statement,
    StatementTopic,
    Utterance,
    UtteranceBand,
)
from app.ingest.records import Harvest, Source
from app.ingest.storing import grouping, lineage, writing
from app.ingest.storing.rows import Row, Rows, article_row, made_from, rows

# Writers take turns: what belongs together is found by reading what the others wrote.
_LOCK = 7_301_002


class Outcome(StrEnum):
    """What storing an article came to."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


class Stored(NamedTuple):
    """An article's id, and whether it was news."""

    article: str
    outcome: Outcome


class _Held(NamedTuple):
    article: str
    utterance: str | None
    live: bool


def store(
    session: Session,
    harvest: Harvest,
    codebook: Codebook,
    *,
    run_id: int | None = None,
    rules_version: str = "",
) -> Stored:
    """Keeps an article in the running transaction; its events must be stored already."""
    article = article_row(harvest, codebook, rules_version)
    own = str(article["id"])
    session.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    known = lineage.relatives(session, article)
    before = known.get(own)
    if not lineage.is_news(article, known):
        same_bytes = before and before.raw_sha256 == article["raw_sha256"]
        if before and same_bytes and before.made_from != article["made_from"]:
            writing.remember(session, own, str(article["made_from"]))
        return Stored(own, Outcome.UNCHANGED)
    made_current = before is None or before.superseded
    with writing.facts_at_the_end(session):
        writing.put(session, Article, [article | ({"run_id": run_id} if made_current else {})])
        replaced = lineage.settle(session, article, known, run_id)
        held = _held(session, {own, *replaced} if before else replaced)
        kept = rows(harvest, codebook, article)
        _write(session, kept, held, again=before is not None, counts=own not in replaced)
    return Stored(own, Outcome.CHANGED if before else Outcome.NEW)


def unchanged(
    session: Session, sources: Sequence[Source], codebook: Codebook, rules_version: str
) -> list[bool]:
    """For each source, whether all that it would yield is stored already: it need not be processed."""
    made = [made_from(source, codebook.version, rules_version) for source in sources]
    known = set(
        session.scalars(
            select(Article.made_from).where(Article.made_from.in_(made), Article.superseded_at.is_(None))
        )
    )
    return [one in known for one in made]


def _held(session: Session, articles: set[str]) -> dict[str, _Held]:
    if not articles:
        return {}
    found = session.execute(
        select(
            Statement.id, Statement.article_id, Statement.utterance_id, Statement.withdrawn_at.is_(None)
        ).where(Statement.article_id.in_(articles))
    )
    return {name: _Held(article, utterance, live) for name, article, utterance, live in found}


def _write(session: Session, kept: Rows, held: dict[str, _Held], *, again: bool, counts: bool) -> None:
    own = str(kept.article["id"])
    ours = {str(row["id"]): row for row in kept.statements}
    published = kept.article["published_on"]
    assert published is None or isinstance(published, date)
    fresh = {name: grouping.fresh_member(row, published) for name, row in ours.items()} if counts else {}
    gone = {name for name, one in held.items() if one.live and name not in fresh}
    left = {one.utterance for one in held.values() if one.utterance}
    regrouped = grouping.regroup(session, fresh, gone, left)

    writing.put(session, Utterance, regrouped.utterances)
    writing.put(session, Statement, [_placed(row, regrouped) for row in kept.statements])
    writing.place(session, regrouped, except_for=fresh)
    known = held.keys() & ours.keys()
    if again:
        writing.clear(session, own, known)
    writing.add(session, StatementTopic, kept.topics)
    writing.recode(session, known, kept.codings)
    writing.add(session, EventLink, kept.links)
    writing.add(session, IssueRow, kept.issues)
    writing.add(session, UtteranceBand, grouping.bands(fresh.values()))
    writing.withdraw(session, gone if counts else gone | ours.keys())
    writing.drop_utterances(session, regrouped.emptied)


def _placed(row: Row, regrouped: grouping.Grouping) -> Row:
    utterance, is_first = regrouped.places.get(str(row["id"]), (None, False))
    return row | {"utterance_id": utterance, "is_first_report": is_first, "withdrawn_at": None}
