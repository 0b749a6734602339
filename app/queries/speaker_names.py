"""Ids of speakers in, the names that a reader sees out."""

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.codebook.model import Codebook
from app.db.tables import Statement
from app.queries.labels import label

UNNAMED = "unnamed"


def names(session: Session, ids: Iterable[str], codebook: Codebook) -> dict[str, str]:
    """The codebook's names; of speakers that it lacks the name that statements give."""
    wanted = set(ids)
    strangers = [each for each in wanted if each not in codebook.speakers]
    asked = (
        select(Statement.speaker_id, func.min(Statement.speaker_name))
        .where(Statement.speaker_id.in_(strangers))
        .group_by(Statement.speaker_id)
    )
    printed: dict[str, str] = dict(session.execute(asked).all()) if strangers else {}
    return {each: printed.get(each) or label("speaker", each, codebook) or UNNAMED for each in wanted}
