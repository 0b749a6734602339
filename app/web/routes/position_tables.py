"""The tables of a position's page as files, and the statements behind one that no filter can name."""

from itertools import chain

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, StreamingResponse

from app.codebook.terms import EventType
from app.errors import NotFoundError
from app.queries import audiences, shifts
from app.queries.labels import NONE
from app.web import positions, shifting
from app.web.files import table_file
from app.web.lines import lines
from app.web.rendering import render
from app.web.requests import Chosen, ChosenForTable, ReadSession, TheCodebook
from app.web.site import ThisSite
from app.web.tallies import position_address
from app.web.views import Link, VoicePage

router = APIRouter()

MOST = 100


@router.get("/stances/{position_id}.csv", name="position_csv")
def position_csv(
    position_id: str,
    chosen: ChosenForTable,
    session: ReadSession,
    codebook: TheCodebook,
    table: str | None = None,
    safe: bool = False,
    bom: bool = False,
) -> StreamingResponse:
    """One table of the page, as the page shows it."""
    if position_id not in codebook.positions:
        raise NotFoundError(f"The codebook has no position {position_id}.")
    on_it = chosen.only("position", position_id)
    found = shifts.of_position(session, on_it, position_id).shifts
    first = shifting.table(found, codebook, positions.file(on_it, "shifts"))
    tables = chain([first], positions.tables(session, on_it, codebook, position_id))
    return table_file(session, position_id, tables, table, on_it, safe=safe, bom=bom)


@router.get("/stances/{position_id}/audience/{audience}", name="position_audience")
def position_audience(
    request: Request,
    position_id: str,
    audience: str,
    chosen: Chosen,
    session: ReadSession,
    codebook: TheCodebook,
    site: ThisSite,
) -> HTMLResponse:
    """What was said on a position before one audience."""
    if position_id not in codebook.positions or audience not in positions.AUDIENCES:
        raise NotFoundError(f"There is no audience {audience} of a position {position_id}.")
    on_it = chosen.only("position", position_id)
    sort = None if audience == NONE else EventType(audience)
    rows, n = audiences.statements(session, on_it, position_id, sort, MOST)
    words = on_it.in_words(codebook, n)
    page = VoicePage(
        site=site,
        heading=positions.AUDIENCES[audience],
        kicker="Audience",
        sentence=f"{words[:1].upper()}{words[1:]}.",
        back=Link(codebook.positions[position_id].sentence, position_address(position_id, chosen)),
        lines=lines(rows),
        left_out=max(n - len(rows), 0),
    )
    return render(request, page)
