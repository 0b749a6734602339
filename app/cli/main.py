"""Arguments in, an exit code out: 0 done, 1 some inputs failed, 2 wrong usage or unusable set-up."""

import os
import signal
import sys
from importlib.metadata import version
from types import FrameType
from typing import Annotated

import typer

from app import logs, settings
from app.cli import articles, evaluating, explaining, exporting, serving, showing, training
from app.cli.codebooks import codebook
from app.cli.databases import db
from app.errors import ProjectError

_INTERRUPTED = 128 + signal.SIGINT

cli = typer.Typer(
    name="positions",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Track a country's diplomatic positions over time: who said what, when, and how it was coded.",
)
cli.command()(articles.demo)
cli.command()(articles.ingest)
cli.command()(serving.serve)
cli.command()(exporting.export)
cli.command()(articles.code)
cli.command()(explaining.explain)
cli.command()(evaluating.evaluate)
cli.command()(training.train)
cli.add_typer(codebook, name="codebook")
cli.add_typer(db, name="db")


def _show_version(asked: bool) -> None:
    if asked:
        showing.out.print(version("positions"))
        raise typer.Exit


_VERSION = typer.Option(
    "--version", is_eager=True, callback=_show_version, help="Print the version and exit."
)


@cli.callback()
def _first(_asked_version: Annotated[bool, _VERSION] = False) -> None:
    logs.configure(settings.load().log_level)


def main() -> None:
    """Runs the command line; a known error is one line on stderr, never a traceback."""
    # Ended by a signal, the embedded database is to be stopped all the same.
    signal.signal(signal.SIGTERM, _end)
    try:
        cli()
    except ProjectError as error:
        showing.complain(str(error))
        sys.exit(2)
    except SystemExit as ended:
        # Ctrl-C reaches us as this code, without a word to the reader.
        if ended.code == _INTERRUPTED:
            showing.complain("Interrupted. What was stored is kept; the same command takes it up again.")
        raise
    except BrokenPipeError:
        # The reader of a pipe, such as `head`, has seen enough; nothing more can be written there.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _end(_: int, __: FrameType | None) -> None:
    sys.exit(128 + signal.SIGTERM)
