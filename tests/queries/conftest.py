"""The invented corpus in a database."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.codebook.model import Codebook
from app.db import sessions
from tests.queries import invented, oracle


@pytest.fixture(scope="session")
def book() -> Codebook:
    """A codebook of another conflict altogether."""
    return invented.book()


@pytest.fixture(scope="session")
def corpus(corpus_engine: Engine, book: Codebook) -> Engine:
    """A database with the invented corpus, to be read only."""
    with sessions.writing(corpus_engine) as session:
        invented.fill(session, book)
    return corpus_engine


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
