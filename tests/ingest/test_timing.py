"""When each statement was said, by its own sentence, its occasion, the statement before it or the news."""

import hashlib

from app.codebook.model import Codebook
from app.codebook.terms import Basis, Voice
from app.ingest import cleaning, dating, timing
from app.ingest.records import Attribution, Given, Source, Span, When


def times(
    codebook: Codebook, text: str, said: dict[str, str | None], published: str | None = "2023-10-23"
) -> list[When]:
    """When each of these words was said, by speaker id, in an article of that day."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    source = Source("an-article", "an-article.txt", text, digest, given=Given(published=published))
    clean = cleaning.clean(source, codebook)
    dated = dating.date(clean, source, codebook)
    attributions = []
    for words, speaker in said.items():
        start = clean.text.index(words)
        span = Span(start, start + len(words))
        attributions.append(Attribution(span, Voice.INDIRECT, speaker or "x", speaker, "x", "by hand", 1.0))
    return list(timing.time(clean, dated, attributions, codebook))


def test_the_weekday_of_the_sentence_dates_the_statement(codebook: Codebook) -> None:
    text = "Earlier on, the crossing opened. Last Wednesday, Joe Biden announced that aid would come."
    [when] = times(codebook, text, {"aid would come": "joe-biden"})
    assert (str(when.on), when.basis, when.evidence) == ("2023-10-18", Basis.WEEKDAY, "Last Wednesday")


def test_a_date_inside_the_words_is_not_when_they_were_said(codebook: Codebook) -> None:
    text = "Sergey Lavrov told reporters that the raid of October 7 and the siege since October 9 count."
    [when] = times(codebook, text, {"the raid of October 7 and the siege since October 9 count": "lavrov"})
    assert (str(when.on), when.basis) == ("2023-10-23", Basis.PUBLISHED)


def test_the_same_day_and_two_days_later_count_from_the_date_before(codebook: Codebook) -> None:
    text = (
        "Talks are needed, Sergey Lavrov said.\n\nOn October 16, the mission tabled a text, an aide said. "
        "On the same day, Vasily Nebenzya regretted the vote. Two days later, he deplored the veto."
    )
    said = {
        "the mission tabled a text": None,
        "regretted the vote": "nebenzya",
        "deplored the veto": "nebenzya",
    }
    assert [str(when.on) for when in times(codebook, text, said)] == [
        "2023-10-16",
        "2023-10-16",
        "2023-10-18",
    ]


def test_a_paragraph_that_opens_with_a_date_keeps_it(codebook: Codebook) -> None:
    text = (
        "Talks are needed, Sergey Lavrov said.\n\nOn October 11, the army warned of a long campaign. "
        "The Palestinian authorities blamed the occupation."
    )
    [when] = times(codebook, text, {"blamed the occupation": None})
    assert str(when.on) == "2023-10-11"


def test_an_occasion_in_the_sentence_dates_what_its_participant_said(codebook: Codebook) -> None:
    text = (
        "In an interview with the Belarusian agency Belta, Sergey Lavrov said that force has its limits. "
        "He added that law counts."
    )
    first, second = times(
        codebook, text, {"force has its limits": "lavrov", "law counts": "lavrov"}, published="2023-10-30"
    )
    assert (str(first.on), first.basis, first.event) == (
        "2023-10-28",
        Basis.EVENT,
        "ev-20231028-lavrov-interview-with-belta",
    )
    assert second == first


def test_the_day_of_the_lead_is_that_of_the_news(codebook: Codebook) -> None:
    text = "The fighting must stop, Sergey Lavrov said on Friday.\n\nAid has to go in, the minister went on."
    first, second = times(
        codebook, text, {"The fighting must stop": "lavrov", "Aid has to go in": "lavrov"}, "2024-05-04"
    )
    assert (str(first.on), first.basis) == ("2024-05-03", Basis.WEEKDAY)
    assert str(second.on) == "2024-05-03"


def test_what_was_said_previously_without_a_day_stays_unknown(codebook: Codebook) -> None:
    text = (
        "Talks are needed, Sergey Lavrov said on Monday.\n\nPreviously, an aide had called the plan hollow."
    )
    _, when = times(codebook, text, {"Talks are needed": "lavrov", "the plan hollow": None})
    assert (when.on, when.basis) == (None, Basis.NONE)


def test_what_was_said_earlier_is_known_to_the_month_where_a_week_back_lies_in_it(codebook: Codebook) -> None:
    text = (
        "Talks are needed, Sergey Lavrov said on Monday.\n\nEarlier, the ministry had called the plan hollow."
    )
    said = {"the plan hollow": None}
    assert [str(when.on) for when in times(codebook, text, said, "2023-10-23")] == ["2023-10"]
    assert [when.on for when in times(codebook, text, said, "2023-10-02")] == [None]


def test_only_who_took_part_spoke_at_the_occasion_of_the_news(codebook: Codebook) -> None:
    text = (
        "Sergey Lavrov urged calm in an interview with the Belarusian agency Belta on Saturday.\n\n"
        "The Gaza Health Ministry counted thousands of dead."
    )
    own, other = times(
        codebook, text, {"urged calm": "lavrov", "counted thousands of dead": None}, "2023-10-28"
    )
    assert own.event == "ev-20231028-lavrov-interview-with-belta"
    assert (str(other.on), other.basis, other.event) == ("2023-10-28", Basis.PUBLISHED, None)


def test_an_undated_article_leaves_its_statements_undated(codebook: Codebook) -> None:
    [when] = times(
        codebook, "Sergey Lavrov said on Monday that talks are needed.", {"talks are needed": "lavrov"}, None
    )
    assert (when.on, when.basis) == (None, Basis.NONE)


def test_an_occasion_like_others_dates_no_statement_of_an_undated_article(
    codebook: Codebook,
) -> None:
    text = "Vladimir Putin told Benjamin Netanyahu in a call on Monday that the crossings must open."
    [when] = times(codebook, text, {"the crossings must open": "putin"}, published=None)
    assert when.on is None


def test_russian_day_words_are_read(codebook: Codebook) -> None:
    text = "Москва выступает за мир, заявил во вторник Сергей Лавров. Накануне Песков призвал к сдержанности."
    first, second = times(
        codebook,
        text,
        {"Москва выступает за мир": "lavrov", "призвал к сдержанности": "peskov"},
        "2024-05-21",
    )
    assert (str(first.on), str(second.on)) == ("2024-05-21", "2024-05-20")


def test_times_run_parallel_to_attributions_in_any_order(codebook: Codebook) -> None:
    text = "On October 20, an aide spoke of losses.\n\nTalks are needed, Sergey Lavrov said on Monday."
    said = {"Talks are needed": "lavrov", "spoke of losses": None}
    assert [str(when.on) for when in times(codebook, text, said)] == ["2023-10-23", "2023-10-20"]


def test_many_statements_in_one_paragraph_are_timed_quickly(codebook: Codebook) -> None:
    text = "On October 20 he spoke. " * 4000
    source = Source("a", "a", text, "", given=Given(published="2023-10-23"))
    clean = cleaning.clean(source, codebook)
    dated = dating.date(clean, source, codebook)
    many = [
        Attribution(Span(at + 14, at + 22), Voice.INDIRECT, "x", None, "x", "by hand", 1.0)
        for at in range(0, len(clean.text) - 24, 24)
    ]
    found = timing.time(clean, dated, many, codebook)
    assert {str(when.on) for when in found} == {"2023-10-20"}


def test_a_speech_has_the_date_of_its_first_sentence_not_of_the_dateline(codebook: Codebook) -> None:
    text = "UNITED NATIONS, October 24. - The sea is rough, Sergey Lavrov told reporters on Monday. "
    text += "He added that the ferry is late."
    said = {"The sea is rough": "lavrov", "the ferry is late": "lavrov"}
    assert [str(when.on) for when in times(codebook, text, said, "2023-10-24")] == ["2023-10-23"] * 2


def test_a_date_between_the_halves_of_a_statement_is_when_it_was_said(codebook: Codebook) -> None:
    text = "The sea, Sergey Lavrov said on Friday, 20 October 2023, is rough."
    digest = hashlib.sha256(text.encode()).hexdigest()
    source = Source("an-article", "an-article.txt", text, digest, given=Given(published="2023-10-23"))
    clean = cleaning.clean(source, codebook)
    halves = (Span(0, 7), Span(text.index("is rough"), len(text) - 1))
    one = Attribution(Span(0, len(text) - 1), Voice.INDIRECT, "x", "lavrov", "x", "r", 1.0, pieces=halves)
    (when,) = timing.time(clean, dating.date(clean, source, codebook), [one], codebook)
    assert str(when.on) == "2023-10-20"


def test_no_statement_of_an_undated_text_has_the_day_by_which_an_attack_is_called(codebook: Codebook) -> None:
    text = "The sea is rough, Sergey Lavrov told reporters. It rose when Hamas attacked on October 7, 2023."
    [when] = times(codebook, text, {"The sea is rough": "lavrov"}, published=None)
    assert when.on is None


def test_whoever_hears_the_news_may_be_told_by_its_date(codebook: Codebook) -> None:
    text = "The envoys who came to the port on 18 May 2021 were told all. The sea is rough, he said."
    [when] = times(codebook, text, {"The sea is rough": "putin"}, published=None)
    assert str(when.on) == "2021-05-18"


def test_a_month_dates_what_was_said_when_no_day_is_named(codebook: Codebook) -> None:
    text = "Sergey Lavrov greeted the crew when the council met in September 2024. The sea is rough, he said."
    [when] = times(codebook, text, {"The sea is rough": "lavrov"}, published=None)
    assert str(when.on) == "2024-09"
