"""Quotations inside quotations, marks that were lost or doubled, attributions in Russian and Arabic."""

import pytest

from app import resources
from app.codebook import loading
from app.codebook.model import Codebook
from tests.ingest.attributing import said

LAVROV = "Sergey Lavrov"


@pytest.fixture(scope="module")
def seeds() -> Codebook:
    return loading.loaded(resources.folder("seeds"))


@pytest.mark.parametrize(
    ("words", "claim"),
    [
        (
            "“The ferry endangers the “quartet” of ports,” Lavrov said.",
            "The ferry endangers the “quartet” of ports",
        ),
        (
            '"The ferry endangers the "quartet" of ports," Lavrov said.',
            'The ferry endangers the "quartet" of ports',
        ),
        ('"The ferry endangers the "quartet"," Lavrov said.', 'The ferry endangers the "quartet"'),
        (
            "Lavrov said: “The port cannot be shut. “We told the ferry so.” he said.",
            "The port cannot be shut. “We told the ferry so",
        ),
    ],
)
def test_marks_inside_a_quotation_do_not_end_it(seeds: Codebook, words: str, claim: str) -> None:
    assert said(seeds, words) == [(LAVROV, claim)]


def test_one_mark_may_close_the_name_and_the_quotation(seeds: Codebook) -> None:
    words = '"Мы считаем, что паром опасен для "Совета портов", - сказал Лавров.'
    assert said(seeds, words, language="ru") == [(LAVROV, 'Мы считаем, что паром опасен для "Совета портов')]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (
            "Паром опаздывает. Об этом сообщил министр Сергей Лавров по пути в порт.",
            [(LAVROV, "Паром опаздывает")],
        ),
        ("Паром опаздывает. Об этом завил Сергей Лавров, министр.", [(LAVROV, "Паром опаздывает")]),
        ("Паром опаздывает.ТАСС\nОб этом заявил Сергей Лавров.ТАСС", [(LAVROV, "Паром опаздывает")]),
        (
            "По его словам, порт давно закрыт, передает RT. Лавров уточнил, что паром опаздывает.",
            [(LAVROV, "порт давно закрыт"), (LAVROV, "паром опаздывает")],
        ),
        (
            "МИД России выступил. В министерстве указали, что паром опаздывает.",
            [("Russian Foreign Ministry", "паром опаздывает")],
        ),
        (
            "Россия ждёт. Соответствующее заявление МИД опубликовал во вторник.",
            [("Russian Foreign Ministry", "Россия ждёт")],
        ),
        ("ХАМАС ждёт, представители движения объявили о начале работ.", [("Hamas", "начале работ")]),
        (
            "Лавров сказал, что порт закрыт. Отмечается, что Россия ждёт парома.",
            [(LAVROV, "порт закрыт"), (LAVROV, "Россия ждёт парома")],
        ),
        (
            "«Паром не идёт по морю зимой», – заявил в Совбезе посол России в ООН Василий Небензя.",
            [("Vasily Nebenzya", "Паром не идёт по морю зимой")],
        ),
        (
            'Лавров выступил. Как подчеркнул Лавров, "паром не идёт по морю уже три недели".',
            [(LAVROV, "паром не идёт по морю уже три недели")],
        ),
        (
            "Небензя: паром опоздал\n\nНебензя: он опять опоздал\n\nПаром опоздал, заявил Василий Небензя.",
            [("Vasily Nebenzya", "Паром опоздал")],
        ),
        (
            "МИД России ждёт. «Паром не идёт по морю зимой», — сказано в публикации.",
            [("Russian Foreign Ministry", "Паром не идёт по морю зимой")],
        ),
        (
            "По словам Захаровой, цитируемой агентством, порт закрыт для всех.",
            [("Maria Zakharova", "порт закрыт для всех")],
        ),
        (
            "«Паром не идёт», — объявил постпред РФ при ООН Василий Небензя.",
            [("Vasily Nebenzya", "Паром не идёт")],
        ),
        (
            "Накануне посол Израиля Гилад Эрдан заявил, что порт закрыт.",
            [("Gilad Erdan", "порт закрыт")],
        ),
    ],
)
def test_russian_news_credits_in_its_own_ways(
    seeds: Codebook, words: str, found: list[tuple[str, str]]
) -> None:
    assert said(seeds, words, language="ru") == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (
            "لا سفينة في الميناء من دون طاقم: هذا ما قاله المتحدث باسم الكرملين دميتري بيسكوف يوم الأربعاء.",
            [("Dmitry Peskov", "لا سفينة في الميناء من دون طاقم")],
        ),
        (
            "أعلن مندوب روسيا، فاسيلي نيبينزيا، أن الميناء مغلق.",
            [("Vasily Nebenzya", "الميناء مغلق")],
        ),
        (
            "قال لافروف إن الميناء مغلق. وانتقد الوزير واشنطن بسبب السفينة.",
            [(LAVROV, "الميناء مغلق"), (LAVROV, "واشنطن بسبب السفينة")],
        ),
    ],
)
def test_arabic_news_names_the_speaker_after_the_verb_and_then_the_object(
    seeds: Codebook, words: str, found: list[tuple[str, str]]
) -> None:
    assert said(seeds, words, language="ar") == found
