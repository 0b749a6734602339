"""The shipped rules on how diplomats and wires put things, in invented sentences kept in `diplomacy.yaml`."""

from pathlib import Path

import pytest
import yaml

from app import resources
from app.codebook import loading
from app.codebook.model import Codebook
from app.codebook.terms import Voice
from app.ingest.coding import code
from app.ingest.records import Attribution, Offsets, Span, Text

SENTENCES: dict[str, list[str]] = yaml.safe_load(
    (Path(__file__).parent / "diplomacy.yaml").read_text(encoding="utf-8")
)
LAVROV, NETANYAHU = ("Sergey Lavrov", "lavrov"), ("Benjamin Netanyahu", "netanyahu")


@pytest.fixture(scope="module")
def russia_on_gaza() -> Codebook:
    return loading.loaded(resources.folder("seeds"))


def stances(codebook: Codebook, words: str, by: tuple[str, str] = LAVROV, before: str = "") -> set[str]:
    """The stances of words that stand in an article about the conflict, after what may stand before them."""
    text = f"{before} {words}".strip()
    span = Span(len(text) - len(words), len(text))
    attribution = Attribution(span, Voice.INDIRECT, *by, by[0], "test", 1.0)
    article = Text(f"{text}\n\nThe war in Gaza.", "", Offsets((0,), (0,)), "en")
    [judgment] = code(article, (attribution,), codebook)
    return {f"{found.position} {found.stance.value}" for found in judgment.stances}


def taken() -> list[tuple[str, str]]:
    return [
        (stance, sentence)
        for stance, sentences in SENTENCES.items()
        for sentence in sentences
        if stance != "none"
    ]


@pytest.mark.parametrize(("stance", "sentence"), taken())
def test_the_stance_is_heard(russia_on_gaza: Codebook, stance: str, sentence: str) -> None:
    assert stance in stances(russia_on_gaza, sentence)


@pytest.mark.parametrize("sentence", SENTENCES["none"])
def test_news_without_a_stand_stays_without(russia_on_gaza: Codebook, sentence: str) -> None:
    assert stances(russia_on_gaza, sentence) == set()


def test_a_refusal_to_take_the_attack_as_a_pretext_is_no_judgement_on_it(russia_on_gaza: Codebook) -> None:
    words = "We reject that the assault of 7 October serves as a pretext for the punishment of a people."
    found = stances(russia_on_gaza, words)
    assert "use-of-force-against-civilians oppose" in found
    assert "hamas-attack oppose" not in found


def test_terms_set_for_a_truce_are_a_condition(russia_on_gaza: Codebook) -> None:
    words = "Control of the border is our condition for ending the war."
    assert "immediate-ceasefire conditional" in stances(russia_on_gaza, words, NETANYAHU)


def test_a_veto_attacked_is_no_call_for_a_truce(russia_on_gaza: Codebook) -> None:
    found = stances(russia_on_gaza, "The American veto of a text that seeks a ceasefire cannot be excused.")
    assert "unsc-action-on-gaza support" in found
    assert "immediate-ceasefire support" not in found


def test_a_charter_broken_by_a_strike_is_no_word_on_the_basis_of_a_settlement(
    russia_on_gaza: Codebook,
) -> None:
    words = "The Israeli attack on Doha was a violation of the UN Charter and of Qatar's sovereignty."
    found = stances(russia_on_gaza, words)
    assert "israeli-military-operation oppose" in found
    assert "un-resolutions-as-basis support" not in found


def test_a_named_operation_is_known_again(russia_on_gaza: Codebook) -> None:
    words = "Such methods deserve to be condemned."
    before = "On Tuesday the Israeli air force bombed Gaza City."
    assert "israeli-military-operation oppose" in stances(russia_on_gaza, words, before=before)
    assert not stances(russia_on_gaza, words, before="On Tuesday the gardeners used poison.")


def test_a_council_that_is_not_supported_is_no_support_for_the_council(russia_on_gaza: Codebook) -> None:
    found = stances(russia_on_gaza, "We do not support further Security Council action now.", NETANYAHU)
    assert "unsc-action-on-gaza support" not in found


def test_fire_from_the_strip_is_no_israeli_operation(russia_on_gaza: Codebook) -> None:
    said = "Rocket attacks from the Gaza Strip on Israeli towns cannot be tolerated"
    assert stances(russia_on_gaza, said) == {"hamas-attack oppose"}
