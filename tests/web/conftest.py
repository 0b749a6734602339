"""The dashboard over the invented corpus, without a network."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.codebook.model import Codebook
from app.web.app import create_app
from app.web.requests import read_session


@pytest.fixture(scope="session")
def client(corpus: Engine, book: Codebook) -> TestClient:
    """A reader of the invented corpus."""
    return TestClient(create_app(corpus, book), raise_server_exceptions=False)


@pytest.fixture
def own(session: Session, engine: Engine, book: Codebook) -> Iterator[TestClient]:
    """A reader of what the test itself stores in `session`."""
    app = create_app(engine, book)
    app.dependency_overrides[read_session] = lambda: session
    yield TestClient(app)
    app.dependency_overrides.clear()
