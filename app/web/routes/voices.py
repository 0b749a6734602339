"""The branches of the state side by side, and what one of them said."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, StreamingResponse

from app.codebook.model import Codebook
from app.errors import NotFoundError
from app.queries import branches, facets
from app.queries.filter import Filter
from app.web import voices
from app.web.empty import why_empty
from app.web.explorer import address, explorer
from app.web.files import table_file
from app.web.lines import lines
from app.web.rendering import render
from app.web.requests import Chosen, ChosenForTable, Fragment, Opened, ReadSession, TheCodebook
from app.web.site import ThisSite
from app.web.views import Link, VoicePage, VoicesPage

router = APIRouter()

MOST = 100


@router.get(voices.PATH, name="voices")
def all_voices(
    request: Request,
    chosen: Chosen,
    fragment: Fragment,
    opened: Opened,
    session: ReadSession,
    codebook: TheCodebook,
    site: ThisSite,
) -> HTMLResponse:
    """Positions by branches of the codebook's own country."""
    found = branches.side_by_side(session, chosen, codebook)
    total = sum(branch.n for branch in found)
    own = _own(chosen, codebook)
    counts = facets.counts(session, own, codebook)
    country = f" by {codebook.country}" if codebook.country else ""
    frame = explorer(
        voices.PATH,
        chosen,
        codebook,
        counts,
        total,
        meant=own,
        what=f"{country}, by branch",
        opened=opened,
    )
    rows = voices.rows(found, chosen, codebook)
    page = VoicesPage(
        site=site,
        heading=frame.sentence,
        explorer=frame,
        empty=None if rows else why_empty(session, voices.PATH, chosen, codebook),
        note=voices.note(found),
        columns=voices.columns(found, chosen),
        rows=rows,
        table=voices.table(found, chosen, codebook),
    )
    return render(request, page, fragment=fragment)


def _own(chosen: Filter, codebook: Codebook) -> Filter:
    """What the page is about: the country that the codebook follows."""
    return chosen if chosen.country or not codebook.country else chosen.with_("country", codebook.country)


@router.get(f"{voices.PATH}.csv", name="voices_csv")
def voices_csv(
    chosen: ChosenForTable, session: ReadSession, codebook: TheCodebook, safe: bool = False, bom: bool = False
) -> StreamingResponse:
    """A line for each position and branch."""
    table = voices.table(branches.side_by_side(session, chosen, codebook), chosen, codebook)
    return table_file(session, "voices", [table], None, chosen, safe=safe, bom=bom)


@router.get(f"{voices.PATH}/{{branch}}", name="voice")
def voice(
    request: Request, branch: str, chosen: Chosen, session: ReadSession, codebook: TheCodebook, site: ThisSite
) -> HTMLResponse:
    """The statements behind a cell of the table, or behind a column."""
    known = codebook.branches.get(branch)
    if known is None and branch != voices.NO_BRANCH:
        raise NotFoundError(f"The codebook has no branch {branch}.")
    position = chosen.position[0] if len(chosen.position) == 1 else None
    rows, n = branches.statements(
        session, chosen, codebook, known.id if known else None, position, limit=MOST
    )
    words = chosen.in_words(codebook, n)
    page = VoicePage(
        site=site,
        heading=known.name if known else "No known branch",
        kicker="Voice",
        sentence=f"{words[:1].upper()}{words[1:]}.",
        back=Link("All voices", address(voices.PATH, chosen.without("position"))),
        lines=lines(rows),
        left_out=n - len(rows),
    )
    return render(request, page)
