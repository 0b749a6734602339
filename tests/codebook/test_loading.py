"""What a codebook folder must hold, and where it says so if it does not."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from app.codebook import checking, loading
from app.codebook.model import Codebook
from app.codebook.terms import EventType, Gender, SpeakerKind, Stance
from app.errors import CodebookError

Complaints = Callable[[str, str, str], list[str]]


def test_the_example_of_the_documentation_loads(folder: Path) -> None:
    codebook = loading.load(folder)
    assert codebook.title == "Norway on whaling"
    assert codebook.country == "Norway"
    assert list(codebook.speakers) == [
        "kari-nordmann",
        "ola-van-fjord",
        "norway",
        "norwegian-foreign-ministry",
    ]
    assert codebook.speakers["kari-nordmann"].gender is Gender.SHE
    assert codebook.speakers["norway"].kind is SpeakerKind.COUNTRY
    assert codebook.offices["foreign-minister-of-norway"].names.en == (
        "Norwegian foreign minister",
        "Norwegian top diplomat",
        "Norway's foreign minister",
        "Norway's top diplomat",
        "Oslo's foreign minister",
        "Oslo's top diplomat",
        "foreign minister of Norway",
    )
    assert (
        codebook.positions["moratorium"].looks_like[Stance.OPPOSE] == "calls it obsolete, announces hunting"
    )
    assert codebook.outlets["northern-gazette"].domains == ("gazette.example",)
    event = codebook.events["tromso-summit"]
    assert (event.type, event.on.first, event.participants) == (
        EventType.SUMMIT,
        date(2023, 6, 2),
        ("kari-nordmann",),
    )


def test_the_version_ignores_line_ends_and_nothing_else(folder: Path) -> None:
    version = loading.version(folder)
    path = folder / "codebook/topics.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert loading.version(folder) == version
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    assert loading.version(folder) != version
    assert len(version) == 12


def test_a_codebook_is_read_once_and_again_after_a_change(folder: Path) -> None:
    first = loading.loaded(folder)
    assert loading.loaded(folder) is first
    path = folder / "codebook/codebook.yaml"
    path.write_text(path.read_text("utf-8").replace("Norway on whaling", "Norway on whales"), "utf-8")
    assert loading.loaded(folder).title == "Norway on whales"


def test_the_first_problem_is_raised_and_all_are_listed(folder: Path) -> None:
    path = folder / "codebook/outlets.yaml"
    path.write_text(path.read_text("utf-8").replace("id: northern", "colour: red\n  id: northern"), "utf-8")
    path = folder / "events.yaml"
    path.write_text(path.read_text("utf-8").replace("type: summit", "type: party"), "utf-8")
    with pytest.raises(CodebookError, match=r"outlets\.yaml:1: unknown key 'colour'"):
        loading.load(folder)
    assert [(problem.path.name, problem.line) for problem in checking.problems(folder)] == [
        ("outlets.yaml", 1),
        ("events.yaml", 3),
    ]


@pytest.mark.parametrize(
    ("name", "old", "new", "complaint"),
    [
        (
            "codebook/codebook.yaml",
            "country: Norway",
            "country: Norway\nanthem: yes",
            "codebook/codebook.yaml:4: unknown key 'anthem'; known keys are title, description, country, "
            "languages, licence, subtitle, authors",
        ),
        (
            "codebook/codebook.yaml",
            "licence: CC BY 4.0\n",
            "",
            "codebook/codebook.yaml:1: missing key 'licence'",
        ),
        (
            "codebook/codebook.yaml",
            "title: Norway on whaling",
            "title: 2023",
            "codebook/codebook.yaml:1: '2023' is read as a number, date or yes/no; put it in quotes",
        ),
        (
            "codebook/codebook.yaml",
            "title: Norway on whaling",
            "title: Norway\ntitle: Whales",
            "codebook/codebook.yaml:2: key 'title' stands twice in this entry",
        ),
        (
            "codebook/codebook.yaml",
            "languages: [en]",
            "languages: en",
            "codebook/codebook.yaml:4: expected a list (lines that begin with '- ')",
        ),
        (
            "codebook/offices.yaml",
            "rank: 80",
            "rank: high",
            "codebook/offices.yaml:4: expected a whole number",
        ),
        (
            "codebook/offices.yaml",
            "single: false",
            "single: maybe",
            "codebook/offices.yaml:14: expected true or false",
        ),
        (
            "codebook/offices.yaml",
            "foreign minister of Norway",
            "foreign minister (of Norway",
            "codebook/offices.yaml:8: 'foreign minister (of Norway' has a bracket or bar that belongs to no "
            "group like (one|other)",
        ),
        (
            "codebook/offices.yaml",
            "foreign minister of Norway",
            "Norway's state secretary",
            "codebook/offices.yaml:16: 'Norway's state secretary' already names 'foreign-minister-of-norway'",
        ),
        (
            "codebook/offices.yaml",
            "id: state-secretary-of-norway",
            "id: State Secretary",
            "codebook/offices.yaml:11: 'State Secretary' is not an id; use small letters, digits and single "
            "hyphens",
        ),
        (
            "codebook/speakers.yaml",
            "id: ola-van-fjord",
            "id: kari-nordmann",
            "codebook/speakers.yaml:11: id 'kari-nordmann' is used twice",
        ),
        (
            "codebook/speakers.yaml",
            "id: ola-van-fjord",
            "id: norway",
            "codebook/speakers.yaml:11: id 'norway' is used twice",
        ),
        (
            "codebook/speakers.yaml",
            "en: [Ola van Fjord]",
            "en: [Ola van Fjord, KARI NORDMANN]",
            "codebook/speakers.yaml:18: 'KARI NORDMANN' already names 'kari-nordmann'",
        ),
        (
            "codebook/speakers.yaml",
            "office: foreign-minister-of-norway",
            "office: foreign-minister",
            "codebook/speakers.yaml:10: there is no office 'foreign-minister'",
        ),
        (
            "codebook/speakers.yaml",
            "gender: she",
            "gender: it",
            "codebook/speakers.yaml:6: 'it' is not one of he, she",
        ),
        (
            "codebook/speakers.yaml",
            "from: 2021-10-14",
            "from: 2021-13-14",
            "codebook/speakers.yaml:10: '2021-13-14' is not a date like 2023, 2023-10 or 2023-10-07",
        ),
        (
            "codebook/speakers.yaml",
            "from: 2021-10-14",
            "from: 2024-10-14",
            "codebook/speakers.yaml:10: the term ends (2023-10) before it begins (2024-10-14)",
        ),
        (
            "codebook/speakers.yaml",
            "to: 2023-10,",
            "to: 2023-12-24,",
            "codebook/speakers.yaml:22: 'ola-van-fjord' holds 'foreign-minister-of-norway' from 2023-10 to "
            "now while 'kari-nordmann' holds it from 2021-10-14 to 2023-12-24",
        ),
        (
            "codebook/speakers.yaml",
            "kind: person",
            "kind: country",
            "codebook/speakers.yaml:3: speakers.yaml holds persons; a body belongs in institutions.yaml",
        ),
        (
            "codebook/institutions.yaml",
            "kind: institution",
            "kind: committee",
            "codebook/institutions.yaml:11: 'committee' is not one of person, institution, country",
        ),
        (
            "codebook/positions.yaml",
            "topics: [quotas]",
            "topics: [quota]",
            "codebook/positions.yaml:6: there is no topic 'quota'",
        ),
        (
            "codebook/outlets.yaml",
            "gazette.example",
            "https://www.gazette.example/",
            "codebook/outlets.yaml:5: 'https://www.gazette.example/' is not a bare domain like example.org "
            "(no www., no address)",
        ),
        (
            "events.yaml",
            "participants: [kari-nordmann]",
            "participants: [kari]",
            "events.yaml:6: there is no speaker 'kari'",
        ),
        (
            "events.yaml",
            "https://gazette.example/tromso",
            "gazette.example/tromso",
            "events.yaml:9: 'gazette.example/tromso' is not a web address that begins with http:// or "
            "https://",
        ),
        (
            "events.yaml",
            "type: summit",
            "type: summit\n  until: 2023-06-01",
            "events.yaml:4: the event ends (2023-06-01) before it begins (2023-06-02)",
        ),
        (
            "events.yaml",
            "type: summit",
            "type: un-vote\n  vote: {body: UN, yes: 3, no: -1, abstain: 0, russia: maybe}",
            "events.yaml:4: 'maybe' is not one of yes, no, abstain, veto, absent",
        ),
        ("events.yaml", "date: 2023-06-02", "date: null", "events.yaml:2: an event needs a date"),
    ],
)
def test_a_mistake_is_reported_with_its_file_and_line(
    complaints: Complaints, name: str, old: str, new: str, complaint: str
) -> None:
    assert complaint in complaints(name, old, new)


def test_the_same_person_may_not_hold_an_office_twice_at_a_time(complaints: Complaints) -> None:
    term = "{office: state-secretary-of-norway, title: State Secretary, from: 2020, to: 2022, source: page}"
    found = complaints("codebook/speakers.yaml", "  offices:\n", f"  offices:\n  - {term}\n  - {term}\n")
    assert found == [
        "codebook/speakers.yaml:11: 'kari-nordmann' holds 'state-secretary-of-norway' from 2020 to 2022 "
        "while 'kari-nordmann' holds it from 2020 to 2022"
    ]


def test_a_post_of_several_people_may_be_shared(complaints: Complaints) -> None:
    old = "  - {office: foreign-minister-of-norway, title: Minister of Foreign Affairs, from: 2023-10"
    new = "  - {office: state-secretary-of-norway, title: Secretary, from: 2020, to: null, source: page}\n"
    assert complaints("codebook/speakers.yaml", old, new + old) == []
    assert complaints("codebook/speakers.yaml", "  offices:\n", "  offices:\n" + new) == []


def test_a_hand_over_within_the_month_that_is_known_is_no_overlap(folder: Path) -> None:
    assert checking.problems(folder) == []


@pytest.mark.parametrize("name", ["offices.yaml", "boilerplate.yaml"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / "codebook" / name).unlink()
    found = [str(problem) for problem in checking.problems(folder) if problem.path.name == name]
    assert found[0] == f"{folder / 'codebook' / name}:1: cannot be read: No such file or directory"


@pytest.mark.parametrize("name", ["speaker.yaml", "speakers.yml"])
def test_a_file_that_nobody_reads_is_named(folder: Path, name: str) -> None:
    (folder / "codebook" / name).write_text("[]", "utf-8")
    (problem,) = checking.problems(folder)
    assert problem.path.name == name
    assert problem.complaint.startswith("unknown file; known are boilerplate.yaml, branches.yaml")


def test_the_shipped_codebook_has_no_problem(shipped: Codebook) -> None:
    assert shipped.title == "Russia on Gaza and Palestine"
    assert len(shipped.events) == 179
    assert len(shipped.positions) == 31


def test_the_titles_of_the_day_are_those_of_the_main_office(shipped: Codebook) -> None:
    on = {name: shipped.speakers[name].office_on for name in ("putin", "medvedev", "lavrov", "bogdanov")}
    assert on["putin"](date(2010, 1, 1)) == "Prime Minister of Russia"
    assert on["medvedev"](date(2010, 1, 1)) == "President of Russia"
    assert on["medvedev"](date(2024, 1, 1)) == "Deputy Chairman of the Security Council"
    assert on["lavrov"](date(2003, 1, 1)) == "Permanent Representative to the UN"
    assert on["bogdanov"](date(2023, 11, 1)) == "Deputy Foreign Minister"
    assert on["bogdanov"](None) is None
