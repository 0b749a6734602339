"""One statement: its words, why it was coded so, and how to cite it."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.queries import statements as queries
from app.queries.rows import StatementPage as Found
from app.web import formats
from app.web.lines import line
from app.web.rendering import render
from app.web.requests import ReadSession
from app.web.site import ThisSite
from app.web.views import StatementPage

router = APIRouter()


@router.get("/statements/{statement_id}", name="statement")
def statement(request: Request, statement_id: str, session: ReadSession, site: ThisSite) -> HTMLResponse:
    """A statement with the words and the rules behind every code."""
    found = queries.one(session, statement_id)
    row = found.row
    page = StatementPage(
        site=site,
        heading=f"{row.speaker_name}, {formats.day(row.said_on, row.said_precision)}",
        row=row,
        pieces=line(row).pieces,
        before=_from_line_start(found.before),
        after=found.after.partition("\n")[0],
        codings=row.codings,
        history=[coding for coding in found.history if coding.superseded_at],
        reports=found.reports,
        runner_up=found.runner_up,
        gone=found.gone,
        citation=_citation(found, str(request.base_url).rstrip("/"), site.title),
        text_sha256=found.text_sha256,
        codebook_version=found.codebook_version,
    )
    return render(request, page)


def _from_line_start(before: str) -> str:
    """What stands before the words in their own line."""
    return before.rpartition("\n")[2]


def _citation(found: Found, host: str, title: str) -> str:
    row = found.row
    who = f"{row.speaker_name} ({row.office})" if row.office else row.speaker_name
    words = row.quote if len(row.quote) <= 160 else row.quote[:160].rsplit(" ", 1)[0] + " …"
    source = ", ".join(
        part
        for part in (
            row.article_title,
            row.outlet_name or "unknown outlet",
            formats.day(row.published_on, row.published_precision),
            row.url,
        )
        if part
    )
    return (
        f"{who}, “{words}”, {formats.day(row.said_on, row.said_precision)}. Reported in: {source}. "
        f"In: Positions. {title}, codebook {found.codebook_version[:8]}, {host}/statements/{row.id}"
    )
