"""A filter in, the uses of set phrases out: since when, how often, in which variants, in which words."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from difflib import SequenceMatcher

from sqlalchemy.orm import Session

from app.codebook.folding import fold
from app.codebook.model import Codebook, Formula
from app.codebook.patterns.formulas import finder
from app.db.tables import Statement, StatementFact
from app.errors import NotFoundError
from app.queries import base, candidates, periods
from app.queries.analysis_rows import Change, FormulaHistory, FormulaUse, FormulaVariant, FormulaYear
from app.queries.filter import Filter
from app.queries.intervals import share
from app.queries.periods import Period

MOST_WORDS = 1_000
_BATCH = 1_000


def all_(session: Session, chosen: Filter, codebook: Codebook) -> list[FormulaHistory]:
    """The history of every formula within the filter, the most used first, unused ones too.

    Counted are units of which some report within the filter uses the formula. The full-text index says which
    statements to read; each of those is read by the finder that coding uses.
    """
    return _histories(session, chosen, codebook, list(codebook.formulas.values()))


def one(session: Session, chosen: Filter, codebook: Codebook, formula: str) -> FormulaHistory:
    """The history of one formula; NotFoundError if the codebook has none of that id."""
    if formula not in codebook.formulas:
        raise NotFoundError(f"There is no formula {formula}.")
    return _histories(session, chosen, codebook, [codebook.formulas[formula]])[0]


def difference(one: str, two: str) -> list[Change]:
    """What was kept, removed and added from one wording to the other, word by word; case does not count.

    Of very long texts the first `MOST_WORDS` words are compared.
    """
    before, after = one.split()[:MOST_WORDS], two.split()[:MOST_WORDS]
    matcher = SequenceMatcher(None, _folded(before), _folded(after), autojunk=False)
    changes = []
    for kind, i, j, k, l_ in matcher.get_opcodes():
        if kind == "equal":
            changes.append(Change("same", " ".join(after[k:l_])))
            continue
        if i < j:
            changes.append(Change("removed", " ".join(before[i:j])))
        if k < l_:
            changes.append(Change("added", " ".join(after[k:l_])))
    return changes


def _folded(words: Sequence[str]) -> list[str]:
    """A sign without a letter is a word of its own."""
    return [" ".join(fold(word)) or word for word in words]


def _histories(
    session: Session, chosen: Filter, codebook: Codebook, wanted: Sequence[Formula]
) -> list[FormulaHistory]:
    uses = _uses(session, chosen, codebook, wanted)
    totals = _by_year(session, chosen)
    found = [_history(formula, uses.get(formula.id, []), totals) for formula in wanted]
    return sorted(found, key=lambda each: (-each.n, each.formula))


def _uses(
    session: Session, chosen: Filter, codebook: Codebook, wanted: Sequence[Formula]
) -> dict[str, list[FormulaUse]]:
    """By formula one use for each unit, by date: the first report that uses it, in its fullest wording."""
    names = {formula.id for formula in wanted}
    fact = StatementFact
    rows = (
        base.reports(chosen)
        .where(candidates.holding(wanted, codebook.lexicon))
        .join(Statement, Statement.id == fact.id)
        .with_only_columns(
            base.unit(chosen),
            fact.id,
            fact.speaker_id,
            fact.said_on,
            fact.said_last,
            fact.language,
            Statement.quote,
        )
        .order_by(fact.repeat, fact.published_on, fact.id)
    )
    find = finder(codebook).find
    kept: dict[tuple[str, str], FormulaUse] = {}
    read = session.execute(rows, execution_options={"stream_results": True, "yield_per": _BATCH})
    for unit, id_, speaker, said_on, said_last, language, quote in read:
        fullest = sorted(find(quote), key=lambda use: len(use.dropped))
        for use in fullest:
            if use.formula in names and (use.formula, unit) not in kept:
                place = use.span.start, use.span.stop
                kept[use.formula, unit] = FormulaUse(
                    id_,
                    speaker,
                    said_on,
                    said_last,
                    language,
                    use.span.of(quote),
                    *place,
                    use.present,
                    use.dropped,
                )
    found: dict[str, list[FormulaUse]] = defaultdict(list)
    for (formula, _), first in kept.items():
        found[formula].append(first)
    return {name: sorted(uses, key=_when) for name, uses in found.items()}


def _when(use: FormulaUse) -> tuple[bool, date, str]:
    return use.said_on is None, use.said_on or date.max, use.statement_id


def _by_year(session: Session, chosen: Filter) -> dict[int, int]:
    """The units of each year that the filter has anything from."""
    year = periods.start_of(Period.YEAR)
    asked = base.counted(chosen, base.reports(chosen), year)
    return {start.year: n for start, n in session.execute(asked) if start}


def _history(formula: Formula, uses: Sequence[FormulaUse], totals: dict[int, int]) -> FormulaHistory:
    years: dict[int, int] = defaultdict(int)
    variants: dict[tuple[str, ...], list[FormulaUse]] = defaultdict(list)
    for use in uses:
        variants[tuple(use.present)].append(use)
        if use.said_on and use.said_last and use.said_on.year == use.said_last.year:
            years[use.said_on.year] += 1
    dated = [use for use in uses if use.said_on]
    span = range(min(years), max(years) + 1) if years else ()
    return FormulaHistory(
        formula=formula.id,
        n=len(uses),
        unsettled=len(uses) - sum(years.values()),
        first=dated[0] if dated else None,
        last=dated[-1] if dated else None,
        years=[FormulaYear(year, share(years.get(year, 0), totals.get(year, 0))) for year in span],
        variants=sorted(
            (_variant(some) for some in variants.values()), key=lambda each: (-each.n, each.present)
        ),
        uses=uses,
    )


def _variant(uses: Sequence[FormulaUse]) -> FormulaVariant:
    days = [use.said_on for use in uses if use.said_on]
    first = uses[0]
    return FormulaVariant(
        first.present, first.dropped, len(uses), min(days, default=None), max(days, default=None)
    )
