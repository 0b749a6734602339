"""A filter in, everyone who speaks in it out."""

from sqlalchemy import ColumnElement, distinct, func
from sqlalchemy.orm import Session

from app.codebook.model import Codebook
from app.db.tables import StatementFact
from app.queries import base, speaker_names
from app.queries.analysis_rows import SpeakerCount
from app.queries.filter import Filter


def all_(session: Session, chosen: Filter, codebook: Codebook) -> list[SpeakerCount]:
    """Every speaker with a statement in the filter, who says most first."""
    unit = base.unit(chosen)
    exact = StatementFact.said_on == StatementFact.said_last
    asked = (
        base.reports(chosen)
        .with_only_columns(
            StatementFact.speaker_id,
            func.min(StatementFact.country),
            func.count(distinct(unit)),
            func.count(distinct(unit)).filter(StatementFact.codings != []),
            func.min(StatementFact.said_on).filter(exact),
            func.max(StatementFact.said_on).filter(exact),
        )
        .group_by(StatementFact.speaker_id)
    )
    rows, coding = base.codings(chosen)
    position: ColumnElement[str] = func.split_part(coding, "=", 1)
    held_by = rows.with_only_columns(StatementFact.speaker_id, func.count(distinct(position)))
    held: dict[str, int] = dict(session.execute(held_by.group_by(StatementFact.speaker_id)).all())
    found = session.execute(asked).all()
    names = speaker_names.names(session, (row[0] for row in found), codebook)
    speakers = []
    for id_, country, n, coded, first, last in found:
        known = codebook.speakers.get(id_)
        speakers.append(
            SpeakerCount(
                id_,
                names[id_],
                known is not None,
                known.kind if known else None,
                known.country if known else country,
                n,
                coded,
                held.get(id_, 0),
                first,
                last,
            )
        )
    return sorted(speakers, key=lambda row: (-row.n, row.name))
