"""The tables of a position's page as files."""

from itertools import chain

from fastapi import APIRouter
from fastapi.responses import StreamingResponse

from app.errors import NotFoundError
from app.queries import shifts
from app.web import positions, shifting
from app.web.files import table_file
from app.web.requests import ChosenForTable, ReadSession, TheCodebook

router = APIRouter()


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
