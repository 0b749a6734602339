"""Whose words the pages of ministries and missions print, and names that translation has spoilt."""

import pytest

from app import resources
from app.codebook import loading
from app.codebook.model import Codebook
from tests.ingest.attributing import attributed, said

ADDRESS = """{title}

Mr. President, we thank the briefers for what they told us about the ferry this morning.

We have said again and again that the port has to be opened without delay.

We cannot accept that those who sell weapons to one side call themselves mediators.
"""


@pytest.fixture(scope="module")
def seeds() -> Codebook:
    return loading.loaded(resources.folder("seeds"))


@pytest.mark.parametrize(
    ("title", "speaker"),
    [
        ("Statement by Permanent Representative V.A. Nebenzie at the UN Security Council", "Vasily Nebenzya"),
        ("From the speeches of Permanent Representative Vasilly Nebensya at a briefing", "Vasily Nebenzya"),
        ("Remarks by Deputy Permanent Representative D.A. Polyanskij", "Dmitry Polyanskiy"),
        ("Remarks by Foreign Minister S.V. Lavrov at a meeting of the UN Security Council", "Sergey Lavrov"),
        ("Statement by Permanent Representative Arvid Kask at the UN Security Council", "Arvid Kask"),
    ],
)
def test_a_page_is_spoken_by_whom_its_title_names_not_by_whom_it_addresses(
    seeds: Codebook, title: str, speaker: str
) -> None:
    found, _ = attributed(seeds, ADDRESS.format(title=title), day="2023-11-10")
    assert [one.name for one in found] == [speaker] * 3


def test_a_department_comments_for_its_ministry(seeds: Codebook) -> None:
    words = "Comment by the Information and Press Department on the ferry\n\nThe decision to stop the ferry"
    words += " contradicts every promise that was made.\n"
    assert said(seeds, words) == [
        (
            "Russian Foreign Ministry",
            "The decision to stop the ferry contradicts every promise that was made.",
        )
    ]


def test_a_spoilt_surname_beside_the_office_is_its_holder_from_there_on(seeds: Codebook) -> None:
    words = "Russia's Permanent Representative Vasiliy Nebenzsa said that the port is shut. "
    words += "Nebenzsa added that the ferry will sail."
    assert [name for name, _ in said(seeds, words)] == ["Vasily Nebenzya"] * 2


def test_another_name_beside_the_office_stays_as_printed(seeds: Codebook) -> None:
    words = "Russian Foreign Minister Pavel Kuleshov said that the port is shut."
    assert [name for name, _ in said(seeds, words)] == ["Pavel Kuleshov"]


def test_a_spoilt_surname_without_a_known_day_is_the_only_one_who_ever_bore_nearly_that(
    seeds: Codebook,
) -> None:
    words = "Permanent Representative Vasiliy Nebenzsa said that the port is shut."
    assert [name for name, _ in said(seeds, words, day=None)] == ["Vasily Nebenzya"]
    assert [name for name, _ in said(seeds, words.replace("Nebenzsa", "Kaskarin"), day=None)] == [
        "Vasiliy Kaskarin"
    ]


def test_the_ministry_is_that_of_the_official_who_spoke(seeds: Codebook) -> None:
    words = "Foreign Ministry spokeswoman Maria Zakharova said that the port is shut. "
    words += "The ferry will sail, the ministry argued."
    assert [name for name, _ in said(seeds, words)] == ["Maria Zakharova", "Russian Foreign Ministry"]


@pytest.mark.parametrize(
    "title",
    [
        "Permanent Representative of Russia to the UN Nebenzya - at the Security Council on the ferry:",
        "by Permanent Representative of the Russian Federation to the UN Vassily Nebenzia at a briefing",
        "Russian Mission to the UN\n\nStatement by Permanent Representative Vassily Nebenzia at a debate",
    ],
)
def test_a_title_in_front_of_an_address_names_its_speaker(seeds: Codebook, title: str) -> None:
    found, _ = attributed(seeds, ADDRESS.format(title=title), day="2023-11-10")
    assert [one.name for one in found] == ["Vasily Nebenzya"] * 3


def test_a_label_before_an_address_is_no_part_of_it(seeds: Codebook) -> None:
    words = ADDRESS.format(
        title="by Permanent Representative of Russia to the UN Vassily Nebenzia at a briefing"
    )
    words = words.replace("Mr. President, we", "Vassily Nebenzia: We")
    found, _ = attributed(seeds, words, day="2023-11-10")
    assert found[0].span.of(words).startswith("We thank")


def test_a_sentence_of_confidence_credits_the_one_before(seeds: Codebook) -> None:
    words = "Паром нужен обоим берегам. Уверенность в этом выразил глава МИД РФ Сергей Лавров."
    assert said(seeds, words, language="ru") == [("Sergey Lavrov", "Паром нужен обоим берегам")]


def test_a_clause_that_begins_with_a_preposition_is_no_mere_circumstance(seeds: Codebook) -> None:
    words = "В свете последних событий путь к согласию берегов исчезает, заявил министр Сергей Лавров."
    claim = "В свете последних событий путь к согласию берегов исчезает"
    assert said(seeds, words, language="ru") == [("Sergey Lavrov", claim)]


def test_a_subject_before_its_attribution_keeps_its_verb(seeds: Codebook) -> None:
    words = "Lavrov arrived in Oslo. Moscow, he said, supports the ferry to the islands."
    assert said(seeds, words) == [("Sergey Lavrov", "Moscow, he said, supports the ferry to the islands")]
