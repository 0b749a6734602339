"""A filter in, the selects that every list, chart and export starts from out.

`statement_facts` has a row for each statement that a reader may see: neither withdrawn nor rejected, and not
from a text that a later one replaced. `SETTLED` says which codings of those a reader may see.
"""

from typing import TypeVar

from sqlalchemy import ColumnElement, Select, Text, Tuple, column, exists, func, select, true, tuple_
from sqlalchemy.orm import InstrumentedAttribute, aliased

from app.db.tables import Coding, StatementFact
from app.queries.clauses import clauses, coding_clauses, words
from app.queries.filter import Counting, Filter

SETTLED = Coding.superseded_at.is_(None)

Fact = type[StatementFact]
A = TypeVar("A")
B = TypeVar("B")


def statements(chosen: Filter) -> Select[StatementFact]:
    """One row for each unit counted: the first report within the filter where repeats count once."""
    return select(StatementFact).where(*clauses(chosen, StatementFact), *_first(chosen))


def reports(chosen: Filter) -> Select[StatementFact]:
    """Every report within the filter; count it by `counted`, which counts repeats once."""
    return select(StatementFact).where(*clauses(chosen, StatementFact))


def codings(chosen: Filter) -> tuple[Select[StatementFact], ColumnElement[str]]:
    """Every report within the filter once for each of its codings that the filter means, and that coding.

    A coding is a word `position=stance`.
    """
    rows, coding = each(reports(chosen), StatementFact.codings)
    return rows.where(*coding_clauses(chosen, coding)), coding


def each(
    rows: Select[StatementFact], several: InstrumentedAttribute[list[str]], none: str | None = None
) -> tuple[Select[StatementFact], ColumnElement[str]]:
    """The rows once for each value of a list, or once with the given word where the list is empty."""
    filled = several if none is None else func.coalesce(func.nullif(several, words([])), words([none]))
    values = func.unnest(filled).table_valued(column("value", Text)).render_derived()
    return rows.join(values, true()), values.c.value


def unit(chosen: Filter, fact: Fact = StatementFact) -> ColumnElement[str]:
    """What is counted once."""
    match chosen.counting:
        case Counting.UTTERANCE:
            return fact.utterance.expression
        case Counting.ARTICLE:
            return fact.utterance + "/" + fact.article_id
        case Counting.STATEMENT:
            return fact.id.expression


def counted(
    chosen: Filter, rows: Select[StatementFact], key: ColumnElement[A], fact: Fact = StatementFact
) -> Select[A, int]:
    """The number of units for each value of a key."""
    once = rows.with_only_columns(key.label("key"), unit(chosen, fact).label("unit")).distinct().subquery()
    return select(once.c.key, func.count()).group_by(once.c.key)


def cross_counted(
    chosen: Filter, rows: Select[StatementFact], one: ColumnElement[A], two: ColumnElement[B]
) -> Select[A, B, int]:
    """The number of units for each pair of values of two keys."""
    columns = (one.label("one"), two.label("two"), unit(chosen).label("unit"))
    once = rows.with_only_columns(*columns).distinct().subquery()
    return select(once.c.one, once.c.two, func.count()).group_by(once.c.one, once.c.two)


def _first(chosen: Filter) -> list[ColumnElement[bool]]:
    """That no report of the same utterance which the filter also lets through comes before this one."""
    if chosen.counting is Counting.STATEMENT:
        return []
    earlier = aliased(StatementFact)
    same = [earlier.utterance == StatementFact.utterance]
    if chosen.counting is Counting.ARTICLE:
        same.append(earlier.article_id == StatementFact.article_id)
    comes_before = _order(earlier) < _order(StatementFact)
    return [~exists().where(*same, comes_before, *clauses(chosen, earlier))]


def _order(fact: Fact) -> Tuple:
    return tuple_(fact.repeat, fact.published_on, fact.id)
