"""Set phrases, use by use."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.codebook.model import Codebook
from app.web.app import create_app
from app.web.requests import read_session
from tests.queries.telling import Teller
from tests.web.asking import file_of, section

FULL = "We want an independent Palestinian state within the 1967 borders and nothing less."
SHORT = "A Palestinian state is owed its 1967 borders."


@pytest.fixture
def reader(session: Session, engine: Engine, codebook: Codebook) -> Iterator[TestClient]:
    """The dashboard with the codebook that the project ships."""
    app = create_app(engine, codebook)
    app.dependency_overrides[read_session] = lambda: session
    yield TestClient(app)
    app.dependency_overrides.clear()


@pytest.fixture
def told(session: Session) -> list[str]:
    teller = Teller(session)
    return [
        teller.say("~ivanova", "2020-03-01", quote=FULL),
        teller.say("~petrov", "2022-07-01", quote=SHORT),
        teller.say("~petrov", "2022-07-02", quote="The harbour road stays open."),
    ]


def test_the_first_and_the_last_use_are_compared_word_by_word(reader: TestClient, told: list[str]) -> None:
    block = section(reader.get("/formulas/borders-1967").text, "difference")
    assert "1 Mar 2020" in block and "1 Jul 2022" in block
    assert "<del>independent</del> Palestinian state" in block
    assert "<ins>" in block


def test_any_two_uses_can_be_compared(reader: TestClient, told: list[str]) -> None:
    address = f"/formulas/borders-1967?one={told[1]}&two={told[0]}"
    block = section(reader.get(address).text, "difference")
    assert "<ins>independent</ins>" in block


def test_years_have_their_denominators(reader: TestClient, told: list[str]) -> None:
    page = reader.get("/formulas/borders-1967").text
    years = file_of(reader, page, "years")
    assert [(row["year"], row["n"], row["n_statements"]) for row in years] == [
        ("2020", "1", "1"),
        ("2021", "0", "0"),
        ("2022", "1", "2"),
    ]
    assert "not enough" in section(page, "years")


def test_variants_say_what_was_dropped(reader: TestClient, told: list[str]) -> None:
    rows = file_of(reader, reader.get("/formulas/borders-1967").text, "variants")
    assert {row["dropped"] for row in rows} == {"viable|swaps", "independent|viable|swaps"}


def test_each_use_leads_to_its_statement_with_the_phrase_marked(reader: TestClient, told: list[str]) -> None:
    block = section(reader.get("/formulas/borders-1967").text, "uses")
    assert block.index(f"/statements/{told[1]}") < block.index(f"/statements/{told[0]}")
    assert "<mark>" in block
    assert told[2] not in block


def test_a_formula_never_used_says_never(reader: TestClient, told: list[str]) -> None:
    page = reader.get("/formulas").text
    quartet = page[page.index("/formulas/quartet") :]
    assert "never" in quartet[: quartet.index("</tr>")]
    assert reader.get("/formulas/no-such").status_code == 404
