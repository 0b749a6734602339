"""The commands `codebook …`: the rules as a reader sees them."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from app import settings
from app.cli import options, showing
from app.codebook import checking, describing, loading
from app.codebook.model import Codebook
from app.errors import NotFoundError

codebook = typer.Typer(no_args_is_help=True, help="Check and show the codebook.")
Folder = Annotated[
    Path | None,
    typer.Argument(
        metavar="[DIR]", help="Folder with codebook/*.yaml and events.yaml [default: the shipped one]."
    ),
]


@codebook.command()
def check(folder: Folder = None) -> None:
    """Say whether a codebook can be used, and if not, in which file and line it fails.

    Example: positions codebook check my-codebook/
    """
    place = options.codebook_folder(settings.load(), folder)
    problems = checking.problems(place)
    for problem in problems:
        showing.complain(str(problem))
    if problems:
        raise typer.Exit(1)
    counted = ", ".join(f"{row.says} {row.what}" for row in describing.counts(loading.load(place))[1:])
    showing.out.print(f"{place}: version {loading.version(place)}, {counted}")


@codebook.command()
def show(
    id_: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="A topic, position, speaker, outlet or event.")
    ] = None,
    folder: options.CodebookFolder = None,
) -> None:
    """Print the topics and positions, or everything about one entry.

    Example: positions codebook show two-state
    """
    rules = loading.load(options.codebook_folder(settings.load(), folder))
    if id_ is None:
        _overview(rules)
        return
    found = describing.find(rules, id_)
    if not found:
        raise NotFoundError(f"The codebook has no entry {id_!r}. See: positions codebook show")
    for entry in found:
        rows = Table("what", "says", box=None, show_header=False)
        for row in describing.describe(entry):
            rows.add_row(row.what, Text(row.says))
        showing.out.print(rows, "")


def _overview(rules: Codebook) -> None:
    showing.out.print(f"{rules.title} (version {rules.version})")
    topics = Table("topic", "definition", title="Topics", title_justify="left", box=None)
    for topic in rules.topics.values():
        topics.add_row(topic.id, topic.definition)
    positions = Table("position", "sentence", title="Positions", title_justify="left", box=None)
    for position in rules.positions.values():
        positions.add_row(position.id, position.sentence)
    showing.out.print(topics, "", positions)
