"""The same statements as files: the filter of the page is the filter of the file."""

from collections.abc import Generator
from datetime import UTC, datetime

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from sqlalchemy.orm import Session

from app.codebook.model import Codebook
from app.queries import exporting, overview
from app.queries.filter import Filter
from app.queries.paging import Place
from app.web.caching import Tagged
from app.web.explorer import address
from app.web.requests import ChosenStrictly, Home, ReadSession, TheCodebook
from app.web.streaming import CSV, Streamed, saved_as

router = APIRouter()

JSON_LINES = "application/x-ndjson"


@router.get("/statements.csv", name="statements_csv")
def statements_csv(
    request: Request,
    chosen: ChosenStrictly,
    session: ReadSession,
    codebook: TheCodebook,
    home: Home,
    _: Tagged,
    safe: bool = False,
    bom: bool = False,
) -> Streamed:
    """A line for each statement of the filter."""
    body = exporting.statements_csv(session, chosen, _permalink(home), safe=safe, bom=bom)
    return _file(request, session, chosen, codebook, home, "statements.csv", body)


@router.get("/codings.csv", name="codings_csv")
def codings_csv(
    request: Request,
    chosen: ChosenStrictly,
    session: ReadSession,
    codebook: TheCodebook,
    home: Home,
    _: Tagged,
    safe: bool = False,
    bom: bool = False,
) -> Streamed:
    """A line for each statement and position."""
    body = exporting.codings_csv(session, chosen, codebook, safe=safe, bom=bom)
    return _file(request, session, chosen, codebook, home, "codings.csv", body)


@router.get("/statements.jsonl", name="statements_jsonl")
def statements_jsonl(
    request: Request,
    chosen: ChosenStrictly,
    session: ReadSession,
    codebook: TheCodebook,
    home: Home,
    _: Tagged,
) -> Streamed:
    """A JSON object for each statement of the filter."""
    body = exporting.statements_jsonl(session, chosen, _permalink(home))
    return _file(request, session, chosen, codebook, home, "statements.jsonl", body)


@router.get("/statements.json", name="statements_json")
def statements_json(
    request: Request,
    chosen: ChosenStrictly,
    session: ReadSession,
    home: Home,
    _: Tagged,
    after: str | None = None,
    size: int = exporting.as_json.PAGE,
) -> JSONResponse:
    """A page of statements and the address of the next one."""
    found = exporting.statements_json(session, chosen, _permalink(home), Place.parse(after), max(size, 1))
    following = found["next"]
    if following is None:
        return JSONResponse({**found, "next_url": None})
    beside = [("after", following)] + ([("size", str(size))] if size != exporting.as_json.PAGE else [])
    next_url = f"{home}{address(request.url.path, chosen, beside)}"
    return JSONResponse({**found, "next_url": next_url}, headers={"Link": f'<{next_url}>; rel="next"'})


def _file(
    request: Request,
    session: Session,
    chosen: Filter,
    codebook: Codebook,
    home: str,
    name: str,
    body: Generator[bytes],
) -> Streamed:
    """The rows as a file to save, with what was asked in its headers."""
    what, suffix = name.split(".")
    snapshot = overview.snapshot(session)
    headers = exporting.about(chosen, codebook, snapshot, f"{home}{address(request.url.path, chosen)}")
    name = exporting.file_name(what, snapshot, chosen, suffix, datetime.now(UTC))
    return Streamed(body, CSV if suffix == "csv" else JSON_LINES, {**headers, **saved_as(name)})


def _permalink(home: str) -> str:
    return f"{home}/statements/"
