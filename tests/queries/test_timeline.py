"""What was said day by day and period by period."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.db import sessions
from app.queries import statements, timeline
from app.queries.filter import Counting, Filter
from app.queries.paging import Order, Place
from app.queries.periods import Period
from tests.queries.drawing import FILTERS


@settings(max_examples=25, deadline=None)
@given(chosen=FILTERS)
def test_a_bar_is_as_high_as_the_list_it_links_to_is_long(corpus: Engine, chosen: Filter) -> None:
    open_ended = chosen.without("since").without("until").without("undated")
    with sessions.reading(corpus) as session:
        for bar in timeline.by_period(session, open_ended, Period.MONTH).buckets:
            inside = open_ended.with_("since", bar.period_start.isoformat())
            inside = inside.with_("until", bar.period_end.isoformat())
            assert statements.count(session, inside) == bar.n


@settings(max_examples=25, deadline=None)
@given(chosen=FILTERS)
def test_bars_and_the_undated_lane_add_up_to_the_list(corpus: Engine, chosen: Filter) -> None:
    every = chosen.with_("counting", "statement")
    with sessions.reading(corpus) as session:
        histogram = timeline.by_period(session, every, Period.QUARTER)
        total = statements.count(session, every)
    assert sum(bar.n for bar in histogram.buckets) + histogram.undated + histogram.imprecise == total


def test_periods_with_nothing_said_are_there_with_zero(read: Session) -> None:
    histogram = timeline.by_period(read, Filter(until="2023-12", since="2023-07"))
    assert [bar.period_start for bar in histogram.buckets] == [date(2023, month, 1) for month in range(7, 13)]
    assert [bar.n for bar in histogram.buckets if bar.period_start.month in (7, 9)] == [0, 0]


def test_a_date_known_to_the_year_is_in_no_month(read: Session) -> None:
    years = Filter(counting=Counting.STATEMENT, since="2023", until="2023")
    months = timeline.by_period(read, years, Period.MONTH)
    assert {bar.period_start: bar.n for bar in months.buckets}[date(2023, 1, 1)] == 0
    assert months.imprecise > 0
    assert timeline.by_period(read, years, Period.YEAR).imprecise == 0


@pytest.mark.parametrize("order", Order)
def test_events_stand_between_the_days_of_all_pages_together_once(read: Session, order: Order) -> None:
    seen: Counter[str] = Counter()
    rows, token = 0, None
    while True:
        days = timeline.days(read, Filter(), Place.parse(token), 10, order)
        for group in days.days:
            seen.update(event.id for event in group.events)
            rows += len(group.rows)
            assert {row.said_on for row in group.rows} == {group.day}
        token = days.page.next
        if token is None:
            break
    assert rows == statements.count(read, Filter())
    assert seen == {"bridge-summit": 1}
