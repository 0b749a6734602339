"""Where one page of a list ends and the next begins."""

import re
from datetime import date
from enum import StrEnum
from typing import NamedTuple, Self

from sqlalchemy import ColumnElement, Select, and_, literal, select, tuple_, union_all

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


def ordered(
    rows: Select[StatementFact], after: Place | None, limit: int, order: Order
) -> Select[date | None, str]:
    """The keys of the page that follows a place.

    Dated and undated rows are two walks along an index, so that no page costs more than the first.
    """
    on, id_ = StatementFact.said_on, StatementFact.id
    newest = order is Order.NEWEST
    keys = rows.with_only_columns(on, id_)
    dated: list[ColumnElement[bool]] = [on.is_not(None)]
    undated: list[ColumnElement[bool]] = [on.is_(None)]
    if after and after.said_on:
        here, there = tuple_(on, id_), tuple_(literal(after.said_on), literal(after.id))
        dated.append(here < there if newest else here > there)
    elif after:
        undated.append(id_ < after.id if newest else id_ > after.id)
    walks = [
        keys.where(and_(*conditions))
        .order_by(*((on.desc(), id_.desc()) if newest else (on.asc(), id_.asc())))
        .limit(limit)
        .subquery()
        for conditions in (dated, undated)
        if conditions is undated or after is None or after.said_on
    ]
    both = union_all(*(select(walk) for walk in walks)).subquery()
    sorting = (
        (both.c.said_on.desc().nulls_last(), both.c.id.desc())
        if newest
        else (both.c.said_on.asc().nulls_last(), both.c.id.asc())
    )
    return select(both.c.said_on, both.c.id).order_by(*sorting).limit(limit)
