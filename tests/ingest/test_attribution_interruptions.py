"""Clauses that their attribution interrupts, on invented sentences."""

import pytest

from app import resources
from app.codebook import loading
from app.codebook.model import Codebook
from tests.ingest.attributing import said


@pytest.fixture(scope="module")
def seeds() -> Codebook:
    return loading.loaded(resources.folder("seeds"))


@pytest.mark.parametrize(
    "words",
    [
        "The siege, Lavrov said, ought to be lifted at once.",
        "Whatever is undertaken, Lavrov stressed, must not harm civilians.",
        "The convoys had been promised, Lavrov went on, and put on paper.",
        "The meeting, Lavrov suggested, would show that both sides are weary.",
        "The siege, Lavrov told the Council on Wednesday, has to end.",
        "The crossing, Lavrov assured his guests, will be opened again.",
    ],
)
def test_a_clause_goes_on_after_its_attribution(seeds: Codebook, words: str) -> None:
    assert said(seeds, words) == [("Sergey Lavrov", words.removesuffix("."))]


@pytest.mark.parametrize(
    "rest",
    [
        "speaking in the port of Sochi",
        "a day after the envoys had left",
        "in an interview with a local channel",
        "as the delegations were boarding their planes",
    ],
)
def test_the_narrator_goes_on_after_an_attribution(seeds: Codebook, rest: str) -> None:
    assert said(seeds, f"The plan is dead, Lavrov said, {rest}.") == [("Sergey Lavrov", "The plan is dead")]


@pytest.mark.parametrize(
    "told",
    [
        "Lavrov said on Wednesday, 17 July 2024, in the port of Sochi",
        "Lavrov charged in a note sent on Saturday, April 6, 2024",
        "Lavrov told the heads of the mission, assembled in the port of Sochi",
        "Lavrov told reporters on Monday, and gave no reason",
    ],
)
def test_dates_and_acts_behind_an_attribution_are_the_narrators(seeds: Codebook, told: str) -> None:
    claim = "By closing the gate the army has made matters worse"
    assert said(seeds, f"{claim}, {told}.") == [("Sergey Lavrov", claim)]


@pytest.mark.parametrize(
    ("words", "claim"),
    [
        ("Lavrov let it be known that the talks cannot wait.", "the talks cannot wait"),
        ("Lavrov is reported as saying that a truce is near.", "a truce is near"),
        ("Lavrov made clear that the mission would stay.", "the mission would stay"),
    ],
)
def test_a_reporting_word_may_be_a_phrase(seeds: Codebook, words: str, claim: str) -> None:
    assert said(seeds, words) == [("Sergey Lavrov", claim)]


# what follows, what only points


def test_a_demand_after_a_statement_is_still_the_speakers(seeds: Codebook) -> None:
    words = "Lavrov said that the siege was wrong. Both sides must come back to the table."
    assert said(seeds, words) == [
        ("Sergey Lavrov", "the siege was wrong"),
        ("Sergey Lavrov", "Both sides must come back to the table"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "The port has three berths and a crane.",
        "Drivers have to wait there until Sunday.",
        "Netanyahu must soon face a vote of his own party.",
        "Meanwhile the drivers have to sleep in their cabs.",
    ],
)
def test_what_the_narrator_adds_is_nobodys_statement(seeds: Codebook, words: str) -> None:
    assert said(seeds, f"Lavrov said that the siege was wrong. {words}") == [
        ("Sergey Lavrov", "the siege was wrong")
    ]


def test_a_noun_of_speech_with_its_owner_reports(seeds: Codebook) -> None:
    words = "Few believed Peskov's repeated assurance that Moscow takes no side in the quarrel."
    assert said(seeds, words) == [("Dmitry Peskov", "Moscow takes no side in the quarrel")]


def test_an_object_that_only_points_back_is_no_statement(seeds: Codebook) -> None:
    assert said(seeds, "Donald Trump announced it on Wednesday.") == []
    assert said(seeds, "Trump dismissed it as a fairy tale.") == [("Donald Trump", "it as a fairy tale")]


@pytest.mark.parametrize(
    "words",
    [
        "A Bergen daily quoted Odile Brandt as saying that the ferry is too small.",
        "The ferry is too small, a Bergen daily quoted Odile Brandt as saying.",
        "The agency cited Odile Brandt as saying the ferry is too small.",
    ],
)
def test_who_is_quoted_speaks_not_who_quotes(seeds: Codebook, words: str) -> None:
    ((name, claim),) = said(seeds, words)
    assert (name, claim.lower()) == ("Odile Brandt", "the ferry is too small")
