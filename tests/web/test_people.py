"""Speakers, their contradictions, and the branches of the state."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.codebook.model import Branch, Codebook
from app.web.app import create_app
from app.web.requests import read_session
from tests.queries.telling import Teller
from tests.web.asking import section


@pytest.fixture
def harbour(session: Session, engine: Engine, book: Codebook) -> Iterator[TestClient]:
    """The dashboard of a state with two branches."""
    branches = (
        Branch("port", "Port authority", (), ("ministry",)),
        Branch("town", "Town hall", (), ("petrov",)),
    )
    state = replace(book, country="ru", branches={each.id: each for each in branches})
    app = create_app(engine, state)
    app.dependency_overrides[read_session] = lambda: session
    yield TestClient(app)
    app.dependency_overrides.clear()


def test_opposed_remarks_stand_side_by_side(own: TestClient, session: Session) -> None:
    teller = Teller(session)
    earlier = teller.say("ivanova", "2023-01-01", {"open-the-bridge": "support"})
    later = teller.say("ivanova", "2023-01-11", {"open-the-bridge": "oppose"})
    block = section(own.get("/speakers/ivanova").text, "contradictions")
    assert "1 pair of opposed remarks" in block
    assert "10 days apart" in block
    assert block.index(f'id="s-{earlier}"') < block.index(f'id="s-{later}"')


def test_a_speaker_that_the_codebook_lacks_has_a_page(client: TestClient) -> None:
    page = client.get("/speakers/~harbour-watch").text
    assert "<h1><bdi>Harbour Watch</bdi></h1>" in page
    assert "Not in the codebook" in page


def test_nobody_of_an_unknown_id_has_a_page(client: TestClient) -> None:
    assert client.get("/speakers/nobody").status_code == 404
    assert client.get("/speakers/~nobody").status_code == 404


def test_each_branch_has_a_column_and_each_cell_its_statements(harbour: TestClient, session: Session) -> None:
    teller = Teller(session)
    kept = teller.say("ministry", "2023-01-01", {"open-the-bridge": "support"})
    teller.say("ministry", "2023-01-02", {"free-fishing": "oppose"})
    teller.say("petrov", "2023-01-03", {"open-the-bridge": "oppose"})
    page = harbour.get("/voices").text
    assert '<a class="plain" href="/voices/port">2</a>' in page
    words = "Port authority, 1 statement, in support: 1 support"
    cell = f'href="/voices/port?position=open-the-bridge" title="{words}"'
    assert cell in page
    behind = harbour.get("/voices/port?position=open-the-bridge").text
    assert behind.count('<li class="entry"') == 1
    assert f'id="s-{kept}"' in behind
    assert harbour.get("/voices/navy").status_code == 404
