"""What was ingested from whom and when, what failed, what is in doubt, where nothing is."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.queries import issues
from app.queries import sources as queries
from app.queries.rows import RunRow
from app.web import formats
from app.web.rendering import render
from app.web.requests import ReadSession
from app.web.site import ThisSite
from app.web.views import RunLine, SourcesPage

router = APIRouter()

SHOWN = 15


@router.get("/sources", name="sources")
def sources(request: Request, session: ReadSession, site: ThisSite) -> HTMLResponse:
    """Coverage by outlet, gaps, runs with their failures, and open doubts."""
    outlets = queries.coverage(session)
    page = SourcesPage(
        site=site,
        heading="Sources and gaps",
        explanation="What this collection rests on. A number means little without the texts that could have "
        "raised it: look here before reading silence as a position.",
        outlets=outlets[:SHOWN],
        other_outlets=outlets[SHOWN:],
        gaps=queries.gaps(session),
        runs=[RunLine(row, _took(row)) for row in queries.runs(session)],
        issues=issues.page(session),
        issues_n=sum(issues.by_step(session).values()),
    )
    return render(request, page)


def _took(row: RunRow) -> str:
    """How long a run lasted; one that never ended was interrupted."""
    if row.finished_at is None:
        return "interrupted"
    seconds = (row.finished_at - row.started_at).total_seconds()
    return f"{seconds:.0f} s" if seconds < 120 else formats.counted(round(seconds / 60), "minute")
