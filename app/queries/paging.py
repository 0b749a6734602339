"""Where one page of a list ends and the next begins."""

import re
from datetime import date
from enum import StrEnum
from typing import NamedTuple, Self

from sqlalchemy import Row, Select, literal, tuple_
from sqlalchemy.orm import Session

from app.db.tables import StatementFact
from app.errors import FilterError

_TOKEN = re.compile(r"(\d{4}-\d{2}-\d{2}|undated)_([\w~.:-]{1,100})", re.ASCII)


class Order(StrEnum):
    """Which end of the list comes first; statements without a date are last in both."""

    NEWEST = "newest"
    OLDEST = "oldest"


class Place(NamedTuple):
    """The last row of a page."""

    said_on: date | None
    id: str

    @classmethod
    def parse(cls, token: str | None) -> Self | None:
        """The place that a token of ours names; none for the beginning."""
        if token is None:
            return None
        found = _TOKEN.fullmatch(token)
        complaint = "this page does not exist; start again from the first one"
        if not found:
            raise FilterError("after", token, complaint)
        try:
            on = None if found[1] == "undated" else date.fromisoformat(found[1])
        except ValueError:
            raise FilterError("after", token, complaint) from None
        return cls(on, found[2])

    @property
    def token(self) -> str:
        """The place as a word of an address."""
        return f"{self.said_on or 'undated'}_{self.id}"


def places(
    session: Session, rows: Select[StatementFact], after: Place | None, limit: int, order: Order
) -> list[Place]:
    """The rows that follow a place.

    Dated and undated rows are two walks along an index, so that no page costs more than the first.
    """
    found: list[Row[date | None, str]] = []
    if after is None or after.said_on:
        found += session.execute(_dated(rows, after, order).limit(limit)).all()
    if len(found) < limit:
        undated = _undated(rows, after if after and not after.said_on else None, order)
        found += session.execute(undated.limit(limit - len(found))).all()
    return [Place(*row) for row in found]


def _dated(rows: Select[StatementFact], after: Place | None, order: Order) -> Select[date | None, str]:
    on, id_ = StatementFact.said_on, StatementFact.id
    keys = rows.with_only_columns(on, id_).where(on.is_not(None))
    if after:
        here, there = tuple_(on, id_), tuple_(literal(after.said_on), literal(after.id))
        keys = keys.where(here < there if order is Order.NEWEST else here > there)
    return keys.order_by(*((on.desc(), id_.desc()) if order is Order.NEWEST else (on.asc(), id_.asc())))


def _undated(rows: Select[StatementFact], after: Place | None, order: Order) -> Select[date | None, str]:
    on, id_ = StatementFact.said_on, StatementFact.id
    keys = rows.with_only_columns(on, id_).where(on.is_(None))
    if after:
        keys = keys.where(id_ < after.id if order is Order.NEWEST else id_ > after.id)
    return keys.order_by(id_.desc() if order is Order.NEWEST else id_.asc())
