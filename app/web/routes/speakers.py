"""One speaker: offices, stances taken, latest words."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.codebook.model import Speaker
from app.codebook.terms import SpeakerKind
from app.errors import NotFoundError
from app.queries import stances, statements, wording
from app.queries.filter import Filter
from app.queries.labels import label
from app.web.lines import lines
from app.web.rendering import render
from app.web.requests import ReadSession, TheCodebook
from app.web.site import ThisSite
from app.web.tallies import tally
from app.web.views import SpeakerPage, Spellings, Term

router = APIRouter()

LATEST = 10

_KINDS = {SpeakerKind.PERSON: "Person", SpeakerKind.INSTITUTION: "Institution", SpeakerKind.COUNTRY: "State"}


@router.get("/speakers/{slug}", name="speaker")
def speaker(
    request: Request, slug: str, session: ReadSession, codebook: TheCodebook, site: ThisSite
) -> HTMLResponse:
    """A speaker of the codebook, said anything or not."""
    if slug not in codebook.speakers:
        raise NotFoundError(f"The codebook has no speaker {slug}.")
    one = codebook.speakers[slug]
    chosen = Filter(speaker=(slug,))
    found = statements.page(session, chosen, limit=LATEST)
    words = chosen.in_words(codebook, found.total)
    page = SpeakerPage(
        site=site,
        heading=one.name,
        slug=slug,
        kicker=" · ".join(part for part in (_KINDS[one.kind], one.country, one.affiliation) if part),
        sentence=f"{words[:1].upper()}{words[1:]}.",
        tally=tally(stances.overview(session, chosen), chosen, codebook),
        latest=lines(found.rows),
        tenures=_terms(one),
        spellings=[
            Spellings(label("language", code, codebook), code, names)
            for code, names in (("en", one.names.en), ("ru", one.names.ru), ("ar", one.names.ar))
            if names
        ],
    )
    return render(request, page)


def _terms(one: Speaker) -> list[Term]:
    """The offices, the latest first; an open end is left open, since it may only be unknown."""
    return [Term(tenure.title, wording.span(tenure.since, tenure.until)) for tenure in reversed(one.tenures)]
