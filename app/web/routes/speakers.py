"""Everyone who speaks, and one speaker: offices, stances, contradictions, words."""

from collections.abc import Iterator

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, StreamingResponse
from sqlalchemy.orm import Session

from app.codebook.model import Codebook
from app.codebook.terms import SpeakerKind
from app.queries import facets, speaker_index, speakers, statements, wording
from app.queries.analysis_rows import SpeakerProfile
from app.queries.filter import Filter, Undated
from app.queries.labels import label
from app.web import comparing, formats, people
from app.web.comparing import Pair
from app.web.empty import why_empty
from app.web.explorer import address, explorer
from app.web.files import table_file
from app.web.lines import line, lines
from app.web.rendering import render
from app.web.requests import Chosen, ChosenForTable, Fragment, Opened, ReadSession, TheCodebook
from app.web.site import ThisSite
from app.web.views import Fact, Link, SpeakerPage, SpeakersPage, Spellings, Term
from app.web.views.tables import Table

router = APIRouter()

PATH = "/speakers"
LATEST = 10

_KINDS = {SpeakerKind.PERSON: "Person", SpeakerKind.INSTITUTION: "Institution", SpeakerKind.COUNTRY: "State"}


@router.get(PATH, name="speakers")
def all_speakers(
    request: Request,
    chosen: Chosen,
    fragment: Fragment,
    opened: Opened,
    session: ReadSession,
    codebook: TheCodebook,
    site: ThisSite,
    name: str = "",
) -> HTMLResponse:
    """Everyone who says something within the filter."""
    rows = people.called(speaker_index.all_(session, chosen, codebook), name, codebook)
    total = statements.count(session, chosen)
    counts = facets.counts(session, chosen, codebook)
    frame = explorer(
        PATH, chosen, codebook, counts, total, beside=[("name", name)] if name else [], opened=opened
    )
    page = SpeakersPage(
        site=site,
        heading=f"Speakers of {frame.sentence[:1].lower()}{frame.sentence[1:]}",
        explorer=frame,
        empty=None if total else why_empty(session, PATH, chosen, codebook),
        name=name,
        hidden=chosen.to_params(),
        table=people.everyone(rows, chosen, name),
    )
    return render(request, page, fragment=fragment)


@router.get(f"{PATH}.csv", name="speakers_csv")
def speakers_csv(
    chosen: ChosenForTable,
    session: ReadSession,
    codebook: TheCodebook,
    name: str = "",
    safe: bool = False,
    bom: bool = False,
) -> StreamingResponse:
    """The same as a file."""
    rows = people.called(speaker_index.all_(session, chosen, codebook), name, codebook)
    table = people.everyone(rows, chosen, name)
    return table_file(session, "speakers", [table], None, chosen, safe=safe, bom=bom)


@router.get(f"{PATH}/{{slug}}.csv", name="speaker_csv")
def speaker_csv(
    slug: str,
    chosen: ChosenForTable,
    session: ReadSession,
    codebook: TheCodebook,
    table: str | None = None,
    safe: bool = False,
    bom: bool = False,
) -> StreamingResponse:
    """One table of the page of a speaker."""
    own = chosen.only("speaker", slug)
    found = speakers.profile(session, chosen, codebook, slug)
    tables = _tables(session, found, own, codebook, slug)
    return table_file(session, slug.removeprefix("~"), tables, table, own, safe=safe, bom=bom)


@router.get(f"{PATH}/{{slug}}", name="speaker")
def speaker(
    request: Request, slug: str, chosen: Chosen, session: ReadSession, codebook: TheCodebook, site: ThisSite
) -> HTMLResponse:
    """A speaker of the codebook, said anything or not, or one known by name only."""
    found = speakers.profile(session, chosen, codebook, slug)
    own = chosen.only("speaker", slug)
    latest = statements.page(session, own, limit=LATEST).rows
    pairs, note = people.opposed(session, own, codebook)
    words = own.in_words(codebook, found.n)
    page = SpeakerPage(
        site=site,
        heading=found.name,
        kicker=_kicker(found),
        sentence=f"{words[:1].upper()}{words[1:]}.",
        actions=[
            Link("On the timeline", address("/timeline", own)),
            Link("Stances over time", address("/stances", own)),
            Link("Compare with somebody", comparing.url(Pair(own, Filter(counting=own.counting)))),
            Link("CSV of the statements", address("/statements.csv", own)),
        ],
        facts=_facts(found, own),
        positions=people.positions(found.positions, own, codebook, slug),
        contradictions=pairs,
        contradictions_note=note,
        contradictions_file=people.file(slug, own, "contradictions"),
        first=line(found.first) if found.first else None,
        latest=lines(latest),
        tenures=_terms(slug, codebook),
        spellings=_spellings(slug, codebook),
        printed=people.printed(found.printed, own, slug),
    )
    return render(request, page)


def _tables(
    session: Session, found: SpeakerProfile, own: Filter, codebook: Codebook, slug: str
) -> Iterator[Table]:
    yield people.positions(found.positions, own, codebook, slug)
    yield people.printed(found.printed, own, slug)
    yield people.pairs_table(session, own, codebook, slug)


def _kicker(found: SpeakerProfile) -> str:
    if not found.known:
        return "Not in the codebook: known by the printed name only"
    kind = _KINDS[SpeakerKind(found.kind)] if found.kind else ""
    return " · ".join(part for part in (kind, found.country, found.affiliation) if part)


def _facts(found: SpeakerProfile, own: Filter) -> list[Fact]:
    undated = address("/timeline", own.with_("undated", Undated.ONLY))
    facts = [
        Fact("Statements", formats.number(found.n), address("/timeline", own)),
        Fact(
            "Reports of them",
            formats.number(found.reports),
            address("/timeline", own.with_("counting", "statement")),
        ),
        Fact("Without a date", formats.number(found.undated), undated if found.undated else ""),
    ]
    ends = (("First dated", found.first), ("Last dated", found.last))
    return [
        *facts,
        *(
            Fact(words, formats.day(row.said_on, row.said_precision), f"/statements/{row.id}")
            for words, row in ends
            if row
        ),
    ]


def _terms(slug: str, codebook: Codebook) -> list[Term]:
    """The offices, the latest first; an open end is left open, since it may only be unknown."""
    known = codebook.speakers.get(slug)
    if known is None:
        return []
    return [
        Term(tenure.title, wording.span(tenure.since, tenure.until) or "dates not known", tenure.source)
        for tenure in reversed(known.tenures)
    ]


def _spellings(slug: str, codebook: Codebook) -> list[Spellings]:
    known = codebook.speakers.get(slug)
    if known is None:
        return []
    of = (("en", known.names.en), ("ru", known.names.ru), ("ar", known.names.ar))
    return [Spellings(label("language", code, codebook), code, names) for code, names in of if names]
