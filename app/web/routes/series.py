"""The numbers of each chart as a file, for the filter in the address."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO

from fastapi import APIRouter
from fastapi.responses import JSONResponse, StreamingResponse
from sqlalchemy.orm import Session

from app.queries import exporting, overview, stances, timeline
from app.queries.filter import Filter
from app.queries.periods import Period
from app.web.requests import ChosenStrictly, ReadSession

router = APIRouter()

CSV = "text/csv; charset=utf-8; header=present"


@router.get("/timeline.csv", name="timeline_csv")
def timeline_csv(
    chosen: ChosenStrictly, session: ReadSession, period: Period = Period.MONTH
) -> StreamingResponse:
    """How many statements each period holds; periods with none are there, with zero."""
    return _csv("timeline", chosen, session, _lines(_over_time(session, chosen, period)))


@router.get("/timeline.json", name="timeline_json")
def timeline_json(
    chosen: ChosenStrictly, session: ReadSession, period: Period = Period.MONTH
) -> JSONResponse:
    """The same as JSON."""
    return _json(chosen, session, _over_time(session, chosen, period))


@router.get("/stances.csv", name="stances_csv")
def stances_csv(
    chosen: ChosenStrictly, session: ReadSession, period: Period = Period.YEAR, bom: bool = False
) -> StreamingResponse:
    """Counts, denominators and shares with their interval, for each position, period and stance."""
    return _csv("stances", chosen, session, exporting.stances_csv(session, chosen, period, bom=bom))


@router.get("/stances.json", name="stances_json")
def stances_json(chosen: ChosenStrictly, session: ReadSession, period: Period = Period.YEAR) -> JSONResponse:
    """Counts and denominators for each position, period and stance."""
    found = stances.by_period(session, chosen, period)
    rows = [
        {
            "period_start": bucket.period_start.isoformat(),
            "period_end": bucket.period_end.isoformat(),
            "position_id": bucket.position,
            "stance": bucket.stance,
            "n": bucket.n,
            "n_total_on_topic": bucket.total,
            "counting": chosen.counting,
        }
        for bucket in found
    ]
    return _json(chosen, session, rows)


def _over_time(session: Session, chosen: Filter, period: Period) -> list[dict[str, object]]:
    return [
        {
            "period_start": bucket.period_start.isoformat(),
            "period_end": bucket.period_end.isoformat(),
            "n": bucket.n,
            "counting": chosen.counting.value,
        }
        for bucket in timeline.by_period(session, chosen, period).buckets
    ]


def _lines(rows: Sequence[Mapping[str, object]]) -> Iterator[bytes]:
    buffer = StringIO()
    writer = csv.DictWriter(buffer, ["period_start", "period_end", "n", "counting"], lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    yield buffer.getvalue().encode()


def _csv(what: str, chosen: Filter, session: Session, body: Iterable[bytes]) -> StreamingResponse:
    name = f"{what}_{overview.snapshot(session)}_{chosen.hash8}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(body, media_type=CSV, headers=headers)


def _json(chosen: Filter, session: Session, rows: Sequence[Mapping[str, object]]) -> JSONResponse:
    return JSONResponse(
        {
            "ok": True,
            "query": chosen.to_query(),
            "snapshot_id": overview.snapshot(session),
            "count": len(rows),
            "rows": rows,
            "next": None,
            "next_url": None,
        }
    )
