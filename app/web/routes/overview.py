"""The whole collection on one screen."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.codebook.model import Codebook
from app.queries import events, facets, shifts, sources, stances, statements
from app.queries import overview as queries
from app.queries.filter import Filter, Undated
from app.queries.periods import Period
from app.queries.rows import EventRow, Totals
from app.web import formats, shifting
from app.web.empty import why_empty
from app.web.explorer import address
from app.web.glance import glance
from app.web.lines import lines
from app.web.matrix import matrix
from app.web.rendering import render
from app.web.requests import ReadSession, TheCodebook
from app.web.site import ThisSite
from app.web.views import Fact, Link, OverviewPage

router = APIRouter()

LATEST = 6
EVENTS = 8
SHIFTS = 3


@router.get("/", name="overview")
def overview(request: Request, session: ReadSession, codebook: TheCodebook, site: ThisSite) -> HTMLResponse:
    """Positions by years, the latest statements, the recent events, and how much there is."""
    totals = queries.totals(session)
    occasions = events.all_(session)
    own = _own(codebook)
    latest = statements.page(session, own.with_("undated", Undated.EXCLUDE), limit=LATEST)
    n = statements.count(session, own)
    page = OverviewPage(
        site=site,
        heading=codebook.title,
        sentence=codebook.subtitle or codebook.title,
        explanation=_explanation(totals, codebook, n),
        empty=None if totals.statements else why_empty(session, "/timeline", Filter(), codebook),
        glances=glance(
            stances.overview(session, own), facets.counts(session, own, codebook)["speaker"], own, codebook
        ),
        matrix=matrix(
            stances.by_period(session, own, Period.YEAR),
            own,
            codebook,
            _by_year(occasions),
            sources.gaps(session),
        ),
        all_statements=Link(f"All {formats.number(n)}", address("/timeline", own)),
        strips=address("/stances", own),
        numbers=address("/stances.csv", own),
        latest=lines(latest.rows),
        events=_past(occasions)[:EVENTS],
        shifts=shifting.views(session, shifts.biggest_recent(session, own, SHIFTS), own, codebook),
        coverage=_coverage(totals, codebook),
    )
    return render(request, page)


def _own(codebook: Codebook) -> Filter:
    """What the country of the codebook says; all there is, where a codebook follows no country."""
    return Filter(country=(codebook.country,)) if codebook.country else Filter()


def _explanation(totals: Totals, codebook: Codebook, n: int) -> str:
    whose = f" by speakers of {codebook.country}" if codebook.country else ""
    articles = formats.counted(totals.articles, "article or digest", "articles and digests")
    span = (
        f", {formats.day(totals.first_on)} to {formats.day(totals.last_on)}"
        if totals.first_on and totals.last_on
        else ""
    )
    return (
        f"{formats.counted(n, 'remark')}{whose} among {formats.number(totals.utterances)} in {articles}"
        f"{span}. "
        "Every number leads to the sentences behind it."
    )


def _by_year(occasions: Sequence[EventRow]) -> Counter[int]:
    return Counter(event.on_date.year for event in occasions)


def _past(occasions: Sequence[EventRow]) -> list[EventRow]:
    today = datetime.now(UTC).date()
    return [event for event in occasions if event.on_date <= today]


def _coverage(totals: Totals, codebook: Codebook) -> list[Fact]:
    own = totals.articles - totals.digests
    return [
        Fact("Articles as published", formats.number(own), "/sources"),
        Fact("Digests in our own words", formats.number(totals.digests), "/timeline?kind=digest"),
        Fact("Statements", formats.number(totals.statements), "/timeline?counting=statement"),
        Fact("of them with a stance", formats.number(totals.coded), "/stances"),
        Fact("of them without a date", formats.number(totals.undated), "/timeline?undated=only"),
        Fact("of them reviewed by a person", formats.number(totals.reviewed)),
        Fact("Positions in the codebook", formats.number(len(codebook.positions)), "/methods#positions"),
        Fact("Doubts left open", formats.number(totals.issues), "/sources"),
    ]
