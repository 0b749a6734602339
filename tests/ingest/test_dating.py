"""When an article appeared: from what it declares, from its stamps, from its news and from what it knows."""

import hashlib
from pathlib import Path

import pytest

from app.codebook.model import Codebook
from app.codebook.terms import Basis, Precision
from app.ingest import cleaning, dating, reading
from app.ingest.records import Dated, Given, Source

SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"

BODY = "Sergey Lavrov received the envoys of several countries. He told them that talks should begin soon."


def dated(codebook: Codebook, text: str, *, html: bool = False, **given: str) -> Dated:
    digest = hashlib.sha256(text.encode()).hexdigest()
    source = Source("an-article", "an-article.txt", text, digest, is_html=html, given=Given(**given))
    return dating.date(cleaning.clean(source, codebook), source, codebook)


@pytest.mark.parametrize(
    "printed", ["2024-05-06", "2024-05-06T21:15:00+03:00", "20240506", "6 May 2024", "6 мая 2024 года, 12:30"]
)
def test_given_metadata_comes_first(printed: str, codebook: Codebook) -> None:
    found = dated(codebook, f"5 May 2024\n\n{BODY}", published=printed)
    assert str(found.published.on) == "2024-05-06"
    assert found.published.basis is Basis.STATED
    assert found.published.evidence == printed


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/2024/05/06/talks", "2024-05-06"),
        ("https://example.org/20240506/talks-1948.html", "2024-05-06"),
        ("https://example.org/news/talks-06-05-2024", "2024-05-06"),
        ("https://example.org/x4011_06052024/talks", "2024-05-06"),
        ("https://example.org/2024/may/06/talks", "2024-05-06"),
        ("https://example.org/2024/05/talks", "2024-05"),
        ("https://example.org/news/20485739", "None"),
        ("https://example.org/politics/1971324", "None"),
    ],
)
def test_an_address_may_carry_the_date(url: str, expected: str, codebook: Codebook) -> None:
    assert str(dated(codebook, BODY, url=url).published.on) == expected


@pytest.mark.parametrize(
    ("head", "evidence"),
    [
        ("GAZA CITY, May 6, 2024 (Xinhua) — ", "GAZA CITY, May 6, 2024"),
        ("MOSCOW, 6 May 2024. /TASS/. ", "MOSCOW, 6 May 2024"),
        ("МОСКВА, 6 мая 2024 года. /ТАСС/. ", "МОСКВА, 6 мая 2024 года"),
        ("МОСКВА, 6 мая 2024 – РИА Новости. ", "МОСКВА, 6 мая 2024"),
        ("MOSCOW, May 6, 2024. ", "MOSCOW, May 6, 2024."),
        ("موسكو في 6 مايو 2024 /وكالة/ ", "موسكو في 6 مايو 2024"),
        ("UNITED NATIONS, Monday, May 6, 2024 - ", "UNITED NATIONS, Monday, May 6, 2024"),
    ],
)
def test_a_dateline_with_its_year_is_the_date(head: str, evidence: str, codebook: Codebook) -> None:
    found = dated(codebook, f"{head}{BODY}")
    assert (str(found.published.on), found.published.basis) == ("2024-05-06", Basis.DATELINE)
    assert found.published.evidence.startswith(evidence)


@pytest.mark.parametrize(
    "stamp",
    [
        "06.05.2024 17:43",
        "17:43 06.05.2024",
        "6 May 2024",
        "Monday 6 May 2024 - 08:37",
        "Published: May 6, 2024",
        "Published 6 May 2024, 12:00 | Updated 9 May 2024, 10:00",
        "By A. Writer - May 6,2024 - Last updated at May 6,2024",
        "Опубликовано 6 мая 2024 в 06:15",
        "تاريخ النشر: ٦ مايو ٢٠٢٤",
        "مايو ٦, ٢٠٢٤ at ١٧:٤٣ GMT +00:00 · Published",
        "2024-05-06T17:24+0300",
    ],
)
def test_a_stamp_line_is_the_date(stamp: str, codebook: Codebook) -> None:
    found = dated(codebook, f"Envoys arrive in Moscow for talks\n\n{stamp}\n\n{BODY}")
    assert str(found.published.on) == "2024-05-06"
    assert found.published.evidence in stamp


def test_a_labelled_date_is_read_where_line_breaks_are_lost(codebook: Codebook) -> None:
    found = dated(codebook, f" date 2024-05-06 Support our work!\n{BODY}")
    assert str(found.published.on) == "2024-05-06"


@pytest.mark.parametrize(
    "line",
    [
        "© 2024 The Agency. 6 May 2024",
        "14-02-2023 07:45 PM Jerusalem Timing",
        "Correction: Saturday, May 4, 2024",
        "All rights reserved, 6 May 2024",
    ],
)
def test_clocks_copyrights_and_corrections_are_no_dates(line: str, codebook: Codebook) -> None:
    assert dated(codebook, f"{line}\n\n{BODY}").published.on is None


def test_a_dateline_gets_its_year_from_the_events_that_the_text_knows(codebook: Codebook) -> None:
    text = (
        "MOSCOW, February 9. /TASS/. Talks should begin, Sergey Lavrov said.\n\n"
        "On October 7, Hamas attacked Israel. On December 1, the truce ended and fighting in Gaza resumed."
    )
    found = dated(codebook, text)
    assert (str(found.published.on), found.published.basis) == ("2024-02-09", Basis.DATELINE)
    assert found.published.event is not None


def test_a_weekday_beside_the_date_tells_the_year(codebook: Codebook) -> None:
    text = (
        "MOSCOW, Monday, October 13 (Agency) - Talks should begin, Sergey Lavrov said.\n\n"
        "Hamas attacked Israel on 7 October 2023, and a truce was reached in 2025."
    )
    assert str(dated(codebook, text).published.on) == "2025-10-13"


def test_a_year_alone_does_not_place_a_dateline(codebook: Codebook) -> None:
    text = "MOSCOW, January 20. /TASS/. Sergey Lavrov summed up the year 2025. He spoke for two hours."
    assert dated(codebook, text).published.on is None


def test_a_stamp_with_its_year_comes_before_a_dateline_without(codebook: Codebook) -> None:
    found = dated(codebook, f"Envoys arrive - 06.05.2024\n\nMOSCOW, May 6 (Agency) - {BODY}")
    assert str(found.published.on) == "2024-05-06"
    other = dated(codebook, f"Envoys arrive - 06.05.2024\n\nMOSCOW, May 2 (Agency) - {BODY}")
    assert any("2024-05-02" in issue.complaint for issue in other.issues)


def test_a_dateline_that_nothing_places_stays_open_with_an_issue(codebook: Codebook) -> None:
    found = dated(codebook, "PARIS, Oct 17 (Agency) - The ministers talked for an hour about the weather.")
    assert found.published.on is None
    assert [issue.words for issue in found.issues] == ["PARIS, Oct 17"]


def test_a_weekday_meets_the_event_that_the_lead_names(codebook: Codebook) -> None:
    text = (
        "What was agreed at the Sharm el-Sheikh peace summit must be kept, Sergey Lavrov said Monday.\n\n"
        "He spoke at a meeting with Arab journalists in Moscow."
    )
    found = dated(codebook, text)
    assert (str(found.published.on), found.published.basis) == ("2025-10-13", Basis.WEEKDAY)
    assert found.published.evidence.startswith("Monday + ")


def test_the_weekday_of_a_vote_tells_which_of_like_votes_is_meant(codebook: Codebook) -> None:
    text = (
        "Moscow and Beijing stopped an American text.\n\nRussia and China on Friday vetoed a US draft on a "
        "ceasefire in the Security Council. Nobody had expected them to let it pass, a delegate said."
    )
    found = dated(codebook, text).published
    assert (str(found.on), found.basis) == ("2024-03-22", Basis.WEEKDAY)
    assert found.event == "ev-20240322-russia-and-china-veto-us-ceasefire"
    assert dated(codebook, text.replace("Friday", "Sunday")).published.on is None


def test_a_visit_named_in_the_news_of_its_days_dates_a_text_with_a_weekday(codebook: Codebook) -> None:
    text = (
        "The Palestinian president asked his guest for help on Tuesday.\n\nVladimir Putin, whose visit to "
        "Israel had begun the day before, met Mahmoud Abbas in Bethlehem and opened a centre there."
    )
    found = dated(codebook, text).published
    assert (str(found.on), found.event) == ("2012-06-26", "ev-20120625-putin-visits-israel-and-bethlehem")


def test_todays_resolution_dates_the_speech_about_it(codebook: Codebook) -> None:
    text = "We voted for the text. Today’s resolution 2334 says again what this Council has always said."
    found = dated(codebook, text).published
    assert (str(found.on), found.evidence) == ("2016-12-23", "Today’s resolution 2334")
    assert dated(codebook, text.replace("Today’s resolution", "Resolution")).published.on is None


def test_two_of_one_delegation_are_no_sign_of_a_journey_that_both_made(codebook: Codebook) -> None:
    text = "Dmitry Peskov said that Vladimir Putin had asked for a meeting of experts, and for time."
    found = dated(codebook, text)
    assert (found.published.on, found.issues) == (None, ())


def test_an_occasion_dates_a_text_that_has_no_date(codebook: Codebook) -> None:
    text = "Sergey Lavrov spoke of Gaza in an interview with the Belarusian agency Belta. He was brief."
    found = dated(codebook, text)
    assert (str(found.published.on), found.published.basis) == ("2023-10-28", Basis.EVENT)
    assert found.published.event == "ev-20231028-lavrov-interview-with-belta"


@pytest.mark.parametrize(
    "text",
    [
        "In an address to the Federation Council on Wednesday Sergey Lavrov asked for a truce.",
        "At his annual press conference Sergey Lavrov asked the two sides to talk.",
        "Sergey Lavrov said at the Antalya Diplomacy Forum on Saturday that monitors were needed.",
        "After talks with Jordanian Foreign Minister Ayman Safadi on Wednesday Lavrov asked for a truce.",
    ],
)
def test_an_occasion_that_is_held_every_year_dates_nothing_by_its_name(text: str, codebook: Codebook) -> None:
    assert dated(codebook, text).published.on is None


def test_an_occasion_that_is_held_every_year_dates_a_text_beside_an_event_of_the_week(
    codebook: Codebook,
) -> None:
    text = (
        "Sergey Lavrov asked the Doha Forum on Sunday for monitors in Gaza.\n\n"
        "On Friday the United States had vetoed the Emirati draft on a ceasefire."
    )
    assert str(dated(codebook, text).published.on) == "2023-12-10"


def test_the_day_after_an_event_is_counted(codebook: Codebook) -> None:
    text = (
        "Russia condemned the raid the day after the Israeli strike on Hamas negotiators in Doha. "
        "The ministry called for restraint."
    )
    assert str(dated(codebook, text).published.on) == "2025-09-10"


def test_a_date_of_something_older_is_not_that_of_the_news(codebook: Codebook) -> None:
    text = (
        "The captives who were seized on 7 October 2023 must go home, insisted the diplomat. He gave names."
    )
    assert dated(codebook, text).published.on is None


def test_what_was_said_on_a_day_with_its_year_is_of_that_day(codebook: Codebook) -> None:
    text = "The draft changes nothing, the mission said on 14 November 2025, one day after it was sent round."
    assert str(dated(codebook, text).published.on) == "2025-11-14"


def test_an_ambiguous_numeric_date_is_settled_by_its_weekday(codebook: Codebook) -> None:
    assert str(dated(codebook, f"Monday, 05/06/2024\n\n{BODY}").published.on) == "2024-05-06"


def test_an_ambiguous_numeric_date_without_help_is_an_issue(codebook: Codebook) -> None:
    found = dated(codebook, f"05/06/2024\n\n{BODY}")
    assert found.published.on is None or found.published.on.precision is Precision.YEAR
    assert "day and month can be read either way" in [issue.complaint for issue in found.issues]


def test_a_weekday_that_contradicts_its_date_is_an_issue(codebook: Codebook) -> None:
    found = dated(codebook, f"Tuesday, 13 October 2025\n\n{BODY}")
    assert found.published.on is None
    assert "the weekday does not fit the date" in [issue.complaint for issue in found.issues]


def test_an_unfilled_template_is_an_issue(codebook: Codebook) -> None:
    found = dated(codebook, BODY, published="{{ article.date }}")
    assert found.published.on is None
    assert [issue.words for issue in found.issues] == ["{{ article.date }}"]


def test_a_second_date_that_differs_is_an_issue(codebook: Codebook) -> None:
    found = dated(codebook, f"MOSCOW, 2 May 2024 (Agency) - {BODY}", published="2024-05-06")
    assert str(found.published.on) == "2024-05-06"
    assert any("2024-05-02" in issue.complaint for issue in found.issues)


def test_a_time_element_of_a_page_is_read(codebook: Codebook) -> None:
    page = (
        "<html><body><article><h1>Envoys arrive</h1><time datetime='2024-05-06T10:00:00Z'>today</time>"
        f"<p>{BODY}</p></article></body></html>"
    )
    assert str(dated(codebook, page, html=True).published.on) == "2024-05-06"


def test_a_text_without_any_clue_stays_undated(codebook: Codebook) -> None:
    found = dated(codebook, BODY)
    assert (found.published.on, found.published.basis) == (None, Basis.NONE)


def test_mentions_are_resolved_from_the_day_of_publication(codebook: Codebook) -> None:
    text = (
        "Talks are needed, Sergey Lavrov said on Monday.\n\nOn October 20 an aide spoke of losses. "
        "On the same day the minister named his terms, and two days later he repeated them. "
        "Last Wednesday the border opened."
    )
    found = dated(codebook, text, published="2023-10-23")
    assert [str(when.on) for _, when in found.mentions] == [
        "2023-10-23",
        "2023-10-20",
        "2023-10-20",
        "2023-10-22",
        "2023-10-18",
    ]


def test_a_known_day_keeps_the_year_of_its_event(codebook: Codebook) -> None:
    text = "Russia recalled how Hamas attacked Israel on October 7. It asked for talks."
    [(_, when)] = dated(codebook, text, published="2025-12-01").mentions
    assert (str(when.on), when.event) == ("2023-10-07", "ev-20231007-hamas-attack-on-israel-and-start")


def test_hostile_texts_are_dated_quickly(codebook: Codebook) -> None:
    for words in (
        "on Monday October ",
        "resolution 27 the vote. ",
        "on 1/2/2024 they ",
        "Lavrov met Abbas. ",
    ):
        dated(codebook, words * (300_000 // len(words)))


REAL = [
    ("000_60fbbaa17ac40708", "2025-10-13"),
    ("001_4ab81edce1c588d9", "2023-12-13"),
    ("002_59b5f704395a9f78", "2023-11-03"),
    ("003_be34620b31497d38", "2023-10-23"),
    ("004_7a80a80c2075ba59", "2024-02-13"),
]


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the real articles are not beside this repository")
@pytest.mark.parametrize(("name", "expected"), REAL)
def test_the_real_articles_are_dated_right(name: str, expected: str, codebook: Codebook) -> None:
    source = next(reading.read_all(SEEDS / f"{name}.txt"))
    assert isinstance(source, Source)
    assert str(dating.date(cleaning.clean(source, codebook), source, codebook).published.on) == expected
