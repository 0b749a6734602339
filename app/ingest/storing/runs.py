"""The job's own record: what it was given, what came of it, and what it could not use."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Engine, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.db.tables import Article, Coding, IssueRow, Run, RunFailure, Statement, Utterance


def begin(session: Session, inputs: Sequence[str], codebook_version: str) -> int:
    """The number of a new run, or of the unfinished one with the same inputs that this one takes up again."""
    same = select(Run.id).where(
        Run.finished_at.is_(None),
        Run.inputs == sorted(inputs),
        Run.codebook_version == codebook_version,
    )
    unfinished = session.scalar(same.order_by(Run.id.desc()).limit(1))
    if unfinished is not None:
        session.execute(delete(RunFailure).where(RunFailure.run_id == unfinished))
        return unfinished
    begun = Run(inputs=sorted(inputs), codebook_version=codebook_version, counts={})
    session.add(begun)
    session.flush()
    return begun.id


def fail(session: Session, run: int, place: str, complaint: str) -> None:
    """Notes an input that could not be used, once."""
    row = {"run_id": run, "place": _storable(place), "complaint": _storable(complaint)}
    session.execute(insert(RunFailure).on_conflict_do_nothing(), row)


def finish(session: Session, run: int, counts: Mapping[str, int]) -> None:
    """Marks the run as done, with what came of it."""
    session.execute(update(Run).where(Run.id == run).values(finished_at=func.now(), counts=dict(counts)))


def hasten(session: Session) -> None:
    """Lets the running transaction end before the disk has it.

    A power cut may cost the last moments, and the next run brings them back; waiting for the disk after each
    article would cost far more.
    """
    session.execute(select(func.set_config("synchronous_commit", "off", True)))


def vacuum(engine: Engine) -> None:
    """Tells the server what changed: only then do lists and counts read the indexes alone."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM (ANALYZE)")


def totals(session: Session) -> dict[str, int]:
    """How much the database holds now of what counts."""
    counted = {
        "statements": select(func.count()).select_from(Statement).where(Statement.withdrawn_at.is_(None)),
        "utterances": select(func.count()).select_from(Utterance),
        "codings": select(func.count()).select_from(Coding).where(Coding.superseded_at.is_(None)),
        "issues": select(func.count())
        .select_from(IssueRow)
        .join(Article, Article.id == IssueRow.article_id)
        .where(Article.superseded_at.is_(None)),
    }
    return {name: session.scalar(query) or 0 for name, query in counted.items()}


def _storable(words: str) -> str:
    return words.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()
