"""The invented corpus as queries and as plain Python read it."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.db import sessions
from tests.queries import oracle


@pytest.fixture
def read(corpus: Engine) -> Iterator[Session]:
    """A snapshot of the invented corpus."""
    with sessions.reading(corpus) as session:
        yield session


@pytest.fixture(scope="session")
def seen(corpus: Engine) -> list[oracle.Seen]:
    """Every statement of the corpus that a reader may see, read in plain Python."""
    with sessions.reading(corpus) as session:
        return oracle.seen(session)
