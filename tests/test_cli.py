"""The command line as a researcher meets it."""

import csv
import io
import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest

from app.cli import main
from app.db import server

REPORT = (
    "Ministers meet in Doha\n\nMOSCOW, 6 May 2024. Foreign Minister Sergey Lavrov spoke to reporters.\n\n"
    "“Both sides must sit down at one table and agree on borders that will last,” Lavrov said on Monday.\n"
)
COMMANDS = [
    "demo",
    "ingest",
    "serve",
    "export",
    "code",
    "evaluate",
    "explain",
    "train",
    "codebook check",
    "codebook show",
] + [f"db {name}" for name in ("start", "stop", "status", "upgrade", "url")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    made = tmp_path_factory.mktemp("a researcher’s folder")
    (made / "articles").mkdir()
    (made / "articles" / "one.txt").write_text(REPORT)
    yield made
    server.stop(made / ".positions")


def here(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> object:
    """The exit code of a command run in this very process."""
    monkeypatch.setattr(sys, "argv", ["positions", *arguments])
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    with pytest.raises(SystemExit) as ended:
        main()
    return ended.value.code


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-c", "from app.cli import main; main()", *arguments]


def surroundings(environment: dict[str, str]) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("POSITIONS_")}
    root = str(Path(__file__).parents[1])
    return inherited | {"PYTHONPATH": root, "COLUMNS": "120", "NO_COLOR": "1"} | environment


def positions(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments),
        cwd=folder,
        env=surroundings(environment),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_with_an_example(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert here(monkeypatch, *name.split(), "--help") == 0
    assert f"positions {name}" in capsys.readouterr().out.split("Example:")[1]


def test_ingest_says_what_it_found_and_export_writes_it(folder: Path) -> None:
    read = positions(folder, "ingest", "articles")
    assert (read.returncode, read.stderr) == (0, "")
    assert re.search(r"articles new +1\n", read.stdout)
    (folder / "articles" / "scan.pdf").write_bytes(b"%PDF")
    again = positions(folder, "ingest", "articles")
    assert re.search(r"articles unchanged +1\n", again.stdout)
    assert "Left aside, of a kind that is not read or about the folder itself: 1 (.pdf 1)." in again.stderr
    exported = positions(folder, "export", "--filter", "speaker=lavrov", "--address", "https://example.org")
    rows = list(csv.DictReader(io.StringIO(exported.stdout)))
    assert rows
    assert all(row["permalink"].startswith("https://example.org/statements/s") for row in rows)
    lines = positions(folder, "export", "--format", "jsonl").stdout.splitlines()
    assert {json.loads(line)["statement_id"] for line in lines} >= {row["statement_id"] for row in rows}


def test_code_prints_a_line_of_json_for_each_article_without_a_database(tmp_path: Path) -> None:
    file = "---\npublished: 2024-05-06\n---\n" + REPORT
    (tmp_path / "one.md").write_text(file)
    told = positions(tmp_path, "code", "one.md", "--jsonl")
    assert told.returncode == 0
    assert not (tmp_path / ".positions").exists()
    article = json.loads(told.stdout)
    assert (article["id"], article["published"]) == ("one", "2024-05-06")
    start, stop = article["statements"][0]["span"]
    assert "one table" in file[start:stop]
    assert article["statements"][0]["speaker"] == "Sergey Lavrov"


def test_a_bad_file_is_one_line_and_exit_code_one(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(REPORT)
    (tmp_path / "bad.jsonl").write_text('{"text": "cut')
    for told in (
        positions(folder, "ingest", str(tmp_path)),
        positions(folder, "code", str(tmp_path), "--jsonl"),
    ):
        assert told.returncode == 1
        complaint = told.stderr.splitlines()
        assert len(complaint) == 1
        assert "bad.jsonl:1" in complaint[0]


@pytest.mark.parametrize(
    ("arguments", "environment", "words"),
    [
        (["ingest", "nowhere"], {}, "there is no such file or folder"),
        (["ingest"], {}, "Missing argument"),
        (["no-such-command"], {}, "No such command"),
        (["serve", "--port", "99999"], {}, "Invalid value"),
        (["ingest", "articles"], {"POSITIONS_PORT": "many"}, "POSITIONS_PORT"),
        (
            ["ingest", "articles"],
            {"POSITIONS_DATABASE_URL": "postgresql://me:hunter2@127.0.0.1:1/x"},
            "127.0.0.1:1",
        ),
        (["db", "start"], {"POSITIONS_DATABASE_URL": "postgresql://me:hunter2@127.0.0.1:1/x"}, "of your own"),
        (["ingest", "articles", "--data", "articles/one.txt"], {}, "--data DIR"),
        (["export", "--filter", "speaker=nobody"], {}, "nobody"),
        (["codebook", "show", "no-such-thing"], {}, "no-such-thing"),
        (["ingest", "articles", "--codebook", "articles"], {}, "codebook"),
    ],
)
def test_wrong_usage_is_told_without_a_traceback(
    folder: Path,
    arguments: list[str],
    environment: dict[str, str],
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(folder)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert here(monkeypatch, *arguments) == 2
    told = capsys.readouterr()
    assert words in told.err
    assert "Traceback" not in told.err
    assert "hunter2" not in told.err + told.out


def test_the_database_can_be_kept_running(folder: Path) -> None:
    assert "not running" in positions(folder, "db", "status").stdout
    assert positions(folder, "db", "url").returncode == 2
    assert positions(folder, "db", "start").returncode == 0
    assert "running, not in use" in positions(folder, "db", "status").stdout
    assert positions(folder, "db", "url").stdout.startswith("postgresql://")
    assert positions(folder, "db", "upgrade").returncode == 0
    assert "Stopped" in positions(folder, "db", "stop").stdout


def test_the_dashboard_takes_a_free_port_aloud_and_stops_its_database(folder: Path) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        refused = positions(folder, "serve", "--port", str(port))
        assert (refused.returncode, "--port" in refused.stderr) == (2, True)
        process = subprocess.Popen(
            command("serve"),
            cwd=folder,
            env=surroundings({"POSITIONS_PORT": str(free_port()), "PYTHONUNBUFFERED": "1"}),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        told = process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/", told)
        assert found
        with urllib.request.urlopen(found[0], timeout=60) as answer:
            assert answer.status == 200
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
    assert server.status(folder / ".positions").url is None


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def test_the_version_is_printed(tmp_path: Path) -> None:
    done = positions(tmp_path, "--version")
    assert done.returncode == 0
    assert done.stdout.strip() == version("positions")
