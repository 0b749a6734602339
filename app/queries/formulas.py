"""A filter in, the uses of set phrases out: since when, how often, in which variants, in which words."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Integer, Select, Subquery, case, cast, extract, func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from app.codebook.model import Codebook, Formula
from app.db.tables import Statement, StatementFact
from app.errors import NotFoundError
from app.queries import base, formula_readings, timeline
from app.queries.analysis_rows import FormulaHistory, FormulaUse, FormulaVariant, FormulaYear
from app.queries.filter import Filter
from app.queries.intervals import share
from app.queries.memory import remembered
from app.queries.periods import Period


class _Cell(NamedTuple):
    """Uses with one choice of elements in one year, none where the date does not settle it."""

    present: Sequence[str]
    dropped: Sequence[str]
    year: int | None
    n: int
    first_on: date | None
    last_on: date | None


def all_(session: Session, chosen: Filter, codebook: Codebook) -> list[FormulaHistory]:
    """The history of every formula within the filter, the most used first, unused ones too; without `uses`.

    Counted are units of which some report within the filter uses the formula.
    """
    question = ("formulas", codebook.version, chosen)
    return remembered(
        session, question, lambda: _histories(session, chosen, codebook, list(codebook.formulas.values()))
    )


def one(
    session: Session,
    chosen: Filter,
    codebook: Codebook,
    formula: str,
    ends: int | None = None,
    also: Collection[str] = (),
) -> FormulaHistory:
    """The history of one formula; NotFoundError if the codebook has none of that id.

    Of its uses so many are listed from either end, and those in the statements `also` named; all without.
    """
    if formula not in codebook.formulas:
        raise NotFoundError(f"There is no formula {formula}.")
    (found,) = _histories(session, chosen, codebook, [codebook.formulas[formula]])
    return found._replace(uses=_listed(session, chosen, codebook, formula, ends, also))


def _histories(
    session: Session, chosen: Filter, codebook: Codebook, wanted: Sequence[Formula]
) -> list[FormulaHistory]:
    used = _firsts(session, chosen, codebook, wanted)
    cells: dict[str, list[_Cell]] = defaultdict(list)
    for formula, *cell in session.execute(_counted(used)):
        cells[str(formula)].append(_Cell._make(cell))
    first, last = (dict(_uses(session, _end(used, is_last=each))) for each in (False, True))
    bars = timeline.by_period(session, chosen, Period.YEAR).buckets
    totals = {bar.period_start.year: bar.n for bar in bars}
    found = [
        _history(formula, cells[formula.id], totals)._replace(
            first=first.get(formula.id), last=last.get(formula.id)
        )
        for formula in wanted
    ]
    return sorted(found, key=lambda each: (-each.n, each.formula))


def _firsts(session: Session, chosen: Filter, codebook: Codebook, wanted: Sequence[Formula]) -> Subquery:
    """One row for each formula and unit: the first report within the filter that uses it."""
    fact, rows, unit = StatementFact, base.reports(chosen), base.unit(chosen)
    use = formula_readings.uses(session, rows, codebook).subquery()
    return (
        rows.join(use, use.c.statement_id == fact.id)
        .where(use.c.formula_id.in_([formula.id for formula in wanted]))
        .with_only_columns(
            use.c.formula_id.label("formula"),
            fact.id,
            fact.speaker_id,
            fact.said_on,
            fact.said_last,
            fact.language,
            use.c.start,
            use.c.stop,
            use.c.present,
            use.c.dropped,
        )
        .ext(distinct_on(use.c.formula_id, unit))
        .order_by(use.c.formula_id, unit, fact.repeat, fact.published_on, fact.id)
        .subquery()
    )


def _counted(used: Subquery) -> Select[*tuple[object, ...]]:
    """The uses of each formula by their elements and years."""
    c = used.c
    begins, ends = (cast(extract("year", day), Integer) for day in (c.said_on, c.said_last))
    year = case((begins == ends, begins))
    key = (c.formula, c.present, c.dropped, year)
    return select(*key, func.count(), func.min(c.said_on), func.max(c.said_on)).group_by(*key)


def _end(used: Subquery, *, is_last: bool) -> Select[*tuple[object, ...]]:
    """The first or the last dated use of each formula."""
    on, id_ = used.c.said_on, used.c.id
    order = (on.desc(), id_.desc()) if is_last else (on, id_)
    dated = select(used).where(on.is_not(None)).ext(distinct_on(used.c.formula))
    return _worded(dated.order_by(used.c.formula, *order).subquery())


def _listed(
    session: Session,
    chosen: Filter,
    codebook: Codebook,
    formula: str,
    ends: int | None,
    also: Collection[str],
) -> list[FormulaUse]:
    """The uses by date, undated ones last."""
    used = _firsts(session, chosen, codebook, [codebook.formulas[formula]])
    order = (used.c.said_on.nulls_last(), used.c.id)
    place, n = func.row_number().over(order_by=order).label("place"), func.count().over().label("n")
    placed = select(used, place, n).subquery()
    asked = _worded(placed).order_by(placed.c.place)
    if ends is not None:
        at_an_end = or_(placed.c.place <= ends, placed.c.place > placed.c.n - ends)
        asked = asked.where(or_(at_an_end, placed.c.id.in_(list(also))))
    return [use for _, use in _uses(session, asked)]


def _worded(used: Subquery) -> Select[*tuple[object, ...]]:
    """The columns of a use, after the formula that it is of."""
    c = used.c
    words: ColumnElement[str] = func.substr(Statement.quote, c.start + 1, c.stop - c.start)
    known = (c.formula, c.id, c.speaker_id, c.said_on, c.said_last, c.language)
    return select(*known, words, c.start, c.stop, c.present, c.dropped).join(Statement, Statement.id == c.id)


def _uses(session: Session, asked: Select[*tuple[object, ...]]) -> Iterator[tuple[str, FormulaUse]]:
    for formula, *columns in session.execute(asked):
        use = FormulaUse._make(columns)
        yield str(formula), use._replace(present=tuple(use.present), dropped=tuple(use.dropped))


def _history(formula: Formula, cells: Sequence[_Cell], totals: dict[int, int]) -> FormulaHistory:
    years: dict[int, int] = defaultdict(int)
    variants: dict[tuple[str, ...], list[_Cell]] = defaultdict(list)
    for cell in cells:
        variants[tuple(cell.present)].append(cell)
        if cell.year is not None:
            years[cell.year] += cell.n
    n = sum(cell.n for cell in cells)
    span = range(min(years), max(years) + 1) if years else ()
    return FormulaHistory(
        formula=formula.id,
        n=n,
        unsettled=n - sum(years.values()),
        first=None,
        last=None,
        years=[FormulaYear(year, share(years.get(year, 0), totals.get(year, 0))) for year in span],
        variants=sorted(map(_variant, variants.values()), key=lambda each: (-each.n, each.present)),
        uses=(),
    )


def _variant(cells: Sequence[_Cell]) -> FormulaVariant:
    firsts = [cell.first_on for cell in cells if cell.first_on]
    lasts = [cell.last_on for cell in cells if cell.last_on]
    return FormulaVariant(
        tuple(cells[0].present),
        tuple(cells[0].dropped),
        sum(cell.n for cell in cells),
        min(firsts, default=None),
        max(lasts, default=None),
    )
