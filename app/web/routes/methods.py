"""How numbers come about, and the codebook."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from app.codebook.terms import Stance
from app.web import formats
from app.web.rendering import render
from app.web.requests import TheCodebook
from app.web.site import ThisSite
from app.web.views import Fact, Look, MethodsPage, PositionEntry, TopicEntry

router = APIRouter()

_STANCES = {
    Stance.SUPPORT: "agrees with the position, calls for it, or takes it for granted",
    Stance.CONDITIONAL: "agrees once something else happens first; the condition is kept with the coding",
    Stance.NEUTRAL: "speaks of the position and deliberately takes no side",
    Stance.OPPOSE: "rejects the position or argues for its contrary",
}


@router.get("/methods", name="methods")
def methods(request: Request, codebook: TheCodebook, site: ThisSite) -> HTMLResponse:
    """The rules, positions and topics that every coding refers to."""
    page = MethodsPage(
        site=site,
        heading="Method and codebook",
        version=codebook.version,
        facts=[
            Fact("Positions", formats.number(len(codebook.positions))),
            Fact("Topics", formats.number(len(codebook.topics))),
            Fact("Speakers", formats.number(len(codebook.speakers))),
            Fact("Outlets", formats.number(len(codebook.outlets))),
            Fact("Events", formats.number(len(codebook.events)), "/events"),
        ],
        stances=[Look(stance, words) for stance, words in _STANCES.items()],
        positions=[
            PositionEntry(
                position.id,
                position.sentence,
                [
                    Look(stance, position.looks_like[stance])
                    for stance in Stance
                    if stance in position.looks_like
                ],
            )
            for position in codebook.positions.values()
        ],
        topics=[TopicEntry(topic.id, topic.name, topic.definition) for topic in codebook.topics.values()],
    )
    return render(request, page)


@router.get("/codebook", include_in_schema=False)
def codebook_address() -> RedirectResponse:
    """The codebook stands on the methods page."""
    return RedirectResponse("/methods#positions")
