"""Thousands of invented articles in, the memory that reading them into a database takes out, by the thousand.

It must stay flat after the first thousands: what has been read is in the database, not in the program.

    python -m bench.memory --articles 10000
"""

import json
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

import typer
from rich.console import Console
from rich.table import Table

from app import resources
from app.codebook import loading
from app.db import migrating, server, sessions
from app.ingest import running
from app.ingest.running import Progress

SPEAKERS = (
    "Foreign Minister Sergey Lavrov",
    "Kremlin spokesman Dmitry Peskov",
    "President Vladimir Putin",
    "Foreign Ministry spokeswoman Maria Zakharova",
    "Russia's UN envoy Vasily Nebenzya",
    "Deputy Foreign Minister Mikhail Bogdanov",
)
CLAIMS = (
    "an immediate ceasefire in {place} is needed within {n} days",
    "{n} tonnes of aid must reach {place} through every crossing",
    "a Palestinian state with East Jerusalem as its capital remains the aim after {n} rounds of talks",
    "the United States blocked the draft on {place} for the {n}th time",
    "the strikes on {place} that killed {n} civilians are unacceptable",
    "{n} hostages should be released before the talks on {place} go on",
    "Moscow is ready to host {n} delegations for talks on {place}",
)
PLACES = [
    "Gaza",
    "Rafah",
    "Khan Younis",
    "Jabalia",
    "Deir al-Balah",
    "Nuseirat",
    "the West Bank",
    "Jenin",
    "Nablus",
]
FILLERS = (
    "The market in {place} was open for {n} hours that day and closed before the evening prayer.",
    "Witnesses in {place} counted {n} lorries on the road along the coast.",
    "Some {n} families had left {place} in the week before, according to a list in the town hall.",
)
STEP = 1_000


class Reading(NamedTuple):
    """The memory of the process after so many articles."""

    articles: int
    megabytes: float
    seconds: float


def main(articles: int = 10_000, data: Path | None = None) -> None:
    """Resident memory of the process that reads, in this process alone."""
    folder = data or Path(tempfile.mkdtemp(prefix="positions-memory-"))
    folder.mkdir(parents=True, exist_ok=True)
    codebook = loading.load(resources.folder("seeds"))
    file = folder / "articles.jsonl"
    with file.open("w", encoding="utf-8") as written:
        written.writelines(json.dumps(each) + "\n" for each in invented(articles))
    found: list[Reading] = []
    console, started = Console(), time.monotonic()

    def note(progress: Progress) -> None:
        due = progress.articles >= (len(found) + 1) * STEP
        if due:
            found.append(Reading(progress.articles, resident(), time.monotonic() - started))
            console.print(f"{found[-1].articles:,} articles: {found[-1].megabytes:.0f} MB")

    with server.serving(folder / "database", durable=False) as url:
        engine = sessions.connected(url)
        migrating.upgrade(engine)
        done = running.ingest(engine, [file], codebook, workers=1, progress=note)
        engine.dispose()
    table = Table("articles", "MB", "ratio to the second thousand", "articles/s")
    base = found[min(1, len(found) - 1)].megabytes if found else 0.0
    before = Reading(0, 0.0, 0.0)
    for each in found:
        rate = (each.articles - before.articles) / (each.seconds - before.seconds)
        table.add_row(
            f"{each.articles:,}", f"{each.megabytes:.0f}", f"{each.megabytes / base:.2f}", f"{rate:.0f}"
        )
        before = each
    console.print(table)
    console.print(f"{done.counts}, {done.totals}")


def invented(articles: int) -> Iterator[dict[str, str]]:
    """Small articles of several statements each, no two alike, the same ones at every call."""
    draw = Random(1)
    for number in range(articles):
        on = date(2008, 1, 1) + timedelta(days=draw.randrange(365 * 17))
        paragraphs = [f"MOSCOW, {on:%B} {on.day}, {on.year}. Report {number} of the day follows."]
        for _ in range(draw.randint(2, 5)):
            slots = {"place": draw.choice(PLACES), "n": draw.randint(2, 999)}
            claim, speaker = draw.choice(CLAIMS).format(**slots), draw.choice(SPEAKERS)
            if draw.random() < 0.5:
                paragraphs.append(f"“{claim[0].upper()}{claim[1:]},” {speaker} said on {on:%A}.")
            else:
                paragraphs.append(f"{speaker} said that {claim}.")
            paragraphs.append(draw.choice(FILLERS).format(**slots))
        yield {
            "id": f"invented-{number:05}",
            "url": f"https://example.org/{number}",
            "title": f"Report {number} from the region",
            "published": on.isoformat(),
            "text": "\n\n".join(paragraphs),
        }


def resident() -> float:
    """The resident memory of this process in megabytes."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    typer.run(main)
