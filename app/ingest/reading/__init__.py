"""A file in, its articles out: decoded text with what came beside it, or the reason why not."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from app.errors import SourceError
from app.ingest.reading import json_files, pages, tables
from app.ingest.reading.limits import MAX_BYTES
from app.ingest.reading.sources import holds_text
from app.ingest.records import Source

__all__ = ["MAX_BYTES", "SUFFIXES", "holds_text", "name_of", "read_all"]

SUFFIXES = frozenset(
    {
        *(".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".shtml"),
        *(".jsonl", ".ndjson", ".json", ".csv", ".tsv"),
    }
)


def read_all(path: Path) -> Iterator[Source | SourceError]:
    """Every article of one file, in order; what cannot be read comes as an error, never as an exception."""
    place = name_of(path)
    try:
        _insist_on_a_file(path, place)
        match path.suffix.lower():
            case ".jsonl" | ".ndjson":
                yield from json_files.read_lines(path, place)
            case ".json":
                yield from json_files.read_document(path, place)
            case ".csv" | ".tsv":
                yield from tables.read_rows(path, place)
            case ".md" | ".markdown":
                yield pages.read_markdown(path, place)
            case ".html" | ".htm" | ".xhtml" | ".shtml":
                yield pages.read_html(path, place)
            case _:
                yield pages.read_plain(path, place)
    except SourceError as error:
        yield error
    except OSError as error:
        yield SourceError(place, f"cannot be opened: {error.strerror or error}")


def name_of(path: Path) -> str:
    """The path as text, also where its name is in no encoding that this machine knows."""
    return os.fsencode(path).decode("utf-8", "replace")


def _insist_on_a_file(path: Path, place: str) -> None:
    kind = path.stat().st_mode
    if stat.S_ISDIR(kind):
        os.scandir(path).close()
        raise SourceError(place, "this is a folder")
    if not stat.S_ISREG(kind):
        raise SourceError(place, "this is a pipe or a device, not a file")
