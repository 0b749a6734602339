"""The tables, as the migrations build them."""

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
    Identity,
    Index,
    Integer,
    MetaData,
    Text,
    UniqueConstraint,
    func,
)
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMING = {
    "ix": "%(table_name)s_%(column_0_N_name)s_index",
    "uq": "%(table_name)s_%(column_0_N_name)s_unique",
    "ck": "%(table_name)s_%(constraint_name)s_check",
    "fk": "%(table_name)s_%(column_0_name)s_fkey",
    "pk": "%(table_name)s_pkey",
}

# One text search configuration per language; any other language is indexed word by word.
SEARCH = (
    "to_tsvector(CASE language WHEN 'en' THEN 'english'::regconfig WHEN 'ru' THEN 'russian'::regconfig "
    "WHEN 'ar' THEN 'arabic'::regconfig ELSE 'simple'::regconfig END, {column})"
)


class Base(DeclarativeBase):
    """The one metadata, with the naming rule for constraints."""

    metadata = MetaData(naming_convention=NAMING)


class Article(Base):
    """One text as published; a changed text at the same address is a new row that points to the old one."""

    __tablename__ = "articles"

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    outlet_id: Mapped[str | None] = mapped_column(Text)
    outlet_name: Mapped[str | None] = mapped_column(Text)
    url: Mapped[str | None] = mapped_column(Text)
    title: Mapped[str | None] = mapped_column(Text)
    language: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    source_name: Mapped[str] = mapped_column(Text)
    raw_sha256: Mapped[str] = mapped_column(Text)
    text_sha256: Mapped[str] = mapped_column(Text)
    published_on: Mapped[date | None] = mapped_column(Date)
    published_precision: Mapped[str] = mapped_column(Text)
    published_basis: Mapped[str] = mapped_column(Text)
    published_evidence: Mapped[str] = mapped_column(Text)
    published_event_id: Mapped[str | None] = mapped_column(ForeignKey("events.id"))
    first_seen_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    revision_of: Mapped[str | None] = mapped_column(ForeignKey("articles.id"))
    superseded_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    harvest_sha256: Mapped[str] = mapped_column(Text)
    codebook_version: Mapped[str] = mapped_column(Text)


class Utterance(Base):
    """One act of saying, however many articles report it."""

    __tablename__ = "utterances"

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    speaker_id: Mapped[str] = mapped_column(Text)
    said_on: Mapped[date | None] = mapped_column(Date)
    size: Mapped[int] = mapped_column(Integer)
    first_statement_id: Mapped[str] = mapped_column(Text)


class Statement(Base):
    """A span of an article attributed to one speaker.

    `speaker_id` is a codebook id, or `~` and a slug of the printed name for a speaker the codebook lacks.
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
    review_state: Mapped[str] = mapped_column(Text, server_default="unreviewed")
    withdrawn_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    search: Mapped[str] = mapped_column(TSVECTOR, Computed(SEARCH.format(column="quote"), persisted=True))

    __table_args__ = (
        UniqueConstraint("article_id", "start", "stop"),
        CheckConstraint("start >= 0 AND start < stop", name="span"),
        CheckConstraint("(said_on IS NULL) = (said_precision = 'none')", name="said_on_known"),
        Index("statements_said_on_id_index", "said_on", "id"),
        Index("statements_speaker_id_said_on_id_index", "speaker_id", "said_on", "id"),
        Index("statements_search_index", "search", postgresql_using="gin"),
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


class Coding(Base):
    """One coder's judgment of how a statement stands to a position; append-only, `superseded_at` ends it."""

    __tablename__ = "codings"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    statement_id: Mapped[str] = mapped_column(ForeignKey("statements.id"))
    position_id: Mapped[str] = mapped_column(Text)
    stance: Mapped[str] = mapped_column(Text)
    condition: Mapped[str | None] = mapped_column(Text)
    evidence: Mapped[str] = mapped_column(Text)
    evidence_start: Mapped[int] = mapped_column(Integer)
    evidence_stop: Mapped[int] = mapped_column(Integer)
    rule_id: Mapped[str] = mapped_column(Text)
    runner_up: Mapped[str | None] = mapped_column(Text)
    coder_kind: Mapped[str] = mapped_column(Text)
    coder: Mapped[str] = mapped_column(Text)
    codebook_version: Mapped[str] = mapped_column(Text)
    coded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    superseded_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class Event(Base):
    """A dated occasion of the codebook; votes carry their tally."""

    __tablename__ = "events"

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    on_date: Mapped[date] = mapped_column(Date)
    on_precision: Mapped[str] = mapped_column(Text)
    until: Mapped[date | None] = mapped_column(Date)
    type: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    place: Mapped[str] = mapped_column(Text)
    summary: Mapped[str] = mapped_column(Text)
    url: Mapped[str] = mapped_column(Text)
    participants: Mapped[list[str]] = mapped_column(JSONB)
    vote: Mapped[dict[str, object] | None] = mapped_column(JSONB)


class EventLink(Base):
    """A statement or an article that has to do with an event, and how."""

    __tablename__ = "event_links"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    event_id: Mapped[str] = mapped_column(ForeignKey("events.id"))
    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id"))
    statement_id: Mapped[str | None] = mapped_column(ForeignKey("statements.id"))
    kind: Mapped[str] = mapped_column(Text)
    evidence: Mapped[str] = mapped_column(Text)


class IssueRow(Base):
    """A doubt that a step could not settle."""

    __tablename__ = "issues"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id"))
    step: Mapped[str] = mapped_column(Text)
    complaint: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text)
    start: Mapped[int | None] = mapped_column(Integer)
    stop: Mapped[int | None] = mapped_column(Integer)


class Run(Base):
    """One execution of the ingest job."""

    __tablename__ = "runs"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    started_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    finished_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    codebook_version: Mapped[str] = mapped_column(Text)
    inputs: Mapped[list[str]] = mapped_column(JSONB)
    counts: Mapped[dict[str, int]] = mapped_column(JSONB)


class RunFailure(Base):
    """An input that a run could not use: where it stood and why."""

    __tablename__ = "run_failures"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id"))
    place: Mapped[str] = mapped_column(Text)
    complaint: Mapped[str] = mapped_column(Text)
