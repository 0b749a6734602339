"""A filter in, what each value of each field would leave of it out."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import ColumnElement, Select, func, literal, not_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.codebook.model import Codebook
from app.codebook.terms import Stance
from app.db.tables import Statement, StatementFact
from app.queries import base, rollups
from app.queries.clauses import coding_clauses
from app.queries.filter import LISTS, NOT, Counting, Filter
from app.queries.labels import NONE, label
from app.queries.rollups import Cell, Question
from app.queries.rows import FacetValue

Counts = Mapping[str, Mapping[str, int]]

_COLUMNS: Mapping[str, InstrumentedAttribute[str] | InstrumentedAttribute[str | None]] = {
    "speaker": StatementFact.speaker_id,
    "outlet": StatementFact.outlet_id,
    "language": StatementFact.language,
    "voice": StatementFact.voice,
    "kind": StatementFact.kind,
}
_LISTED: Mapping[str, InstrumentedAttribute[list[str]]] = {
    "topic": StatementFact.topics,
    "event": StatementFact.events,
    "position": StatementFact.codings,
    "stance": StatementFact.codings,
}
_CODED = ("position", "stance")


def counts(session: Session, chosen: Filter, codebook: Codebook) -> dict[str, list[FacetValue]]:
    """For each field its values by frequency, each with what is left if it were the only one chosen."""
    found = counted(session, chosen, codebook)
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


def counted(session: Session, chosen: Filter, codebook: Codebook) -> Counts:
    """The same without names, and without order."""
    alone = {field for field in LISTS if chosen.without(field).is_empty}
    everything = _everything(session, chosen) if alone else {}
    open_wide = alone if everything else set()
    untouched = [field for field in LISTS if field not in open_wide and _is_untouched(chosen, field)]
    found = _counted(session, chosen, untouched)
    asked: list[Select[str, str, int]] = []
    for field in LISTS:
        if field in open_wide:
            found[field] = everything[field]
        elif field in _CODED and (chosen.position__not or chosen.stance__not):
            asked += _one_by_one(chosen, field, codebook)
        elif field not in untouched:
            asked.append(_at_once(chosen, field))
    _add(session, asked, found)
    return {field: _complete(chosen, field, found[field]) for field in LISTS}


def _everything(session: Session, chosen: Filter) -> dict[str, Counter[str]]:
    """The counts where nothing is chosen, as far as they are known."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for _, word, n in rollups.known(session, _ALL, chosen):
        field, _, value = word.partition("=")
        found[field][value] = n
    return found


def _cells(session: Session, chosen: Filter) -> Iterator[Cell]:
    for field, values in _counted(session, chosen, LISTS).items():
        for value, n in values.items():
            yield Cell(None, f"{field}={value}", n)


def _counted(session: Session, chosen: Filter, fields: Sequence[str]) -> dict[str, Counter[str]]:
    """Counts of fields in which nothing is chosen: all are about the very rows that the filter means."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    if fields:
        _add_alone(session, chosen, fields, found)
        if chosen.counting is not Counting.STATEMENT:
            _add(session, [_shared(chosen, field) for field in fields], found)
    return found


def _add(session: Session, asked: Sequence[Select[str, str, int]], found: Mapping[str, Counter[str]]) -> None:
    if asked:
        for field, value, n in session.execute(union_all(*asked)):
            found[field][value] += n


def _is_untouched(chosen: Filter, field: str) -> bool:
    """Whether the counts of a field are about the very rows that the filter means."""
    named = _CODED if field in _CODED else (field,)
    return not any(chosen.values(name) or chosen.values(name + NOT) for name in named)


def _complete(chosen: Filter, field: str, found: Counter[str]) -> dict[str, int]:
    named = dict.fromkeys((*chosen.values(field), *chosen.values(field + NOT)), 0)
    return named | {value: n for value, n in found.items() if n}


def _add_alone(
    session: Session, chosen: Filter, fields: Sequence[str], found: Mapping[str, Counter[str]]
) -> None:
    """One scan counts all fields at once, as far as a row is a unit: where no report can be a repeat."""
    columns = {(_COLUMNS.get(field) or _LISTED[field]).key: field for field in fields}
    held = [getattr(StatementFact, key) for key in columns]
    rows = base.reports(chosen)
    if chosen.counting is not Counting.STATEMENT:
        rows = rows.where(StatementFact.alone)
    asked = rows.with_only_columns(*held, func.grouping(*held), func.count()).group_by(
        func.grouping_sets(*held)
    )
    keys = list(columns)
    for *values, mask, n in session.execute(asked):
        # In the mask the one column that this row is about is the one whose bit is not set.
        place = next(each for each in range(len(keys)) if not mask >> (len(keys) - 1 - each) & 1)
        key, value = keys[place], values[place]
        for field in fields:
            if (_COLUMNS.get(field) or _LISTED[field]).key == key:
                for each in _values(field, value):
                    found[field][each] += n


def _values(field: str, held: str | list[str] | None) -> Iterable[str]:
    """The values of a field that a column holds."""
    if not held:
        return (NONE,)
    if isinstance(held, str):
        return (held,)
    if field in _CODED:
        return {coding.split("=")[_CODED.index(field)] for coding in held}
    return held


def _shared(chosen: Filter, field: str) -> Select[str, str, int]:
    return _at_once(chosen, field, not_(StatementFact.alone))


def _at_once(chosen: Filter, field: str, *more: ColumnElement[bool]) -> Select[str, str, int]:
    """Counts under all other fields of the filter; its own is left open, so that siblings stay in sight."""
    others = chosen.without(field)
    rows = base.reports(others).where(*more)
    key: ColumnElement[str]
    if field in _COLUMNS:
        key = func.coalesce(_COLUMNS[field], NONE)
    elif field in _CODED:
        rows, coding = base.each(rows, _LISTED[field], f"{NONE}={NONE}")
        rows = rows.where(*coding_clauses(others, coding))
        key = func.split_part(coding, "=", _CODED.index(field) + 1)
    else:
        rows, key = base.each(rows, _LISTED[field], NONE)
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


_ALL = Question("facets", _cells)
QUESTIONS = (_ALL,)
