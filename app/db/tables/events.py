"""Dated occasions, and what has to do with them."""

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, Date, ForeignKey, Identity, Index, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.codebook.terms import EventType, LinkKind, Precision
from app.db.tables.base import Base, one_of


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
        one_of("on_precision", Precision),
        one_of("type", EventType),
        CheckConstraint("on_precision <> 'none'", name="on_date_known"),
        CheckConstraint("until >= on_date", name="span"),
        Index("events_on_date_id_index", "on_date", "id"),
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
        one_of("kind", LinkKind),
        Index("event_links_event_id_statement_id_index", "event_id", "statement_id"),
        Index("event_links_statement_id_index", "statement_id"),
        Index("event_links_article_id_index", "article_id"),
    )
