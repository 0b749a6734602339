"""A filter and a field in, how many units have each value of the field out."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import ColumnElement, Select, func, literal, not_, select, union_all
from sqlalchemy.orm import Session, aliased

from app.db.tables import StatementFact
from app.queries import base
from app.queries.base import Fact
from app.queries.clauses import coding_clauses
from app.queries.filter import Counting, Filter
from app.queries.labels import NONE

Tallies = dict[str, Counter[str]]

CODED = ("position", "stance")
_LISTED = ("topic", "event", *CODED)
_COLUMNS = {
    "speaker": "speaker_id",
    "country": "country",
    "outlet": "outlet_id",
    "language": "language",
    "voice": "voice",
    "kind": "kind",
    "topic": "topics",
    "event": "events",
    "position": "codings",
    "stance": "codings",
}


def together(session: Session, chosen: Filter, fields: Sequence[str]) -> Tallies:
    """Several fields over the very rows that the filter means; nothing may be chosen in them.

    Where a remark has one report, a row is a unit: one scan counts them for all fields. Only among the others
    do repeats have to be told from each other, field by field.
    """
    found: Tallies = defaultdict(Counter)
    if not fields:
        return found
    if chosen.counting is Counting.STATEMENT:
        _scan(session, base.reports(chosen), fields, found)
        return found
    _scan(session, base.reports(chosen).where(StatementFact.alone), fields, found)
    shared = aliased(StatementFact, base.reports(chosen).where(not_(StatementFact.alone)).cte("shared"))
    add(session, [tally(chosen, field, select(shared), shared) for field in fields], found)
    return found


def newest(session: Session, chosen: Filter, fields: Sequence[str], limit: int) -> Tallies:
    """Every field over the latest reports only, each with its own values left open."""
    found: Tallies = defaultdict(Counter)
    of: dict[Filter, Fact] = {}
    asked = []
    for field in fields:
        others = chosen.without(field)
        if others not in of:
            on, id_ = StatementFact.said_on, StatementFact.id
            latest = base.reports(others).order_by(on.desc().nulls_last(), id_.desc()).limit(limit)
            of[others] = aliased(StatementFact, latest.cte(f"latest_{len(of)}"))
        asked.append(tally(others, field, select(of[others]), of[others]))
    add(session, asked, found)
    return found


def add(session: Session, asked: Sequence[Select[str, str, int]], found: Tallies) -> None:
    """Adds what tallies find, all asked at once."""
    if asked:
        for field, value, n in session.execute(union_all(*asked)):
            found[field][value] += n


def tally(
    chosen: Filter, field: str, rows: Select[StatementFact], fact: Fact = StatementFact
) -> Select[str, str, int]:
    """Field, value and number of units among some rows; of codings only those that the filter means."""
    column = getattr(fact, _COLUMNS[field])
    key: ColumnElement[str]
    if field in CODED:
        rows, coding = base.each(rows, column, f"{NONE}={NONE}")
        rows = rows.where(*coding_clauses(chosen, coding))
        key = func.split_part(coding, "=", CODED.index(field) + 1)
    elif field in _LISTED:
        rows, key = base.each(rows, column, NONE)
    else:
        key = func.coalesce(column, NONE)
    value, n = base.counted(chosen, rows, key, fact).subquery().c
    return select(literal(field), value, n)


def _scan(session: Session, rows: Select[StatementFact], fields: Collection[str], found: Tallies) -> None:
    names = list(dict.fromkeys(_COLUMNS[field] for field in fields))
    columns = [getattr(StatementFact, name) for name in names]
    asked = rows.with_only_columns(*columns, func.grouping(*columns), func.count())
    # In the mask, the last column first, a bit is not set for the one column that a row is about.
    of_mask = {(1 << len(names)) - 1 - (1 << place): name for place, name in enumerate(reversed(names))}
    for *held, mask, n in session.execute(asked.group_by(func.grouping_sets(*columns))):
        name = of_mask[mask]
        for field in fields:
            if _COLUMNS[field] == name:
                for value in _values(field, held[names.index(name)]):
                    found[field][value] += n


def _values(field: str, held: str | list[str] | None) -> Iterable[str]:
    """The values of a field that a column holds, each once."""
    if not held:
        return (NONE,)
    if isinstance(held, str):
        return (held,)
    return {each.split("=")[CODED.index(field)] for each in held} if field in CODED else held
