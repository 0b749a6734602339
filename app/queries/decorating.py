"""Ids of statements in, the rows that lists and pages show out, in the same order."""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from typing import TypeVar

from sqlalchemy import Select, distinct, func, select
from sqlalchemy.orm import Session

from app.codebook.terms import Stance
from app.db.tables import Article, Coding, Event, EventLink, Statement, StatementFact, StatementTopic
from app.queries.base import SETTLED
from app.queries.rows import CodingRow, LinkRow, StatementRow, TopicRow

T = TypeVar("T")

_STATEMENTS = select(
    Statement.id,
    Statement.said_on,
    Statement.said_precision,
    Statement.said_basis,
    Statement.said_evidence,
    Statement.speaker_id,
    Statement.speaker_name,
    Statement.printed,
    Statement.office,
    Statement.country,
    Statement.voice,
    Statement.quote,
    Statement.language,
    Statement.start,
    Statement.stop,
    Statement.article_id,
    Article.title.label("article_title"),
    Article.kind.label("article_kind"),
    Statement.outlet_id,
    Article.outlet_name,
    Article.url,
    Article.published_on,
    Article.published_precision,
    Statement.utterance_id,
    Statement.is_first_report,
    Statement.review_state,
    Statement.score,
    Statement.rule,
    Statement.cue,
    Statement.runner_up,
    Statement.said_event_id,
).join(Article, Article.id == Statement.article_id)

_TOPICS = select(
    StatementTopic.statement_id,
    StatementTopic.topic_id,
    StatementTopic.rule,
    StatementTopic.evidence_start,
    StatementTopic.evidence_stop,
    StatementTopic.codebook_version,
).order_by(StatementTopic.statement_id, StatementTopic.evidence_start, StatementTopic.topic_id)

CODINGS = select(
    Coding.statement_id,
    Coding.id,
    Coding.position_id,
    Coding.stance,
    Coding.condition,
    Coding.evidence,
    Coding.evidence_start,
    Coding.evidence_stop,
    Coding.rule_id,
    Coding.runner_up,
    Coding.coder_kind,
    Coding.coder,
    Coding.codebook_version,
    Coding.coded_at,
    Coding.superseded_at,
).order_by(Coding.statement_id, Coding.evidence_start, Coding.id)

LINKS = (
    select(
        EventLink.statement_id,
        Event.id,
        Event.title,
        Event.on_date,
        Event.on_precision,
        EventLink.kind,
        EventLink.evidence,
        EventLink.statement_id.label("of"),
    )
    .join(Event, Event.id == EventLink.event_id)
    .order_by(Event.on_date, Event.id, EventLink.id)
)


def decorated(session: Session, ids: Sequence[str]) -> list[StatementRow]:
    """The rows of these statements with their topics, settled codings, events and number of reports."""
    topics = grouped(session, _TOPICS.where(StatementTopic.statement_id.in_(ids)), TopicRow)
    codings = grouped(session, CODINGS.where(Coding.statement_id.in_(ids), SETTLED), coding_row)
    events = grouped(session, LINKS.where(EventLink.statement_id.in_(ids)), LinkRow)
    found = {row.id: row for row in session.execute(_STATEMENTS.where(Statement.id.in_(ids)))}
    carried = _carried(session, {row.utterance_id for row in found.values() if row.utterance_id})
    rows = []
    for row in (found[each] for each in ids):
        size, outlets = carried.get(row.utterance_id or row.id, (1, 1))
        row = StatementRow(
            **row._mapping,
            utterance_size=size,
            outlets=outlets,
            topics=topics.get(row.id, []),
            codings=codings.get(row.id, []),
            events=events.get(row.id, []),
        )
        rows.append(row)
    return rows


def grouped(
    session: Session, asked: Select[*tuple[object, ...]], made: Callable[..., T]
) -> dict[str, list[T]]:
    """What is made of each row, by the statement that its first column names."""
    found: dict[str, list[T]] = defaultdict(list)
    for statement, *rest in session.execute(asked):
        found[str(statement)].append(made(*rest))
    return found


def coding_row(id_: int, position: str, stance: str, *rest: object) -> CodingRow:
    """A coding as read from its table."""
    return CodingRow._make((id_, position, Stance(stance), *rest))


def _carried(session: Session, utterances: Collection[str]) -> dict[str, tuple[int, int]]:
    """Reports and outlets of each utterance; every article of an unknown outlet counts as one of its own."""
    outlet = func.coalesce(StatementFact.outlet_id, StatementFact.article_id)
    asked = (
        select(StatementFact.utterance, func.count(), func.count(distinct(outlet)))
        .where(StatementFact.utterance.in_(utterances))
        .group_by(StatementFact.utterance)
    )
    return {utterance: (size, outlets) for utterance, size, outlets in session.execute(asked)}
