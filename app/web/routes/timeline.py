"""What was said day by day, for the filter in the address."""

from collections.abc import Mapping, Sequence

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from sqlalchemy.orm import Session

from app.codebook.model import Codebook
from app.queries import facets, hits, naming, sources, statements, wording
from app.queries import timeline as days
from app.queries.filter import Filter, Undated
from app.queries.hits import Spans
from app.queries.labels import label
from app.queries.paging import Order, Place
from app.queries.periods import Period
from app.queries.rows import Days, Histogram
from app.web import charts, formats
from app.web.empty import why_empty
from app.web.explorer import address, explorer, series
from app.web.lines import lines
from app.web.rendering import render
from app.web.requests import Chosen, Fragment, Opened, ReadSession, TheCodebook
from app.web.site import ThisSite
from app.web.views import Day, Lane, Link, MenuItem, TimelinePage

router = APIRouter()

PATH = "/timeline"

_BESIDE: Mapping[Order, Sequence[tuple[str, str]]] = {Order.NEWEST: (), Order.OLDEST: (("order", "oldest"),)}
_BEGINNING = {Order.NEWEST: "Back to the latest", Order.OLDEST: "Back to the first"}
_REST = {Order.NEWEST: "Earlier statements", Order.OLDEST: "Later statements"}


@router.get(PATH, name="timeline")
def timeline(
    request: Request,
    chosen: Chosen,
    fragment: Fragment,
    opened: Opened,
    session: ReadSession,
    codebook: TheCodebook,
    site: ThisSite,
    order: Order = Order.NEWEST,
    after: str | None = None,
) -> HTMLResponse:
    """Statements by day with the events between them."""
    found = days.days(session, chosen, Place.parse(after), order=order)
    found_words = hits.in_quotes(session, [row.id for row in found.page.rows], chosen.q)
    beside = _BESIDE[order]
    over_time = days.by_period(session, chosen, Period.MONTH)
    counts = facets.counts(session, chosen, codebook)
    frame = explorer(PATH, chosen, codebook, counts, found.page.total, beside=beside, opened=opened)
    page = TimelinePage(
        site=site,
        heading=frame.sentence,
        explorer=frame,
        empty=why_empty(session, PATH, chosen, codebook) if not found.page.rows else None,
        chart=charts.histogram(
            over_time,
            address(PATH, _undivided(chosen)),
            note=_note(over_time, chosen),
            exports=series(PATH, chosen, Period.MONTH),
            gaps=sources.gaps(session),
            as_of=site.ingested_on,
        ),
        undated=_undated(over_time, chosen),
        named=_named(session, chosen, codebook),
        days=_days(found, order, found_words),
        orders=[
            MenuItem(f"{each.capitalize()} first", address(PATH, chosen, _BESIDE[each]), each is order)
            for each in Order
        ],
        first=Link(_BEGINNING[order], address(PATH, chosen, beside)) if after else None,
        next=Link(_REST[order], address(PATH, chosen, [*beside, ("after", found.page.next)]))
        if found.page.next
        else None,
    )
    return render(request, page, fragment=fragment)


def _days(found: Days, order: Order, found_words: Mapping[str, Spans]) -> list[Day]:
    forward = 1 if order is Order.NEWEST else -1
    return [
        Day(
            group.day,
            group.precision,
            group.day is not None and all(formats.is_inferred(row.said_basis) for row in group.rows),
            lines(group.rows, found_words),
            group.events[::forward],
        )
        for group in found.days
    ]


def _named(session: Session, chosen: Filter, codebook: Codebook) -> list[Link]:
    """The speakers whose name is searched for, in whatever script, with what they said themselves."""
    links = []
    for speaker in naming.named(chosen.q, codebook):
        own = chosen.without("q").without("speaker").with_("speaker", speaker)
        n = formats.counted(statements.count(session, own), "statement")
        links.append(Link(f"{n} by {label('speaker', speaker, codebook)}", address(PATH, own)))
    return links


def _undivided(chosen: Filter) -> Filter:
    """The filter to which each bar adds its own dates."""
    return chosen.without("since").without("until")


def _note(over_time: Histogram, chosen: Filter) -> str:
    words = (
        f"Statements a month, {wording.COUNTING[chosen.counting]}. A bar leads to its statements; drag over "
        f"several to narrow the dates. {charts.BACKDROP}"
    )
    if not over_time.imprecise:
        return words
    unsettled = formats.counted(over_time.imprecise, "statement")
    return f"{words} Not in the chart: {unsettled} dated to a year only."


def _undated(over_time: Histogram, chosen: Filter) -> Lane | None:
    """The lane of those that no bar can show, on the scale of the bars."""
    if not over_time.undated:
        return None
    most = max((bucket.n for bucket in over_time.buckets), default=0)
    words = f"{formats.counted(over_time.undated, 'statement')} without a date"
    reach = round(100 * over_time.undated / max(most, over_time.undated), 1)
    return Lane(words, address(PATH, chosen.with_("undated", Undated.ONLY)), reach)
