"""Generates a corpus in a throw-away database and measures what pages ask of it."""

import tempfile
import time
from pathlib import Path

import psycopg
import typer
from rich.console import Console
from rich.table import Table
from sqlalchemy import Engine

from app import resources
from app.codebook import loading
from app.codebook.model import Codebook
from app.db import migrating, server, sessions
from app.ingest.storing import store_events
from app.queries import refreshing
from bench import drawing, generate, limits, pages

_CONSOLE = Console(width=140)


def main(
    statements: int = 100_000,
    rounds: int = 5,
    only: str = "",
    data: Path | None = None,
    html: bool = True,
    drawn: bool = True,
) -> None:
    """Milliseconds for each question and each page; with --data, the corpus stays there for the next time."""
    folder = data or Path(tempfile.mkdtemp(prefix="positions-bench-"))
    codebook = loading.load(resources.folder("seeds"))
    with server.serving(folder, durable=False) as url:
        engine = sessions.connected(url)
        migrating.upgrade(engine)
        _fill(engine, url, codebook, statements)
        _questions(engine, codebook, rounds, only)
        if html:
            _pages(engine, codebook, rounds, only)
        if drawn:
            _drawn(engine, codebook, rounds, only)
        engine.dispose()


def _fill(engine: Engine, url: str, codebook: Codebook, statements: int) -> None:
    """Generates what is not there yet, and has the answers kept."""
    with psycopg.connect(url) as connection:
        is_empty = connection.execute("SELECT FROM statements LIMIT 1").fetchone() is None
    before = time.perf_counter()
    if is_empty:
        with sessions.writing(engine) as session:
            store_events(session, codebook)
        with psycopg.connect(url) as connection:
            generate.fill(connection, codebook, statements)
        _CONSOLE.print(f"{statements:,} statements generated in {time.perf_counter() - before:.0f} s")
    before = time.perf_counter()
    with sessions.writing(engine) as session:
        refreshing.refresh(session, codebook)
    _CONSOLE.print(f"answers kept in {time.perf_counter() - before:.1f} s")


def _questions(engine: Engine, codebook: Codebook, rounds: int, only: str) -> None:
    table = Table("Question", "SQL", "min ms", "median ms", "max ms", "median in scans")
    found = limits.measured(engine, codebook, rounds, only)
    scan = next(each.typical for each in found if each.name == limits.SCAN)
    for each in found:
        times = (each.fastest, each.typical, each.slowest, each.typical / scan)
        numbers = (f"{value:.1f}" for value in times)
        table.add_row(each.name, str(each.asked), *numbers)
    _CONSOLE.print(table)


def _pages(engine: Engine, codebook: Codebook, rounds: int, only: str) -> None:
    table = Table("Page", "status", "SQL", "first ms", "warm ms", "of that SQL", "kB")
    for each in pages.measured(engine, codebook, rounds, only):
        numbers = (f"{value:.0f}" for value in (each.first, each.warm, each.in_sql, each.kilobytes))
        table.add_row(each.address, str(each.status), str(each.asked), *numbers)
    _CONSOLE.print(table)


def _drawn(engine: Engine, codebook: Codebook, rounds: int, only: str) -> None:
    found = drawing.measured(engine, codebook, rounds, only)
    if not found:
        _CONSOLE.print("No Chromium, so nothing was drawn: POSITIONS_CHROMIUM=/path/to/chromium make bench")
    table = Table(
        "Page in Chromium", "kB", "with files", "charts", "kB a chart", "drawn ms", "full bundle", "ratio"
    )
    for row in drawing.rows(found):
        table.add_row(*row)
    _CONSOLE.print(table)


if __name__ == "__main__":
    typer.run(main)
