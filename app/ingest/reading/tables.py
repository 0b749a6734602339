"""A CSV file in, an article a row out; read row by row, so its size does not matter."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

from app.errors import SourceError
from app.ingest.reading.decoding import encoding_of
from app.ingest.reading.limits import MAX_BYTES
from app.ingest.reading.sources import holds_text, record
from app.ingest.records import Source

_SAMPLE = 200_000
_SEPARATORS = ",;\t|"


def read_rows(path: Path, place: str) -> Iterator[Source | SourceError]:
    """One article a row, by the names in the first row, whatever separates the cells."""
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
    if not sample.strip():
        raise SourceError(place, "the file is empty")
    csv.field_size_limit(MAX_BYTES)
    with path.open(encoding=encoding_of(sample, place), newline="") as lines:
        try:
            yield from _rows(lines, path.stem, place)
        except UnicodeDecodeError as error:
            raise SourceError(
                place, f"the encoding changes within the file ({error.reason}); save it as UTF-8"
            ) from None


def _rows(lines: Iterator[str], stem: str, place: str) -> Iterator[Source | SourceError]:
    header, above = next(lines, "").lstrip("\ufeff"), 1
    if header.startswith("sep=") and len(header.strip()) == len("sep=,"):
        header, above = next(lines, ""), 2
    separator = max(_SEPARATORS, key=header.count)
    names = [name.strip() for name in next(csv.reader([header], delimiter=separator), [])]
    if not holds_text(names):
        raise SourceError(
            f"{place}:1", "the first row must name the columns, one of them text (or body, content, html)"
        )
    rows = csv.reader(lines, delimiter=separator, strict=True)
    empty = True
    while True:
        begins = above + rows.line_num + 1
        here = f"{place}:{begins}"
        try:
            cells = next(rows, None)
        except csv.Error as error:
            empty = False
            yield SourceError(here, _complaint(str(error)))
            continue
        if cells is None:
            break
        if any(cell.strip() for cell in cells):
            empty = False
            yield _row(names, cells, here, f"{stem}:{begins}")
    if empty:
        yield SourceError(place, "there is no row below the names of the columns")


def _complaint(said: str) -> str:
    if "field larger" in said:
        return f"a cell of over {MAX_BYTES:,} letters is no article, or its quotation mark is never closed"
    if "unexpected end of data" in said:
        return "a quotation mark opened in this row is never closed: what follows cannot be told apart"
    return f'not a valid row ({said}); a quotation mark within a quoted cell must be doubled ("")'


def _row(names: list[str], cells: list[str], place: str, default_id: str) -> Source | SourceError:
    if len(cells) > len(names):
        return SourceError(
            place, f"{len(cells)} cells under {len(names)} column names; quote cells that hold the separator"
        )
    fields = {name: cell for name, cell in zip(names, cells, strict=False) if name and cell}
    try:
        return record(fields, place, default_id, json.dumps(fields, sort_keys=True).encode())
    except SourceError as error:
        return error
