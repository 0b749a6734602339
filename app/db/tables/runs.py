"""Executions of the ingest job."""

from datetime import datetime

from sqlalchemy import BigInteger, DateTime, ForeignKey, Identity, Text, UniqueConstraint, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.db.tables.base import Base


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
