"""The same statements as files: the filter of the page is the filter of the file."""

from collections.abc import Iterator
from datetime import UTC, datetime

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, StreamingResponse
from sqlalchemy.orm import Session

from app.codebook.model import Codebook
from app.queries import exporting, overview
from app.queries.filter import Filter
from app.queries.paging import Place
from app.web.explorer import address
from app.web.requests import ChosenStrictly, ReadSession, TheCodebook

router = APIRouter()

CSV = "text/csv; charset=utf-8; header=present"
JSON_LINES = "application/x-ndjson"


@router.get("/statements.csv", name="statements_csv")
def statements_csv(
    request: Request,
    chosen: ChosenStrictly,
    session: ReadSession,
    codebook: TheCodebook,
    safe: bool = False,
    bom: bool = False,
) -> StreamingResponse:
    """A line for each statement of the filter."""
    body = exporting.statements_csv(session, chosen, _permalink(request), safe=safe, bom=bom)
    return _file(request, session, chosen, codebook, "statements.csv", body)


@router.get("/codings.csv", name="codings_csv")
def codings_csv(
    request: Request,
    chosen: ChosenStrictly,
    session: ReadSession,
    codebook: TheCodebook,
    safe: bool = False,
    bom: bool = False,
) -> StreamingResponse:
    """A line for each statement and position."""
    body = exporting.codings_csv(session, chosen, codebook, safe=safe, bom=bom)
    return _file(request, session, chosen, codebook, "codings.csv", body)


@router.get("/statements.jsonl", name="statements_jsonl")
def statements_jsonl(
    request: Request, chosen: ChosenStrictly, session: ReadSession, codebook: TheCodebook
) -> StreamingResponse:
    """A JSON object for each statement of the filter."""
    body = exporting.statements_jsonl(session, chosen, _permalink(request))
    return _file(request, session, chosen, codebook, "statements.jsonl", body)


@router.get("/statements.json", name="statements_json")
def statements_json(
    request: Request,
    chosen: ChosenStrictly,
    session: ReadSession,
    after: str | None = None,
    size: int = exporting.as_json.PAGE,
) -> JSONResponse:
    """A page of statements and the address of the next one."""
    found = exporting.statements_json(session, chosen, _permalink(request), Place.parse(after), max(size, 1))
    following = found["next"]
    if following is None:
        return JSONResponse({**found, "next_url": None})
    beside = [("after", following)] + ([("size", str(size))] if size != exporting.as_json.PAGE else [])
    next_url = f"{_host(request)}{address(request.url.path, chosen, beside)}"
    return JSONResponse({**found, "next_url": next_url}, headers={"Link": f'<{next_url}>; rel="next"'})


def _file(
    request: Request,
    session: Session,
    chosen: Filter,
    codebook: Codebook,
    name: str,
    body: Iterator[bytes],
) -> StreamingResponse:
    """The rows as a file to save, with what was asked in its headers."""
    what, suffix = name.split(".")
    snapshot = overview.snapshot(session)
    headers = exporting.about(
        chosen, codebook, snapshot, f"{_host(request)}{address(request.url.path, chosen)}"
    )
    saved_as = exporting.file_name(what, snapshot, chosen, suffix, datetime.now(UTC))
    headers["Content-Disposition"] = f'attachment; filename="{saved_as}"'
    return StreamingResponse(body, media_type=CSV if suffix == "csv" else JSON_LINES, headers=headers)


def _host(request: Request) -> str:
    return str(request.base_url).rstrip("/")


def _permalink(request: Request) -> str:
    return f"{_host(request)}/statements/"
