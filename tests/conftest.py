"""A real PostgreSQL for the tests: one server for all workers, one migrated database for each."""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path

import psycopg
import pytest
from hypothesis import settings
from psycopg import sql
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app import resources
from app.codebook import loading
from app.codebook.dates import PartialDate
from app.codebook.model import Codebook
from app.codebook.terms import Basis, Stance, Voice
from app.db import locks, migrating, server, sessions
from app.ingest.records import (
    Attribution,
    Dated,
    Given,
    Harvest,
    Issue,
    Judgment,
    Offsets,
    Source,
    Span,
    StanceFound,
    Text,
    TopicFound,
    When,
)
from tests.queries import invented

# The same examples on every machine, however slow it is; HYPOTHESIS_PROFILE=explore draws new ones.
settings.register_profile("ci", deadline=None, derandomize=True, database=None, print_blob=True)
settings.register_profile("explore", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

_TEMPLATE = "migrated"
_numbers = count(1)


@pytest.fixture(scope="session")
def server_url(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[str]:
    """An embedded server that all workers of this test run share."""
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent
    folder = shared / "database"
    with server.serving(folder, durable=False) as url:
        with locks.alone(shared / "template.lock"):
            _ensure_template(url)
        yield url
    if worker_id == "master":
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def engine(server_url: str, worker_id: str) -> Iterator[Engine]:
    """A migrated, empty database of this worker; what a test writes it must roll back (use `session`)."""
    yield from _database(server_url, f"worker_{worker_id}")


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session whose every change is forgotten after the test."""
    with engine.connect() as connection, connection.begin() as transaction:
        with Session(
            connection, join_transaction_mode="create_savepoint", autoflush=False, expire_on_commit=False
        ) as session:
            yield session
        transaction.rollback()


@pytest.fixture
def fresh_engine(server_url: str, worker_id: str) -> Iterator[Engine]:
    """A migrated, empty database of this test alone, for what commits."""
    yield from _database(server_url, f"fresh_{worker_id}_{next(_numbers)}")


@pytest.fixture(scope="session")
def corpus_engine(server_url: str, worker_id: str) -> Iterator[Engine]:
    """A migrated database for a corpus that stays for the whole test run."""
    yield from _database(server_url, f"corpus_{worker_id}")


@pytest.fixture(scope="session")
def large_engine(server_url: str, worker_id: str) -> Iterator[Engine]:
    """A migrated database for a generated corpus."""
    yield from _database(server_url, f"large_{worker_id}")


@pytest.fixture(scope="session")
def demo_engine(server_url: str, worker_id: str) -> Iterator[Engine]:
    """A migrated database for the articles that the project ships."""
    yield from _database(server_url, f"demo_{worker_id}")


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


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    """The codebook that the project ships."""
    return loading.load(resources.folder("seeds"))


@pytest.fixture(scope="session")
def harvest_of() -> Callable[..., Harvest]:
    """Makes a harvest by hand: `harvest_of([("lavrov", "Words.")], published="2024-05-06")`."""
    return _harvest_of


def _harvest_of(
    quotes: Sequence[tuple[str | None, str]],
    *,
    published: str | None = "2024-05-06",
    said: str | None = None,
    basis: Basis = Basis.STATED,
    url: str | None = None,
    outlet: str | None = None,
    raw: str | None = None,
    stance: Stance = Stance.SUPPORT,
    position: str = "two-state",
    topic: str = "two-state-solution",
    opening: str = "A report.",
    issues: tuple[Issue, ...] = (),
) -> Harvest:
    text, attributions, judgments = opening, [], []
    for speaker, words in quotes:
        span = Span(len(text) + 1, len(text) + 1 + len(words))
        text = f"{text} {words}"
        name = speaker or "an aide"
        attributions.append(Attribution(span, Voice.DIRECT, name, speaker, name, "by-hand", 0.9))
        evidence = Span(span.start, span.start + 1)
        judgments.append(
            Judgment(
                (TopicFound(topic, "by-hand", evidence),),
                (StanceFound(position, stance, "by-hand", evidence),),
            )
        )
    appeared = When(PartialDate.parse(published), Basis.STATED, published) if published else When()
    spoken = When(PartialDate.parse(said), basis, said) if said else appeared
    sha = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    raw_sha = hashlib.sha256((raw or f"{url}{text}").encode("utf-8", "surrogatepass")).hexdigest()
    return Harvest(
        source=Source(f"{sha[:8]}.txt", "by hand", text, raw_sha, given=Given(url=url)),
        text=Text(text, sha, Offsets((0,), (0,)), "en"),
        dated=Dated(appeared, outlet, outlet),
        attributions=tuple(attributions),
        times=tuple(spoken for _ in attributions),
        judgments=tuple(judgments),
        links=(),
        issues=issues,
    )


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with material that may not be in the repository; tests that need it skip without it."""
    folder = Path(__file__).parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip(f"no {folder}")
    return folder


def _ensure_template(url: str) -> None:
    with psycopg.connect(_url(url, "postgres"), autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [_TEMPLATE]).fetchone():
            return
        growing = f"{_TEMPLATE}_growing"
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(growing)))
        engine = sessions.connected(_url(url, growing))
        migrating.upgrade(engine)
        engine.dispose()
        connection.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                sql.Identifier(growing), sql.Identifier(_TEMPLATE)
            )
        )


def _database(url: str, name: str) -> Iterator[Engine]:
    with psycopg.connect(_url(url, "postgres"), autocommit=True) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy").format(
                sql.Identifier(name), sql.Identifier(_TEMPLATE)
            )
        )
        engine = sessions.connected(_url(url, name))
        try:
            yield engine
        finally:
            engine.dispose()
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _url(url: str, database: str) -> str:
    return url.replace(f"/{server.DATABASE}?", f"/{database}?")
