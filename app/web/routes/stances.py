"""How statements stand to every position, and to one of them, over time."""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from sqlalchemy.orm import Session

from app.codebook.model import Codebook
from app.codebook.terms import Stance
from app.errors import NotFoundError
from app.queries import facets, shifts, sources, statements, votes, wording
from app.queries import stances as queries
from app.queries.decorating import decorated
from app.queries.filter import Filter, Undated
from app.queries.labels import label
from app.queries.paging import Order
from app.queries.periods import Period
from app.queries.rows import StanceTotal
from app.web import charts, formats, positions, shifting
from app.web.empty import why_empty
from app.web.explorer import address, explorer, series
from app.web.lines import lines
from app.web.rendering import render
from app.web.requests import Chosen, Fragment, Opened, ReadSession, TheCodebook
from app.web.site import ThisSite
from app.web.tallies import position_address, tally
from app.web.views import Link, Look, PositionPage, StanceGroup, StancesPage

router = APIRouter()

PATH = "/stances"
SHOWN = 5

_TITLES = {
    Stance.SUPPORT: "In support",
    Stance.CONDITIONAL: "On a condition",
    Stance.NEUTRAL: "Taking no side",
    Stance.OPPOSE: "In opposition",
}


@router.get(PATH, name="stances")
def stances(
    request: Request,
    chosen: Chosen,
    fragment: Fragment,
    opened: Opened,
    session: ReadSession,
    codebook: TheCodebook,
    site: ThisSite,
) -> HTMLResponse:
    """Every position on one page: a strip of marks over time and the totals."""
    totals = queries.overview(session, chosen)
    coded = _coded(chosen)
    frame = explorer(
        PATH,
        chosen,
        codebook,
        facets.counts(session, chosen, codebook),
        statements.count(session, coded),
        meant=coded,
        what=" with a stance" if coded != chosen else "",
        opened=opened,
    )
    spoken = {total.position for total in totals}
    page = StancesPage(
        site=site,
        heading=frame.sentence,
        explorer=frame,
        empty=None if totals else why_empty(session, PATH, coded, codebook),
        chart=charts.strips(
            queries.by_period(session, chosen, Period.YEAR),
            {total.position: label("position", total.position, codebook) for total in totals},
            address("/timeline", _unsliced(chosen)),
            note=f"{_note(chosen, queries.undated(session, chosen, Period.YEAR))} "
            "Up: support and conditional support; down: opposition. "
            "Larger marks are more statements; hollow ones rest on fewer than five in that year.",
            exports=series(PATH, chosen, Period.YEAR),
        ),
        tally=tally(totals, chosen, codebook),
        never=[
            Link(position.sentence, position_address(position.id, chosen))
            for position in codebook.positions.values()
            if position.id not in spoken
        ],
        note=_note(chosen),
    )
    return render(request, page, fragment=fragment)


@router.get(f"{PATH}/{{position_id}}", name="position")
def position(
    request: Request,
    position_id: str,
    chosen: Chosen,
    fragment: Fragment,
    opened: Opened,
    session: ReadSession,
    codebook: TheCodebook,
    site: ThisSite,
) -> HTMLResponse:
    """One position: who stood how to it when, in which words."""
    if position_id not in codebook.positions:
        raise NotFoundError(f"The codebook has no position {position_id}.")
    meant = codebook.positions[position_id]
    path = f"{PATH}/{position_id}"
    rest = chosen.without("position")
    on_it = rest.with_("position", position_id)
    counts = facets.counts(session, on_it, codebook)
    totals = queries.overview(session, on_it)
    total = totals[0].total if totals else 0
    period = charts.grain(totals[0].first_on, totals[0].last_on) if totals else Period.YEAR
    others = counts.apart_from("position")
    frame = explorer(path, rest, codebook, others, total, meant=on_it, opened=opened)
    page = PositionPage(
        site=site,
        heading=meant.sentence,
        explorer=frame,
        empty=None if total else why_empty(session, path, on_it, codebook),
        looks=[Look(stance, meant.looks_like[stance]) for stance in Stance if stance in meant.looks_like],
        standing=_sentence(on_it, codebook, total),
        chart=charts.position(
            queries.by_period(session, on_it, period),
            address("/timeline", _unsliced(on_it)),
            note=f"{_note(on_it, queries.undated(session, on_it, period))} "
            f"Marks: statements a {period}, hollow under five; squares: votes cast. "
            f"Bars: shares with their 95 % interval, for each {period} with five or more; beneath, how many. "
            f"{charts.BACKDROP}",
            exports=series(PATH, on_it, period),
            votes=votes.acts(session, on_it, codebook),
            gaps=sources.gaps(session),
            as_of=site.ingested_on,
        ),
        groups=_groups(session, on_it, totals),
        shifts=shifting.of_position(
            session,
            shifts.of_position(session, on_it, position_id),
            on_it,
            codebook,
            positions.file(on_it, "shifts"),
        ),
        tables=list(positions.tables(session, on_it, codebook, position_id)) if total else [],
    )
    return render(request, page, fragment=fragment)


def _coded(chosen: Filter) -> Filter:
    """The same statements as far as they take any stance."""
    return chosen if chosen.position or chosen.stance else chosen.with_("stance__not", "none")


def _unsliced(chosen: Filter) -> Filter:
    """The filter to which each mark adds its period, its position and its stance."""
    return chosen.without("since").without("until").without("stance")


def _note(chosen: Filter, unsettled: Mapping[str, int] | None = None) -> str:
    """How is counted, and what a chart leaves out because its date is not known well enough."""
    counting = wording.COUNTING[chosen.counting]
    left_out = sum((unsettled or {}).values())
    missing = (
        f" Not in the chart, for want of a date: {formats.counted(left_out, 'stance')}." if left_out else ""
    )
    return f"{counting[:1].upper()}{counting[1:]}.{missing}"


def _sentence(chosen: Filter, codebook: Codebook, total: int) -> str:
    words = chosen.in_words(codebook, total)
    return f"{words[:1].upper()}{words[1:]}."


def _groups(session: Session, chosen: Filter, totals: list[StanceTotal]) -> list[StanceGroup]:
    """The first and the latest statements of each stance that anybody took, all fetched at once."""
    if not totals:
        return []
    counts = {stance: n for stance, n in zip(Stance, totals[0][1:5], strict=True) if n}
    of = {stance: chosen.only("stance", stance) for stance in counts}
    latest = {stance: statements.ids(session, of[stance], SHOWN) for stance in counts}
    first = {
        stance: statements.ids(session, of[stance].with_("undated", Undated.EXCLUDE), 1, Order.OLDEST)
        for stance in counts
    }
    every = [id_ for found in (latest, first) for ids in found.values() for id_ in ids]
    rows = {row.id: row for row in decorated(session, list(dict.fromkeys(every)))}
    return [
        StanceGroup(
            stance,
            _TITLES[stance],
            n,
            address("/timeline", of[stance]),
            address("/timeline", of[stance], [("order", "oldest")]),
            lines(rows[each] for each in first[stance] if each not in latest[stance]),
            lines(rows[each] for each in latest[stance]),
        )
        for stance, n in counts.items()
    ]
