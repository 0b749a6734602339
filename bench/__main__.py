"""Generates a corpus in a throw-away database and measures what pages ask of it."""

import tempfile
import time
from pathlib import Path

import psycopg
import typer
from rich.console import Console
from rich.table import Table

from app import resources
from app.codebook import loading
from app.db import migrating, server, sessions
from app.ingest.storing import store_events
from app.queries import refreshing
from bench import generate, limits


def main(statements: int = 100_000, rounds: int = 5, only: str = "", data: Path | None = None) -> None:
    """Milliseconds for each question; with --data, the corpus stays there for the next time."""
    folder = data or Path(tempfile.mkdtemp(prefix="positions-bench-"))
    codebook = loading.load(resources.folder("seeds"))
    console = Console()
    with server.serving(folder, durable=False) as url:
        engine = sessions.connected(url)
        if migrating.upgrade(engine):
            with sessions.writing(engine) as session:
                store_events(session, codebook)
            before = time.perf_counter()
            with psycopg.connect(url) as connection:
                generate.fill(connection, codebook, statements)
            with sessions.writing(engine) as session:
                refreshing.refresh(session)
            console.print(f"{statements:,} statements generated in {time.perf_counter() - before:.0f} s")
        table = Table("Question", "SQL", "min ms", "median ms", "max ms")
        for each in limits.measured(engine, codebook, rounds, only):
            numbers = (f"{value:.1f}" for value in (each.fastest, each.typical, each.slowest))
            table.add_row(each.name, str(each.asked), *numbers)
        console.print(table)
        engine.dispose()


if __name__ == "__main__":
    typer.run(main)
