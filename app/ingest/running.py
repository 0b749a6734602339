"""Files and folders in, their articles in the database out, and a summary of what came of them."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, OperationalError

from app.codebook.model import Codebook
from app.db import sessions
from app.errors import SetupError, SourceError
from app.ingest import inputs, processing, reading, storing
from app.ingest.processing import Processed, Spoiled
from app.ingest.records import Harvest, Source
from app.ingest.storing import Outcome, runs

_LOOKAHEAD = 50
_WORTH_A_VACUUM = 500

log = structlog.get_logger()


class Failure(NamedTuple):
    """An input that could not be used: where it stands and why."""

    place: str
    complaint: str


@dataclass(slots=True)
class Progress:
    """How far a run has come."""

    files: int
    bytes: int
    files_done: int = 0
    bytes_done: int = 0
    articles: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run came to; the totals are what the database holds after it."""

    run: int
    counts: dict[str, int]
    totals: dict[str, int]
    failures: list[Failure]
    ignored: list[Path]
    seconds: float


@dataclass(slots=True)
class _Job:
    engine: Engine
    codebook: Codebook
    run: int
    progress: Progress
    report: Callable[[Progress], None]
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys([*Outcome, "failed"], 0))
    failures: list[Failure] = field(default_factory=list)


def ingest(
    engine: Engine,
    paths: Iterable[Path],
    codebook: Codebook,
    *,
    workers: int = 1,
    progress: Callable[[Progress], None] = lambda _: None,
) -> Summary:
    """Brings articles into the database; may be killed at any moment and started again."""
    started = time.monotonic()
    given = list(paths)
    files, ignored = inputs.expand(given)
    size = sum(map(processing.size, files))
    with sessions.writing(engine) as session:
        storing.store_events(session, codebook)
        run = runs.begin(session, [str(path) for path in given], codebook.version)
    job = _Job(engine, codebook, run, Progress(len(files), size), progress)
    pending = _pending(job, _sources(job, files))
    for done in processing.processed(pending, codebook, workers, size):
        _keep(job, done)
    _tidy(job)
    with sessions.writing(engine) as session:
        totals = runs.totals(session)
        runs.finish(session, run, job.counts | totals)
    return Summary(run, job.counts, totals, job.failures, ignored, time.monotonic() - started)


def _sources(job: _Job, files: Sequence[Path]) -> Iterator[Source]:
    for file in files:
        before = job.progress.bytes_done
        for read in reading.read_all(file):
            if isinstance(read, SourceError):
                _fail(job, read.place, read.complaint)
            else:
                job.progress.bytes_done += len(read.text)
                yield read
        job.progress.files_done += 1
        job.progress.bytes_done = before + processing.size(file)
        job.report(job.progress)


def _pending(job: _Job, sources: Iterator[Source]) -> Iterator[Source]:
    """The sources that have to be processed; those whose yield is stored already are counted and left."""
    batch: list[Source] = []
    for source in sources:
        batch.append(source)
        if len(batch) == _LOOKAHEAD:
            yield from _news(job, batch)
            batch = []
    yield from _news(job, batch)


def _news(job: _Job, batch: Sequence[Source]) -> Iterator[Source]:
    if not batch:
        return
    with sessions.reading(job.engine) as session:
        stored = storing.unchanged(session, batch, job.codebook, processing.rules_version())
    for source, known in zip(batch, stored, strict=True):
        if known:
            _count(job, Outcome.UNCHANGED)
        else:
            yield source


def _keep(job: _Job, done: Processed) -> None:
    source, harvest = done
    if isinstance(harvest, Spoiled):
        _fail(job, harvest.place, harvest.complaint)
        return
    try:
        _count(job, _store(job, harvest))
    except OperationalError as error:
        raise SetupError(f"The database went away while {source.place} was stored: {error.orig}") from error
    except DBAPIError as error:
        log.warning("article_not_stored", place=source.place, reason=str(error.orig))
        _fail(job, source.place, f"could not be stored ({str(error.orig).splitlines()[0]})")


def _store(job: _Job, harvest: Harvest) -> Outcome:
    with sessions.writing(job.engine) as session:
        runs.hasten(session)
        return storing.store(
            session, harvest, job.codebook, run_id=job.run, rules_version=processing.rules_version()
        ).outcome


def _count(job: _Job, outcome: Outcome) -> None:
    job.counts[outcome] += 1
    job.progress.articles += 1
    job.report(job.progress)


def _fail(job: _Job, place: str, complaint: str) -> None:
    job.counts["failed"] += 1
    job.failures.append(Failure(place, complaint))
    with sessions.writing(job.engine) as session:
        runs.fail(session, job.run, place, complaint)


def _tidy(job: _Job) -> None:
    if job.counts[Outcome.NEW] + job.counts[Outcome.CHANGED] < _WORTH_A_VACUUM:
        return
    runs.vacuum(job.engine)
