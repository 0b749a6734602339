"""The command `export`: statements or codings as a file."""

import sys
from collections.abc import Generator, Iterator
from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from urllib.parse import parse_qsl

import typer
from sqlalchemy.orm import Session

from app import settings
from app.cli import options
from app.codebook.model import Codebook
from app.db.sessions import reading
from app.errors import UsageError
from app.queries.exporting import as_csv, as_json
from app.queries.filter import Filter


class What(StrEnum):
    """What the rows are."""

    STATEMENTS = "statements"
    CODINGS = "codings"


class Format(StrEnum):
    """How they are written."""

    CSV = "csv"
    JSONL = "jsonl"


def export(
    what: Annotated[
        What, typer.Argument(help="A row for each statement, or for each coding.")
    ] = What.STATEMENTS,
    chosen: Annotated[
        str,
        typer.Option("--filter", metavar="QUERY", help="As in the dashboard's address: speaker=…&since=…"),
    ] = "",
    form: Annotated[Format, typer.Option("--format", help="The form of the file.")] = Format.CSV,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Where to write [default: here].")] = None,
    address: Annotated[
        str, typer.Option(metavar="URL", help="Where the dashboard is, for the links in the rows.")
    ] = "http://127.0.0.1:8765",
    data: options.Data = None,
    codebook: options.CodebookFolder = None,
) -> None:
    """Write statements or codings to a file, all of them or those of a filter.

    Codings end with those that recorded votes are: coder_kind is record there, and statement_id is empty.

    Example: positions export --filter "speaker=lavrov&since=2023-10" --out lavrov.csv
    """
    here = settings.load()
    rules = options.codebook(here, codebook)
    pairs = parse_qsl(chosen.removeprefix("?"), keep_blank_values=True)
    asked = Filter.from_params(pairs, rules, strict=True)
    with options.database(here, data) as engine, reading(engine) as session:
        permalink = f"{address.rstrip('/')}/statements/"
        # Closed before the session: a reader who leaves early would else leave it waiting for the rest.
        with closing(_chunks(session, asked, rules, what, form, permalink)) as chunks:
            _write(chunks, out)


def _chunks(
    session: Session, asked: Filter, rules: Codebook, what: What, form: Format, permalink: str
) -> Generator[bytes]:
    match what, form:
        case What.STATEMENTS, Format.CSV:
            yield from as_csv.statements_csv(session, asked, permalink)
        case What.STATEMENTS, Format.JSONL:
            yield from as_json.statements_jsonl(session, asked, permalink)
        case What.CODINGS, Format.CSV:
            yield from as_csv.codings_csv(session, asked, rules)
        case _:
            raise UsageError("Codings are written as CSV only: leave --format away.")


def _write(chunks: Iterator[bytes], out: Path | None) -> None:
    if out is None:
        sys.stdout.buffer.writelines(chunks)
        return
    try:
        with out.open("wb") as file:
            file.writelines(chunks)
    except OSError as error:
        raise UsageError(f"{out} cannot be written: {error.strerror}.") from error
