"""A filter in, everyone who speaks in it out."""

import json
from collections.abc import Iterator, Mapping
from datetime import date

from sqlalchemy import ColumnElement, distinct, func
from sqlalchemy.orm import Session

from app.codebook.model import Codebook
from app.db.tables import StatementFact
from app.queries import base, rollups, speaker_names
from app.queries.analysis_rows import SpeakerCount
from app.queries.filter import Filter
from app.queries.rollups import Cell, Question


def all_(session: Session, chosen: Filter, codebook: Codebook) -> list[SpeakerCount]:
    """Every speaker with a statement in the filter, who says most first."""
    cells = rollups.answer(session, _SPEAKERS, chosen)
    names = speaker_names.names(session, (_id(cell) for cell in cells), codebook)
    speakers = [_speaker(cell, names, codebook) for cell in cells]
    return sorted(speakers, key=lambda row: (-row.n, row.name))


def _cells(session: Session, chosen: Filter) -> Iterator[Cell]:
    """Units of each speaker, and beside the id in a list: country, coded units, positions, first and last."""
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
    for id_, country, n, coded, first, last in session.execute(asked):
        words = (id_, country, coded, held.get(id_, 0), first, last)
        yield Cell(None, json.dumps(words, default=date.isoformat), n)


def _id(cell: Cell) -> str:
    return str(json.loads(cell.word)[0])


def _speaker(cell: Cell, names: Mapping[str, str], codebook: Codebook) -> SpeakerCount:
    id_, country, coded, positions, first, last = json.loads(cell.word)
    known = codebook.speakers.get(id_)
    return SpeakerCount(
        id_,
        names[id_],
        known is not None,
        known.kind if known else None,
        known.country if known else country,
        cell.n,
        coded,
        positions,
        date.fromisoformat(first) if first else None,
        date.fromisoformat(last) if last else None,
    )


_SPEAKERS = Question("speakers", _cells)
QUESTIONS = (_SPEAKERS,)
