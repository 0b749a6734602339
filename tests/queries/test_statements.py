"""Which statements a filter means, page by page."""

from hypothesis import given, settings
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.db import sessions
from app.queries import statements
from app.queries.filter import Filter
from app.queries.paging import Order, Place
from app.queries.rows import StatementRow
from tests.queries import oracle
from tests.queries.drawing import FILTERS


def walk(session: Session, chosen: Filter, limit: int, order: Order = Order.NEWEST) -> list[StatementRow]:
    rows: list[StatementRow] = []
    token = None
    while True:
        page = statements.page(session, chosen, Place.parse(token), limit, order)
        assert len(page.rows) <= limit
        rows += page.rows
        token = page.next
        if token is None:
            return rows


@settings(max_examples=80, deadline=None)
@given(chosen=FILTERS)
def test_a_filter_means_what_it_says_in_plain_python(
    corpus: Engine, seen: list[oracle.Seen], chosen: Filter
) -> None:
    expected = oracle.units(chosen, seen)
    by_id = {one.statement.id: one for one in seen}
    with sessions.reading(corpus) as session:
        page = statements.page(session, chosen, limit=1000)
        exact = statements.count(session, chosen)
    shown = [oracle.unit(chosen, by_id[row.id]) for row in page.rows]
    assert sorted(shown) == sorted(expected)
    assert page.total == len(page.rows) == exact


@settings(max_examples=20, deadline=None)
@given(chosen=FILTERS)
def test_pages_together_are_the_whole_list_in_either_order(corpus: Engine, chosen: Filter) -> None:
    with sessions.reading(corpus) as session:
        whole = [row.id for row in statements.page(session, chosen, limit=1000).rows]
        newest = [row.id for row in walk(session, chosen, 7)]
        oldest = walk(session, chosen, 7, Order.OLDEST)
    assert newest == whole
    dates = [row.said_on for row in oldest]
    dated = [on for on in dates if on]
    assert sorted(row.id for row in oldest) == sorted(whole)
    assert dates == sorted(dated) + [None] * (len(dates) - len(dated))
