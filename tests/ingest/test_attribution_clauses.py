"""Which words of a sentence were said: not who was told, when, where, or what the narrator goes on with."""

import pytest

from app import resources
from app.codebook import loading
from app.codebook.model import Codebook
from tests.ingest.attributing import said

LAVROV, PUTIN, PESKOV = "Sergey Lavrov", "Vladimir Putin", "Dmitry Peskov"


@pytest.fixture(scope="module")
def seeds() -> Codebook:
    return loading.loaded(resources.folder("seeds"))


@pytest.mark.parametrize(
    ("words", "claim"),
    [
        ("The ferry cannot sail, Lavrov told the heads of the port, whom he had called together.", None),
        ("The ferry cannot sail, Lavrov told the council on Tuesday after the storm had hit the pier.", None),
        ("The ferry cannot sail, Lavrov told the summit which the island had called.", None),
        ("Lavrov said before the meeting that the ferry is safe.", "the ferry is safe"),
        ("Lavrov said in the same breath that nothing can replace it.", "nothing can replace it"),
        ("Lavrov said at present, a ferry is needed.", "a ferry is needed"),
        ("Lavrov urged both sides to keep the port open.", "both sides to keep the port open"),
        ("Lavrov recalled the 18,000 sailors who left.", "the 18,000 sailors who left"),
        ("At a meeting that was held in Doha, Lavrov said the port is shut.", "the port is shut"),
        ("When the storm was over, Lavrov said the port is shut.", "the port is shut"),
        ("In Gaza, where thirty sailors are stuck, Lavrov urged a truce.", "a truce"),
        ("Asked about the plan of the port to sell the ferry, Lavrov said that it is old.", "it is old"),
        (
            'Lavrov told the crew that he had a "deep wish" to sail, according to the office\'s statement.',
            'he had a "deep wish" to sail',
        ),
        (
            "Lavrov regretted the fall of the pier and called for a new one.",
            "the fall of the pier and called for a new one",
        ),
        (
            "The US is late, Lavrov said on Monday, when the United States had rejected the draft.",
            "The US is late",
        ),
    ],
)
def test_only_what_was_said_is_the_statement(seeds: Codebook, words: str, claim: str | None) -> None:
    assert said(seeds, words) == [(LAVROV, claim or "The ferry cannot sail")]


@pytest.mark.parametrize(
    "words",
    [
        "The crew is tired, Lavrov said critically, and the price is paid by the passengers",
        "Moscow, Lavrov assured the Turkish official, continues to support the ferry",
        "The questions have been put to the port, Lavrov said, and answers are being awaited",
        "Calm is needed, said Lavrov, because of what is being prepared across the sea",
        "Unless the crew gets what it was promised, Lavrov argued, there will be no ferry",
        "It is they, Lavrov claimed, who are behind the delay of the ferry",
        "If everything works, Lavrov said approvingly, this will be a truly great ferry",
        "Of what used to be called the ferry, Lavrov said sadly, nothing much remains",
        "Moscow supports it, Lavrov said, and hopes it will work",
        "Two things are urgent, Lavrov told us on Tuesday at the port: fuel, and a quick way out",
        'It can do so, Lavrov said, because it holds "a licence from the port of the island"',
    ],
)
def test_a_clause_goes_on_after_its_attribution(seeds: Codebook, words: str) -> None:
    assert said(seeds, f"{words}.") == [(LAVROV, words)]


@pytest.mark.parametrize(
    ("words", "speaker", "claim"),
    [
        (
            "The Kremlin finds the delay odd. Its spokesman Dmitry Peskov said so to TASS.",
            PESKOV,
            "The Kremlin finds the delay odd",
        ),
        (
            "The port must open. According to TASS, Lavrov stated this at a meeting.",
            LAVROV,
            "The port must open",
        ),
        (
            "The ferry is closed. Lavrov confirmed this in an interview that appeared on Monday.",
            LAVROV,
            "The ferry is closed",
        ),
        (
            "The sea is rough. In these terms Mikhail Bogdanov, Putin's envoy, spoke on Friday.",
            "Mikhail Bogdanov",
            "The sea is rough",
        ),
        (
            "There will be a ferry or none at all: this is how the Kremlin replied.",
            "Kremlin",
            "There will be a ferry or none at all",
        ),
    ],
)
def test_words_that_point_back_credit_what_stands_before_them(
    seeds: Codebook, words: str, speaker: str, claim: str
) -> None:
    assert said(seeds, words) == [(speaker, claim)]


@pytest.mark.parametrize(
    "words",
    [
        "Lavrov rang Ankara to say what he thought of its plan for the ferry.",
        "The Kremlin would not be drawn on what it thinks of a step that lies ahead.",
        "On Monday Putin called the captain for the first time, and briefed him on several talks.",
        "Washington claimed the settlement for itself.",
    ],
)
def test_what_is_only_asked_done_or_taken_is_no_statement(seeds: Codebook, words: str) -> None:
    assert said(seeds, words) == []


def test_the_subject_before_an_insertion_is_who_speaks(seeds: Codebook) -> None:
    words = "The ambassador of France, noting that 3,000 people had been lost, said the ferry must stop."
    found = said(seeds, words)
    assert {name for name, _ in found} == {"ambassador of France"}
    assert found[0][1].startswith("3,000 people had been lost")


def test_a_warning_that_opens_the_sentence_is_its_subjects(seeds: Codebook) -> None:
    words = "Warning that the storm is causing tension, Peskov left for the bay."
    assert said(seeds, words) == [(PESKOV, "the storm is causing tension")]


def test_media_only_pass_on_what_their_source_said(seeds: Codebook) -> None:
    words = (
        "Citing a source in the port, media outlets of the capital reported that the captain was on board."
    )
    assert said(seeds, words) == [("source in the port", "the captain was on board")]


def test_a_verb_goes_on_with_the_subject_of_its_sentence_not_of_a_relative_clause(seeds: Codebook) -> None:
    words = (
        "Lavrov named the storm and the waves with which Israel answers it, and said that each must cease."
    )
    assert said(seeds, words) == [(LAVROV, "each must cease")]


def test_the_sayer_is_who_tells_where_the_country_stands(seeds: Codebook) -> None:
    words = "In a statement the Foreign Ministry said that Moscow regrets the storm. "
    words += "Russia will wait, the ministry went on."
    assert said(seeds, words) == [
        ("Russian Foreign Ministry", "Moscow regrets the storm"),
        ("Russian Foreign Ministry", "Russia will wait"),
    ]
    demand = "Moscow demands that the rules be kept, Maria Zakharova told her weekly briefing."
    assert said(seeds, demand) == [("Maria Zakharova", "Moscow demands that the rules be kept")]


def test_an_abbreviation_before_a_new_subject_ends_its_sentence(seeds: Codebook) -> None:
    words = "The deal was backed by the U.S. This first phase ends the storm, Lavrov said."
    assert said(seeds, words) == [(LAVROV, "This first phase ends the storm")]
