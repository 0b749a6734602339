"""A request in, the frame of its page out: the menu, the address to cite, the state of the collection."""

from typing import Annotated

from fastapi import Depends, Request

from app.errors import FilterError
from app.queries import overview
from app.queries.filter import Filter
from app.queries.rows import Totals
from app.web.explorer import address
from app.web.requests import ASKED, BY_DEFAULT, PAGING, SIDES, ReadSession, codebook_of, home_of
from app.web.views import MenuItem, Site

PAGES = {
    "/": ("Overview", ""),
    "/timeline": ("Timeline", "what was said day by day, and the events between"),
    "/stances": ("Stances", "how often each position was supported or opposed, year by year"),
    "/formulas": ("Formulas", "set phrases: when they were first and last used, and what was dropped"),
    "/speakers": ("Speakers", "who is quoted, how often, on how many positions"),
    "/voices": ("Voices", "the branches of the state, side by side"),
    "/events": ("Events", ""),
    "/compare": ("Compare", ""),
    "/network": ("Network", "who takes which stance, who agrees with whom, who is opposed"),
    "/sources": ("Sources", ""),
    "/methods": ("Method", ""),
}


def site(request: Request, session: ReadSession) -> Site:
    """The frame, with the counts of this snapshot."""
    return _site(request, overview.totals(session), overview.snapshot(session))


def bare_site(request: Request) -> Site:
    """The frame of a page about a problem, which may be the database itself."""
    return _site(request, None, "")


def _site(request: Request, totals: Totals | None, snapshot: str) -> Site:
    codebook = codebook_of(request)
    path = request.url.path
    return Site(
        title=codebook.title,
        home=home_of(request),
        address=_canonical(request),
        snapshot=snapshot,
        pages=tuple(
            MenuItem(label, url, path == url or (url != "/" and path.startswith(f"{url}/")), about)
            for url, (label, about) in PAGES.items()
        ),
        ingested_at=totals.last_ingest_at if totals else None,
        statements=totals.statements if totals else None,
        reviewed=totals.reviewed if totals else None,
        codebook=codebook,
    )


def _canonical(request: Request) -> str:
    """The address in its one form: the filter in order, then the place in the list; nothing else counts."""
    params = request.query_params.multi_items()
    try:
        chosen = Filter.from_params(params, codebook_of(request))
    except FilterError:
        return str(request.url.path)
    beside = [
        (name, value)
        for name, value in params
        if value and _is_beside(name) and (name, value) not in BY_DEFAULT
    ]
    return address(request.url.path, chosen, beside)


def _is_beside(name: str) -> bool:
    return name in PAGING or name in ASKED or name.startswith(SIDES)


ThisSite = Annotated[Site, Depends(site)]
