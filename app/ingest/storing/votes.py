"""The recorded votes of a codebook in, what they say about its positions as codings by the record out."""

from collections.abc import Iterator
from typing import cast

from sqlalchemy import Table, func, select, update
from sqlalchemy.orm import Session

from app.codebook.model import Codebook, Vote
from app.codebook.terms import CoderKind, SpeakerKind
from app.db.tables import VoteCoding
from app.ingest.storing.rows import Row, stranger_id

CODER = "record"
# Whoever reads the held ones and writes the wanted ones does so alone.
_LOCK = 7_301_003


def record(session: Session, codebook: Codebook) -> None:
    """Adds what is new and ends what the codebook no longer says; what stays the same is not touched."""
    if not any(_changes(session, codebook)):
        return
    session.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    added, ended = _changes(session, codebook)
    session.execute(
        update(VoteCoding).where(VoteCoding.id.in_(ended)).values(superseded_at=func.now()),
        execution_options={"synchronize_session": False},
    )
    session.add_all(VoteCoding(**row) for row in added)
    session.flush()


def _changes(session: Session, codebook: Codebook) -> tuple[list[Row], list[int]]:
    """The rows that are to come and the numbers of those that are to end."""
    wanted = {(row["event_id"], row["position_id"]): row for row in _rows(codebook)}
    ended: list[int] = []
    current = select(cast(Table, VoteCoding.__table__)).where(VoteCoding.superseded_at.is_(None))
    for held in session.execute(current).mappings():
        row = wanted.get((held["event_id"], held["position_id"]))
        if row is not None and all(held[name] == value for name, value in row.items()):
            del wanted[held["event_id"], held["position_id"]]
        else:
            ended.append(held["id"])
    return list(wanted.values()), ended


def _rows(codebook: Codebook) -> Iterator[Row]:
    """One for each position on which a vote takes a stance; a vote that nobody established takes none."""
    voter = _voter(codebook)
    for event in codebook.events.values():
        for ballot in event.vote.on if event.vote else ():
            assert event.vote is not None
            stance = event.vote.stance(ballot)
            if stance is not None:
                yield {
                    "event_id": event.id,
                    "speaker_id": voter,
                    "country": codebook.country,
                    "position_id": ballot.position,
                    "vote": event.vote.russia,
                    "stance": stance.value,
                    "evidence": _evidence(event.vote),
                    "coder_kind": CoderKind.RECORD.value,
                    "coder": CODER,
                    "codebook_version": codebook.version,
                }


def _voter(codebook: Codebook) -> str:
    """The country that the codebook is about, as a speaker."""
    for speaker in codebook.speakers.values():
        if speaker.kind is SpeakerKind.COUNTRY and speaker.country == codebook.country:
            return speaker.id
    return stranger_id(codebook.country)


def _evidence(vote: Vote) -> str:
    on = f" on {vote.symbol}" if vote.symbol else ""
    tally = f"{vote.yes} in favour, {vote.no} against, {vote.abstain} abstaining"
    return f"{vote.russia}{on}, {vote.body}: {tally}"
