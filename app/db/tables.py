"""The tables, as the migrations build them."""

from datetime import date, datetime
from enum import StrEnum

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
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TSVECTOR
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from app.codebook.terms import (
    ArticleKind,
    Basis,
    CoderKind,
    EventType,
    LinkKind,
    Precision,
    ReviewState,
    Stance,
    Voice,
)

NAMING = {
    "ix": "%(table_name)s_%(column_0_N_name)s_index",
    "uq": "%(table_name)s_%(column_0_N_name)s_unique",
    "ck": "%(table_name)s_%(constraint_name)s_check",
    "fk": "%(table_name)s_%(column_0_name)s_fkey",
    "pk": "%(table_name)s_pkey",
}

# One text search configuration per language; any other language is indexed word by word. A tsvector holds
# 1 MB at most, so only the beginning of an enormous text is indexed. Where the locale is C, PostgreSQL takes
# every sign beyond ASCII for a letter: without its marks «квартет» would be another word than квартет.
MARKS = "«»“”„‟‹›‘’‚‛…—–−،؛؟"
SEARCH = (
    "to_tsvector(CASE language WHEN 'en' THEN 'english'::regconfig WHEN 'ru' THEN 'russian'::regconfig "
    "WHEN 'ar' THEN 'arabic'::regconfig ELSE 'simple'::regconfig END, "
    f"translate({{column}}, '{MARKS}', '{' ' * len(MARKS)}'))"
)


def _one_of(column: str, terms: type[StrEnum]) -> CheckConstraint:
    return CheckConstraint(f"{column} IN ({', '.join(repr(str(term)) for term in terms)})", name=column)


class Base(DeclarativeBase):
    """The one metadata, with the naming rule for constraints."""

    metadata = MetaData(naming_convention=NAMING)


class Article(Base):
    """One text as published; a changed text at the same address is a new row that points to the old one.

    `url_key` is the address without what does not change the page, `made_from` the hash of the source, the
    codebook and the rules that this was made from, and `run_id` the run that made the text current.
    """

    __tablename__ = "articles"

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    outlet_id: Mapped[str | None] = mapped_column(Text)
    outlet_name: Mapped[str | None] = mapped_column(Text)
    url: Mapped[str | None] = mapped_column(Text)
    url_key: Mapped[str | None] = mapped_column(Text)
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
    made_from: Mapped[str] = mapped_column(Text)
    codebook_version: Mapped[str] = mapped_column(Text)
    run_id: Mapped[int | None] = mapped_column(ForeignKey("runs.id"))
    search: Mapped[str] = mapped_column(
        TSVECTOR, Computed(SEARCH.format(column="left(text, 250000)"), persisted=True), deferred=True
    )

    __table_args__ = (
        _one_of("kind", ArticleKind),
        _one_of("published_precision", Precision),
        _one_of("published_basis", Basis),
        CheckConstraint("(published_on IS NULL) = (published_precision = 'none')", name="published_on_known"),
        CheckConstraint("revision_of <> id", name="revision_of_another"),
        Index("articles_published_on_id_index", "published_on", "id"),
        Index("articles_outlet_id_published_on_id_index", "outlet_id", "published_on", "id"),
        Index("articles_url_key_index", "url_key"),
        Index("articles_raw_sha256_index", "raw_sha256"),
        Index("articles_made_from_index", "made_from"),
        Index("articles_revision_of_index", "revision_of"),
        Index("articles_run_id_index", "run_id"),
        Index("articles_search_index", "search", postgresql_using="gin"),
    )


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
    search: Mapped[str] = mapped_column(
        TSVECTOR, Computed(SEARCH.format(column="left(quote, 250000)"), persisted=True)
    )

    __table_args__ = (
        UniqueConstraint("article_id", "start", "stop"),
        _one_of("voice", Voice),
        _one_of("said_precision", Precision),
        _one_of("said_basis", Basis),
        _one_of("review_state", ReviewState),
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
    """A fingerprint of a live statement's words; statements that share one are compared, no others."""

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

    __table_args__ = (
        _one_of("stance", Stance),
        _one_of("coder_kind", CoderKind),
        CheckConstraint("evidence_start >= 0 AND evidence_start <= evidence_stop", name="evidence"),
        Index(
            "codings_statement_id_index",
            "statement_id",
            postgresql_include=["position_id", "stance"],
        ),
        Index(
            "codings_position_id_stance_statement_id_index",
            "position_id",
            "stance",
            "statement_id",
            postgresql_where=superseded_at.is_(None),
        ),
        # One coder holds one view of one position in one statement at a time.
        Index(
            "codings_current_unique",
            "statement_id",
            "position_id",
            "coder_kind",
            "coder",
            unique=True,
            postgresql_where=superseded_at.is_(None),
        ),
    )


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

    __table_args__ = (
        _one_of("on_precision", Precision),
        _one_of("type", EventType),
        CheckConstraint("on_precision <> 'none'", name="on_date_known"),
        CheckConstraint("until >= on_date", name="span"),
        Index("events_on_date_id_index", "on_date", "id"),
    )


class VoteCoding(Base):
    """What a recorded vote of a country says about a position: a coding of an act, drawn apart from words.

    Append-only like the codings of statements; `evidence` is what the record says.
    """

    __tablename__ = "vote_codings"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    event_id: Mapped[str] = mapped_column(ForeignKey("events.id"))
    speaker_id: Mapped[str] = mapped_column(Text)
    country: Mapped[str] = mapped_column(Text)
    position_id: Mapped[str] = mapped_column(Text)
    vote: Mapped[str] = mapped_column(Text)
    stance: Mapped[str] = mapped_column(Text)
    evidence: Mapped[str] = mapped_column(Text)
    coder_kind: Mapped[str] = mapped_column(Text)
    coder: Mapped[str] = mapped_column(Text)
    codebook_version: Mapped[str] = mapped_column(Text)
    coded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    superseded_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))

    __table_args__ = (
        CheckConstraint("coder_kind = 'record'", name="coder_kind"),
        _one_of("stance", Stance),
        CheckConstraint("vote IN ('yes', 'no', 'abstain', 'veto')", name="vote"),
        Index("vote_codings_event_id_index", "event_id"),
        Index(
            "vote_codings_current_unique",
            "event_id",
            "speaker_id",
            "position_id",
            unique=True,
            postgresql_where=superseded_at.is_(None),
        ),
    )


class EventLink(Base):
    """A statement or an article that has to do with an event, and how."""

    __tablename__ = "event_links"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    event_id: Mapped[str] = mapped_column(ForeignKey("events.id"))
    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id"))
    statement_id: Mapped[str | None] = mapped_column(ForeignKey("statements.id"))
    kind: Mapped[str] = mapped_column(Text)
    evidence: Mapped[str] = mapped_column(Text)

    __table_args__ = (
        _one_of("kind", LinkKind),
        Index("event_links_event_id_statement_id_index", "event_id", "statement_id"),
        Index("event_links_statement_id_index", "statement_id"),
        Index("event_links_article_id_index", "article_id"),
    )


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

    __table_args__ = (
        CheckConstraint('("start" IS NULL) = (stop IS NULL)', name="span"),
        Index("issues_article_id_index", "article_id"),
        Index("issues_step_article_id_index", "step", "article_id"),
    )


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

    __table_args__ = (UniqueConstraint("run_id", "place", "complaint"),)


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
    """A count over everything there is, kept until any fact changes."""

    __tablename__ = "rollups"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    question: Mapped[str] = mapped_column(Text)
    counting: Mapped[str] = mapped_column(Text)
    day: Mapped[date | None] = mapped_column(Date)
    word: Mapped[str] = mapped_column(Text)
    n: Mapped[int] = mapped_column(Integer)

    __table_args__ = (Index("rollups_question_counting_index", "question", "counting"),)
