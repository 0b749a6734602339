"""The history of a formula in, the tables, uses and differences that its page shows out."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.codebook.model import Codebook
from app.queries.analysis_rows import FormulaHistory, FormulaUse, FormulaVariant, FormulaYear
from app.queries.decorating import decorated
from app.queries.differences import difference
from app.queries.filter import Filter
from app.queries.rows import StatementRow
from app.web import cells, formats, marks
from app.web.explorer import Option, address
from app.web.views.formulas import Differing, Use
from app.web.views.tables import Cell, Column, Table

PATH = "/formulas"

Compared = tuple[FormulaUse | None, FormulaUse | None]


def index(found: Sequence[FormulaHistory], chosen: Filter, codebook: Codebook) -> Table:
    """A line for each formula, the most used first."""
    return Table(
        "formulas",
        "Formulas",
        "Statements that use the phrase in any of its variants.",
        (
            Column("formula", ("formula_id", "formula")),
            Column("uses", ("n",), is_number=True),
            Column("variants", ("n_variants",), is_number=True),
            Column("in full", ("n_full",), is_number=True),
            Column("first seen", ("first_on", "first_statement_id"), is_number=True),
            Column("last seen", ("last_on", "last_statement_id"), is_number=True),
        ),
        [_line(history, chosen, codebook) for history in found],
        address(f"{PATH}.csv", chosen),
        "The codebook has no formula.",
    )


def _line(history: FormulaHistory, chosen: Filter, codebook: Codebook) -> list[Cell]:
    page = address(f"{PATH}/{history.formula}", chosen)
    full = sum(variant.n for variant in history.variants if not variant.dropped)
    return [
        cells.text(codebook.formulas[history.formula].name, page, value=history.formula),
        cells.count(history.n, f"{page}#uses"),
        cells.count(len(history.variants), f"{page}#variants"),
        cells.count(full, f"{page}#variants"),
        _seen(history.first),
        _seen(history.last),
    ]


def _seen(use: FormulaUse | None) -> Cell:
    if use is None or use.said_on is None:
        return Cell((None, None), "never" if use is None else "undated", tone="soft")
    return Cell((use.said_on.isoformat(), use.statement_id), when(use), f"/statements/{use.statement_id}")


def file(history: FormulaHistory, chosen: Filter, table: str) -> str:
    """Where a table of the page is kept as a file."""
    return address(f"{PATH}/{history.formula}.csv", chosen, [("table", table)])


def tables(history: FormulaHistory, chosen: Filter, names: dict[str, str]) -> list[Table]:
    """Years and variants, as the page shows them, and the uses for their file."""
    return [years(history, chosen), variants(history, chosen), _uses_table(history, chosen, names)]


def years(history: FormulaHistory, chosen: Filter) -> Table:
    """How often in each year, of all that was said in it."""
    unsettled = (
        f"; {formats.counted(history.unsettled, 'use')} whose date does not settle the year left out"
        if history.unsettled
        else ""
    )
    return Table(
        "years",
        "Use by year",
        f"Statements with the phrase, of all statements of that year in this choice{unsettled}.",
        (
            Column("year", ("year",)),
            Column("uses", ("n",), is_number=True),
            Column("of", ("n_statements",), is_number=True),
            Column("share", cells.SHARE_NAMES, is_number=True),
        ),
        [_year(row, history, chosen) for row in history.years],
        file(history, chosen, "years"),
        "No use with a date.",
        at_once=25,
    )


def _year(row: FormulaYear, history: FormulaHistory, chosen: Filter) -> list[Cell]:
    within = chosen.with_("since", str(row.year)).with_("until", str(row.year))
    uses = address(f"{PATH}/{history.formula}", within) + "#uses"
    return [
        cells.text(str(row.year)),
        cells.count(row.share.n, uses),
        cells.count(row.share.total, address("/timeline", within)),
        cells.share(row.share, uses),
    ]


def variants(history: FormulaHistory, chosen: Filter) -> Table:
    """Which elements stand together, and which were dropped."""
    return Table(
        "variants",
        "Variants",
        "Elements of the full wording that a statement has, and those it leaves out.",
        (
            Column("present", ("present",)),
            Column("dropped", ("dropped",)),
            Column("n", ("n",), is_number=True),
            *cells.SPAN,
        ),
        [_variant(row) for row in history.variants],
        file(history, chosen, "variants"),
        "No use in this choice.",
    )


def _variant(row: FormulaVariant) -> list[Cell]:
    return [
        Cell(("|".join(row.present),), " + ".join(row.present)),
        Cell(("|".join(row.dropped),), ", ".join(row.dropped) or "nothing", tone="soft"),
        cells.count(row.n, "#uses"),
        cells.day(row.first_on),
        cells.day(row.last_on),
    ]


def _uses_table(history: FormulaHistory, chosen: Filter, names: dict[str, str]) -> Table:
    return Table(
        "uses",
        "Uses",
        "Every use.",
        (
            Column("use", ("statement_id", "said_on", "speaker_id", "speaker", "language", "words")),
            Column("present", ("present",)),
            Column("dropped", ("dropped",)),
        ),
        [
            [
                Cell(
                    (
                        use.statement_id,
                        use.said_on.isoformat() if use.said_on else None,
                        use.speaker_id,
                        names[use.speaker_id],
                        use.language,
                        use.words,
                    ),
                    use.words,
                ),
                Cell(("|".join(use.present),), ""),
                Cell(("|".join(use.dropped),), ""),
            ]
            for use in history.uses
        ],
        file(history, chosen, "uses"),
    )


def when(use: FormulaUse) -> str:
    """The date of a use as exactly as it is known."""
    if use.said_on is None:
        return "undated"
    if use.said_last is None or use.said_on == use.said_last:
        return formats.day(use.said_on)
    return formats.day(use.said_on, "month" if use.said_on.month == use.said_last.month else "year")


def pair(history: FormulaHistory, one: str | None, two: str | None) -> Compared:
    """The two uses to compare: those asked for, else the first and the last."""
    known = {use.statement_id: use for use in history.uses}
    return known.get(one or "") or history.first, known.get(two or "") or history.last


def uses(
    session: Session,
    history: FormulaHistory,
    chosen: Filter,
    names: dict[str, str],
    compared: Compared,
    most: int,
) -> tuple[list[Use], Differing | None]:
    """The latest uses, each with the links that compare it, and the difference of the two compared."""
    latest = list(reversed(history.uses[-most:]))
    both = [each for each in compared if each]
    ids = list(dict.fromkeys(use.statement_id for use in (*latest, *both)))
    rows = {row.id: row for row in decorated(session, ids)} if ids else {}
    listed = [_use(use, rows[use.statement_id], history, chosen, names, compared) for use in latest]
    if len(both) < 2 or both[0] == both[1]:
        return listed, None
    one, two = (_use(each, rows[each.statement_id], history, chosen, names, compared) for each in both)
    return listed, Differing(one, two, difference(both[0].words, both[1].words))


def _use(
    use: FormulaUse,
    row: StatementRow,
    history: FormulaHistory,
    chosen: Filter,
    names: dict[str, str],
    compared: Compared,
) -> Use:
    one, two = (each.statement_id if each else "" for each in compared)
    path = f"{PATH}/{history.formula}"
    name, on = names[use.speaker_id], when(use)
    return Use(
        id=use.statement_id,
        label=f"{on}, {name}",
        speaker=name,
        speaker_url=f"/speakers/{use.speaker_id}",
        when=on,
        language=use.language,
        pieces=marks.around(row.quote, 0, [(use.start, use.stop)]),
        office=row.office,
        outlet=row.outlet_name or "unknown outlet",
        dropped=", ".join(f"“{each}”" for each in use.dropped),
        as_one=address(path, chosen, [("one", use.statement_id), ("two", two)]) + "#difference",
        as_two=address(path, chosen, [("one", one), ("two", use.statement_id)]) + "#difference",
        is_one=use.statement_id == one,
        is_two=use.statement_id == two,
    )


def options(history: FormulaHistory, names: dict[str, str], chosen_use: FormulaUse | None) -> list[Option]:
    """The uses that are listed as choices, the earliest first."""
    return [
        Option(use.statement_id, f"{when(use)}, {names[use.speaker_id]}", use == chosen_use)
        for use in history.uses
    ]
