"""Who holds which position, who agrees with whom: as a matrix, as tables, as graph files."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response, StreamingResponse
from sqlalchemy.orm import Session

from app.queries import facets, graphs, overview, speaker_names, statements
from app.queries import network as queries
from app.queries.filter import Filter
from app.queries.network import Normalization
from app.web import networking
from app.web.empty import why_empty
from app.web.explorer import explorer
from app.web.files import table_file
from app.web.networking import PATH, Asked
from app.web.rendering import render
from app.web.requests import Chosen, ChosenForTable, Fragment, Opened, ReadSession, TheCodebook
from app.web.site import ThisSite
from app.web.views import NetworkPage

router = APIRouter()

MONTHS = 12
GRAPHML = "application/graphml+xml"
GEXF = "application/gexf+xml"

Least = Annotated[int, Query(ge=1, le=1000)]


@router.get(PATH, name="network")
def network(
    request: Request,
    chosen: Chosen,
    fragment: Fragment,
    opened: Opened,
    session: ReadSession,
    codebook: TheCodebook,
    site: ThisSite,
    least: Least = 1,
    normalization: Normalization = Normalization.AVERAGE,
) -> HTMLResponse:
    """Positions by speakers, and speakers by what they have in common."""
    asked = Asked(chosen, least, normalization)
    coded = _coded(chosen)
    ties = queries.two_mode(session, chosen, least)
    speakers, positions = networking.ordered(ties)
    shown = speakers[: networking.MOST]
    moving = queries.over_time(session, chosen, MONTHS, at_least=least)
    stretches = [each for each in moving.stretches if each.stances]
    names = speaker_names.names(session, speakers, codebook)
    total = statements.count(session, coded)
    counts = facets.counts(session, chosen, codebook)
    frame = explorer(
        PATH,
        chosen,
        codebook,
        counts,
        total,
        meant=coded,
        what=" with a stance",
        beside=asked.beside,
        opened=opened,
    )
    page = NetworkPage(
        site=site,
        heading=frame.sentence,
        explorer=frame,
        empty=None if ties else why_empty(session, PATH, coded, codebook),
        path=PATH,
        hidden=chosen.to_params(),
        least=least,
        normalizations=networking.normalizations(normalization),
        drawing=networking.ties_chart(ties, shown, names, asked, codebook),
        over_time=networking.windows_chart(stretches, moving.undated, asked, MONTHS),
        note=networking.note(len(speakers), len(shown), least),
        columns=networking.columns(shown, names, ties, asked),
        rows=networking.rows(positions, shown, names, ties, asked, codebook),
        pairs=networking.pairs_table(queries.one_mode(ties, normalization, least), names, asked),
    )
    return render(request, page, fragment=fragment)


@router.get(f"{PATH}.csv", name="network_csv")
def network_csv(
    chosen: ChosenForTable,
    session: ReadSession,
    codebook: TheCodebook,
    least: Least = 1,
    normalization: Normalization = Normalization.AVERAGE,
    table: str | None = None,
    safe: bool = False,
    bom: bool = False,
) -> StreamingResponse:
    """The ties, the pairs or the windows."""
    asked = Asked(chosen, least, normalization)
    ties = queries.two_mode(session, chosen, least)
    names = speaker_names.names(session, (tie.speaker_id for tie in ties), codebook)
    moving = queries.over_time(session, chosen, MONTHS, at_least=least)
    stretches = [each for each in moving.stretches if each.stances]
    tables = [
        networking.ties_table(ties, names, asked, codebook),
        networking.pairs_table(queries.one_mode(ties, normalization, least), names, asked),
        networking.windows_table(stretches, asked),
    ]
    return table_file(session, "network", tables, table, chosen, safe=safe, bom=bom)


@router.get(f"{PATH}.graphml", name="network_graphml")
def network_graphml(
    chosen: ChosenForTable, session: ReadSession, codebook: TheCodebook, least: Least = 1
) -> Response:
    """Speakers and positions as a graph."""
    ties = queries.two_mode(session, chosen, least)
    body = graphs.two_mode_graphml(ties, codebook, chosen.to_query())
    return _graph(session, chosen, body, "network", "graphml", GRAPHML)


@router.get(f"{PATH}.gexf", name="network_gexf")
def network_gexf(
    chosen: ChosenForTable, session: ReadSession, codebook: TheCodebook, least: Least = 1
) -> Response:
    """The same as a graph in time."""
    ties = queries.two_mode(session, chosen, least)
    return _graph(
        session, chosen, graphs.two_mode_gexf(ties, codebook, chosen.to_query()), "network", "gexf", GEXF
    )


@router.get(f"{PATH}/speakers.graphml", name="network_speakers_graphml")
def network_speakers_graphml(
    chosen: ChosenForTable,
    session: ReadSession,
    codebook: TheCodebook,
    least: Least = 1,
    normalization: Normalization = Normalization.AVERAGE,
) -> Response:
    """Speakers alone, tied by agreement less conflict."""
    ties = queries.two_mode(session, chosen, least)
    agreement = queries.one_mode(ties, normalization, least)
    body = graphs.one_mode_graphml(ties, agreement, codebook, chosen.to_query())
    return _graph(session, chosen, body, f"network-speakers-{normalization}", "graphml", GRAPHML)


def _coded(chosen: Filter) -> Filter:
    return chosen if chosen.position or chosen.stance else chosen.with_("stance__not", "none")


def _graph(
    session: Session, chosen: Filter, body: bytes, what: str, suffix: str, media_type: str
) -> Response:
    name = f"{what}_{overview.snapshot(session)}_{chosen.hash8}.{suffix}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(body, media_type=media_type, headers=headers)
