"""Each kind of error in, its status and its words out, as a page or as JSON."""

from collections.abc import Mapping

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from app.errors import FilterError, NotFoundError, ProjectError, UsageError
from app.web.caching import UnchangedError, unchanged
from app.web.rendering import render
from app.web.security import HEADERS
from app.web.site import bare_site
from app.web.views import ProblemPage, RepairField, RepairForm

STATUS: Mapping[type[ProjectError], int] = {FilterError: 400, UsageError: 400, NotFoundError: 404}
_FILES = (".csv", ".json", ".jsonl", ".jsonld", ".atom", ".ris", ".bib", ".qdc")
_HEADINGS = {
    400: "This address asks for something that cannot be answered",
    404: "Nothing is kept under this address",
    405: "This address cannot be used like that",
    500: "Something went wrong on our side",
}

log = structlog.get_logger()


def register(app: FastAPI) -> None:
    """Make the app answer every error in words."""
    app.add_exception_handler(UnchangedError, unchanged)
    app.add_exception_handler(ProjectError, _expected)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


def _expected(request: Request, error: Exception) -> Response:
    status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 500)
    if status == 500:
        log.error("request_failed", path=request.url.path, error=str(error))
    form = _repair(request, error) if isinstance(error, FilterError) else None
    return _answer(request, status, str(error), form)


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    return _answer(request, 400, f"{first['loc'][-1]}: {first['msg']}", None)


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    words = "There is no such page." if error.status_code == 404 else str(error.detail)
    return _answer(request, error.status_code, words, None)


def _unexpected(request: Request, error: Exception) -> Response:
    log.error("request_crashed", path=request.url.path, exc_info=error)
    words = (
        "The error was written to the log of the server. Trying again may help; if not, tell whoever runs it."
    )
    answer = _answer(request, 500, words, None)
    # Such an answer is made outside of all middleware.
    answer.headers.update(HEADERS)
    return answer


def _answer(request: Request, status: int, words: str, form: RepairForm | None) -> Response:
    if request.url.path.endswith(_FILES):
        return JSONResponse(
            {"ok": False, "status": status, "error": words, "errors": [words]}, status_code=status
        )
    heading = _HEADINGS.get(status, _HEADINGS[500])
    page = ProblemPage(site=bare_site(request), heading=heading, words=words, form=form)
    return render(request, page, status=status)


def _repair(request: Request, error: FilterError) -> RepairForm:
    given = request.query_params.multi_items()
    fields = [RepairField(name, value, name == error.parameter) for name, value in given if value]
    return RepairForm(request.url.path, fields, error.complaint)
