"""Sources in, their harvests out in the same order, by as many processes as it pays to start."""

import hashlib
import multiprocessing
import os
import threading
import traceback
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import structlog

from app.codebook.model import Codebook
from app.errors import ProjectError, SourceError, UsageError
from app.ingest import pipeline, reading
from app.ingest.records import Harvest, Source

# Fewer characters than this are processed sooner than another process has started.
WORTH_A_POOL = 1_500_000
_BATCH = 25
_BATCH_CHARACTERS = 250_000
_AHEAD = 3

log = structlog.get_logger()


class Spoiled(NamedTuple):
    """A source that the pipeline could not process, and why; `trace` is for the log, not for the reader."""

    place: str
    complaint: str
    trace: str = ""


Processed = tuple[Source, Harvest | Spoiled]


@cache
def rules_version() -> str:
    """The hash of the code and data that make a harvest of a source: another version may make another one."""
    folder = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted([*folder.rglob("*"), *(folder.parent / "codebook").rglob("*")]):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.relative_to(folder.parent).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def process_one(source: Source, codebook: Codebook) -> Harvest | Spoiled:
    """The harvest, or what went wrong: one article that trips the program must not end the run."""
    try:
        return pipeline.process(source, codebook)
    except SourceError as error:
        return Spoiled(error.place, error.complaint)
    except ProjectError as error:
        return Spoiled(source.place, str(error))
    except Exception as error:  # noqa: BLE001
        # The edge of a run: nothing that one text provokes may cost the others.
        complaint = f"could not be processed ({type(error).__name__}: {error})"
        return Spoiled(source.place, complaint, traceback.format_exc())


def harvests(files: Sequence[Path], codebook: Codebook, workers: int) -> Iterator[Harvest | Spoiled]:
    """What all articles of the files yield, in their order; what cannot be used comes as it is met."""
    spoiled: deque[Spoiled] = deque()
    for _, found in processed(_readable(files, spoiled), codebook, workers, sum(map(size, files))):
        while spoiled:
            yield spoiled.popleft()
        yield found
    yield from spoiled


def _readable(files: Sequence[Path], spoiled: deque[Spoiled]) -> Iterator[Source]:
    for file in files:
        for read in reading.read_all(file):
            if isinstance(read, SourceError):
                spoiled.append(Spoiled(read.place, read.complaint))
            else:
                yield read


def size(file: Path) -> int:
    """Bytes of a file; none if it cannot be looked at, which reading it will tell."""
    try:
        return file.stat().st_size
    except OSError:
        return 0


def processed(
    sources: Iterable[Source], codebook: Codebook, workers: int, characters: int
) -> Iterator[Processed]:
    """Harvests in the order of their sources, by several processes if there is enough to do."""
    pays = workers > 1 and characters > WORTH_A_POOL
    for done in in_parallel(sources, codebook, workers) if pays else in_turn(sources, codebook):
        if isinstance(done[1], Spoiled) and done[1].trace:
            log.error("article_not_processed", place=done[1].place, trace=done[1].trace)
        yield done


def in_turn(sources: Iterable[Source], codebook: Codebook) -> Iterator[Processed]:
    """Harvests made in this process."""
    for source in sources:
        yield source, process_one(source, codebook)


def in_parallel(sources: Iterable[Source], codebook: Codebook, workers: int) -> Iterator[Processed]:
    """Harvests made by other processes; never more than a few batches are under way, whatever the input."""
    # Started afresh, not forked: a fork would inherit our locks and connections and outlive us with them.
    with ProcessPoolExecutor(
        workers,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_prepare,
        initargs=(codebook,),
    ) as pool:
        waiting: deque[tuple[Sequence[Source], Future[list[Harvest | Spoiled]]]] = deque()
        try:
            for batch in _batches(sources):
                waiting.append((batch, pool.submit(_process_batch, batch)))
                if len(waiting) >= workers * _AHEAD:
                    yield from _results(waiting)
            while waiting:
                yield from _results(waiting)
        except BrokenProcessPool as error:
            raise UsageError(
                "A worker process ended unexpectedly, most likely for want of memory. What was done is kept: "
                "start the same command again with fewer --workers."
            ) from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _results(waiting: deque[tuple[Sequence[Source], Future[list[Harvest | Spoiled]]]]) -> Iterator[Processed]:
    batch, future = waiting.popleft()
    yield from zip(batch, future.result(), strict=True)


def _batches(sources: Iterable[Source]) -> Iterator[list[Source]]:
    rest = iter(sources)
    while batch := list(islice(rest, 1)):
        characters = len(batch[0].text)
        while len(batch) < _BATCH and characters < _BATCH_CHARACTERS and (more := next(rest, None)):
            batch.append(more)
            characters += len(more.text)
        yield batch


_codebook: list[Codebook] = []


def _prepare(codebook: Codebook) -> None:
    _codebook[:] = [codebook]
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    # A parent that was killed tells nobody; without this its workers would wait for work for ever.
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _process_batch(batch: list[Source]) -> list[Harvest | Spoiled]:
    return [process_one(source, _codebook[0]) for source in batch]
