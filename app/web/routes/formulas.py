"""Set phrases of the codebook: all of them, and one with its uses, variants and differences."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, StreamingResponse

from app.queries import facets, speaker_names, statements
from app.queries import formulas as queries
from app.queries.analysis_rows import FormulaHistory
from app.web import formats, phrases
from app.web.empty import why_empty
from app.web.explorer import explorer
from app.web.files import table_file
from app.web.rendering import render
from app.web.requests import Chosen, ChosenForTable, Fragment, Opened, ReadSession, TheCodebook
from app.web.site import ThisSite
from app.web.views import FormulaPage, FormulasPage

router = APIRouter()

MOST = 60


@router.get(phrases.PATH, name="formulas")
def formulas(
    request: Request,
    chosen: Chosen,
    fragment: Fragment,
    opened: Opened,
    session: ReadSession,
    codebook: TheCodebook,
    site: ThisSite,
) -> HTMLResponse:
    """Every formula with its first and last use within the filter."""
    total = statements.count(session, chosen)
    counts = facets.counts(session, chosen, codebook)
    frame = explorer(phrases.PATH, chosen, codebook, counts, total, opened=opened)
    found = queries.all_(session, chosen, codebook)
    page = FormulasPage(
        site=site,
        heading=frame.sentence,
        explorer=frame,
        empty=None if total else why_empty(session, phrases.PATH, chosen, codebook),
        table=phrases.index(found, chosen, codebook),
    )
    return render(request, page, fragment=fragment)


@router.get(f"{phrases.PATH}.csv", name="formulas_csv")
def formulas_csv(
    chosen: ChosenForTable, session: ReadSession, codebook: TheCodebook, safe: bool = False, bom: bool = False
) -> StreamingResponse:
    """The same as a file."""
    table = phrases.index(queries.all_(session, chosen, codebook), chosen, codebook)
    return table_file(session, "formulas", [table], None, chosen, safe=safe, bom=bom)


@router.get(f"{phrases.PATH}/{{formula_id}}.csv", name="formula_csv")
def formula_csv(
    formula_id: str,
    chosen: ChosenForTable,
    session: ReadSession,
    codebook: TheCodebook,
    table: str | None = None,
    safe: bool = False,
    bom: bool = False,
) -> StreamingResponse:
    """One table of the page of a formula; `uses` holds every use."""
    found = queries.one(session, chosen, codebook, formula_id)
    names = speaker_names.names(session, (use.speaker_id for use in found.uses), codebook)
    return table_file(
        session, formula_id, phrases.tables(found, chosen, names), table, chosen, safe=safe, bom=bom
    )


@router.get(f"{phrases.PATH}/{{formula_id}}", name="formula")
def formula(
    request: Request,
    formula_id: str,
    chosen: Chosen,
    fragment: Fragment,
    opened: Opened,
    session: ReadSession,
    codebook: TheCodebook,
    site: ThisSite,
    one: str | None = None,
    two: str | None = None,
) -> HTMLResponse:
    """One formula: use by year, variants, and the difference between any two uses."""
    asked = [each for each in (one, two) if each]
    found = queries.one(session, chosen, codebook, formula_id, ends=MOST, also=asked)
    meant = codebook.formulas[formula_id]
    path = f"{phrases.PATH}/{formula_id}"
    total = statements.count(session, chosen)
    names = speaker_names.names(session, (use.speaker_id for use in found.uses), codebook)
    counts = facets.counts(session, chosen, codebook)
    compared = phrases.pair(found, one, two)
    uses, differing = phrases.uses(session, found, chosen, names, compared, MOST)
    page = FormulaPage(
        site=site,
        heading=meant.name,
        explorer=explorer(path, chosen, codebook, counts, total, opened=opened),
        empty=None if total else why_empty(session, path, chosen, codebook),
        definition=meant.definition,
        elements=[(element, element in meant.core) for element in meant.elements],
        standing=_standing(found, total),
        tables=[phrases.years(found, chosen), phrases.variants(found, chosen)],
        uses_file=phrases.file(found, chosen, "uses"),
        uses=uses,
        left_out=max(found.n - MOST, 0),
        differing=differing,
        ones=phrases.options(found, names, compared[0]),
        twos=phrases.options(found, names, compared[1]),
        path=path,
        hidden=chosen.to_params(),
    )
    return render(request, page, fragment=fragment)


def _standing(found: FormulaHistory, total: int) -> str:
    if not found.n:
        return f"Not used in any of the {formats.counted(total, 'statement')} of this choice."
    ends = [phrases.when(use) for use in (found.first, found.last) if use]
    span = f", first on {ends[0]}, last on {ends[-1]}" if ends else ""
    times = "Used once" if found.n == 1 else f"Used {formats.number(found.n)} times"
    return f"{times} in {formats.counted(total, 'statement')}{span}."
