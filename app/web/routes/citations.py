"""Statements, articles and searches as references, annotations and feeds."""

from collections.abc import Generator, Iterator
from datetime import UTC, datetime

import orjson
from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from app.queries import articles, overview, statements
from app.web import annotations, citing, feeds
from app.web.caching import Tagged
from app.web.citing import Reference
from app.web.explorer import address
from app.web.requests import ChosenStrictly, Home, ReadSession, TheCodebook
from app.web.streaming import Streamed, saved_as

router = APIRouter()

FEED = 50
_BATCH = 200
_MEDIA = {
    "ris": "application/x-research-info-systems; charset=utf-8",
    "bib": "application/x-bibtex; charset=utf-8",
    "csl.json": "application/vnd.citationstyles.csl+json",
}


@router.get("/statements.ris", name="statements_ris")
@router.get("/statements.bib", name="statements_bib")
@router.get("/statements.csl.json", name="statements_csl")
def of_search(
    request: Request,
    chosen: ChosenStrictly,
    session: ReadSession,
    codebook: TheCodebook,
    home: Home,
    _: Tagged,
) -> Response:
    """The search itself as a set of data, then every statement of it."""
    form = _form(request)
    snapshot = overview.snapshot(session)
    today = datetime.now(UTC).date()
    total = statements.count(session, chosen)
    page = home + address("/timeline", chosen)
    search = citing.of_search(chosen, codebook, page, snapshot, today, total)
    rows = (citing.of_statement(row, codebook, home) for row in statements.walk(session, chosen, _BATCH))
    name = f"statements_{snapshot}_{chosen.hash8}.{form}"
    return Streamed(_written(form, search, rows), _MEDIA[form], saved_as(name))


@router.get("/statements.atom", name="statements_atom")
def feed(
    chosen: ChosenStrictly, session: ReadSession, codebook: TheCodebook, home: Home, _: Tagged
) -> Response:
    """The latest statements of a filter, for readers of feeds."""
    found = statements.page(session, chosen, limit=FEED)
    body = feeds.atom(
        found.rows,
        f"Positions: {chosen.in_words(codebook)}",
        home + address("/timeline", chosen),
        home + address("/statements.atom", chosen),
        home,
        overview.totals(session).last_ingest_at,
    )
    return Response(body, media_type=feeds.MEDIA_TYPE)


@router.get("/statements/{statement_id}.ris", name="statement_ris")
@router.get("/statements/{statement_id}.bib", name="statement_bib")
@router.get("/statements/{statement_id}.csl.json", name="statement_csl")
def of_statement(
    request: Request, statement_id: str, session: ReadSession, codebook: TheCodebook, home: Home
) -> Response:
    """One statement as a reference."""
    found = statements.one(session, statement_id)
    reference = citing.of_statement(found.row, codebook, home, found.seen_at.date())
    return _single(_form(request), reference)


@router.get("/statements/{statement_id}.jsonld", name="statement_jsonld")
def annotation(statement_id: str, session: ReadSession, codebook: TheCodebook, home: Home) -> Response:
    """One statement as a web annotation of its text."""
    found = annotations.annotation(statements.one(session, statement_id), codebook, home)
    return JSONResponse(found, media_type=annotations.MEDIA_TYPE)


@router.get("/articles/{article_id}.ris", name="article_ris")
@router.get("/articles/{article_id}.bib", name="article_bib")
@router.get("/articles/{article_id}.csl.json", name="article_csl")
def of_article(
    request: Request, article_id: str, session: ReadSession, codebook: TheCodebook, home: Home
) -> Response:
    """One article as a reference."""
    found = articles.one(session, article_id)
    return _single(_form(request), citing.of_article(found.row, home, codebook))


def _form(request: Request) -> str:
    """Which of the forms the address ends with."""
    return next(form for form in _MEDIA if request.url.path.endswith(f".{form}"))


def _single(form: str, reference: Reference) -> Response:
    body = b"".join(_written(form, reference, iter(())))
    return Response(body, media_type=_MEDIA[form], headers=saved_as(f"{reference.key}.{form}"))


def _written(form: str, first: Reference, rest: Iterator[Reference]) -> Generator[bytes]:
    match form:
        case "ris":
            yield citing.ris(first).encode()
            yield from (citing.ris(each).encode() for each in rest)
        case "bib":
            yield citing.bibtex(first).encode()
            yield from (citing.bibtex(each).encode() for each in rest)
        case _:
            yield b"[" + orjson.dumps(citing.csl(first))
            yield from (b",\n" + orjson.dumps(citing.csl(each)) for each in rest)
            yield b"]\n"
