"""The whole collection on one screen."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.codebook.model import Codebook
from app.queries import events, stances, statements
from app.queries import overview as queries
from app.queries.filter import Filter
from app.queries.periods import Period
from app.queries.rows import EventRow, Totals
from app.web import formats
from app.web.empty import why_empty
from app.web.lines import lines
from app.web.matrix import matrix
from app.web.rendering import render
from app.web.requests import ReadSession, TheCodebook
from app.web.site import ThisSite
from app.web.views import Fact, OverviewPage

router = APIRouter()

LATEST = 6
EVENTS = 8


@router.get("/", name="overview")
def overview(request: Request, session: ReadSession, codebook: TheCodebook, site: ThisSite) -> HTMLResponse:
    """Positions by years, the latest statements, the recent events, and how much there is."""
    totals = queries.totals(session)
    occasions = events.all_(session)
    latest = statements.page(session, Filter(), limit=LATEST)
    page = OverviewPage(
        site=site,
        heading=codebook.title,
        sentence=codebook.subtitle or codebook.title,
        explanation=_explanation(totals),
        empty=None if totals.statements else why_empty(session, "/timeline", Filter(), codebook),
        matrix=matrix(stances.by_period(session, Filter(), Period.YEAR), codebook, _by_year(occasions)),
        total=latest.total,
        latest=lines(latest.rows),
        events=_past(occasions)[:EVENTS],
        coverage=_coverage(totals, codebook),
    )
    return render(request, page)


def _explanation(totals: Totals) -> str:
    span = (
        f", {formats.day(totals.first_on)} to {formats.day(totals.last_on)}"
        if totals.first_on and totals.last_on
        else ""
    )
    articles = formats.counted(totals.articles, "article or digest", "articles and digests")
    return (
        f"{formats.counted(totals.utterances, 'remark')} by {formats.counted(totals.speakers, 'speaker')} "
        f"in {articles}{span}. Every number leads to the sentences behind it."
    )


def _by_year(occasions: Sequence[EventRow]) -> Counter[int]:
    return Counter(event.on_date.year for event in occasions)


def _past(occasions: Sequence[EventRow]) -> list[EventRow]:
    today = datetime.now(UTC).date()
    return [event for event in occasions if event.on_date <= today]


def _coverage(totals: Totals, codebook: Codebook) -> list[Fact]:
    own = totals.articles - totals.digests
    return [
        Fact("Articles", formats.number(own), "/sources"),
        Fact("Digests in our own words", formats.number(totals.digests), "/timeline?kind=digest"),
        Fact("Statements", formats.number(totals.statements), "/timeline?counting=statement"),
        Fact("of them with a stance", formats.number(totals.coded), "/stances"),
        Fact("of them without a date", formats.number(totals.undated), "/timeline?undated=only"),
        Fact("of them reviewed by a person", formats.number(totals.reviewed)),
        Fact("Positions in the codebook", formats.number(len(codebook.positions)), "/methods#positions"),
        Fact("Doubts left open", formats.number(totals.issues), "/sources"),
    ]
