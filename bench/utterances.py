"""A growing corpus of invented remarks in, how fast new statements find their act of saying out.

The rate must not fall with the size: new statements are compared only with those that share a band. Measured
is what `storing` does for an article before it writes, in batches of one article, at each size in turn.

    python -m bench.utterances --sizes 10000,100000,1000000
"""

import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, islice
from pathlib import Path
from random import Random
from statistics import median

import orjson
import psycopg
import typer
from rich.console import Console
from rich.table import Table
from sqlalchemy import Engine

from app import resources
from app.codebook import loading
from app.codebook.model import Codebook
from app.db import migrating, server, sessions
from app.ingest.storing import grouping
from app.ingest.storing.rows import Row

FIRST, DAYS = date(2005, 1, 1), 365 * 21
PER_ARTICLE, WORDS, AGAIN = 4, 9_000, 0.3
_RECENT, _BATCH, _MEASURED = 400, 5_000, 250
_STATEMENTS = (
    "id article_id utterance_id is_first_report speaker_id speaker_name printed voice start stop quote "
    "language said_on said_precision said_basis said_evidence rule cue score traits"
)
_ARTICLES = (
    "id kind language text source_name raw_sha256 text_sha256 published_on published_precision "
    "published_basis published_evidence harvest_sha256 made_from codebook_version"
)


@dataclass(frozen=True, slots=True)
class _Said:
    speaker: str
    on: date
    words: tuple[str, ...]
    traits: tuple[tuple[str, float], ...]


class _Speakers:
    """Invents remarks, three in ten of them another report of a recent one: a cut, or told in other words."""

    def __init__(self, codebook: Codebook) -> None:
        self.random = Random(1)
        self.people = [*codebook.speakers, *(f"~stranger-{number}" for number in range(300))]
        self.lists = list(codebook.lexicon)
        self.stances = [f"stance:{position}=support" for position in codebook.positions]
        self.weights = {
            n: list(accumulate((rank + 2.7) ** -0.9 for rank in range(n)))
            for n in (len(self.people), len(self.lists), len(self.stances), WORDS)
        }
        self.recent: list[_Said] = []
        self.n = 0

    def article(self) -> list[Row]:
        """The statements of one more article."""
        self.n += 1
        again = [self._again() for _ in range(PER_ARTICLE) if self.recent and self.random.random() < AGAIN]
        said = again + [self._new() for _ in range(PER_ARTICLE - len(again))]
        return [self._row(number, each) for number, each in enumerate(said)]

    def _draw(self, values: list[str], k: int) -> list[str]:
        return self.random.choices(values, cum_weights=self.weights[len(values)], k=k)

    def _words(self, k: int) -> tuple[str, ...]:
        drawn = self.random.choices(range(WORDS), cum_weights=self.weights[WORDS], k=k)
        return tuple(f"w{number:x}rd" if number > 200 else f"s{number % 40}" for number in drawn)

    def _new(self) -> _Said:
        draw = self.random
        lists = {f"words:{name}": 3.0 for name in self._draw(self.lists, draw.randint(2, 7))}
        stances = dict.fromkeys(self._draw(self.stances, draw.choice((0, 1, 1, 2))), 4.0)
        said = _Said(
            self._draw(self.people, 1)[0],
            FIRST + timedelta(days=draw.randrange(DAYS)),
            self._words(draw.randint(10, 40)),
            tuple(sorted((lists | stances).items())),
        )
        self.recent = [*self.recent[-_RECENT:], said]
        return said

    def _again(self) -> _Said:
        said = self.random.choice(self.recent)
        if self.random.random() < 0.5:
            return _Said(said.speaker, said.on, said.words[len(said.words) // 4 :], said.traits)
        kept = self.random.sample(said.words, len(said.words) // 2)
        return _Said(said.speaker, said.on, (*kept, *self._words(len(said.words) // 2)), said.traits)

    def _row(self, number: int, said: _Said) -> Row:
        quote = " ".join(said.words)
        return {
            "id": f"s{self.n:012}{number}",
            "article_id": f"a{self.n:015}",
            "utterance_id": None,
            "is_first_report": True,
            "speaker_id": said.speaker,
            "speaker_name": said.speaker,
            "printed": said.speaker,
            "voice": "indirect",
            "start": number * 400,
            "stop": number * 400 + len(quote),
            "quote": quote,
            "language": "en",
            "said_on": said.on,
            "said_precision": "day",
            "said_basis": "stated",
            "said_evidence": "",
            "rule": "invented",
            "cue": "",
            "score": 1.0,
            "traits": dict(said.traits),
        }


def main(sizes: str = "10000,100000,1000000", data: Path | None = None) -> None:
    """Statements a second at each size, and each as a ratio to the first."""
    folder = data or Path(tempfile.mkdtemp(prefix="positions-utterances-"))
    codebook = loading.load(resources.folder("seeds"))
    press, console = _Speakers(codebook), Console(width=120)
    table = Table("statements", "bands", "statements/s", "ratio to the first", "slowest article, ms")
    first: float | None = None
    with server.serving(folder, durable=False) as url:
        engine = sessions.connected(url)
        migrating.upgrade(engine)
        with psycopg.connect(url, autocommit=True) as connection:
            for size in map(int, sizes.split(",")):
                bands = _fill(connection, press, size)
                rate, slowest = _measure(engine, press)
                first = first or rate
                table.add_row(
                    f"{size:,}", f"{bands:,}", f"{rate:.0f}", f"{rate / first:.2f}", f"{slowest:.0f}"
                )
                console.print(f"{size:,} statements: {rate:.0f}/s, {rate / first:.2f} of the first")
        engine.dispose()
    console.print(table)


def _fill(connection: psycopg.Connection, press: _Speakers, size: int) -> int:
    # Neither keys nor triggers are looked at, and the words are searched by nobody.
    connection.execute("SET session_replication_role = replica")
    connection.execute("DROP INDEX IF EXISTS statements_search_index")
    coming = _articles(press, size)
    while articles := list(islice(coming, _BATCH // PER_ARTICLE)):
        rows = [row for article in articles for row in article]
        _copy(connection, "articles", _ARTICLES, (_article(article[0]) for article in articles))
        names = _STATEMENTS.split()
        _copy(connection, "statements", _STATEMENTS, ([_cell(row[name]) for name in names] for row in rows))
        found = (band.values() for row in rows for band in grouping.bands([_member(row)]))
        _copy(connection, "utterance_bands", "band statement_id said_on", found)
    connection.execute("VACUUM (ANALYZE) statements, utterance_bands, articles")
    counted = connection.execute("SELECT count(*) FROM utterance_bands").fetchone()
    return counted[0] if counted else 0


def _articles(press: _Speakers, size: int) -> Iterator[list[Row]]:
    while press.n * PER_ARTICLE < size:
        yield press.article()


def _article(statement: Row) -> list[object]:
    id_, on = statement["article_id"], statement["said_on"]
    return [id_, "article", "en", "", id_, id_, id_, on, "day", "stated", "", id_, id_, "bench"]


def _cell(value: object) -> object:
    return orjson.dumps(value).decode() if isinstance(value, dict) else value


def _copy(connection: psycopg.Connection, table: str, columns: str, rows: Iterator[object]) -> None:
    named = ", ".join(f'"{name}"' for name in columns.split())
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({named}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(tuple(row))  # type: ignore[arg-type]


def _member(row: Row) -> grouping.Member:
    said_on = row["said_on"]
    assert isinstance(said_on, date)
    return grouping.fresh_member(row, said_on)


def _measure(engine: Engine, press: _Speakers) -> tuple[float, float]:
    """Statements a second by the median article, and the milliseconds of the slowest."""
    taken = []
    for _ in range(_MEASURED):
        rows = press.article()
        press.n -= 1
        for row in rows:
            row["id"], row["article_id"] = f"x{row['id']}", f"x{row['article_id']}"
        with sessions.reading(engine) as session:
            session.connection()
            before = time.perf_counter()
            grouping.regroup(session, {str(row["id"]): _member(row) for row in rows}, set(), set())
            taken.append(time.perf_counter() - before)
    return PER_ARTICLE / median(taken), max(taken) * 1000


if __name__ == "__main__":
    typer.run(main)
