"""The texts, and the doubts about them."""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Computed,
    Date,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    Text,
    func,
)
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from app.codebook.terms import ArticleKind, Basis, Precision
from app.db.tables.base import SEARCH, Base, one_of


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
        one_of("kind", ArticleKind),
        one_of("published_precision", Precision),
        one_of("published_basis", Basis),
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
