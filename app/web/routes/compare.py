"""Two filters side by side: who differs from whom, on what, and by how much."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, StreamingResponse
from sqlalchemy.orm import Session

from app.codebook.model import Codebook
from app.queries import compare as queries
from app.queries import facets, timeline
from app.queries.filter import Filter
from app.queries.periods import Period
from app.web import comparing
from app.web.comparing import Pair
from app.web.empty import why_empty
from app.web.files import table_file
from app.web.rendering import render
from app.web.requests import ReadSession, TheCodebook
from app.web.site import ThisSite
from app.web.views import ComparePage, Link

router = APIRouter()


@router.get(comparing.PATH, name="compare")
def compare(request: Request, session: ReadSession, codebook: TheCodebook, site: ThisSite) -> HTMLResponse:
    """The positions and topics of both sides with the difference between their shares."""
    both = comparing.pair(request.query_params.multi_items(), codebook)
    found = queries.side_by_side(session, both.left, both.right)
    counts = [facets.counts(session, side, codebook) for side in both]
    sizes = (found.n_left, found.n_right)
    sides = [
        comparing.side(key, both, n, held, codebook)
        for key, n, held in zip(comparing.KEYS, sizes, counts, strict=True)
    ]
    bare = next((side for side, n in zip(both, sizes, strict=True) if not n), None)
    page = ComparePage(
        site=site,
        heading="Compare",
        path=comparing.PATH,
        explanation="Two choices of statements, measured alike: how often each takes which stance and speaks "
        "of what, and how sure the difference is.",
        sides=sides,
        positions=comparing.positions(both, counts, codebook),
        countings=comparing.countings(both),
        suggestions=_suggestions(session, codebook),
        empty=None if bare is None else why_empty(session, "/timeline", bare, codebook),
        note=comparing.note(found, both.left.counting),
        evidence=comparing.evidence(session, both, codebook)
        if bare is None and both.left != both.right
        else None,
        blocks=comparing.tables(found, both, codebook) if bare is None and both.left != both.right else [],
    )
    return render(request, page)


@router.get(f"{comparing.PATH}.csv", name="compare_csv")
def compare_csv(
    request: Request,
    session: ReadSession,
    codebook: TheCodebook,
    table: str | None = None,
    safe: bool = False,
    bom: bool = False,
) -> StreamingResponse:
    """One table of the comparison with counts, totals, shares and intervals."""
    params = request.query_params.multi_items()
    both = comparing.pair(params, codebook, strict=True, beside=("table", "safe", "bom"))
    found = queries.side_by_side(session, both.left, both.right)
    tables = [block.table for block in comparing.tables(found, both, codebook)]
    return table_file(session, "compare", tables, table, both.left, safe=safe, bom=bom)


def _suggestions(session: Session, codebook: Codebook) -> list[Link]:
    """Pairs that the collection has most of: speakers, outlets, languages, and the last two years."""
    own = Filter(country=(codebook.country,)) if codebook.country else Filter()
    counts = facets.counts(session, own, codebook)
    links = []
    for field in ("speaker", "outlet", "language"):
        two = [value for value in counts[field] if value.value != "none"][:2]
        if len(two) == 2:
            sides = [own.without("country") if field == "speaker" else own for _ in two]
            chosen = Pair(*(side.with_(field, value.value) for side, value in zip(sides, two, strict=True)))
            links.append(Link(" and ".join(value.label for value in two), comparing.url(chosen)))
    last = _last_year(session, own)
    if last:
        years = [own.with_("since", str(year)).with_("until", str(year)) for year in (last - 1, last)]
        links.append(Link(f"{last - 1} and {last}", comparing.url(Pair(*years))))
    return links


def _last_year(session: Session, own: Filter) -> int | None:
    buckets = timeline.by_period(session, own, Period.YEAR).buckets
    return max((bucket.period_start.year for bucket in buckets if bucket.n), default=None)
