"""Doubts that a step could not settle, for a person to look at."""

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.db.tables import Article
from app.db.tables import IssueRow as Issue
from app.queries.rows import IssueRow

_ISSUES = (
    select(
        Issue.id,
        Issue.article_id,
        Article.title,
        Issue.step,
        Issue.complaint,
        Issue.words,
        Issue.start,
        Issue.stop,
    )
    .join(Article, Article.id == Issue.article_id)
    .where(Article.superseded_at.is_(None))
    .order_by(Issue.id)
)


def found(session: Session, *conditions: ColumnElement[bool]) -> list[IssueRow]:
    """The doubts that fulfil these conditions, in the order in which they came up."""
    return [IssueRow._make(row) for row in session.execute(_ISSUES.where(*conditions))]


def page(session: Session, step: str | None = None, after: int = 0, limit: int = 100) -> list[IssueRow]:
    """The doubts after the one with that number, of one step or of all."""
    conditions = [Issue.id > after, *([Issue.step == step] if step else [])]
    asked = _ISSUES.where(*conditions).limit(limit)
    return [IssueRow._make(row) for row in session.execute(asked)]


def by_step(session: Session) -> dict[str, int]:
    """How many doubts each step left, the most first."""
    asked = (
        select(Issue.step, func.count())
        .join(Article, Article.id == Issue.article_id)
        .where(Article.superseded_at.is_(None))
        .group_by(Issue.step)
        .order_by(func.count().desc(), Issue.step)
    )
    return dict(session.execute(asked).all())
