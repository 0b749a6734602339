"""The columns of files and JSON: names and order are a contract, new ones come at the end."""

from enum import Enum
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, case, func, literal, null, select
from sqlalchemy.orm import aliased

from app.codebook.model import Codebook
from app.db.tables import Article, Coding, Event, Statement, StatementFact, VoteCoding
from app.queries import base
from app.queries.clauses import coding_clauses
from app.queries.filter import Filter

SEPARATOR = "|"
_INSTANT = 'YYYY-MM-DD"T"HH24:MI:SS"Z"'


class Kind(Enum):
    """How a column is written: text may look like a formula, other values cannot, a list holds several."""

    TEXT = "text"
    VALUE = "value"
    LIST = "list"


class Column(NamedTuple):
    """A name and what stands under it."""

    name: str
    value: SQLColumnExpression[object]
    kind: Kind = Kind.TEXT


def statement_columns(permalink: str) -> list[Column]:
    """One row for each statement; `permalink` is the address that an id completes."""
    return [
        Column("statement_id", Statement.id),
        Column("permalink", literal(permalink) + Statement.id),
        Column("said_on", _at_precision(Statement.said_on, Statement.said_precision)),
        Column("said_on_precision", Statement.said_precision),
        Column("said_on_basis", Statement.said_basis),
        Column("said_on_evidence", Statement.said_evidence),
        Column("published_on", _at_precision(Article.published_on, Article.published_precision)),
        Column("published_on_precision", Article.published_precision),
        Column("seen_at", _instant(Article.first_seen_at)),
        Column("speaker_id", Statement.speaker_id),
        Column("speaker", Statement.speaker_name),
        Column("speaker_as_printed", Statement.printed),
        Column("office", Statement.office),
        Column("country", Statement.country),
        Column("voice", Statement.voice),
        Column("quote", Statement.quote),
        Column("language", Statement.language),
        Column("start", Statement.start, Kind.VALUE),
        Column("stop", Statement.stop, Kind.VALUE),
        Column("article_id", Statement.article_id),
        Column("article_title", Article.title),
        Column("outlet", func.coalesce(Article.outlet_name, Article.outlet_id)),
        Column("url", Article.url),
        Column("text_sha256", Article.text_sha256),
        Column("utterance_id", StatementFact.utterance),
        Column("utterance_size", _utterance_size(), Kind.VALUE),
        Column("is_first_report", Statement.is_first_report, Kind.VALUE),
        Column("topics", StatementFact.topics, Kind.LIST),
        Column("positions", _positions(), Kind.LIST),
        Column("events", StatementFact.events, Kind.LIST),
        Column("review_state", Statement.review_state),
        Column("attribution_score", Statement.score, Kind.VALUE),
        Column("coder", _coders()),
        Column("codebook_version", Article.codebook_version),
        Column("outlet_id", Statement.outlet_id),
        Column("article_kind", Article.kind),
    ]


def coding_columns(codebook: Codebook) -> list[Column]:
    """One row for each settled coding of a statement."""
    return [
        Column("statement_id", Statement.id),
        Column("said_on", _at_precision(Statement.said_on, Statement.said_precision)),
        Column("speaker_id", Statement.speaker_id),
        Column("position_id", Coding.position_id),
        Column("position", _sentence(Coding.position_id, codebook)),
        Column("stance", Coding.stance),
        Column("condition", Coding.condition),
        Column("evidence", Coding.evidence),
        Column("evidence_start", Coding.evidence_start, Kind.VALUE),
        Column("evidence_stop", Coding.evidence_stop, Kind.VALUE),
        Column("rule_id", Coding.rule_id),
        Column("codebook_version", Coding.codebook_version),
        Column("coder_kind", Coding.coder_kind),
        Column("coder", Coding.coder),
        Column("coded_at", _instant(Coding.coded_at)),
        Column("review_state", Statement.review_state),
        Column("event_id", null()),
        Column("vote", null()),
    ]


def vote_columns(codebook: Codebook) -> list[Column]:
    """The same columns for what votes say: no statement, the record instead of words."""
    values: dict[str, SQLColumnExpression[object]] = {
        "said_on": _at_precision(Event.on_date, Event.on_precision),
        "speaker_id": VoteCoding.speaker_id,
        "position_id": VoteCoding.position_id,
        "position": _sentence(VoteCoding.position_id, codebook),
        "stance": VoteCoding.stance,
        "evidence": VoteCoding.evidence,
        "codebook_version": VoteCoding.codebook_version,
        "coder_kind": VoteCoding.coder_kind,
        "coder": VoteCoding.coder,
        "coded_at": _instant(VoteCoding.coded_at),
        "event_id": VoteCoding.event_id,
        "vote": VoteCoding.vote,
    }
    return [column._replace(value=values.get(column.name, null())) for column in coding_columns(codebook)]


def statement_rows(chosen: Filter) -> Select[StatementFact]:
    """Every unit of the filter, the oldest first, undated ones last."""
    return (
        base.statements(chosen)
        .join(Statement, Statement.id == StatementFact.id)
        .join(Article, Article.id == StatementFact.article_id)
        .order_by(StatementFact.said_on.asc().nulls_last(), StatementFact.id)
    )


def coding_rows(chosen: Filter) -> Select[StatementFact]:
    """Every settled coding that the filter means, statement by statement."""
    word = Coding.position_id + "=" + Coding.stance
    return (
        base.statements(chosen)
        .join(Statement, Statement.id == StatementFact.id)
        .join(Coding, Coding.statement_id == StatementFact.id)
        .where(base.SETTLED, *coding_clauses(chosen, word))
        .order_by(
            StatementFact.said_on.asc().nulls_last(), StatementFact.id, Coding.evidence_start, Coding.id
        )
    )


def _sentence(position: SQLColumnExpression[str], codebook: Codebook) -> ColumnElement[object]:
    sentences = {id_: known.sentence for id_, known in codebook.positions.items()}
    return case(sentences, value=position, else_=position)


def _at_precision(
    day: SQLColumnExpression[object], precision: SQLColumnExpression[str]
) -> ColumnElement[object]:
    iso = func.to_char(day, "YYYY-MM-DD")
    return func.left(iso, case({"year": 4, "month": 7}, value=precision, else_=10))


def _instant(moment: SQLColumnExpression[object]) -> ColumnElement[object]:
    return func.to_char(func.timezone("UTC", moment), _INSTANT)


def _utterance_size() -> ColumnElement[object]:
    """Every report of it that a reader may see, within the filter or not."""
    report = aliased(StatementFact)
    return select(func.count()).where(report.utterance == StatementFact.utterance).scalar_subquery()


def _positions() -> ColumnElement[object]:
    """Position and stance as the contract writes them, with a colon."""
    joined = func.array_to_string(StatementFact.codings, SEPARATOR)
    return func.string_to_array(func.replace(joined, "=", ":"), SEPARATOR)


def _coders() -> ColumnElement[object]:
    coder = func.aggregate_strings(Coding.coder.distinct(), SEPARATOR)
    return select(coder).where(Coding.statement_id == StatementFact.id, base.SETTLED).scalar_subquery()
