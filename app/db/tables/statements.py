"""What was said, by whom, about what."""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Computed,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from app.codebook.terms import Basis, Precision, ReviewState, Voice
from app.db.tables.base import SEARCH, Base, one_of


class Utterance(Base):
    """One act of saying, however many articles report it."""

    __tablename__ = "utterances"

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    speaker_id: Mapped[str] = mapped_column(Text)
    said_on: Mapped[date | None] = mapped_column(Date)
    size: Mapped[int] = mapped_column(Integer)
    first_statement_id: Mapped[str] = mapped_column(Text)

    __table_args__ = (
        CheckConstraint("size > 0", name="size"),
        Index("utterances_speaker_id_said_on_id_index", "speaker_id", "said_on", "id"),
    )


class Statement(Base):
    """A span of an article attributed to one speaker.

    `speaker_id` is a codebook id, or `~` and a slug of the printed name for a speaker the codebook lacks;
    `traits` are what it says in no language, with their weights, by which retellings are found.
    Outlet and language are copied from the article, so that a list needs one table.
    """

    __tablename__ = "statements"

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id"))
    utterance_id: Mapped[str | None] = mapped_column(ForeignKey("utterances.id"))
    is_first_report: Mapped[bool] = mapped_column(Boolean, server_default="true")
    speaker_id: Mapped[str] = mapped_column(Text)
    speaker_name: Mapped[str] = mapped_column(Text)
    printed: Mapped[str] = mapped_column(Text)
    office: Mapped[str | None] = mapped_column(Text)
    country: Mapped[str | None] = mapped_column(Text)
    voice: Mapped[str] = mapped_column(Text)
    start: Mapped[int] = mapped_column(Integer)
    stop: Mapped[int] = mapped_column(Integer)
    quote: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(Text)
    outlet_id: Mapped[str | None] = mapped_column(Text)
    said_on: Mapped[date | None] = mapped_column(Date)
    said_precision: Mapped[str] = mapped_column(Text)
    said_basis: Mapped[str] = mapped_column(Text)
    said_evidence: Mapped[str] = mapped_column(Text)
    said_event_id: Mapped[str | None] = mapped_column(ForeignKey("events.id"))
    rule: Mapped[str] = mapped_column(Text)
    cue: Mapped[str] = mapped_column(Text)
    score: Mapped[float] = mapped_column(Float)
    runner_up: Mapped[str | None] = mapped_column(Text)
    traits: Mapped[dict[str, float]] = mapped_column(JSONB, server_default="{}")
    review_state: Mapped[str] = mapped_column(Text, server_default="unreviewed")
    withdrawn_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    search: Mapped[str] = mapped_column(
        TSVECTOR, Computed(SEARCH.format(column="left(quote, 250000)"), persisted=True)
    )

    __table_args__ = (
        UniqueConstraint("article_id", "start", "stop"),
        one_of("voice", Voice),
        one_of("said_precision", Precision),
        one_of("said_basis", Basis),
        one_of("review_state", ReviewState),
        CheckConstraint('"start" >= 0 AND "start" < stop', name="span"),
        CheckConstraint("score >= 0 AND score <= 1", name="score"),
        CheckConstraint("(said_on IS NULL) = (said_precision = 'none')", name="said_on_known"),
        Index("statements_said_on_id_index", "said_on", "id"),
        Index("statements_speaker_id_said_on_id_index", "speaker_id", "said_on", "id"),
        Index("statements_outlet_id_said_on_id_index", "outlet_id", "said_on", "id"),
        Index("statements_utterance_id_index", "utterance_id"),
        Index("statements_said_event_id_index", "said_event_id"),
        Index("statements_search_index", "search", postgresql_using="gin"),
    )


class UtteranceBand(Base):
    """A fingerprint of a live statement's words or traits; only statements that share one are compared."""

    __tablename__ = "utterance_bands"

    band: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    statement_id: Mapped[str] = mapped_column(ForeignKey("statements.id"), primary_key=True)
    said_on: Mapped[date | None] = mapped_column(Date)

    __table_args__ = (
        Index("utterance_bands_band_said_on_index", "band", "said_on", postgresql_include=["statement_id"]),
        Index("utterance_bands_statement_id_index", "statement_id"),
    )


class StatementTopic(Base):
    """A topic of a statement, with the words and the rule that show it."""

    __tablename__ = "statement_topics"

    statement_id: Mapped[str] = mapped_column(ForeignKey("statements.id"), primary_key=True)
    topic_id: Mapped[str] = mapped_column(Text, primary_key=True)
    rule: Mapped[str] = mapped_column(Text)
    evidence_start: Mapped[int] = mapped_column(Integer)
    evidence_stop: Mapped[int] = mapped_column(Integer)
    codebook_version: Mapped[str] = mapped_column(Text)

    __table_args__ = (
        CheckConstraint("evidence_start >= 0 AND evidence_start <= evidence_stop", name="evidence"),
        Index("statement_topics_topic_id_statement_id_index", "topic_id", "statement_id"),
    )
