"""A filter in, the selects that every list, chart and export starts from out.

`statement_facts` has a row for each statement that a reader may see: neither withdrawn nor rejected, and not
from a text that a later one replaced. `SETTLED` says which codings of those a reader may see.
"""

from sqlalchemy import ColumnElement, Select, Tuple, exists, func, select, tuple_
from sqlalchemy.orm import aliased

from app.db.tables import Coding, StatementFact
from app.queries.clauses import clauses, coding_clauses
from app.queries.filter import Counting, Filter

SETTLED = Coding.superseded_at.is_(None)

Fact = type[StatementFact]


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
    coding = func.unnest(StatementFact.codings).column_valued("coding")
    return reports(chosen).where(*coding_clauses(chosen, coding)), coding


def unit(chosen: Filter) -> ColumnElement[str]:
    """What is counted once."""
    match chosen.counting:
        case Counting.UTTERANCE:
            return StatementFact.utterance.expression
        case Counting.ARTICLE:
            return StatementFact.utterance + "/" + StatementFact.article_id
        case Counting.STATEMENT:
            return StatementFact.id.expression


def counted(
    chosen: Filter, rows: Select[StatementFact], *keys: ColumnElement[object]
) -> Select[*tuple[object, ...]]:
    """The number of units for each combination of keys, last in the row."""
    named = [key.label(f"key_{number}") for number, key in enumerate(keys)]
    if chosen.counting is Counting.STATEMENT:
        return rows.with_only_columns(*named, func.count().label("n")).group_by(*named)
    once = rows.with_only_columns(*named, unit(chosen).label("unit")).distinct().subquery()
    kept = [once.c[key.name] for key in named]
    return select(*kept, func.count().label("n")).group_by(*kept)


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
