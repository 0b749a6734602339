"""What is worked out from the other tables, so that pages need not do it."""

from datetime import date

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    Identity,
    Index,
    Integer,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from app.db.tables.base import Base


class StatementFact(Base):
    """What a statement can be chosen and counted by, one narrow row per statement that a reader may see.

    The database keeps it true by itself: triggers rewrite a row when anything it is made from changes.
    `utterance` is the statement's own id where no utterance is known; `codings` are words `position=stance`.
    """

    __tablename__ = "statement_facts"

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    article_id: Mapped[str] = mapped_column(Text)
    utterance: Mapped[str] = mapped_column(Text)
    alone: Mapped[bool] = mapped_column(Boolean)
    repeat: Mapped[bool] = mapped_column(Boolean)
    published_on: Mapped[date] = mapped_column(Date)
    said_on: Mapped[date | None] = mapped_column(Date)
    said_last: Mapped[date | None] = mapped_column(Date)
    speaker_id: Mapped[str] = mapped_column(Text)
    country: Mapped[str | None] = mapped_column(Text)
    outlet_id: Mapped[str | None] = mapped_column(Text)
    language: Mapped[str] = mapped_column(Text)
    voice: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    topics: Mapped[list[str]] = mapped_column(ARRAY(Text))
    codings: Mapped[list[str]] = mapped_column(ARRAY(Text))
    stances: Mapped[list[str]] = mapped_column(ARRAY(Text))
    events: Mapped[list[str]] = mapped_column(ARRAY(Text))

    __table_args__ = (
        Index("statement_facts_said_on_id_index", "said_on", "id"),
        Index("statement_facts_speaker_id_said_on_id_index", "speaker_id", "said_on", "id"),
        Index("statement_facts_outlet_id_said_on_id_index", "outlet_id", "said_on", "id"),
        Index("statement_facts_article_id_index", "article_id"),
        Index("statement_facts_utterance_index", "utterance"),
        Index("statement_facts_topics_index", "topics", postgresql_using="gin"),
        Index("statement_facts_codings_index", "codings", postgresql_using="gin"),
        Index("statement_facts_events_index", "events", postgresql_using="gin"),
    )


class Rollup(Base):
    """An answer about everything, kept until any fact changes; a cell is a day, a word and a count."""

    __tablename__ = "rollups"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    question: Mapped[str] = mapped_column(Text)
    counting: Mapped[str] = mapped_column(Text)
    cells: Mapped[list[tuple[str | None, str, int]]] = mapped_column(JSON)

    __table_args__ = (UniqueConstraint("question", "counting"),)


class FormulaReading(Base):
    """That a quote was searched for the set phrases of one codebook, whose hash is `made_from`."""

    __tablename__ = "formula_readings"

    statement_id: Mapped[str] = mapped_column(
        ForeignKey("statements.id", ondelete="CASCADE"), primary_key=True
    )
    made_from: Mapped[str] = mapped_column(Text)


class FormulaUse(Base):
    """The fullest use of a set phrase in a quote, from `start` to `stop`; its elements, there or dropped."""

    __tablename__ = "formula_uses"

    formula_id: Mapped[str] = mapped_column(Text, primary_key=True)
    statement_id: Mapped[str] = mapped_column(
        ForeignKey("formula_readings.statement_id", ondelete="CASCADE"), primary_key=True
    )
    start: Mapped[int] = mapped_column(Integer)
    stop: Mapped[int] = mapped_column(Integer)
    present: Mapped[list[str]] = mapped_column(ARRAY(Text))
    dropped: Mapped[list[str]] = mapped_column(ARRAY(Text))

    __table_args__ = (
        CheckConstraint('"start" >= 0 AND "start" < stop', name="span"),
        Index("formula_uses_statement_id_index", "statement_id"),
    )
