"""What a page sends stays small: its own bytes, and the numbers of each chart at any size of the corpus."""

import re
from datetime import date

import pytest
from fastapi.testclient import TestClient

from app.codebook.terms import Stance
from app.queries.analysis_rows import Tie
from app.queries.periods import Period
from app.queries.rows import Bucket, Gap, Histogram, StanceBucket
from app.web import charts, rendering
from app.web.charts.chart import Chart

MOST_OF_A_CHART = 100_000
YEARS = range(2005, 2026)
NAMES = {
    f"p{n}": f"A position that takes a whole sentence to be said in full, number {n}." for n in range(60)
}


def weight(chart: Chart) -> int:
    assert chart.figure
    return len(
        rendering.environment().from_string("{{ figure|tojson }}").render(figure=chart.figure).encode()
    )


def buckets(positions: int, period: Period, years: range = YEARS) -> list[StanceBucket]:
    months = {Period.YEAR: (1,), Period.QUARTER: (1, 4, 7, 10), Period.MONTH: tuple(range(1, 13))}[period]
    starts = [date(year, month, 1) for year in years for month in months]
    return [
        StanceBucket(start, period.end(start), f"p{number}", stance, 1234, 4936)
        for number in range(positions)
        for start in starts
        for stance in Stance
    ]


def test_twenty_years_of_months_stay_under_100_kilobytes() -> None:
    months = [
        Bucket(date(year, month, 1), Period.MONTH.end(date(year, month, 1)), 1234)
        for year in YEARS
        for month in range(1, 13)
    ]
    gaps = [Gap(date(year, 2, 1), date(year, 3, 31), 59) for year in YEARS]
    assert (
        weight(charts.histogram(Histogram(months, 0, 0), "/timeline", note="", gaps=gaps)) < MOST_OF_A_CHART
    )


@pytest.mark.parametrize("years", [1, 2, 3, 8, 9, 21])
def test_one_position_at_the_grain_of_its_span_stays_under_100_kilobytes(years: int) -> None:
    span = range(2005, 2005 + years)
    period = charts.grain(date(span[0], 1, 1), date(span[-1], 12, 31))
    chart = charts.position(buckets(1, period, span), "/timeline?position=p0", note="")
    assert weight(chart) < MOST_OF_A_CHART


def test_sixty_positions_over_twenty_years_stay_under_100_kilobytes() -> None:
    assert weight(charts.strips(buckets(60, Period.YEAR), NAMES, "/timeline", note="")) < MOST_OF_A_CHART


def test_every_speaker_on_every_position_stays_under_100_kilobytes() -> None:
    speakers = {f"speaker-{n}": f"A speaker with a rather long name, number {n}" for n in range(200)}
    ties = [
        Tie(speaker, position, 99, 50, 9, 10, 30, None, None) for speaker in speakers for position in NAMES
    ]
    shown = dict(list(speakers.items())[:18])
    assert weight(charts.ties(ties, shown, NAMES, "/timeline", note="")) < MOST_OF_A_CHART


@pytest.mark.parametrize("path", ["/timeline", "/stances", "/stances/open-the-bridge", "/network"])
def test_what_a_page_embeds_is_what_was_weighed(client: TestClient, path: str) -> None:
    page = client.get(path).text
    blocks = re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', page, re.DOTALL)
    assert blocks
    assert all(len(block.encode()) < MOST_OF_A_CHART for block in blocks)


@pytest.mark.parametrize("path", ["/timeline", "/speakers", "/network?more=speaker"])
def test_a_facet_sends_a_few_of_its_values_and_all_on_demand(client: TestClient, path: str) -> None:
    page = client.get(path).text
    for facet in re.findall(r'<details class="facet".*?</details>', page, re.DOTALL):
        assert facet.count("<li") <= 9 or 'id="facet-speaker"' in facet
