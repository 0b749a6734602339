"""The commands `db …`: the embedded database by hand."""

from pathlib import Path

import typer
from sqlalchemy import Engine

from app import settings
from app.cli import options, showing
from app.db import migrating, server, sessions
from app.errors import SetupError

db = typer.Typer(no_args_is_help=True, help="Start, stop and look at the database.")


@db.command()
def start(data: options.Data = None) -> None:
    """Start the embedded database and leave it running.

    The other commands start and stop it by themselves; this spares them the wait.

    Example: positions db start
    """
    server.start(_folder(data))
    showing.out.print(f"Running in {_folder(data).resolve()}. End it with: positions db stop")


@db.command()
def stop(data: options.Data = None) -> None:
    """Stop the embedded database.

    Example: positions db stop
    """
    stopped = server.stop(_folder(data))
    showing.out.print("Stopped." if stopped else "It was not running.")


@db.command()
def status(data: options.Data = None) -> None:
    """Say where the database is and whether it runs.

    Example: positions db status
    """
    chosen = settings.load()
    if chosen.database_url and data is None:
        engine = sessions.connected(chosen.database_url.get_secret_value())
        showing.out.print(f"{engine.url.set(drivername='postgresql')!r} answers.")
        showing.out.print("Its tables are those of this version." if _is_current(engine) else _OUTDATED)
        engine.dispose()
        return
    found = server.status(_folder(data))
    if not found.exists:
        showing.out.print(f"There is no database in {found.folder} yet.")
        return
    use = "in use" if found.in_use else "not in use"
    showing.out.print(f"{found.folder}: {'running' if found.url else 'not running'}, {use}")


@db.command()
def upgrade(data: options.Data = None) -> None:
    """Bring the tables to this version of positions; what they hold is kept.

    The embedded database is upgraded by itself; one of your own, named by POSITIONS_DATABASE_URL, by this.

    Example: positions db upgrade
    """
    with options.database(settings.load(), data, upgrade=True):
        showing.out.print("The tables are those of this version.")


@db.command()
def url(data: options.Data = None) -> None:
    """Print the address of the running database, for psql and other programs.

    Example: psql "$(positions db url)"
    """
    chosen = settings.load()
    if chosen.database_url and data is None:
        showing.out.print(chosen.database_url.get_secret_value())
        return
    found = server.status(_folder(data))
    if found.url is None:
        raise SetupError(f"The database in {found.folder} is not running. Start it with: positions db start")
    showing.out.print(found.url)


_OUTDATED = "Its tables are not those of this version. Run: positions db upgrade"


def _is_current(engine: Engine) -> bool:
    try:
        migrating.check(engine)
    except SetupError:
        return False
    return True


def _folder(data: Path | None) -> Path:
    chosen = settings.load()
    if chosen.database_url and data is None:
        raise SetupError(
            "POSITIONS_DATABASE_URL names a database of your own, which positions neither starts nor stops. "
            "Unset it, or name the folder of an embedded one with --data DIR."
        )
    return data or chosen.data
