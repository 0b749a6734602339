"""A filter in, what each value of each field would leave of it out."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, Select, func, literal, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.codebook.model import Codebook
from app.codebook.terms import Stance
from app.db.tables import Statement, StatementFact
from app.queries import base
from app.queries.clauses import coding_clauses
from app.queries.filter import LISTS, NOT, Filter
from app.queries.labels import NONE, label
from app.queries.rows import FacetValue

Counts = Mapping[str, Mapping[str, int]]

_COLUMNS: Mapping[str, InstrumentedAttribute[str] | InstrumentedAttribute[str | None]] = {
    "speaker": StatementFact.speaker_id,
    "outlet": StatementFact.outlet_id,
    "language": StatementFact.language,
    "voice": StatementFact.voice,
    "kind": StatementFact.kind,
}


def counts(session: Session, chosen: Filter, codebook: Codebook) -> dict[str, list[FacetValue]]:
    """For each field its values by frequency, each with what is left if it were the only one chosen."""
    found = _counted(session, chosen, codebook)
    names = _printed_names(session, [value for value in found["speaker"] if value.startswith("~")])
    return {
        field: [
            FacetValue(
                value,
                names.get(value) or label(field, value, codebook),
                n,
                value in chosen.values(field),
                value in chosen.values(field + NOT),
            )
            for value, n in sorted(found[field].items(), key=lambda each: (-each[1], each[0]))
        ]
        for field in LISTS
    }


def _counted(session: Session, chosen: Filter, codebook: Codebook) -> Counts:
    asked: list[Select[str, str, int]] = []
    for field in LISTS:
        if field in ("position", "stance") and (chosen.position__not or chosen.stance__not):
            asked += _one_by_one(chosen, field, codebook)
        else:
            asked.append(_at_once(chosen, field))
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for field, value, n in session.execute(union_all(*asked)):
        if n:
            found[field][value] = n
    for field in LISTS:
        for value in (*chosen.values(field), *chosen.values(field + NOT)):
            found[field].setdefault(value, 0)
    return found


def _at_once(chosen: Filter, field: str) -> Select[str, str, int]:
    """Counts under all other fields of the filter; its own is left open, so that siblings stay in sight."""
    others = chosen.without(field)
    rows = base.reports(others)
    key: ColumnElement[str]
    match field:
        case "topic":
            rows, key = base.each(rows, StatementFact.topics, NONE)
        case "event":
            rows, key = base.each(rows, StatementFact.events, NONE)
        case "position" | "stance":
            rows, coding = base.each(rows, StatementFact.codings, f"{NONE}={NONE}")
            rows = rows.where(*coding_clauses(others, coding))
            key = func.split_part(coding, "=", 1 if field == "position" else 2)
        case _:
            key = func.coalesce(_COLUMNS[field], NONE)
    found = base.counted(chosen, rows, key).subquery()
    value, n = found.c
    return select(literal(field), value, n)


def _one_by_one(chosen: Filter, field: str, codebook: Codebook) -> list[Select[str, str, int]]:
    """What a value leaves when stances on it are excluded can be told for one value at a time only."""
    known = list(codebook.positions) if field == "position" else list(Stance)
    asked = []
    for value in (*known, NONE):
        units = base.reports(chosen.only(field, value)).with_only_columns(base.unit(chosen)).distinct()
        asked.append(select(literal(field), literal(str(value)), func.count()).select_from(units.subquery()))
    return asked


def _printed_names(session: Session, ids: Sequence[str]) -> dict[str, str]:
    """The names of speakers that the codebook lacks, as statements give them."""
    if not ids:
        return {}
    asked = (
        select(Statement.speaker_id, func.min(Statement.speaker_name))
        .where(Statement.speaker_id.in_(ids))
        .group_by(Statement.speaker_id)
    )
    return dict(session.execute(asked).all())
