"""How numbers come about, and the codebook: as pages, and as files for other programs."""

from importlib.metadata import version

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app.codebook.model import Codebook
from app.codebook.terms import Stance
from app.errors import NotFoundError
from app.queries import exporting, usage
from app.web import accuracy, formats, rulebook
from app.web.accuracy import AnnotatedSet, Metric
from app.web.codes import codebook_table, codes, qdc
from app.web.codes.refi import MEDIA_TYPE
from app.web.codes.table import NAMES
from app.web.rendering import render
from app.web.requests import ReadSession, TheCodebook
from app.web.site import ThisSite
from app.web.streaming import CSV, saved_as
from app.web.views import Fact, Look
from app.web.views.methods import Figures, MethodsPage, RulesPage

router = APIRouter()

_STANCES = {
    Stance.SUPPORT: "agrees with the position, calls for it, or takes it for granted",
    Stance.CONDITIONAL: "agrees once something else happens first; the condition is kept with the coding",
    Stance.NEUTRAL: "speaks of the position and deliberately takes no side",
    Stance.OPPOSE: "rejects the position or argues for its contrary",
}


@router.get("/methods", name="methods")
def methods(request: Request, codebook: TheCodebook, site: ThisSite) -> HTMLResponse:
    """The counting, the measured accuracy, and everything that a coding refers to."""
    figures, note = _accuracy(codebook)
    page = MethodsPage(
        site=site,
        heading="Method and codebook",
        version=codebook.version,
        facts=[
            Fact("Positions", formats.number(len(codebook.positions)), "#positions"),
            Fact("Topics", formats.number(len(codebook.topics)), "#topics"),
            Fact("Formulas", formats.number(len(codebook.formulas)), "#formulas"),
            Fact("Speakers", formats.number(len(codebook.speakers)), "/speakers"),
            Fact("Outlets", formats.number(len(codebook.outlets)), "/sources"),
            Fact("Events", formats.number(len(codebook.events)), "/events"),
        ],
        stances=[Look(stance, words) for stance, words in _STANCES.items()],
        accuracy=figures,
        accuracy_note=note,
        positions=rulebook.positions(codebook),
        topics=rulebook.topics(codebook),
        formulas=rulebook.formulas(codebook),
    )
    return render(request, page)


@router.get("/methods/{position_id}", name="rules")
def rules(request: Request, position_id: str, codebook: TheCodebook, site: ThisSite) -> HTMLResponse:
    """The rules of one position as the program follows them."""
    if position_id not in codebook.positions:
        raise NotFoundError(f"The codebook has no position {position_id}.")
    of = codebook.positions[position_id]
    page = RulesPage(
        site=site,
        heading=of.sentence,
        entry=rulebook.position(of, codebook),
        url=f"/stances/{of.id}",
        rules=rulebook.rules(of),
        lists=rulebook.lists(of, codebook.lexicon),
    )
    return render(request, page)


@router.get("/codebook", include_in_schema=False)
def codebook_address() -> RedirectResponse:
    """The codebook stands on the methods page."""
    return RedirectResponse("/methods#positions")


@router.get("/codebook.qdc", name="codebook_qdc")
def codebook_qdc(codebook: TheCodebook) -> Response:
    """Topics, positions with their stances, and formulas, for programs that speak REFI-QDA."""
    body = qdc(codes(codebook), f"Positions {version('positions')}")
    return Response(body, media_type=MEDIA_TYPE, headers=saved_as(f"codebook_{codebook.version[:8]}.qdc"))


@router.get("/codebook.csv", name="codebook_csv")
def codebook_csv(codebook: TheCodebook, session: ReadSession, bom: bool = False) -> Response:
    """The same codes as a table, with how often each was given."""
    used = {f"topic:{topic}": n for topic, n in usage.topics(session).items()}
    used |= {f"position:{coding.replace('=', '/')}": n for coding, n in usage.stances(session).items()}
    rows = codebook_table(codes(codebook), used)
    body = b"".join(exporting.table_csv(NAMES, rows, bom=bom))
    return Response(body, media_type=CSV, headers=saved_as(f"codebook_{codebook.version[:8]}.csv"))


def _accuracy(codebook: Codebook) -> tuple[list[Figures], str]:
    """The figures that were measured, and which codebook they are about."""
    found = accuracy.measured()
    if found is None:
        return [], "Not measured for this codebook version."
    when = f"Measured on {formats.day(found.measured_on)} by “{found.command}”"
    own = codebook.version.startswith(found.codebook_version)
    note = (
        f"{when}."
        if own
        else f"Not measured for this codebook version. {when}, with codebook {found.codebook_version[:8]}."
    )
    return [_figures(each) for each in found.sets], note


def _figures(of: AnnotatedSet) -> Figures:
    title = f"{of.name}, {formats.counted(of.n, 'article')}"
    return Figures(title, [_row(name, metric) for name, metric in of.metrics.items()])


def _row(name: str, of: Metric) -> tuple[str, str, str, str, str]:
    interval = "too few" if of.low is None or of.high is None else f"{of.low:.2f} to {of.high:.2f}"
    ratios = ("none" if each is None else f"{each:.2f}" for each in (of.precision, of.recall, of.f1))
    precision, recall, f1 = ratios
    return (name, precision, recall, f1, interval)
