"""What news agencies print: several verbs, labels, releases, words passed on; invented texts."""

import pytest

from app import resources
from app.codebook import loading
from app.codebook.model import Codebook
from app.codebook.terms import Voice
from tests.ingest.attributing import attributed, said


@pytest.fixture(scope="module")
def seeds() -> Codebook:
    return loading.loaded(resources.folder("seeds"))


@pytest.mark.parametrize(
    ("words", "claim"),
    [
        (
            "Norway on Monday called on Israel to reopen the crossing, saying it was “indefensible.”",
            "Israel to reopen the crossing, saying it was “indefensible.”",
        ),
        (
            "Moscow condemned the raid on the village, accusing the army of wrecking homes.",
            "the raid on the village, accusing the army of wrecking homes",
        ),
        (
            "Peskov repeated the view that neglect feeds the fighting, describing the bloodshed as a lesson.",
            "the view that neglect feeds the fighting, describing the bloodshed as a lesson",
        ),
        (
            "Zakharova called the road “a scar across the valley” and stressed that it has no basis in law.",
            "the road “a scar across the valley” and stressed that it has no basis in law",
        ),
        (
            "Peskov praised Oslo's “sober approach,” but cautioned that “any step taken alone will fail.”",
            "Oslo's “sober approach,” but cautioned that “any step taken alone will fail",
        ),
    ],
)
def test_a_reported_sentence_with_two_verbs_is_one_statement(seeds: Codebook, words: str, claim: str) -> None:
    assert [found for _, found in said(seeds, words)] == [claim]


def test_a_clause_beside_a_full_quotation_is_a_statement_of_its_own(seeds: Codebook) -> None:
    words = "“We will not wait for another winter,” Lavrov said, adding that the council was asleep."
    assert said(seeds, words) == [
        ("Sergey Lavrov", "We will not wait for another winter"),
        ("Sergey Lavrov", "the council was asleep"),
    ]


def test_an_arabic_quotation_after_inna_is_a_full_one(seeds: Codebook) -> None:
    words = 'وقالت ماريا زاخاروفا إن "كل خطوة نحو السلام تستحق الترحيب"، مشيرة إلى أن بلادها تنتظر الرد.'
    found = said(seeds, words, language="ar")
    assert found[0] == ("Maria Zakharova", "كل خطوة نحو السلام تستحق الترحيب")
    assert len(found) == 2


def test_a_quotation_that_runs_on_past_a_clause_is_one_statement(seeds: Codebook) -> None:
    words = (
        "“We will not wait for another winter,” Lavrov said, adding that the council was feeding "
        "“greedy brokers”. “The people will remember this day.”"
    )
    found, _ = attributed(seeds, words)
    assert [(one.name, one.voice) for one in found] == [("Sergey Lavrov", Voice.DIRECT)]
    assert found[0].span.of(words) == words[1:-2]


def test_two_speakers_of_one_sentence_stay_two(seeds: Codebook) -> None:
    words = "Lavrov warned of a wider war, while Guterres urged both sides to lay down their arms."
    assert [name for name, _ in said(seeds, words)] == ["Sergey Lavrov", "Antonio Guterres"]
