"""A table of a page in, the same table as a file out."""

from collections.abc import Iterable

from fastapi.responses import StreamingResponse
from sqlalchemy.orm import Session

from app.errors import NotFoundError
from app.queries import exporting, overview
from app.queries.filter import Filter
from app.web.views.tables import Table

CSV = "text/csv; charset=utf-8; header=present"


def table_file(
    session: Session,
    what: str,
    tables: Iterable[Table],
    wanted: str | None,
    chosen: Filter,
    *,
    safe: bool,
    bom: bool,
) -> StreamingResponse:
    """One of the tables of a page, the first if none is named; a cell gives every value it stands for."""
    seen = []
    for table in tables:
        if wanted in (None, table.id):
            break
        seen.append(table.id)
    else:
        known = ", ".join(seen)
        raise NotFoundError(f"This page has no table {wanted}; there are {known}.")
    names = [name for column in table.columns for name in column.names]
    rows = [[value for cell in row for value in cell.values] for row in table.rows]
    name = f"{what}-{table.id}_{overview.snapshot(session)}_{chosen.hash8}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    body = exporting.table_csv(names, rows, safe=safe, bom=bom)
    return StreamingResponse(body, media_type=CSV, headers=headers)
