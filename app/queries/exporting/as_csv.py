"""A filter in, CSV out: made by the database, passed on in pieces, never held as a whole."""

import csv
from collections.abc import Generator, Iterable
from io import StringIO
from itertools import chain

import psycopg
from sqlalchemy import ColumnElement, Label, Select, String, case, cast, func, literal
from sqlalchemy.orm import Session

from app.codebook.model import Codebook
from app.queries import intervals, stances, timeline, votes
from app.queries.exporting.batches import BATCH, batched
from app.queries.exporting.columns import (
    SEPARATOR,
    Column,
    Kind,
    coding_columns,
    coding_rows,
    statement_columns,
    statement_rows,
    vote_columns,
)
from app.queries.filter import Filter
from app.queries.periods import Period
from app.queries.rows import StanceBucket

BOM = "\ufeff".encode()
# What makes a spreadsheet take a text for a formula.
RISKY = r"^[=+\-@\t\r]"

_SHARES = (
    "period_start period_end series position_id stance n n_total_on_topic n_total_of_speaker "
    "share share_low share_high counting"
)


def statements_csv(
    session: Session, chosen: Filter, permalink: str, *, safe: bool = False, bom: bool = False
) -> Generator[bytes]:
    """A line for each unit of the filter; `safe` puts an apostrophe before text that looks like a formula."""
    values = [_cell(column, safe=safe) for column in statement_columns(permalink)]
    yield from _copied(session, statement_rows(chosen).with_only_columns(*values), bom=bom)


def codings_csv(
    session: Session, chosen: Filter, codebook: Codebook, *, safe: bool = False, bom: bool = False
) -> Generator[bytes]:
    """A line for each settled coding that the filter means; then one for each that a recorded vote is.

    The latter have no statement, and `record` for their kind of coder.
    """
    values = [_cell(column, safe=safe) for column in coding_columns(codebook)]
    yield from _copied(session, coding_rows(chosen).with_only_columns(*values), bom=bom)
    votes_too = [_cell(column, safe=safe) for column in vote_columns(codebook)]
    yield from _copied(session, votes.coded(chosen).with_only_columns(*votes_too), bom=False, head=False)


def stances_csv(session: Session, chosen: Filter, period: Period, *, bom: bool = False) -> Generator[bytes]:
    """The numbers behind the chart of stances: counts, denominators and shares with their interval."""
    any_stance = timeline.by_period(session, chosen.without("position").without("stance"), period)
    said = {bar.period_start: bar.n for bar in any_stance.buckets}
    found = stances.by_period(session, chosen, period)
    lines = (_share(bucket, said.get(bucket.period_start, 0), chosen) for bucket in found)
    yield from batched(chain([BOM if bom else b"", _line(_SHARES.split())], lines))


def _share(bucket: StanceBucket, said: int, chosen: Filter) -> bytes:
    share = intervals.share(bucket.n, bucket.total)
    known = (bucket.period_start, bucket.period_end, bucket.position, bucket.position, bucket.stance)
    shares = ("" if each is None else f"{each:.6f}" for each in share[2:])
    return _line((*known, bucket.n, bucket.total, said, *shares, chosen.counting))


def _cell(column: Column, *, safe: bool) -> Label[str]:
    text: ColumnElement[str]
    match column.kind:
        case Kind.LIST:
            text = func.array_to_string(column.value, SEPARATOR)
        case _:
            text = cast(column.value, String)
    if safe and column.kind is not Kind.VALUE:
        text = case((text.regexp_match(RISKY), literal("'") + text), else_=text)
    return text.label(column.name)


def _copied(
    session: Session, rows: Select[*tuple[object, ...]], *, bom: bool, head: bool = True
) -> Generator[bytes]:
    connection = session.connection()
    asked = rows.compile(dialect=connection.dialect, compile_kwargs={"render_postcompile": True})
    driver = connection.connection.driver_connection
    assert isinstance(driver, psycopg.Connection)
    batch = bytearray(BOM if bom else b"")
    command = f"COPY ({asked}) TO STDOUT (FORMAT csv, HEADER {head}, ENCODING 'UTF8')"
    with driver.cursor() as cursor, cursor.copy(command.encode(), asked.params) as copy:
        for line in copy:
            # The server hands over row by row, each ended by a line feed; RFC 4180 wants two characters.
            batch += line[:-1]
            batch += b"\r\n"
            if len(batch) >= BATCH:
                yield bytes(batch)
                batch.clear()
    yield bytes(batch)


def _line(values: Iterable[object]) -> bytes:
    buffer = StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow(list(values))
    return buffer.getvalue().encode()
