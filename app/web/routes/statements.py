"""One statement: its words, why it was coded so, and how to cite it."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.queries import statements as queries
from app.queries.differences import difference
from app.queries.rows import ReportRow, StatementRow
from app.web import citing, formats
from app.web.cited import references
from app.web.lines import line
from app.web.rendering import render
from app.web.requests import ReadSession, TheCodebook
from app.web.site import ThisSite
from app.web.views import Link, StatementPage
from app.web.views.reading import Report

router = APIRouter()

# A full stop or a closing mark right after the words ends them and opens nothing.
_BELONGS_BEFORE = " .,;:!?…”»\"'’"


@router.get("/statements/{statement_id}", name="statement")
def statement(
    request: Request, statement_id: str, session: ReadSession, codebook: TheCodebook, site: ThisSite
) -> HTMLResponse:
    """A statement with the words and the rules behind every code."""
    found = queries.one(session, statement_id)
    row = found.row
    page = StatementPage(
        site=site,
        heading=f"{row.speaker_name}, {formats.day(row.said_on, row.said_precision)}",
        row=row,
        pieces=line(row).pieces,
        before=_from_line_start(found.before),
        after=found.after.partition("\n")[0].lstrip(_BELONGS_BEFORE),
        codings=row.codings,
        history=[coding for coding in found.history if coding.superseded_at],
        reports=[_report(row, each) for each in found.reports],
        runner_up=found.runner_up,
        gone=found.gone,
        citation=citing.long(row, site.home, site.title, found.codebook_version, site.snapshot),
        short_citation=citing.short(row, site.home),
        text_sha256=found.text_sha256,
        codebook_version=found.codebook_version,
        meta=citing.meta(citing.of_statement(row, codebook, site.home, found.seen_at.date())),
        references=[
            *references(f"/statements/{row.id}"),
            Link("Web annotation", f"/statements/{row.id}.jsonld"),
        ],
    )
    return render(request, page)


def _report(row: StatementRow, other: ReportRow) -> Report:
    """Another report of the same remark, beside these words."""
    same_language = other.language == row.language
    return Report(other, difference(row.quote, other.quote) if same_language else [])


def _from_line_start(before: str) -> str:
    """What stands before the words in their own line."""
    return before.rpartition("\n")[2]
