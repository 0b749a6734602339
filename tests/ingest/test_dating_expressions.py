"""What the words of a date say, in three languages and every agency's style."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.codebook.dates import PartialDate
from app.codebook.model import Codebook
from app.ingest.temporal import expressions
from app.ingest.temporal.resolving import resolve, seen_on, stated

EN = (
    ("January", "February", "March", "April", "May", "June",
     "July", "August", "September", "October", "November", "December"),
    ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"),
    ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
)  # fmt: skip
RU = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
GULF = (
    "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو",
    "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
)  # fmt: skip
LEVANT = [
    "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران",
    "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول",
]  # fmt: skip
INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")

FULL = {
    "23 October 2023": lambda d: f"{d.day} {EN[0][d.month - 1]} {d.year}",
    "October 23, 2023": lambda d: f"{EN[0][d.month - 1]} {d.day}, {d.year}",
    "OCTOBER 23, 2023": lambda d: f"{EN[0][d.month - 1].upper()} {d.day}, {d.year}",
    "Oct. 23, 2023": lambda d: f"{EN[1][d.month - 1]}. {d.day}, {d.year}",
    "23-Oct-2023": lambda d: f"{d.day:02}-{EN[1][d.month - 1]}-{d.year}",
    "the 23th of October, 2023": lambda d: f"the {d.day}th of {EN[0][d.month - 1]}, {d.year}",
    "Mon 23 Oct 2023": lambda d: f"{EN[2][d.weekday()][:3]} {d.day} {EN[1][d.month - 1]} {d.year}",
    "Monday, October 23, 2023": lambda d: f"{EN[2][d.weekday()]}, {EN[0][d.month - 1]} {d.day}, {d.year}",
    "2023-10-23": lambda d: d.isoformat(),
    "2023/10/23": lambda d: f"{d.year}/{d.month:02}/{d.day:02}",
    "23.10.2023": lambda d: f"{d.day:02}.{d.month:02}.{d.year}",
    "23 октября 2023 года": lambda d: f"{d.day} {RU[d.month - 1]} {d.year} года",
    "23 أكتوبر 2023": lambda d: f"{d.day} {GULF[d.month - 1]} {d.year}",
    "٢٣ أكتوبر ٢٠٢٣": lambda d: f"{d.day} {GULF[d.month - 1]} {d.year}".translate(INDIC),
    "أكتوبر ٢٣, ٢٠٢٣": lambda d: f"{GULF[d.month - 1]} {d.day}, {d.year}".translate(INDIC),
    "23 تشرين الأول 2023": lambda d: f"{d.day} {LEVANT[d.month - 1]} {d.year}",
    "23 أكتوبر/تشرين الأول 2023": lambda d: f"{d.day} {GULF[d.month - 1]}/{LEVANT[d.month - 1]} {d.year}",
}

DAYS = st.dates(date(1990, 1, 1), date(2049, 12, 31))


@given(day=DAYS, style=st.sampled_from(sorted(FULL)), before=st.sampled_from(["", "on ", "RIYADH, ", "يوم "]))
@settings(max_examples=300, deadline=None)
def test_a_printed_date_is_found_again_with_its_span(
    day: date, style: str, before: str, codebook: Codebook
) -> None:
    printed = FULL[style](day)
    text = f"{before}{printed} – the ministry spoke."
    [found] = expressions.find(text, codebook.calendar)
    assert stated(found) == PartialDate(day)
    assert found.span.of(text).strip("the ") == printed.strip("the ")


@given(seen=DAYS, weekday=st.integers(0, 6), which=st.sampled_from(["", "last ", "next "]))
@settings(max_examples=150, deadline=None)
def test_a_weekday_is_never_more_than_a_week_away(
    seen: date, weekday: int, which: str, codebook: Codebook
) -> None:
    [found] = expressions.find(f"he said {which}{EN[2][weekday]} that", codebook.calendar)
    resolved = resolve(found, seen)
    assert resolved is not None
    on = resolved[0].first
    assert on.weekday() == weekday
    nearest = {"": (-6, 0), "last ": (-7, -1), "next ": (1, 7)}[which]
    assert timedelta(nearest[0]) <= on - seen <= timedelta(nearest[1])


@given(seen=DAYS, day=DAYS)
@settings(max_examples=150, deadline=None)
def test_a_date_without_year_lies_in_the_year_before_it_is_read(
    seen: date, day: date, codebook: Codebook
) -> None:
    [found] = expressions.find(f"It began on {EN[0][day.month - 1]} {day.day}.", codebook.calendar)
    resolved = resolve(found, seen)
    if resolved is None:
        assert (day.month, day.day) == (2, 29)
    else:
        assert (resolved[0].first.month, resolved[0].first.day) == (day.month, day.day)
        assert timedelta(-366) <= resolved[0].first - seen <= timedelta(1)


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_ordered_spans_inside_it(codebook: Codebook, text: str) -> None:
    spans = [one.span for one in expressions.find(text, codebook.calendar)]
    assert all(0 <= span.start < span.stop <= len(text) for span in spans)
    assert all(first.stop <= second.start for first, second in pairwise(spans))


@pytest.mark.parametrize(
    ("words", "seen", "expected"),
    [
        ("yesterday", "2024-05-21", "2024-05-20"),
        ("вчера", "2024-05-21", "2024-05-20"),
        ("накануне", "2024-05-21", "2024-05-20"),
        ("أمس", "2024-05-21", "2024-05-20"),
        ("three days ago", "2024-05-21", "2024-05-18"),
        ("5 дней назад", "2024-05-21", "2024-05-16"),
        ("قبل يومين", "2024-05-21", "2024-05-19"),
        ("в понедельник", "2024-05-21", "2024-05-20"),
        ("в минувшую среду", "2024-05-21", "2024-05-15"),
        ("يوم الاثنين الماضي", "2024-05-21", "2024-05-20"),
        ("اليوم الثلاثاء", "2024-05-21", "2024-05-21"),
        ("October 7 last year", "2024-05-21", "2023-10-07"),
        ("7 октября прошлого года", "2024-05-21", "2023-10-07"),
        ("السابع من أكتوبر 2023", "2024-05-21", "2023-10-07"),
        ("in October", "2024-05-21", "2023-10"),
        ("October 2023", "2024-05-21", "2023-10"),
        ("in 2021", "2024-05-21", "2021"),
        ("two days after the vote of 5 May 2024", "2024-05-21", "2024-05-07"),
    ],
)
def test_words_mean_the_day_they_name(words: str, seen: str, expected: str, codebook: Codebook) -> None:
    [found] = expressions.find(words, codebook.calendar)
    resolved = resolve(found, date.fromisoformat(seen))
    assert resolved is not None
    assert str(resolved[0]) == expected


@pytest.mark.parametrize(
    "words",
    [
        "he may 10 times",
        "the march of 20 people",
        "version 1.2.3.4",
        "31 February 2023",
        "1,968 prisoners",
        "the 1967 lines",
    ],
)
def test_what_only_looks_like_a_date_is_none(words: str, codebook: Codebook) -> None:
    assert [stated(one) for one in expressions.find(words, codebook.calendar) if one.day] == []


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("в Совете безопасности (СБ) и среди ВС страны", []),
        ("План внесён в СБ. 17 ноября его приняли.", []),
        ("Вс, 12 мая", ["Вс, 12 мая"]),
        ("СБ, 11 МАЯ 2024", ["СБ, 11 МАЯ 2024"]),
        ("состоится в СУББОТУ", ["СУББОТУ"]),
        ("в экспертной среде", []),
    ],
)
def test_an_abbreviation_in_capitals_is_a_weekday_only_beside_a_date(
    words: str, days: list[str], codebook: Codebook
) -> None:
    found = expressions.find(words, codebook.calendar)
    assert [one.span.of(words) for one in found if one.weekday is not None] == days


def test_a_weekday_that_does_not_fit_its_date_dates_nothing(codebook: Codebook) -> None:
    [found] = expressions.find("Tuesday, 13 October 2025", codebook.calendar)
    assert stated(found) is None


def test_yesterday_beside_a_date_tells_the_day_of_the_article(codebook: Codebook) -> None:
    [found] = expressions.find("He applied yesterday, 20 May 2024.", codebook.calendar)
    assert seen_on(found) == PartialDate(date(2024, 5, 21))


def test_a_numeric_date_with_two_readings_keeps_both(codebook: Codebook) -> None:
    [found] = expressions.find("03/04/2024", codebook.calendar)
    assert (found.month, found.day, found.other) == (4, 3, (3, 4))


@pytest.mark.parametrize(
    "words", ["October ", "1.2.", "last Monday ", "2 days ", "27-", "в день ", "Oct. 3, "]
)
def test_hostile_repetition_ends_quickly(words: str, codebook: Codebook) -> None:
    expressions.find(words * (200_000 // len(words)), codebook.calendar)
