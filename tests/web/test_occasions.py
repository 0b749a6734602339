"""What was said around an event, and by whom nothing."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.codebook.model import Ballot, Codebook, Vote
from app.codebook.terms import Stance
from app.web.app import create_app
from app.web.requests import read_session
from tests.queries import invented
from tests.queries.telling import Teller
from tests.web.asking import file_of, section

VOTE = Vote(
    "Harbour Assembly", "H/1", 9, 2, 4, "veto", (Ballot("open-the-bridge", Stance.SUPPORT, Stance.OPPOSE),)
)


@pytest.fixture
def reader(session: Session, engine: Engine, book: Codebook) -> Iterator[TestClient]:
    """A harbour whose vote of 15 January 2024 was vetoed."""
    event = replace(book.events["harbour-vote"], vote=VOTE)
    row = invented.event_row(event)
    row.vote = {"body": VOTE.body, "symbol": VOTE.symbol, "yes": 9, "no": 2, "abstain": 4, "russia": "veto"}
    invented.add(session, row)
    app = create_app(engine, replace(book, country="ru", events={**book.events, event.id: event}))
    app.dependency_overrides[read_session] = lambda: session
    yield TestClient(app)
    app.dependency_overrides.clear()


def test_a_vote_is_told_with_its_tally_and_what_it_means(reader: TestClient) -> None:
    block = section(reader.get("/events/harbour-vote").text, "vote")
    assert "<dt>for</dt><dd>9</dd>" in block
    assert "<b>vetoed</b>" in block
    assert "oppose" in block and "The bridge should stay open." in block


def test_before_and_after_are_told_apart(reader: TestClient, session: Session) -> None:
    teller = Teller(session)
    teller.say("ivanova", "2024-01-10", {"open-the-bridge": "support"})
    teller.say("ivanova", "2024-01-15", {"open-the-bridge": "oppose"})
    teller.say("petrov", "2024-01-30", {"open-the-bridge": "oppose"})
    (week,) = file_of(reader, reader.get("/events/harbour-vote").text, "positions")
    assert (week["n_support_before"], week["n_oppose_before"], week["n_oppose_after"]) == ("1", "0", "1")
    (month,) = file_of(reader, reader.get("/events/harbour-vote?days=30").text, "positions")
    assert month["n_oppose_after"] == "2"


def test_silence_is_kept_apart_from_a_want_of_articles(reader: TestClient, session: Session) -> None:
    teller = Teller(session)
    for number in range(3):
        teller.say("petrov", f"2023-05-0{number + 1}")
        teller.say("ministry", f"2023-06-0{number + 1}")
    teller.say("ministry", "2024-01")
    address = "/events/harbour-vote"
    rows = file_of(reader, reader.get(address).text, "silent")
    assert {row["speaker_id"]: row["state"] for row in rows} == {"petrov": "no source", "ministry": "perhaps"}
    teller.publish("2024-01-17")
    page = reader.get(address).text
    rows = file_of(reader, page, "silent")
    assert {row["speaker_id"]: row["state"] for row in rows} == {"petrov": "silent", "ministry": "perhaps"}
    assert "1 article from those days" in section(page, "silent")
