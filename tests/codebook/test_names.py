"""Who is named in a text, in any script, and who held an office when."""

import time
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.codebook import loading
from app.codebook.dates import PartialDate
from app.codebook.model import Codebook
from app.codebook.names import Found, NameIndex, index
from app.codebook.vocabulary import Sort

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def names(shipped: Codebook) -> NameIndex:
    return index(shipped)


def speakers(names: NameIndex, text: str) -> list[tuple[str, str]]:
    return [(found.printed, "|".join(found.speakers)) for found in names.find(text) if found.speakers]


def offices(names: NameIndex, text: str) -> list[tuple[str, str]]:
    return [(found.printed, found.office or "?") for found in names.find(text) if found.offices]


@pytest.mark.parametrize(
    ("printed", "speaker"),
    [
        ("Sergei Lavrov", "lavrov"),
        ("Sergej Lawrow", "lavrov"),
        ("SERGEY LAVROV", "lavrov"),
        ("Sergueï Lavrov", "lavrov"),
        ("Сергей Лавров", "lavrov"),
        ("Сергея Викторовича Лаврова", "lavrov"),
        ("سيرغي لافروف", "lavrov"),
        ("وسيرغي لافروف", "lavrov"),
        ("Vassily Nebenzia", "nebenzya"),
        ("Wassili Nebensja", "nebenzya"),
        ("Василию Небензе", "nebenzya"),
        ("Dmitri Polianski", "polyanskiy"),
        ("Dmitry Polyansky", "polyanskiy"),
        ("Maria Sakharova", "zakharova"),
        ("Марией Захаровой", "zakharova"),
        ("Mikhail Bogdanov", "bogdanov"),
        ("Michail Bogdanow", "bogdanov"),
        ("Abdel-Fattah el-Sissi", "abdel-fattah-el-sisi"),
        ("Recep Tayyip Erdoğan", "recep-tayyip-erdogan"),
        ("Abu Mazen", "mahmoud-abbas"),
        ("Махмуда Аббаса", "mahmoud-abbas"),
        ("Gideon Sa’ar", "gideon-saar"),
        ("Volker Türk", "volker-turk"),
    ],
)
def test_a_person_is_found_under_every_usual_spelling(names: NameIndex, printed: str, speaker: str) -> None:
    assert names.by_name(printed) == (speaker,)
    assert speakers(names, f"Yesterday {printed}, in short, agreed.") == [(printed, speaker)]


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("Lavrov", ("lavrov",)),
        ("Лавровым", ("lavrov",)),
        ("ولافروف", ("lavrov",)),
        ("Lavroff", ("lavrov",)),
        ("Nebenzja", ("nebenzya",)),
        ("Ivanov", ("ivanov", "sergei-ivanov")),
        ("Clinton", ("bill-clinton", "hillary-clinton")),
        ("Lavrovsky", ()),
        ("Laurov", ()),
        ("Nebenzon", ()),
    ],
)
def test_a_surname_names_all_who_bear_it_and_nobody_else(
    names: NameIndex, printed: str, found: tuple[str, ...]
) -> None:
    assert names.by_surname(printed) == found


def test_the_full_name_in_a_text_decides_whom_a_shared_surname_means(names: NameIndex) -> None:
    text = "Hillary Clinton spoke first. Clinton asked for calm. Bill stayed silent."
    assert speakers(names, text) == [("Hillary Clinton", "hillary-clinton"), ("Clinton", "hillary-clinton")]


@pytest.mark.parametrize(
    "text",
    [
        "Pavel Zaitsev repairs bicycles.",
        "Анна Лаврова преподает музыку.",
        "We met Natalia Peskova there.",
        "Q. Lavrov is a chess player.",
        "Rice was short and the price of bread rose.",
        "The road to Khan Younis is closed.",
        "A new wood floor, a brown table, some power tools.",
        "lavrov in small letters is a user name.",
        "He told us about it, and those who asked us left.",
    ],
)
def test_a_stranger_or_a_word_is_nobody(names: NameIndex, text: str) -> None:
    assert speakers(names, text) == []


def test_initials_and_titles_keep_the_person(names: NameIndex) -> None:
    text = "S. Lavrov, S.V. Lavrov, С. В. Лавров, Mr. Lavrov, Prosecutor Karim Khan, and Secretary Rice."
    assert [who for _, who in speakers(names, text)] == [
        *["lavrov"] * 4,
        "karim-khan",
        "condoleezza-rice|susan-rice",
    ]


@pytest.mark.parametrize(
    ("phrase", "office"),
    [
        ("Russia’s top diplomat", "minister-of-foreign-affairs-of-russia"),
        ("head of Russian diplomacy", "minister-of-foreign-affairs-of-russia"),
        ("главы МИД РФ", "minister-of-foreign-affairs-of-russia"),
        ("وزير الخارجية الروسي", "minister-of-foreign-affairs-of-russia"),
        ("ولوزير الخارجية الروسي", "minister-of-foreign-affairs-of-russia"),
        ("Kremlin spokesman", "press-secretary-of-the-president-of-russia"),
        ("пресс-секретаря президента РФ", "press-secretary-of-the-president-of-russia"),
        ("Moscow's UN envoy", "permanent-representative-of-russia-to-the-un"),
        ("Russian U.N. Ambassador", "permanent-representative-of-russia-to-the-un"),
        ("постпред России при ООН", "permanent-representative-of-russia-to-the-un"),
        ("Russian Foreign Ministry spokeswoman", "spokesperson-of-the-russian-foreign-ministry"),
        ("U.S. Secretary of State", "secretary-of-state-of-the-united-states"),
        ("head of Hamas' political bureau", "head-of-the-political-bureau-of-hamas"),
        ("UN chief", "secretary-general-of-the-united-nations"),
        ("World Health Organization chief", "director-general-of-the-world-health-organization"),
    ],
)
def test_an_office_is_found_where_the_phrase_is_longest(names: NameIndex, phrase: str, office: str) -> None:
    assert names.by_office(phrase) == (office,)
    assert offices(names, f"Then the {phrase}, who sat there, rose.") == [(phrase, office)]


@pytest.mark.parametrize(
    ("phrase", "body"),
    [
        ("Gaza's Hamas-run Health Ministry", "gaza-health-ministry"),
        ("health ministry in Gaza", "gaza-health-ministry"),
        ("وزارة الصحة في غزة", "gaza-health-ministry"),
        ("Israel's military", "israel-defense-forces"),
        ("IDF", "israel-defense-forces"),
        ("Russian MFA", "russian-foreign-ministry"),
        ("МИДе России", "russian-foreign-ministry"),
        ("World Health Organisation", "world-health-organization"),
        ("WHO", "world-health-organization"),
        ("Trump administration", "united-states"),
        ("Кремле", "kremlin"),
        ("حركة حماس", "hamas"),
    ],
)
def test_a_body_is_found_under_every_usual_name(names: NameIndex, phrase: str, body: str) -> None:
    assert speakers(names, f"It was {phrase}, they said.") == [(phrase, body)]


@pytest.mark.parametrize(
    ("text", "sorts"),
    [
        ("Moscow believes so.", [Sort.NAME]),
        ("They met in Moscow.", [Sort.PLACE]),
        ("MOSCOW, May 3. It rained.", [Sort.PLACE]),
        ("A line.\nCairo (NG) - It rained.", [Sort.PLACE]),
        ("Russia and Israel agree.", [Sort.NAME, Sort.NAME]),
        ("Он прилетел в Москву.", [Sort.PLACE]),
        ("Москва считает иначе.", [Sort.NAME]),
        ("وصل إلى موسكو", [Sort.PLACE]),
    ],
)
def test_a_capital_is_a_place_after_a_preposition_and_in_a_date_line(
    names: NameIndex, text: str, sorts: list[Sort]
) -> None:
    assert [found.sort for found in names.find(text)] == sorts


def test_the_minister_may_be_any_minister(names: NameIndex) -> None:
    (found,) = names.find("So the minister went home.")
    assert (found.sort, found.printed, found.office) == (Sort.SHORT, "the minister", None)
    assert {"minister-of-foreign-affairs-of-russia", "minister-of-defence-of-israel"} <= set(found.offices)


@pytest.mark.parametrize(
    ("office", "day", "holder"),
    [
        ("minister-of-foreign-affairs-of-russia", date(2003, 5, 1), "ivanov"),
        ("minister-of-foreign-affairs-of-russia", date(2023, 10, 8), "lavrov"),
        ("minister-of-foreign-affairs-of-russia", date(2004, 3, 9), None),
        ("minister-of-foreign-affairs-of-russia", date(1980, 1, 1), None),
        ("permanent-representative-of-russia-to-the-un", date(2016, 9, 1), "churkin"),
        ("president-of-the-united-states", date(2024, 6, 1), "joe-biden"),
        ("president-of-the-united-states", PartialDate.parse("2024"), "joe-biden"),
        ("president-of-the-united-states", PartialDate.parse("2025-01"), None),
        ("president-of-the-united-states", PartialDate.parse("2025-02"), "donald-trump"),
        ("deputy-foreign-minister-of-russia", date(2023, 10, 8), None),
        ("president-of-the-united-states", None, None),
        ("no-such-office", date(2024, 1, 1), None),
    ],
)
def test_an_office_resolves_to_its_one_holder_of_the_day(
    names: NameIndex, office: str, day: date | PartialDate | None, holder: str | None
) -> None:
    found = names.resolve_office(office, day)
    assert (found.id if found else None) == holder


def test_a_codebook_without_russian_names_needs_no_russian_grammar(folder: Path) -> None:
    small = index(loading.load(folder))
    found = small.find("Oslo's top diplomat Kari Nordmann met Van Fjord in Oslo; van Fjord agreed.")
    assert [(one.sort, one.printed) for one in found] == [
        (Sort.OFFICE, "Oslo's top diplomat"),
        (Sort.NAME, "Kari Nordmann"),
        (Sort.SURNAME, "Van Fjord"),
        (Sort.PLACE, "Oslo"),
        (Sort.SURNAME, "van Fjord"),
    ]


def test_a_long_text_of_half_begun_names_takes_seconds(names: NameIndex) -> None:
    text = "Russia's Russia's the Russian Gaza Hamas-run Health. Lavrov S. S. S. Abu Abu ولافروف " * 5_000
    began = time.perf_counter()
    names.find(text)
    assert time.perf_counter() - began < 10


PIECES = st.sampled_from(
    [
        *["Lavrov", "Sergey", "S", ".", " ", "\n", "Russia", "'s", "’", "foreign", "minister", "the", "in"],
        *[
            "لافروف",
            "و",
            "МИД",
            "России",
            "Hamas",
            "-",
            "UN",
            "«",
            "İ",
            "\u0301",
            "ß",
            "\u200f",
            "Khan",
            "Younis",
        ],
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_what_is_found_stands_where_it_says_in_order_and_apart(text: str) -> None:
    found: list[Found] = index(loading.loaded(ROOT / "seeds")).find(text)
    assert all(text[one.start : one.stop] == one.printed and one.printed for one in found)
    assert all(left.stop <= right.start for left, right in pairwise(found))
    assert all(bool(one.speakers) != bool(one.offices) for one in found)
