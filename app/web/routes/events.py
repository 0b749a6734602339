"""Occasions, and what was said around each."""

from itertools import groupby

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.queries import events as queries
from app.queries.filter import Filter
from app.queries.rows import EventPage as Found
from app.web import formats
from app.web.explorer import address
from app.web.lines import lines
from app.web.rendering import render
from app.web.requests import ReadSession
from app.web.site import ThisSite
from app.web.views import EventGroup, EventPage, EventsPage, EventYear

router = APIRouter()


@router.get("/events", name="events")
def events(request: Request, session: ReadSession, site: ThisSite) -> HTMLResponse:
    """All events by year, the latest first."""
    found = queries.all_(session)
    page = EventsPage(
        site=site,
        heading="Events",
        explanation=f"{formats.counted(len(found), 'dated occasion')} that statements are linked to and "
        "undated texts are dated by: votes, wars and truces, summits and meetings.",
        years=[
            EventYear(year, list(members))
            for year, members in groupby(found, key=lambda row: row.on_date.year)
        ],
    )
    return render(request, page)


@router.get("/events/{event_id}", name="event")
def event(request: Request, event_id: str, session: ReadSession, site: ThisSite) -> HTMLResponse:
    """One event with the statements linked to it and those of the days around it."""
    found = queries.one(session, event_id)
    return render(
        request, EventPage(site=site, heading=found.row.title, event=found.row, groups=_groups(found))
    )


def _groups(found: Found) -> list[EventGroup]:
    """Each statement once: what is linked to the event is not repeated among the days around it."""
    linked = {row.id for row in found.linked.rows}
    here = address("/timeline", Filter(event=(found.row.id,)))
    days = formats.counted(found.days, "day")
    around = (
        (f"In the {days} before", found.before, "Nothing else in this collection was said in those days."),
        (
            f"From that day on, for {days}",
            found.after,
            "Nothing else in this collection was said in those days.",
        ),
    )
    return [
        EventGroup("Linked to it", lines(found.linked.rows), here, "No statement is linked to this event."),
        *(
            EventGroup(title, lines(row for row in page.rows if row.id not in linked), "", nothing)
            for title, page, nothing in around
        ),
    ]
