"""A chart is columns, says what it shows, and never more than a browser can bear."""

from datetime import date

import orjson

from app.codebook.terms import Stance
from app.queries.analysis_rows import Stretch
from app.queries.periods import Period
from app.queries.rows import Bucket, Gap, Histogram, StanceBucket
from app.web import charts


def buckets(years: range, positions: int, n: int = 7) -> list[StanceBucket]:
    return [
        StanceBucket(date(year, 1, 1), date(year, 12, 31), f"p{position}", stance, n, 4 * n)
        for position in range(positions)
        for year in years
        for stance in Stance
    ]


def test_a_full_codebook_over_25_years_stays_under_100_kilobytes() -> None:
    names = {
        f"p{number}": f"A position that takes a whole sentence to say, number {number}."
        for number in range(31)
    }
    chart = charts.strips(buckets(range(2000, 2026), 31), names, "/timeline", note="")
    assert chart.figure
    assert len(orjson.dumps(chart.figure)) <= 100_000


def test_few_cases_are_hollow_and_never_a_share() -> None:
    few = [StanceBucket(date(2023, 1, 1), date(2023, 12, 31), "p", Stance.OPPOSE, 4, 4)]
    figure = charts.position(few, "/timeline?position=p", note="").figure
    assert figure
    traces = {(trace["name"], trace["type"]): trace for trace in figure["data"]}
    assert traces["oppose", "scatter"]["marker"]["symbol"] == ["triangle-down-open"]
    assert traces["oppose", "bar"]["y"] == [None]


def test_five_cases_are_solid_and_a_share() -> None:
    five = [StanceBucket(date(2023, 1, 1), date(2023, 12, 31), "p", Stance.OPPOSE, 5, 5)]
    figure = charts.position(five, "/timeline?position=p", note="").figure
    assert figure
    traces = {(trace["name"], trace["type"]): trace for trace in figure["data"]}
    assert traces["oppose", "scatter"]["marker"]["symbol"] == ["triangle-down"]
    assert traces["oppose", "bar"]["y"] == [1.0]


def test_nothing_to_draw_is_no_chart_with_empty_axes() -> None:
    assert charts.histogram(Histogram([], 3, 0), "/timeline", note="").figure is None
    assert charts.strips([], {}, "/timeline", note="").figure is None
    assert charts.position([], "/timeline", note="").figure is None


def test_the_table_beside_a_histogram_has_its_numbers_and_their_statements() -> None:
    months = [
        Bucket(date(2023, 10, 1), date(2023, 10, 31), 12),
        Bucket(date(2023, 11, 1), date(2023, 11, 30), 0),
    ]
    chart = charts.histogram(Histogram(months, 0, 0), "/timeline?topic=tolls", note="")
    assert chart.summary == "12 dated statements; most in October 2023 (12)."
    assert [(row.cells, row.url) for row in chart.rows] == [
        (("October 2023", "12"), "/timeline?topic=tolls&since=2023-10-01&until=2023-10-31")
    ]


def test_periods_are_named_as_people_name_them() -> None:
    def name(first: date, period: Period) -> str:
        return charts.Span(first, period.end(first)).name

    assert name(date(2023, 1, 1), Period.YEAR) == "2023"
    assert name(date(2024, 2, 1), Period.MONTH) == "2024-02"
    assert name(date(2023, 10, 1), Period.QUARTER) == "2023 Q4"


def test_days_without_any_article_are_hatched_within_the_chart_only() -> None:
    months = [
        Bucket(date(2023, 10, 1), date(2023, 10, 31), 3),
        Bucket(date(2023, 11, 1), date(2023, 11, 30), 1),
    ]
    gaps = [Gap(date(2023, 9, 1), date(2023, 10, 2), 32), Gap(date(2020, 1, 1), date(2020, 3, 1), 61)]
    figure = charts.histogram(Histogram(months, 0, 0), "/timeline", note="", gaps=gaps).figure
    assert figure
    bands = [trace for trace in figure["data"] if trace["role"] == "gap"]
    assert [band["text"] for band in bands] == [["No article from 2023-10-01 to 2023-10-02"]]
    assert bands[0]["width"] == [2 * 24 * 3600 * 1000]
    assert bands[0]["x"] == ["2023-10-02 00:00"]


def test_a_last_period_that_was_not_over_is_framed() -> None:
    month = [Bucket(date(2023, 10, 1), date(2023, 10, 31), 3)]

    def shapes(as_of: date) -> int:
        figure = charts.histogram(Histogram(month, 0, 0), "/timeline", note="", as_of=as_of).figure
        assert figure
        return len(figure["layout"]["shapes"])

    assert (shapes(date(2023, 10, 20)), shapes(date(2023, 11, 1))) == (1, 0)


def test_a_share_carries_its_interval_in_the_drawing_and_in_the_table() -> None:
    year = (date(2023, 1, 1), date(2023, 12, 31), "p")
    taken = [
        StanceBucket(*year, Stance.SUPPORT, 6, 10),
        StanceBucket(*year, Stance.NEUTRAL, 2, 10),
        StanceBucket(*year, Stance.OPPOSE, 2, 10),
    ]
    chart = charts.position(taken, "/timeline?position=p", note="")
    assert chart.figure
    whiskers = [trace for trace in chart.figure["data"] if trace["role"] == "whisker"]
    assert [(trace["y"], trace["text"]) for trace in whiskers] == [
        ([0.6], ["2023: support 60% (31% to 83%)"]),
        ([0.8], ["2023: oppose 20% (6% to 51%)"]),
    ]
    assert chart.rows[0].cells[-2:] == ("60% (31% to 83%)", "20% (6% to 51%)")


def test_no_line_runs_across_a_stretch_in_which_nobody_said_anything() -> None:
    stretches = [
        Stretch(
            date(year, month, 1), date(year + (month == 7), 12 if month == 1 else 6, 30), 3, 2, 9, 2, opposed
        )
        for year, month, opposed in ((2010, 1, 0), (2010, 7, 1), (2020, 1, 2))
    ]
    chart = charts.windows(stretches, "/network", title="Over time", note="")
    assert chart.figure
    agreeing, opposed, stances = chart.figure["data"]
    assert opposed["y"] == [0, 1, None, 2]
    assert [each is None for each in agreeing["x"]] == [False, False, True, False]
    assert stances["y"] == [9, 9, 9]
    assert chart.rows[0].url == "/network?since=2020-01-01&until=2020-12-30"
