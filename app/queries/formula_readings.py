"""Statements in, the set phrases in their quotes out: read once for each codebook, and kept.

The full-text index says which quotes may hold a phrase; the finder that coding uses reads those. What it
finds depends on the quote and the formulas alone, so it is kept beside the statement; what has not been read
yet, or was read by other formulas, is read when it is asked for.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    column,
    delete,
    exists,
    func,
    insert,
    literal,
    select,
)
from sqlalchemy import union_all as both
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from app.codebook import patterns
from app.codebook.model import Codebook
from app.codebook.patterns.formulas import finder
from app.db.tables import FormulaReading, FormulaUse, Rollup, Statement, StatementFact
from app.queries import candidates
from app.queries.filter import Counting

_BATCH = 1_000
_COMPLETE = "formulas read by "
_SEPARATOR = "\x1f"
_FINDER = Path(patterns.__file__).parent


class Use(NamedTuple):
    """The fullest use of a formula in a quote."""

    statement_id: str
    formula_id: str
    start: int
    stop: int
    present: Sequence[str]
    dropped: Sequence[str]


def uses(
    session: Session, rows: Select[StatementFact], codebook: Codebook
) -> Select[str, str, int, int, list[str], list[str]]:
    """The uses of every formula, at least those in these rows, as a select to join on."""
    kept = select(
        FormulaUse.statement_id,
        FormulaUse.formula_id,
        FormulaUse.start,
        FormulaUse.stop,
        FormulaUse.present,
        FormulaUse.dropped,
    )
    if _is_complete(session, codebook):
        return kept
    kept = kept.join(FormulaReading, FormulaReading.statement_id == FormulaUse.statement_id)
    kept = kept.where(FormulaReading.made_from == _made_from(codebook))
    fresh = [use for _, found in _read(session, _unread(codebook, rows), codebook) for use in found]
    united = both(kept, _as_rows(fresh)).subquery().c
    return select(
        united.statement_id, united.formula_id, united.start, united.stop, united.present, united.dropped
    )


def keep(session: Session, codebook: Codebook) -> None:
    """Reads what has not been read for this codebook."""
    made_from = _made_from(codebook)
    marks = Rollup.question.startswith(_COMPLETE), Rollup.question != _COMPLETE + made_from
    session.execute(delete(Rollup).where(*marks))
    session.execute(delete(FormulaReading).where(FormulaReading.made_from != made_from))
    batches = _read(session, _unread(codebook, select(StatementFact)), codebook)
    for ids, found in batches:
        session.execute(
            insert(FormulaReading), [{"statement_id": id_, "made_from": made_from} for id_ in ids]
        )
        if found:
            session.execute(insert(FormulaUse), [use._asdict() for use in found])


def complete(session: Session, codebook: Codebook) -> None:
    """Says that all has been read, which holds until a fact changes."""
    if _is_complete(session, codebook):
        return
    session.execute(select(func.hold_facts()))
    keep(session, codebook)
    marked = insert(Rollup).values(
        question=_COMPLETE + _made_from(codebook), counting=Counting.STATEMENT.value, cells=[]
    )
    session.execute(marked)


def _is_complete(session: Session, codebook: Codebook) -> bool:
    asked = select(Rollup.id).where(Rollup.question == _COMPLETE + _made_from(codebook))
    return session.scalars(asked).first() is not None


@lru_cache(maxsize=4)
def _made_from(codebook: Codebook) -> str:
    """The hash of all that decides what is found: the formulas, their word lists, the program that reads."""
    made = sha256(repr((codebook.formulas, codebook.lexicon)).encode())
    for path in sorted(_FINDER.rglob("*.py")):
        made.update(path.read_bytes())
    return made.hexdigest()


def _unread(codebook: Codebook, rows: Select[StatementFact]) -> Select[StatementFact]:
    """Those of the rows that may hold a formula and have not been read for this codebook."""
    read = exists().where(
        FormulaReading.statement_id == StatementFact.id, FormulaReading.made_from == _made_from(codebook)
    )
    return rows.where(candidates.holding(codebook.formulas.values(), codebook.lexicon), ~read)


def _read(
    session: Session, rows: Select[StatementFact], codebook: Codebook
) -> Iterator[tuple[list[str], list[Use]]]:
    """The ids and uses of the rows, some at a time."""
    # Ids first and all at once: of a cursor the database expects that only the first rows will be fetched.
    ids = session.scalars(rows.with_only_columns(StatementFact.id)).all()
    for batch in (ids[place : place + _BATCH] for place in range(0, len(ids), _BATCH)):
        quotes = session.execute(select(Statement.id, Statement.quote).where(Statement.id.in_(batch)))
        read = {id_: _fullest(id_, quote, codebook) for id_, quote in quotes}
        yield list(read), [use for some in read.values() for use in some]


def _fullest(id_: str, quote: str, codebook: Codebook) -> list[Use]:
    """Of each formula its use with the fewest elements dropped, the first of several."""
    kept: dict[str, Use] = {}
    for use in sorted(finder(codebook).find(quote), key=lambda each: len(each.dropped)):
        place = use.span.start, use.span.stop
        kept.setdefault(use.formula, Use(id_, use.formula, *place, use.present, use.dropped))
    return list(kept.values())


def _as_rows(found: Sequence[Use]) -> Select[str, str, int, int, list[str], list[str]]:
    """Values as rows; an array cannot hold arrays of different lengths, so these travel as words."""
    ids, formulas, presents, droppeds = (
        literal(values, ARRAY(String))
        for values in (
            [use.statement_id for use in found],
            [use.formula_id for use in found],
            [_SEPARATOR.join(use.present) for use in found],
            [_SEPARATOR.join(use.dropped) for use in found],
        )
    )
    starts, stops = (
        literal(values, ARRAY(Integer))
        for values in ([use.start for use in found], [use.stop for use in found])
    )
    names = (column("statement_id", String), column("formula_id", String))
    places = (column("start", Integer), column("stop", Integer))
    words = (column("present", String), column("dropped", String))
    c = (
        func.unnest(ids, formulas, starts, stops, presents, droppeds)
        .table_valued(*names, *places, *words)
        .render_derived(name="fresh")
        .c
    )
    return select(c.statement_id, c.formula_id, c.start, c.stop, _list(c.present), _list(c.dropped))


def _list(words: ColumnElement[str]) -> ColumnElement[list[str]]:
    return func.string_to_array(words, _SEPARATOR, type_=ARRAY(String))
