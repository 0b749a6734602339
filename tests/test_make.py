"""`make demo` from an empty copy, as somebody meets it who has Python and make and nothing else.

The copy gets an environment of its own. uv itself is taken from the checkout where `make` has put it, and the
packages from uv's cache as far as they are there, so the network is asked only for what this machine lacks.
"""

import csv
import io
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.db import server

ROOT = Path(__file__).parents[1]
TRAVELLING = ["Makefile", "pyproject.toml", "uv.lock", "README.md", "LICENSE"]
FOLDERS = ["app", "migrations", "templates", "static", "seeds"]
PATIENCE_S = 300
pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="no make on this machine")


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Path]:
    """What a clone holds, in a folder with an awkward name."""
    made = tmp_path / "a clone, für alle"
    made.mkdir()
    for name in TRAVELLING:
        shutil.copy(ROOT / name, made)
    for name in FOLDERS:
        shutil.copytree(ROOT / name, made / name, ignore=shutil.ignore_patterns("__pycache__"))
    if (uv := ROOT / ".tools" / "bin" / "uv").exists():
        (made / ".tools" / "bin").mkdir(parents=True)
        (made / ".tools" / "bin" / "uv").symlink_to(uv)
        (made / ".tools" / "uv.stamp").touch()
    yield made
    server.stop(made / ".positions")
    shutil.rmtree(made)


def make(folder: Path, *arguments: str, told: Path) -> subprocess.Popen[bytes]:
    """A `make` as typed into a new terminal: a group of its own, and nothing of what our own hands down."""
    ours = ("MAKE", "MFLAGS", "POSITIONS_", "UV_", "PYTHON", "VIRTUAL_ENV", "XDG_RUNTIME_DIR")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    kept = {name: os.environ[name] for name in ("UV_CACHE_DIR",) if name in os.environ}
    with told.open("wb") as output:
        return subprocess.Popen(
            ["make", *arguments],
            cwd=folder,
            env=environment | kept | {"UV_LINK_MODE": "hardlink", "NO_COLOR": "1"},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


@contextmanager
def demo(folder: Path, port: int, told: Path) -> Iterator[subprocess.Popen[bytes]]:
    python = getattr(sys, "_base_executable", sys.executable)
    process = make(folder, "demo", f"PYTHON={python}", f"ARGS=--port {port}", told=told)
    try:
        yield process
    finally:
        if process.poll() is None:
            end(process, signal.SIGKILL)


def until(true: Callable[[], bool], process: subprocess.Popen[bytes], told: Path) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not true():
        assert process.poll() is None, told.read_text()
        assert time.monotonic() < deadline, told.read_text()
        time.sleep(0.05)


def end(process: subprocess.Popen[bytes], how: signal.Signals) -> None:
    os.killpg(process.pid, how)
    process.wait(timeout=PATIENCE_S)


def figures(told: str) -> dict[str, int]:
    lines = re.findall(r"^(\w[\w ]*?) +([\d,]+)$", told, re.MULTILINE)
    return {name: int(number.replace(",", "")) for name, number in lines}


def opened(port: int, path: str) -> bytes:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=PATIENCE_S) as answer:
        assert answer.status == 200
        return bytes(answer.read())


def test_demo_sets_up_reads_serves_stops_and_does_so_again(copy: Path, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = tmp_path / "told"
    with demo(copy, port, told) as interrupted:
        until((copy / ".venv" / "pyvenv.cfg").exists, interrupted, told)
    articles = len(list((copy / "seeds" / "articles").rglob("*.md")))
    for new, unchanged in ((articles, 0), (0, articles)):
        with demo(copy, port, told) as process:
            until(lambda: "The dashboard is at" in told.read_text(), process, told)
            found = figures(told.read_text())
            assert (found["articles new"], found["articles unchanged"]) == (new, unchanged)
            assert b"<h1" in opened(port, "/timeline")
            file = opened(port, "/statements.csv?counting=statement").decode("utf-8-sig")
            rows = list(csv.DictReader(io.StringIO(file)))
            assert len(rows) == found["statements in the database"] > articles
            end(process, signal.SIGINT)
        assert "Traceback" not in told.read_text()
        assert server.status(copy / ".positions").url is None


@pytest.mark.parametrize("python", ["/no/such/python", "false"])
def test_a_python_that_will_not_do_is_told_in_a_line(tmp_path: Path, python: str) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    told = tmp_path / "told"
    assert make(tmp_path, "demo", f"PYTHON={python}", told=told).wait(timeout=60) == 2
    assert f"Python 3.11 or newer is needed, and {python} is none" in told.read_text()


def test_help_lists_what_there_is_to_do(tmp_path: Path) -> None:
    told = tmp_path / "told"
    assert make(ROOT, told=told).wait(timeout=60) == 0
    for target in ("demo", "test", "check", "format", "bench", "memory", "repeats", "clean"):
        assert re.search(rf"^  make {target} +\w", told.read_text(), re.MULTILINE)
