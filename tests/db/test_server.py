"""The embedded server: started by the first who asks, stopped with the last who leaves."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from app.db import server
from app.errors import SetupError

USE = """
import sys
from pathlib import Path
from app.db import server
with server.serving(Path(sys.argv[1]), durable=False) as url:
    print(url, flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as made:
        yield Path(made) / "data"


def another_process(folder: Path) -> subprocess.Popen[str]:
    environment = {name: value for name, value in os.environ.items() if name != "XDG_RUNTIME_DIR"}
    return subprocess.Popen(
        [sys.executable, "-c", USE, str(folder)],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def answer(url: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT lower('ГАЗА')").fetchone()
        assert row is not None
        return row[0]


def test_what_was_written_is_there_at_the_next_start(folder: Path) -> None:
    with server.serving(folder, durable=False) as url, psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS seven")
    assert server.status(folder).url is None
    with server.serving(folder) as url, psycopg.connect(url) as connection:
        assert connection.execute("SELECT seven FROM kept").fetchone() == (7,)


def test_it_is_tuned_and_knows_cyrillic_and_utc(folder: Path) -> None:
    with server.serving(folder, durable=False) as url:
        assert answer(url) == "газа"
        with psycopg.connect(url) as connection:
            for name, value in {
                "random_page_cost": "1.1",
                "max_parallel_workers_per_gather": "0",
                "listen_addresses": "",
                "TimeZone": "UTC",
                "server_encoding": "UTF8",
            }.items():
                assert connection.execute("SELECT current_setting(%s)", [name]).fetchone() == (value,)


@pytest.mark.parametrize(
    "name", ["with a space", "Gänsefüßchen и кириллица", 'it\'s, "odd"', "deep/" + "x" * 120]
)
def test_any_folder_name_will_do(folder: Path, name: str) -> None:
    with server.serving(folder / name, durable=False) as url:
        assert answer(url) == "газа"


def test_two_processes_share_it_and_the_last_one_stops_it(folder: Path) -> None:
    with another_process(folder) as other:
        assert other.stdout is not None
        url = other.stdout.readline().strip()
        with server.serving(folder) as mine:
            assert mine == url
            _, complaints = other.communicate("\n", timeout=60)
            assert (other.returncode, complaints) == (0, "")
            assert answer(mine) == "газа"
        assert server.status(folder).url is None


def test_two_first_starts_at_once_make_one_database(folder: Path) -> None:
    with another_process(folder) as one, another_process(folder) as two:
        urls = {process.stdout.readline().strip() for process in (one, two) if process.stdout}
        assert len(urls) == 1
        assert [process.communicate("\n", timeout=60)[1] for process in (one, two)] == ["", ""]
    assert server.status(folder).url is None


def test_a_killed_process_leaves_a_database_that_the_next_one_uses_and_stops(folder: Path) -> None:
    with another_process(folder) as killed:
        assert killed.stdout is not None
        url = killed.stdout.readline().strip()
        killed.kill()
        killed.wait()
    status = server.status(folder)
    assert (status.url, status.in_use) == (url, False)
    with server.serving(folder) as again:
        assert answer(again) == "газа"
    assert server.status(folder).url is None


def test_a_killed_server_is_started_again(folder: Path) -> None:
    with server.serving(folder, durable=False) as url:
        pid = int((folder / "postgres" / "postmaster.pid").read_text().splitlines()[0])
        os.kill(pid, signal.SIGKILL)
        with server.serving(folder) as again:
            assert answer(again) == "газа"
            assert again == url


def test_a_first_start_that_was_killed_leaves_nothing_in_the_way(folder: Path) -> None:
    (folder / "postgres.new" / "base").mkdir(parents=True)
    with server.serving(folder, durable=False) as url:
        assert answer(url) == "газа"
    assert not (folder / "postgres.new").exists()


def test_a_started_database_stays_until_it_is_stopped(folder: Path) -> None:
    url = server.start(folder)
    with server.serving(folder) as same:
        assert same == url
        with pytest.raises(SetupError, match="in use"):
            server.stop(folder)
    assert answer(url) == "газа"
    assert server.status(folder) == server.Status(
        folder.resolve(), exists=True, url=url, in_use=False, kept=True
    )
    assert server.stop(folder) is True
    assert server.stop(folder) is False


def test_a_folder_of_another_postgresql_is_refused(folder: Path) -> None:
    with server.serving(folder, durable=False):
        pass
    (folder / "postgres" / "PG_VERSION").write_text("12\n")
    with pytest.raises(SetupError, match="PostgreSQL 12"), server.serving(folder):
        pass


def test_a_folder_that_cannot_be_made_is_refused(folder: Path) -> None:
    folder.write_text("a file where the folder should be")
    with pytest.raises(SetupError, match="--data DIR"), server.serving(folder):
        pass
