"""A database URL in, an engine out; an engine in, a snapshot to read or a transaction to write out."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, create_engine, literal, make_url, select
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.orm import Session

from app.errors import SetupError

OLDEST_VERSION = 15
_DRIVERS = {"postgres", "postgresql", "postgresql+psycopg"}
_TIMEOUT_S = 10
_SNAPSHOT = "snapshot"


def connected(url: str) -> Engine:
    """An engine whose database has answered and is new enough."""
    target = _target(url)
    engine = create_engine(
        target,
        pool_size=10,
        max_overflow=20,
        pool_pre_ping=True,
        connect_args={
            "connect_timeout": _TIMEOUT_S,
            "application_name": "positions",
            "options": "-c timezone=UTC",
        },
    )
    try:
        with engine.connect() as connection:
            major = int((connection.dialect.server_version_info or (0,))[0])
    except OperationalError as error:
        engine.dispose()
        raise SetupError(
            f"No database answers at {_shown(target)}: {_first_line(error)} "
            "Check the address, or unset POSITIONS_DATABASE_URL to use the embedded one."
        ) from None
    if major < OLDEST_VERSION:
        engine.dispose()
        raise SetupError(
            f"The database at {_shown(target)} is PostgreSQL {major}; {OLDEST_VERSION} or newer is needed."
        )
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A read-only snapshot: everything asked in it is true at one and the same moment."""
    snapshot = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    with Session(snapshot, autoflush=False, expire_on_commit=False, info={_SNAPSHOT: True}) as session:
        yield session


def is_snapshot(session: Session) -> bool:
    """Whether all that is asked in a session is true at one and the same moment."""
    return _SNAPSHOT in session.info


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """One transaction: kept if the block ends, forgotten if it raises."""
    with Session(engine, autoflush=False, expire_on_commit=False) as session, session.begin():
        yield session


def answers(session: Session) -> bool:
    """Whether the database behind the session is there."""
    return session.scalar(select(literal(1))) == 1


def _target(url: str) -> URL:
    try:
        target = make_url(url)
    except ArgumentError:
        raise SetupError(
            "POSITIONS_DATABASE_URL is not a database address. "
            "It looks like postgresql://user:password@host:5432/database."
        ) from None
    if target.drivername not in _DRIVERS:
        raise SetupError(
            f"POSITIONS_DATABASE_URL begins with {target.drivername}://, but only PostgreSQL will do. "
            "It looks like postgresql://user:password@host:5432/database."
        )
    return target.set(drivername="postgresql+psycopg")


def _shown(target: URL) -> str:
    return target.set(drivername="postgresql", query={}).render_as_string(hide_password=True)


def _first_line(error: OperationalError) -> str:
    line = str(error.orig).strip().splitlines()[0].rstrip(".")
    return f"{line}."
