"""How statements and votes stand to positions."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, DateTime, ForeignKey, Identity, Index, Integer, Text, func
from sqlalchemy.orm import Mapped, mapped_column

from app.codebook.terms import CoderKind, Stance
from app.db.tables.base import Base, one_of


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
        one_of("stance", Stance),
        one_of("coder_kind", CoderKind),
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
        one_of("stance", Stance),
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
