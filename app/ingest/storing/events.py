"""The events of a codebook in, their rows and those of the votes among them brought up to date out."""

from dataclasses import asdict

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.codebook.model import Codebook
from app.codebook.model import Event as CodebookEvent
from app.db.tables import Event
from app.ingest.storing import votes
from app.ingest.storing.rows import Row


def store_events(session: Session, codebook: Codebook) -> None:
    """Every event of the codebook is kept; one that left the codebook stays, for what links to it."""
    rows = [_row(event) for event in codebook.events.values()]
    if rows:
        new = insert(Event)
        session.execute(
            new.on_conflict_do_update(
                index_elements=[Event.id],
                set_={name: new.excluded[name] for name in rows[0] if name != "id"},
            ),
            rows,
        )
    votes.record(session, codebook)


def _row(event: CodebookEvent) -> Row:
    return {
        "id": event.id,
        "on_date": event.on.first,
        "on_precision": event.on.precision.value,
        "until": event.until,
        "type": event.type.value,
        "title": event.title,
        "place": event.place,
        "summary": event.summary,
        "url": event.url,
        "participants": list(event.participants),
        "vote": asdict(event.vote) if event.vote else None,
    }
