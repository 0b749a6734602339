"""An engine in, its tables brought to this version out."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, func, select

from app import resources
from app.errors import SetupError

# Any fixed number will do, as long as no other lock of this program has it.
_LOCK = 7_301_001


def upgrade(engine: Engine) -> bool:
    """Applies what is missing; false if nothing was. Several processes may do so at once."""
    with engine.connect() as connection, _one_at_a_time(connection):
        if _current(connection) == _newest():
            return False
        _check_known(connection)
        with connection.begin():
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
        return True


def check(engine: Engine) -> None:
    """SetupError unless the tables are those of this version."""
    with engine.connect() as connection:
        current = _current(connection)
        if current == _newest():
            return
        _check_known(connection)
    told = "has no tables yet" if current is None else f"has the tables of an older version ({current})"
    raise SetupError(f"The database {told}. Run: positions db upgrade")


def _check_known(connection: Connection) -> None:
    current = _current(connection)
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if current is not None and current not in known:
        raise SetupError(
            f"The database has the tables of a newer version of positions ({current}). Update positions."
        )


def _current(connection: Connection) -> str | None:
    current = MigrationContext.configure(connection).get_current_revision()
    connection.rollback()
    return current


def _newest() -> str | None:
    return ScriptDirectory.from_config(_config()).get_current_head()


def _config() -> Config:
    config = Config()
    # A per cent sign in a folder's name would be read as a reference to another setting.
    config.set_main_option("script_location", str(resources.folder("migrations")).replace("%", "%%"))
    return config


@contextmanager
def _one_at_a_time(connection: Connection) -> Iterator[None]:
    connection.execute(select(func.pg_advisory_lock(_LOCK)))
    connection.commit()
    try:
        yield
    finally:
        connection.rollback()
        connection.execute(select(func.pg_advisory_unlock(_LOCK)))
        connection.commit()
