"""A filter in, JSON out: a page in an envelope, or everything line by line."""

from collections.abc import Generator, Mapping, Sequence
from typing import TypedDict

from sqlalchemy import JSON, ColumnElement, Text, cast, func, literal
from sqlalchemy.orm import Session

from app.db.tables import StatementFact
from app.queries import base, overview, statements
from app.queries.exporting.columns import statement_columns, statement_rows
from app.queries.filter import Counting, Filter
from app.queries.paging import Order, Place, places

PAGE = 100
MOST = 1000
_FETCHED = 1000


class Envelope(TypedDict):
    """A page of rows and what it is a page of."""

    ok: bool
    query: str
    snapshot_id: str
    count: int
    rows: Sequence[Mapping[str, object]]
    next: str | None


def statements_json(
    session: Session, chosen: Filter, permalink: str, after: Place | None = None, limit: int = PAGE
) -> Envelope:
    """The units after a place, the newest first as on the page; `count` is exact."""
    size = min(limit, MOST)
    keys = places(session, base.statements(chosen), after, size + 1, Order.NEWEST)
    shown = [place.id for place in keys[:size]]
    everything = statement_rows(Filter(counting=Counting.STATEMENT))
    wanted = everything.where(StatementFact.id.in_(shown)).with_only_columns(_object(permalink))
    found = session.scalars(wanted).all()
    by_id = {row["statement_id"]: row for row in found}
    return Envelope(
        ok=True,
        query=chosen.to_query(),
        snapshot_id=overview.snapshot(session),
        count=statements.count(session, chosen),
        rows=[by_id[id_] for id_ in shown],
        next=keys[size - 1].token if len(keys) > size else None,
    )


def statements_jsonl(session: Session, chosen: Filter, permalink: str) -> Generator[bytes]:
    """One object in each line, the oldest first as in the CSV file."""
    rows = statement_rows(chosen).with_only_columns(cast(_object(permalink), Text))
    found = session.scalars(rows, execution_options={"stream_results": True, "yield_per": _FETCHED})
    for batch in found.partitions():
        yield "".join(f"{line}\n" for line in batch).encode()


def _object(permalink: str) -> ColumnElement[dict[str, object]]:
    pairs = [part for column in statement_columns(permalink) for part in (literal(column.name), column.value)]
    return func.json_build_object(*pairs, type_=JSON)
