"""Who said it: names, titles, offices by date, pronouns, bodies and strangers in invented texts."""

import pytest

from app import resources
from app.codebook import loading
from app.codebook.model import Codebook
from tests.ingest.attributing import attributed, said


@pytest.fixture(scope="module")
def seeds() -> Codebook:
    return loading.loaded(resources.folder("seeds"))


def names(codebook: Codebook, words: str, day: str | None = "2024-05-20") -> list[str]:
    return [name for name, _ in said(codebook, words, day=day)]


@pytest.mark.parametrize(
    "name", ["Vassily Nebenzia", "Vasily Nebenzya", "Russia's UN envoy Vasily Nebenzya", "Mr. Nebenzya"]
)
def test_a_name_is_known_in_every_spelling(seeds: Codebook, name: str) -> None:
    assert names(seeds, f"{name} said that the text was unacceptable.") == ["Vasily Nebenzya"]


def test_an_office_is_held_by_whoever_held_it_that_day(seeds: Codebook) -> None:
    words = "Russia's foreign minister said that the roadmap was still alive."
    assert names(seeds, words, day="2003-06-10") == ["Igor Ivanov"]
    assert names(seeds, words, day="2024-06-10") == ["Sergey Lavrov"]


def test_an_office_without_a_day_stays_as_printed(seeds: Codebook) -> None:
    words = "Russia's foreign minister said that the roadmap was still alive."
    assert names(seeds, words, day=None) == ["Russia's foreign minister"]


def test_he_is_whoever_spoke_last(seeds: Codebook) -> None:
    words = "Lavrov said that the door was open. He added that nobody had come through it."
    assert names(seeds, words) == ["Sergey Lavrov"] * 2


def test_a_name_inside_what_was_said_does_not_become_he(seeds: Codebook) -> None:
    words = "Lavrov said that Trump and Netanyahu should talk.\nHe noted that time was short."
    assert names(seeds, words) == ["Sergey Lavrov"] * 2


def test_she_is_not_the_man_who_spoke_last(seeds: Codebook) -> None:
    words = (
        "Zakharova said that consular help was on its way. Peskov said that the president knew of it. "
        "She stressed that nobody would be left behind."
    )
    assert names(seeds, words)[-1] == "Maria Zakharova"


@pytest.mark.parametrize(
    "role", ["the minister", "the top diplomat", "the Russian minister", "the Russian official"]
)
def test_a_role_refers_back_to_whoever_has_it(seeds: Codebook, role: str) -> None:
    words = f"Sergey Lavrov said that talks were useful. “We shall meet again soon enough,” {role} added."
    assert names(seeds, words) == ["Sergey Lavrov"] * 2


def test_an_official_of_another_country_is_not_the_last_speaker(seeds: Codebook) -> None:
    words = "Lavrov said that talks were useful. The Israeli minister said that they were not."
    assert names(seeds, words)[1] != "Sergey Lavrov"


def test_an_envoy_of_an_unknown_country_stays_as_printed(seeds: Codebook) -> None:
    words = (
        "Nebenzya said that the draft was weak. "
        "The Permanent Representative of Malta said that it was balanced."
    )
    assert names(seeds, words) == ["Vasily Nebenzya", "Permanent Representative of Malta"]


def test_a_stranger_keeps_the_printed_name_without_title(seeds: Codebook) -> None:
    words = (
        "Deputy Mayor Tomas Verhoeven said that the shelters were full. Verhoeven added that more would open."
    )
    assert names(seeds, words) == ["Tomas Verhoeven"] * 2


def test_a_namesake_of_a_known_person_is_not_taken_for_him(seeds: Codebook) -> None:
    found, _ = attributed(seeds, "Analyst Pavel Lavrov said that oil prices would rise.")
    assert [(one.speaker, one.name) for one in found] == [(None, "Pavel Lavrov")]


def test_a_role_of_a_body_stays_as_printed(seeds: Codebook) -> None:
    assert names(seeds, "A Hamas spokesperson said that the offer was being studied.") == [
        "Hamas spokesperson"
    ]


def test_representatives_speak_for_their_body(seeds: Codebook) -> None:
    assert names(seeds, "Representatives of Hamas said that the offer was being studied.") == ["Hamas"]


def test_a_capital_speaks_for_its_country(seeds: Codebook) -> None:
    assert names(seeds, "Moscow condemned the raid on the hospital.") == ["Russia"]


def test_the_ministry_is_the_one_named_before(seeds: Codebook) -> None:
    words = (
        "The Russian Foreign Ministry said that the ambassador had been summoned. "
        "The ministry added that a note was handed over."
    )
    assert names(seeds, words) == ["Russian Foreign Ministry"] * 2


def test_a_name_after_the_office_is_the_speaker(seeds: Codebook) -> None:
    words = "The Permanent Representative of Russia, Vasily Nebenzya, said that the vote was a farce."
    assert names(seeds, words) == ["Vasily Nebenzya"]


def test_an_owner_or_a_partner_in_talks_is_not_the_speaker(seeds: Codebook) -> None:
    words = "Putin's spokesman Dmitry Peskov said after talks with Abbas that contacts would go on."
    assert names(seeds, words) == ["Dmitry Peskov"]


def test_of_two_who_speak_together_the_first_is_named(seeds: Codebook) -> None:
    (one,) = attributed(seeds, "Lavrov and Fidan said that the corridor should open.")[0]
    assert (one.name, one.runner_up) == ("Sergey Lavrov", "Hakan Fidan")


def test_of_several_bodies_that_speak_together_the_first_is_named(seeds: Codebook) -> None:
    assert names(seeds, "Egypt, Jordan and Qatar condemned the raid.") == ["Egypt"]


def test_somebody_who_speaks_beside_the_subject_is_told_apart(seeds: Codebook) -> None:
    words = "Hamas rejected the offer, with Peskov saying that it was worth a look."
    assert names(seeds, words) == ["Hamas", "Dmitry Peskov"]


def test_speech_inside_speech_keeps_both_speakers(seeds: Codebook) -> None:
    words = "Lavrov said that Guterres told the Council that famine was near."
    found, _ = attributed(seeds, words)
    assert [(one.name, one.nested_in) for one in found] == [("Sergey Lavrov", None), ("Antonio Guterres", 0)]
    assert found[1].span.of(words) == "famine was near"


def test_a_quotation_that_quotes_another_keeps_both_speakers(seeds: Codebook) -> None:
    words = '"We all listened in the hall when Guterres said that famine was near," Lavrov said.'
    found, _ = attributed(seeds, words)
    assert [(one.name, one.nested_in) for one in found] == [("Sergey Lavrov", None), ("Antonio Guterres", 0)]


def test_in_someones_view_is_their_statement(seeds: Codebook) -> None:
    words = "Lavrov spoke first. The vote, in the minister's view, settles nothing at all."
    assert names(seeds, words) == ["Sergey Lavrov"]
