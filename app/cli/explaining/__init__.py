"""The command `explain`: an article with the grounds for everything that is found in it."""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from app import settings
from app.cli import options, showing
from app.cli.explaining import read, stored
from app.cli.explaining.explanation import Explanation
from app.cli.explaining.layout import laid_out
from app.cli.explaining.rulebook import Rulebook
from app.db.sessions import reading
from app.errors import UsageError
from app.ingest import inputs, processing
from app.ingest.processing import Spoiled

_ARTICLE_ID = re.compile(r"a[0-9a-v]{16}")


def explain(
    article: Annotated[str, typer.Argument(help="A file, or the id of an article in the database.")],
    as_json: Annotated[
        bool, typer.Option("--json", help="For programs: one line of JSON for each article.")
    ] = False,
    data: options.Data = None,
    codebook: options.CodebookFolder = None,
) -> None:
    """Show why an article was read as it was: the grounds for every speaker, date, topic and stance.

    Prints every statement with its span, who said it and by which rule, when and on what evidence, each topic
    and stance with the words, the rule and the line of the codebook that decided, the rule that came next,
    the events that it has to do with, and what was doubtful.

    Example: positions explain seeds/articles/2005/st-20050427-putin-1.md
    """
    chosen = settings.load()
    folder = options.codebook_folder(chosen, codebook)
    rules = Rulebook(options.codebook(chosen, codebook), folder)
    file = Path(article)
    if file.exists():
        failed = False
        for told in _read(file, rules):
            if isinstance(told, Spoiled):
                failed = True
                showing.complain(f"{told.place}: {told.complaint}")
            else:
                _show(told, as_json)
        if failed:
            raise typer.Exit(1)
    elif _ARTICLE_ID.fullmatch(article):
        with options.database(chosen, data) as engine, reading(engine) as session:
            _show(stored.explain(session, article, rules), as_json)
    else:
        raise UsageError(
            f"There is no file {article}, and it is no id of an article: those are an a and sixteen letters "
            "or digits, as in the address of its page."
        )


def _read(file: Path, rules: Rulebook) -> Iterator[Explanation | Spoiled]:
    for found in processing.harvests(inputs.expand([file]).files, rules.codebook, workers=1):
        yield found if isinstance(found, Spoiled) else read.explain(found, rules)


def _show(told: Explanation, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(json.dumps(asdict(told), ensure_ascii=False) + "\n")
    else:
        # Made here, not once for all: its width is that of the terminal as it is now.
        console = Console(highlight=False)
        console.print(laid_out(told))
        console.print()
