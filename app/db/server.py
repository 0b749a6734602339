"""A data folder in, a running PostgreSQL out, shared by every process that asks and stopped by the last."""

import hashlib
import os
import shlex
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import psycopg
from psycopg import sql

from app.db import programs, tuning
from app.db.locks import Presence, alone, anybody
from app.errors import SetupError

DATABASE = "positions"
_USER = "positions"
_SOCKET = ".s.PGSQL.5432"
# The kernel's limit for the whole path of a Unix socket is 104 bytes on some systems and 108 on others.
_LONGEST_SOCKET = 100
_ATTEMPTS = 5
_STARTUP_S = 300


class Status(NamedTuple):
    """What `positions db status` says of a data folder."""

    folder: Path
    exists: bool
    url: str | None
    in_use: bool
    kept: bool


@contextmanager
def serving(folder: Path, *, durable: bool = True) -> Iterator[str]:
    """The URL of the folder's database, for as long as the context lasts."""
    folder = _prepared(folder)
    with alone(folder / "lock"):
        presence = Presence(folder / "in-use")
        try:
            url = _running(folder, durable=durable)
        except BaseException:
            presence.leave()
            raise
    try:
        yield url
    finally:
        with alone(folder / "lock"):
            if presence.leave() and not _kept(folder).exists():
                _halt(folder)


def start(folder: Path) -> str:
    """The URL of the folder's database, which from now on runs until `stop`."""
    folder = _prepared(folder)
    with alone(folder / "lock"):
        url = _running(folder, durable=True)
        _kept(folder).touch()
    return url


def stop(folder: Path) -> bool:
    """Ends the folder's database; false if it did not run. Refused while another process uses it."""
    folder = folder.expanduser().resolve()
    if not _data(folder).exists():
        return False
    with alone(folder / "lock"):
        if anybody(folder / "in-use"):
            raise SetupError(
                f"The database in {folder} is in use by another positions process. End that one first."
            )
        _kept(folder).unlink(missing_ok=True)
        if not _alive(folder):
            return False
        _halt(folder)
    return True


def status(folder: Path) -> Status:
    """What there is, without starting anything."""
    folder = folder.expanduser().resolve()
    if not _data(folder).exists():
        return Status(folder, exists=False, url=None, in_use=False, kept=False)
    with alone(folder / "lock"):
        return Status(
            folder,
            exists=True,
            url=_url(folder) if _alive(folder) else None,
            in_use=anybody(folder / "in-use"),
            kept=_kept(folder).exists(),
        )


def _data(folder: Path) -> Path:
    return folder / "postgres"


def _kept(folder: Path) -> Path:
    return folder / "keep-running"


def _prepared(folder: Path) -> Path:
    folder = folder.expanduser().resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SetupError(
            f"{folder} cannot be made ({error.strerror}). Choose another folder with --data DIR."
        ) from error
    return folder


def _running(folder: Path, *, durable: bool) -> str:
    data = _data(folder)
    if not data.exists():
        _initialise(folder, durable=durable)
    _check_version(data)
    deadline = time.monotonic() + _STARTUP_S
    while True:
        # A server that is just dying, or repeating its log after a crash, is alive but does not answer.
        if not _alive(folder):
            _launch(folder)
        try:
            url = _url(folder)
            _ensure_database(url)
        except (OSError, IndexError, psycopg.OperationalError) as error:
            if time.monotonic() > deadline:
                raise SetupError(
                    f"PostgreSQL in {folder} does not answer: {_last_words(str(error))}"
                ) from error
            time.sleep(0.2)
        else:
            return url


def _initialise(folder: Path, *, durable: bool) -> None:
    # Built beside its place and renamed, so that a first start that was killed leaves nothing half made.
    data, growing = _data(folder), folder / "postgres.new"
    user = programs.owner(data)
    try:
        shutil.rmtree(growing, ignore_errors=True)
        growing.mkdir(mode=0o700)
        if user != os.geteuid():
            os.chown(growing, user, -1)
    except OSError as error:
        raise SetupError(f"{growing} cannot be made ({error.strerror}).") from error
    # One locale everywhere, whatever the machine's: ids sort alike and `lower` folds Cyrillic.
    made = programs.run(
        "initdb",
        [
            f"--pgdata={growing.name}",
            f"--username={_USER}",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--text-search-config=simple",
            *([] if durable else ["--no-sync"]),
        ],
        inside=folder,
        user=user,
    )
    if made.returncode:
        shutil.rmtree(growing, ignore_errors=True)
        raise SetupError(f"PostgreSQL could not be set up in {folder}: {_last_words(made.stdout)}")
    (growing / "positions.conf").write_text(tuning.settings(tuning.memory(), durable=durable))
    (growing / "positions.conf").chmod(0o644)
    with (growing / "postgresql.conf").open("a") as configuration:
        configuration.write(
            "\n# Chosen at the first start for this machine's memory; edit that file freely.\n"
        )
        configuration.write("include_if_exists = 'positions.conf'\n")
    growing.rename(data)


def _check_version(data: Path) -> None:
    try:
        version = (data / "PG_VERSION").read_text().strip()
    except OSError as error:
        raise SetupError(
            f"{data} cannot be read as a PostgreSQL folder ({error.strerror}). "
            "It belongs to another user or is damaged; choose another folder with --data DIR."
        ) from error
    if version != str(programs.VERSION):
        raise SetupError(
            f"{data} was made by PostgreSQL {version}, and version {programs.VERSION} is installed. "
            "Choose another folder with --data DIR and ingest again, or serve the old folder yourself "
            "and set POSITIONS_DATABASE_URL."
        )


def _pg_ctl(folder: Path, *arguments: str) -> tuple[int, str]:
    data = _data(folder)
    done = programs.run(
        "pg_ctl", [f"--pgdata={data.name}", *arguments], inside=folder, user=programs.owner(data)
    )
    return done.returncode, done.stdout


def _alive(folder: Path) -> bool:
    return (_data(folder) / "postmaster.pid").exists() and _pg_ctl(folder, "status")[0] == 0


def _launch(folder: Path) -> None:
    data = _data(folder)
    socket = _socket_folder(data)
    log = data / "server.log"
    for attempt in range(_ATTEMPTS):
        # The workers of a server that was killed need a moment to notice, and hold its memory until then.
        time.sleep(attempt)
        before = log.stat().st_size if log.exists() else 0
        code, _ = _pg_ctl(
            folder,
            "--wait",
            f"--timeout={_STARTUP_S}",
            f"--log={data.name}/{log.name}",
            f"--options=-k {shlex.quote(str(socket))}",
            "start",
        )
        if code == 0:
            return
    words = log.read_bytes()[before:].decode(errors="replace") if log.exists() else ""
    raise SetupError(f"PostgreSQL did not start in {folder}: {_last_words(words)} (all of it in {log})")


def _socket_folder(data: Path) -> Path:
    plain = not set(str(data)) & set(",\"'\\")
    if plain and len(os.fsencode(data / _SOCKET)) <= _LONGEST_SOCKET:
        return data
    user = programs.owner(data)
    short = Path(tempfile.gettempdir()) / f"positions-{hashlib.sha256(os.fsencode(data)).hexdigest()[:12]}"
    short.mkdir(mode=0o700, exist_ok=True)
    if user != os.geteuid():
        os.chown(short, user, -1, follow_symlinks=False)
    found = short.lstat()
    if short.is_symlink() or found.st_uid != user or found.st_mode & 0o077:
        raise SetupError(f"{short} is needed for the database's socket, but belongs to somebody else.")
    return short


def _url(folder: Path) -> str:
    lines = (_data(folder) / "postmaster.pid").read_text().splitlines()
    socket, port = lines[4], lines[3]
    return f"postgresql://{_USER}@/{DATABASE}?host={quote(socket, safe='/')}&port={port}"


def _ensure_database(url: str) -> None:
    with psycopg.connect(url.replace(f"@/{DATABASE}?", "@/postgres?"), autocommit=True) as connection:
        query = "SELECT 1 FROM pg_database WHERE datname = %s"
        if not connection.execute(query, [DATABASE]).fetchone():
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))


def _halt(folder: Path) -> None:
    if _alive(folder):
        _pg_ctl(folder, "--mode=fast", "--wait", f"--timeout={_STARTUP_S}", "stop")


def _last_words(output: str) -> str:
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    told = [line for line in lines if any(word in line for word in ("FATAL", "error", "ERROR", "could not"))]
    return (told or lines or ["no reason given"])[-1]
