"""What the network adds to the rules, on invented sentences."""

import pytest

from app import resources
from app.codebook import loading
from app.codebook.model import Codebook
from app.ingest.attribution import opinions
from app.ingest.records import Offsets, Text
from tests.ingest.attributing import attributed, said


@pytest.fixture(scope="module")
def seeds() -> Codebook:
    return loading.loaded(resources.folder("seeds"))


def text(words: str, language: str) -> Text:
    return Text(words, "", Offsets((0,), (0,)), language)


def test_the_network_finds_a_statement_that_no_rule_knows(seeds: Codebook) -> None:
    words = "The mayor, Odile Brandt, quipped in reply that nobody is ever asked."
    (found,) = attributed(seeds, words)[0]
    assert found.rule == "network"
    assert (found.name, found.span.of(words)) == ("Odile Brandt", "nobody is ever asked")


def test_a_wish_or_a_refusal_to_speak_is_no_statement(seeds: Codebook) -> None:
    words = "Brandt wants the port to be rebuilt. Brandt declined to say whether it would be."
    assert said(seeds, words) == []


def test_the_network_names_who_says_a_quotation(seeds: Codebook) -> None:
    words = '"The port will be rebuilt by the winter," shot back the mayor, Odile Brandt, in Bergen.'
    assert said(seeds, words) == [("Odile Brandt", "The port will be rebuilt by the winter")]


def test_agreement_makes_a_statement_surer(seeds: Codebook) -> None:
    words = "Lavrov said that the port would be rebuilt by the winter."
    (found,) = attributed(seeds, words)[0]
    (alone,) = attributed(seeds, words, language="de")[0]
    assert found.span == alone.span
    assert found.score > alone.score


def test_only_english_of_bearable_length_is_read() -> None:
    assert opinions.seen(text("Лавров заявил, что порт открыт.", "ru")) == ((), ())
    tagged, (issue,) = opinions.seen(text("The port is open. " * 20_000, "en"))
    assert tagged == ()
    assert "too long" in issue.complaint
