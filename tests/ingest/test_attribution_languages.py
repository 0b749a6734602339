"""Russian and Arabic reports on invented sentences."""

import pytest

from app import resources
from app.codebook import loading
from app.codebook.model import Codebook
from tests.ingest.attributing import said


@pytest.fixture(scope="module")
def seeds() -> Codebook:
    return loading.loaded(resources.folder("seeds"))


@pytest.mark.parametrize(
    ("words", "name", "text"),
    [
        (
            "Лавров заявил, что колонна с мукой стоит у границы.",
            "Sergey Lavrov",
            "колонна с мукой стоит у границы",
        ),
        (
            "«Мы передали этот список ещё весной», — сказал Лавров журналистам.",
            "Sergey Lavrov",
            "Мы передали этот список ещё весной",
        ),
        (
            "По словам Лаврова, дорога на юг закрыта третий день.",
            "Sergey Lavrov",
            "дорога на юг закрыта третий день",
        ),
        (
            "Колонна с мукой вышла из порта, сообщил в среду Дмитрий Песков.",
            "Dmitry Peskov",
            "Колонна с мукой вышла из порта",
        ),
        (
            "Список раненых уже составлен. Об этом сообщила Мария Захарова.",
            "Maria Zakharova",
            "Список раненых уже составлен",
        ),
        (
            "Без посредников, считает Лавров, договориться не выйдет.",
            "Sergey Lavrov",
            "Без посредников, считает Лавров, договориться не выйдет",
        ),
    ],
)
def test_russian_reports_are_read(seeds: Codebook, words: str, name: str, text: str) -> None:
    assert said(seeds, words, language="ru") == [(name, text)]


def test_by_his_words_means_whoever_spoke_last(seeds: Codebook) -> None:
    words = "Песков заявил, что звонков не было. По его словам, их можно устроить быстро."
    assert [name for name, _ in said(seeds, words, language="ru")] == ["Dmitry Peskov"] * 2


@pytest.mark.parametrize(
    ("words", "name", "text"),
    [
        ("قال لافروف إن القافلة ما زالت عند المعبر.", "Sergey Lavrov", "القافلة ما زالت عند المعبر"),
        ("وأضاف بيسكوف أن الموعد لم يحدد بعد.", "Dmitry Peskov", "الموعد لم يحدد بعد"),
        (
            "وقالت ماريا زاخاروفا: «لم نتلق أي رد على رسائلنا حتى الآن».",
            "Maria Zakharova",
            "لم نتلق أي رد على رسائلنا حتى الآن",
        ),
        ("دعا لافروف إلى فتح المعبر فورا.", "Sergey Lavrov", "فتح المعبر فورا"),
    ],
)
def test_arabic_reports_are_read_with_the_verb_first(
    seeds: Codebook, words: str, name: str, text: str
) -> None:
    assert said(seeds, words, language="ar") == [(name, text)]


def test_an_arabic_verb_alone_goes_on_with_the_last_speaker(seeds: Codebook) -> None:
    words = "قال لافروف إن القافلة عند المعبر. وأضاف أن الطريق مغلق منذ أيام."
    assert [name for name, _ in said(seeds, words, language="ar")] == ["Sergey Lavrov"] * 2
