"""The event list for Discourse Network Analyzer."""

import csv
from io import StringIO

import pytest
from sqlalchemy.orm import Session

from app.codebook.model import Codebook
from app.queries import dna
from app.queries.dna import Qualifier
from app.queries.filter import Filter
from tests.queries.telling import Teller


@pytest.fixture
def told(session: Session) -> list[str]:
    teller = Teller(session)
    return [
        teller.say(
            "ivanova", "2023-02-01", {"free-fishing": "support"}, quote='He said "no; never".\nTwice.'
        ),
        teller.say("petrov", "2023-01-01", {"free-fishing": "oppose", "tolls": "conditional"}),
        teller.say("petrov", "2023-01", {"free-fishing": "oppose"}),
        teller.say("petrov", None, {"free-fishing": "neutral"}),
    ]


def lines(session: Session, book: Codebook, qualifier: Qualifier) -> list[dict[str, str]]:
    text = b"".join(dna.event_list(session, Filter(), book, qualifier)).decode()
    assert text.split("\r\n")[0] == ";".join(dna.HEADER)
    return list(csv.DictReader(StringIO(text, newline=""), delimiter=";"))


def test_each_dated_stance_is_a_line_with_real_quoting(
    session: Session, told: list[str], book: Codebook
) -> None:
    first, second = lines(session, book, Qualifier.BINARY)
    assert (first["statement_id"], first["time"]) == (told[1], "2023-01-01 00:00:00")
    assert (first["person"], first["concept"], first["agreement"]) == (
        "Petrov",
        "Fishing should be free.",
        "0",
    )
    assert (second["agreement"], second["text"]) == ("1", 'He said "no; never".\nTwice.')


def test_the_integer_qualifier_keeps_conditions(session: Session, told: list[str], book: Codebook) -> None:
    found = lines(session, book, Qualifier.INTEGER)
    assert sorted(each["agreement"] for each in found) == ["-2", "1", "2"]


def test_what_the_list_lacks_is_counted(session: Session, told: list[str]) -> None:
    assert dna.left_out(session, Filter(), Qualifier.BINARY) == 3
    assert dna.left_out(session, Filter(), Qualifier.INTEGER) == 2
