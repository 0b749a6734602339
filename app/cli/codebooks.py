"""The commands `codebook …`: the rules as a reader sees them."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from app import settings
from app.cli import options, showing
from app.codebook import loading
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
    read, problems = loading.attempt(place)
    for problem in problems:
        showing.complain(str(problem))
    if problems:
        raise typer.Exit(1)
    showing.out.print(
        f"{place}: version {read.version}, {len(read.topics)} topics, {len(read.positions)} positions, "
        f"{len(read.speakers)} speakers, {len(read.outlets)} outlets, {len(read.events)} events"
    )


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
    kinds = (rules.topics, rules.positions, rules.speakers, rules.outlets, rules.events, rules.offices)
    found = [kind[id_] for kind in kinds if id_ in kind]
    if not found:
        raise NotFoundError(f"The codebook has no entry {id_!r}. See: positions codebook show")
    for entry in found:
        showing.out.print(entry)


def _overview(rules: Codebook) -> None:
    showing.out.print(f"{rules.title} (version {rules.version})")
    topics = Table("topic", "definition", title="Topics", title_justify="left", box=None)
    for topic in rules.topics.values():
        topics.add_row(topic.id, topic.definition)
    positions = Table("position", "sentence", title="Positions", title_justify="left", box=None)
    for position in rules.positions.values():
        positions.add_row(position.id, position.sentence)
    showing.out.print(topics, "", positions)
