"""Some days in, who was heard in them and from how many articles that is known out."""

from datetime import date

from sqlalchemy import and_, distinct, func, select
from sqlalchemy.orm import Session

from app.db.tables import Article, StatementFact
from app.queries import base
from app.queries.analysis_rows import HeardSpeaker
from app.queries.filter import Filter


def by_speaker(session: Session, chosen: Filter, first: date, last: date) -> list[HeardSpeaker]:
    """Everyone of the filter who said something from one day to the other, or may have, the most first.

    The dates of the filter itself do not count.
    """
    anytime = chosen.without("since").without("until").without("undated")
    said, said_last, unit = StatementFact.said_on, StatementFact.said_last, base.unit(chosen)
    inside = func.count(distinct(unit)).filter(and_(said >= first, said_last <= last))
    asked = (
        base.reports(anytime)
        .where(said <= last, said_last >= first)
        .with_only_columns(StatementFact.speaker_id, inside, func.count(distinct(unit)))
        .group_by(StatementFact.speaker_id)
    )
    found = [HeardSpeaker(speaker, n, all_ - n) for speaker, n, all_ in session.execute(asked)]
    return sorted(found, key=lambda row: (-row.n, -row.possible, row.speaker_id))


def articles(session: Session, first: date, last: date) -> int:
    """Articles known to have appeared from one day to the other."""
    asked = select(func.count(Article.id)).where(
        Article.published_on.between(first, last),
        Article.published_precision == "day",
        Article.superseded_at.is_(None),
    )
    return session.scalars(asked).one()
