"""Occasions, and what was said around each."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, StreamingResponse

from app.codebook.dates import PartialDate
from app.codebook.model import Codebook
from app.codebook.terms import EventType, Precision
from app.queries import events as queries
from app.queries.filter import Filter
from app.queries.rows import EventPage as Found
from app.queries.rows import EventRow
from app.web import formats, occasions
from app.web.explorer import Option, address
from app.web.files import table_file
from app.web.lines import lines
from app.web.occasions import Around
from app.web.rendering import render
from app.web.requests import Chosen, ChosenForTable, ReadSession, TheCodebook
from app.web.site import ThisSite
from app.web.views import EventGroup, EventPage, EventsPage, EventYear, Link, MenuItem

router = APIRouter()

SHOWN = 25
SPANS = (3, 7, 14, 30, 90)
_TYPES = {
    EventType.CONFLICT: "War",
    EventType.TRUCE: "Truces",
    EventType.SUMMIT: "Summits",
    EventType.MEETING: "Meetings",
    EventType.UN_VOTE: "UN votes",
    EventType.STATEMENT_SERIES: "Series of statements",
    EventType.LEGAL: "Courts",
}

Days = Annotated[int, Query(ge=1, le=366)]


@router.get("/events", name="events")
def events(
    request: Request,
    chosen: Chosen,
    session: ReadSession,
    site: ThisSite,
    type_: Annotated[EventType | None, Query(alias="type")] = None,
) -> HTMLResponse:
    """Events by year, the latest first: all, or those of one sort, or with some words."""
    every = queries.all_(session)
    worded = [row for row in every if _has(row, chosen.q)]
    found = [row for row in worded if type_ in (None, row.type)]
    page = EventsPage(
        site=site,
        heading="Events",
        explanation=f"{formats.counted(len(every), 'dated occasion')} that statements are linked to and "
        "undated texts are dated by: votes, wars and truces, summits and meetings.",
        q=chosen.q or "",
        type=type_ or "",
        types=_types(worded, chosen, type_),
        n=len(found),
        years=[
            EventYear(year, list(members))
            for year, members in groupby(found, key=lambda row: row.on_date.year)
        ],
    )
    return render(request, page)


def _has(row: EventRow, words: str | None) -> bool:
    """Whether an event names every one of some words."""
    told = f"{row.title} {row.summary} {row.place}".casefold()
    return all(word in told for word in (words or "").casefold().split())


def _types(rows: Sequence[EventRow], chosen: Filter, here: EventType | None) -> list[MenuItem]:
    """The sorts of events with their counts; the chosen one leads back to all."""
    counts = Counter(row.type for row in rows)
    only_words = Filter(q=chosen.q)
    return [
        MenuItem(
            f"{_TYPES[each]} {counts[each]}",
            address("/events", only_words, [] if each is here else [("type", each.value)]),
            each is here,
        )
        for each in EventType
        if counts[each] or each is here
    ]


@router.get("/events/{event_id}.csv", name="event_csv")
def event_csv(
    event_id: str,
    chosen: ChosenForTable,
    session: ReadSession,
    codebook: TheCodebook,
    days: Days = queries.DAYS,
    table: str | None = None,
    safe: bool = False,
    bom: bool = False,
) -> StreamingResponse:
    """One table of the page of an event."""
    found = queries.one(session, event_id, days, chosen)
    tables = occasions.tables(session, chosen, codebook, _around(found.row, days))
    return table_file(session, event_id, tables, table, chosen, safe=safe, bom=bom)


@router.get("/events/{event_id}", name="event")
def event(
    request: Request,
    event_id: str,
    chosen: Chosen,
    session: ReadSession,
    codebook: TheCodebook,
    site: ThisSite,
    days: Days = queries.DAYS,
) -> HTMLResponse:
    """One event with what was said before and after, by whom, and who was not heard."""
    found = queries.one(session, event_id, days, chosen)
    at = _around(found.row, days)
    vote = found.row.vote or {}
    words = chosen.in_words(codebook)
    path = f"/events/{event_id}"
    page = EventPage(
        site=site,
        heading=found.row.title,
        event=found.row,
        sentence=f"{words[:1].upper()}{words[1:]}.",
        actions=_actions(path, chosen, codebook, days),
        cast=formats.cast(str(vote.get("russia") or "")),
        acts=occasions.acts(event_id, codebook),
        path=path,
        days=[Option(str(each), formats.counted(each, "day"), each == days) for each in _spans(days)],
        hidden=chosen.to_params(),
        tables=list(occasions.tables(session, chosen, codebook, at)),
        groups=_groups(found, chosen, at),
    )
    return render(request, page)


def _around(row: EventRow, days: int) -> Around:
    last = row.until or PartialDate(row.on_date, Precision(row.on_precision)).last
    return occasions.around(row.id, row.on_date, last, days)


def _spans(days: int) -> list[int]:
    return sorted({*SPANS, days})


def _actions(path: str, chosen: Filter, codebook: Codebook, days: int) -> list[Link]:
    beside = [("days", str(days))] if days != queries.DAYS else []
    links = []
    if not chosen.is_empty:
        links.append(Link("By everyone", address(path, Filter(counting=chosen.counting), beside)))
    elif codebook.country:
        own = chosen.with_("country", codebook.country)
        links.append(Link(f"Only {codebook.country}", address(path, own, beside)))
    return links


def _groups(found: Found, chosen: Filter, at: Around) -> list[EventGroup]:
    """Each statement once: what is linked to the event is not repeated among the days around it."""
    linked = {row.id for row in found.linked.rows}
    here = address("/timeline", chosen.only("event", found.row.id))
    days = formats.counted(found.days, "day")
    nothing = "Nothing else in this collection was said in those days."
    around = (
        (f"In the {days} before", found.before, at.within(chosen, after=False)),
        (f"From that day to {days} after", found.after, at.within(chosen, after=True)),
    )
    return [
        EventGroup(
            "Linked to it",
            found.linked.total,
            lines(found.linked.rows[:SHOWN]),
            here,
            "No statement is linked to this event.",
        ),
        *(
            EventGroup(
                title,
                page.total,
                lines([row for row in page.rows if row.id not in linked][:SHOWN]),
                address("/timeline", within),
                nothing,
            )
            for title, page, within in around
        ),
    ]
