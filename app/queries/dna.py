"""A filter in, the event list out that Discourse Network Analyzer and its R package read."""

import csv
from collections.abc import Iterator
from enum import StrEnum
from io import StringIO

from sqlalchemy import DateTime, cast, func
from sqlalchemy.orm import Session

from app.codebook.model import Codebook
from app.codebook.terms import Precision, Stance
from app.db.tables import Article, Coding, Statement
from app.queries.exporting.columns import coding_rows
from app.queries.filter import Filter
from app.queries.labels import label

HEADER = (
    "statement_id", "time", "person", "organization", "concept", "agreement", "start_position",
    "stop_position", "text", "coder", "document_id", "document_title", "document_author", "document_source",
    "document_section", "document_type",
)  # fmt: skip
_BATCH = 1000


class Qualifier(StrEnum):
    """What the column `agreement` holds.

    `binary`: 1 for support and 0 for opposition, other codings left out; `integer`: 2, 1, 0 and -2 for
    support, conditional, neutral and opposition, so that nothing is lost.
    """

    BINARY = "binary"
    INTEGER = "integer"


_VALUES = {
    Qualifier.BINARY: {Stance.SUPPORT: 1, Stance.OPPOSE: 0},
    Qualifier.INTEGER: {Stance.SUPPORT: 2, Stance.CONDITIONAL: 1, Stance.NEUTRAL: 0, Stance.OPPOSE: -2},
}


def left_out(session: Session, chosen: Filter, qualifier: Qualifier) -> int:
    """How many codings the event list lacks: those without a day and those that the qualifier cannot hold."""
    rows = coding_rows(chosen).order_by(None)
    held = Coding.stance.in_([stance.value for stance in _VALUES[qualifier]])
    dated = Statement.said_precision == Precision.DAY
    return session.scalars(rows.with_only_columns(func.count()).where(~(held & dated))).one()


def event_list(
    session: Session, chosen: Filter, codebook: Codebook, qualifier: Qualifier = Qualifier.BINARY
) -> Iterator[bytes]:
    """A line for each settled coding of the filter's units that has a day, the oldest first.

    `organization` is the affiliation in the codebook, empty where that has none: the program wants one word
    for a person, not one for each day.
    """
    values = _VALUES[qualifier]
    rows = (
        coding_rows(chosen)
        .join(Article, Article.id == Statement.article_id)
        .where(
            Statement.said_precision == Precision.DAY, Coding.stance.in_([stance.value for stance in values])
        )
        .with_only_columns(
            Statement.id,
            func.to_char(cast(Statement.said_on, DateTime), "YYYY-MM-DD HH24:MI:SS"),
            Statement.speaker_id,
            Statement.speaker_name,
            Coding.position_id,
            Coding.stance,
            Statement.start,
            Statement.stop,
            Statement.quote,
            Coding.coder,
            Statement.article_id,
            Article.title,
            func.coalesce(Article.outlet_name, Article.outlet_id),
            Article.url,
            Article.kind,
        )
    )
    yield _line(HEADER)
    found = session.execute(rows, execution_options={"stream_results": True, "yield_per": _BATCH})
    for id_, time, speaker, name, position, stance, start, stop, quote, coder, *document in found:
        known = codebook.speakers.get(speaker)
        article, title, outlet, url, kind = document
        yield _line(
            (
                id_, time, name, known.affiliation if known else "", label("position", position, codebook),
                values[Stance(stance)], start, stop, quote, coder,
                article, title or "", outlet or "", url or "", "", kind,
            )
        )  # fmt: skip


def _line(values: tuple[object, ...]) -> bytes:
    buffer = StringIO()
    csv.writer(buffer, delimiter=";", lineterminator="\r\n").writerow(values)
    return buffer.getvalue().encode()
