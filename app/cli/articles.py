"""Commands that read articles: `ingest`, `code` and `demo`."""

import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import Engine

from app import resources, settings
from app.cli import options, serving, showing
from app.codebook.model import Codebook
from app.db import sessions
from app.errors import SourceError
from app.ingest import inputs, marking, printing, processing, running
from app.ingest.processing import Spoiled
from app.queries import refreshing


def ingest(
    paths: options.Paths,
    data: options.Data = None,
    codebook: options.CodebookFolder = None,
    workers: options.Workers = None,
) -> None:
    """Read articles into the database.

    Dates them, finds who said what, codes topics and stances, and counts a remark that twelve outlets carry
    once. The same articles again change nothing; a run that was interrupted is taken up where it stopped.

    Example: positions ingest my-articles/ more.jsonl
    """
    chosen = settings.load()
    rules = options.codebook(chosen, codebook)
    inputs.expand(paths)
    with options.database(chosen, data) as engine, showing.progress() as progress:
        done = running.ingest(engine, paths, rules, workers=_workers(chosen, workers), progress=progress)
        _refresh(engine, rules)
    showing.summary(done)
    if done.failures:
        raise typer.Exit(1)


def demo(
    data: options.Data = None,
    host: options.Host = None,
    port: options.Port = None,
    workers: options.Workers = None,
    serve: Annotated[bool, typer.Option(help="Serve the dashboard afterwards.")] = True,
) -> None:
    """Set up a database, read the demo articles and open the dashboard.

    Everything happens in the data folder; nothing else on this machine is touched.

    Example: positions demo --port 9000
    """
    chosen = settings.load()
    rules = options.codebook(chosen, None)
    articles = resources.folder("seeds") / "articles"
    with ExitStack() as stack:
        if serve:
            listener = stack.enter_context(
                serving.listening(host or chosen.host, port or chosen.port, insist=port is not None)
            )
        showing.err.print("Starting the database …")
        engine = stack.enter_context(options.database(chosen, data))
        showing.err.print("Reading the demo articles …")
        with showing.progress() as progress:
            done = running.ingest(
                engine, [articles], rules, workers=_workers(chosen, workers), progress=progress
            )
            _refresh(engine, rules)
        showing.summary(done)
        if serve:
            serving.run(engine, rules, listener, chosen.home())


def code(
    paths: options.Paths,
    codebook: options.CodebookFolder = None,
    workers: options.Workers = None,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="One line of JSON for each article.")] = False,
    attributions: Annotated[
        bool, typer.Option("--attributions", help="Only what the network marks, one line for each article.")
    ] = False,
) -> None:
    """Show what is found in articles, without a database.

    Prints who said what, when, on which topics and with which stance; --jsonl prints all of it with evidence,
    one article a line, offsets counting the characters of the file. --attributions prints sources, cues and
    contents as the network sees them in English, in the form that scorers of marked news read.

    Example: positions code my-articles/ --jsonl > coded.jsonl
    """
    chosen = settings.load()
    rules = options.codebook(chosen, codebook)
    files = inputs.expand(paths).files
    failed = False
    if attributions:
        failed, files = _mark(files, rules), []
    for found in processing.harvests(files, rules, _workers(chosen, workers)):
        if isinstance(found, Spoiled):
            failed = True
            showing.complain(f"{found.place}: {found.complaint}")
        elif jsonl:
            sys.stdout.write(printing.line(found, rules) + "\n")
        else:
            sys.stdout.write(printing.readable(found, rules) + "\n")
    if failed:
        raise typer.Exit(1)


def _mark(files: Sequence[Path], rules: Codebook) -> bool:
    """Prints the network's attributions; whether an article could not be read."""
    failed = False
    for line in marking.lines(files, rules):
        if isinstance(line, SourceError):
            failed = True
            showing.complain(str(line))
        else:
            sys.stdout.write(line + "\n")
    return failed


def _refresh(engine: Engine, rules: Codebook) -> None:
    """Works out ahead what every visitor of the dashboard asks first."""
    with sessions.writing(engine) as session:
        refreshing.refresh(session, rules)


def _workers(chosen: settings.Settings, asked: int | None) -> int:
    return asked or chosen.workers or os.cpu_count() or 1
