"""Whose words a sentence without attribution holds, and who is meant before he is named."""

import pytest

from app import resources
from app.codebook import loading
from app.codebook.model import Codebook
from tests.ingest.attributing import said

LAVROV = "Sergey Lavrov"


@pytest.fixture(scope="module")
def seeds() -> Codebook:
    return loading.loaded(resources.folder("seeds"))


def test_the_record_of_a_meeting_gives_a_whole_paragraph_to_its_delegate(seeds: Codebook) -> None:
    words = """VASSILY A. NEBENZIA (Russian Federation) said that the ferry is late. No one here knew it.

The representative of Malta said that the port could not wait. The sea was calm."""
    assert said(seeds, words) == [
        ("Vasily Nebenzya", "the ferry is late"),
        ("Vasily Nebenzya", "No one here knew it"),
        ("representative of Malta", "the port could not wait"),
        ("representative of Malta", "The sea was calm"),
    ]


def test_news_keeps_its_own_sentences_apart(seeds: Codebook) -> None:
    words = "The representative of Malta said that the port could not wait. The sea was calm."
    assert [claim for _, claim in said(seeds, words)] == ["the port could not wait"]


@pytest.mark.parametrize(
    ("second", "is_his"),
    [
        ("Russia expects that the repairs will start soon", True),
        ("Russia is ready to help", True),
        ("Israel expects that the repairs will start soon", False),
        ("Russia sent a ship last week", False),
        ("But nobody can be punished for it", True),
        ("But the crew was lost in May", False),
    ],
)
def test_where_the_speakers_country_stands_and_what_must_be_is_still_his(
    seeds: Codebook, second: str, is_his: bool
) -> None:
    words = f"Lavrov said that the ferry is late. {second}."
    found = [claim for name, claim in said(seeds, words) if name == LAVROV]
    assert found == ["the ferry is late", *([second] if is_his else [])]


@pytest.mark.parametrize(
    ("second", "is_his"),
    [
        ("Nothing will come of it without a ferry", True),
        ("The island has 300 houses", False),
        ("He will travel to the island", False),
    ],
)
def test_what_will_be_between_two_statements_of_one_speaker_is_his(
    seeds: Codebook, second: str, is_his: bool
) -> None:
    words = f"The port has begun, said Lavrov. {second}. A new pier is needed, he added."
    found = [claim for _, claim in said(seeds, words)]
    assert (second in found) == is_his


def test_a_post_announces_the_person_named_next(seeds: Codebook) -> None:
    words = "The ferry is late, Russia's delegate told the summit. The port is shut, Mikhail Bogdanov said."
    assert said(seeds, words) == [
        ("Mikhail Bogdanov", "The ferry is late"),
        ("Mikhail Bogdanov", "The port is shut"),
    ]


def test_a_post_of_another_country_announces_nobody(seeds: Codebook) -> None:
    words = "The ferry is late, Malta's delegate told the summit. The port is shut, Mikhail Bogdanov said."
    assert [name for name, _ in said(seeds, words)] == ["Malta's delegate", "Mikhail Bogdanov"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Russia backed the ferry, the Foreign Ministry noted.", "Russian Foreign Ministry"),
        (
            "Russia waits. The country's mission to the United Nations said that the ferry is late.",
            "Permanent Mission of Russia to the UN",
        ),
        ("Lavrov met sailors. His country called for a ferry.", "Russia"),
        ("The port is shut, said Zakharova. The sea is rough, the comment stressed.", "Maria Zakharova"),
        (
            "The UN waits. Russia's chargé d'affaires at the UN Dmitry Polyansky said that it is late.",
            "Dmitry Polyanskiy",
        ),
    ],
)
def test_a_body_is_told_by_the_country_of_which_the_text_speaks(
    seeds: Codebook, words: str, name: str
) -> None:
    assert said(seeds, words)[-1][0] == name


def test_a_line_that_names_the_sources_is_no_statement(seeds: Codebook) -> None:
    words = "Lavrov said that the port is shut.\n\n"
    words += "Source: the agency, citing Maria Zakharova, the spokeswoman, during a briefing."
    assert said(seeds, words) == [(LAVROV, "the port is shut")]


def test_the_name_under_a_quotation_is_its_speaker(seeds: Codebook) -> None:
    words = 'The port was full.\n\n"We are sure that the ferry will sail next week again."\n\n'
    words += "– Sergey Lavrov\n\nIt rained."
    assert said(seeds, words) == [(LAVROV, "We are sure that the ferry will sail next week again")]


def test_an_answer_is_given_by_whoever_speaks_on_the_page(seeds: Codebook) -> None:
    words = "Vassily Nebenzia: We are sorry.\n\nQ: Will it sail?\n\n"
    words += "A: I have my doubts.\n\nQ: When?\n\nA: Next week."
    assert said(seeds, words) == [
        ("Vasily Nebenzya", "We are sorry."),
        ("Vasily Nebenzya", "I have my doubts."),
        ("Vasily Nebenzya", "Next week."),
    ]


def test_notes_on_how_a_page_was_made_are_nobodys_words(seeds: Codebook) -> None:
    words = "Dmitry Peskov: one more storm.\n\nDmitry Peskov, asked what to expect: we follow it closely.\n\n"
    words += "These are notes, in paraphrase, of what the spokesman told journalists."
    assert said(seeds, words) == [
        ("Dmitry Peskov", "one more storm."),
        ("Dmitry Peskov", "we follow it closely."),
    ]
