"""A file of JSON in, its articles out: one a line, or all in one document."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from app.errors import SourceError
from app.ingest.reading.decoding import decode
from app.ingest.reading.limits import MAX_BYTES, whole
from app.ingest.reading.sources import record
from app.ingest.records import Source

_TOO_DEEP = "nested too deeply to be an article record"
_HOPELESS = 20
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read_lines(path: Path, place: str) -> Iterator[Source | SourceError]:
    """One article a line; a broken line is an error of its own and costs no other."""
    with path.open("rb") as lines:
        first = lines.readline(MAX_BYTES)
        # A document saved under the name of JSON lines, or lines whose bytes do not end where letters do.
        if first.strip() in (b"[", b"{") or first.startswith(_WIDE_MARKS):
            yield from read_document(path, place)
            return
        lines.seek(0)
        yield from _unless_hopeless(_all_lines(lines, path.stem, place), place)


def _all_lines(lines: BinaryIO, stem: str, place: str) -> Iterator[Source | SourceError]:
    number, empty = 0, True
    while line := lines.readline(MAX_BYTES + 1):
        number += 1
        if len(line) > MAX_BYTES:
            yield SourceError(f"{place}:{number}", f"a line of over {MAX_BYTES:,} bytes is no article record")
            empty = False
            while line and not line.endswith(b"\n"):
                line = lines.readline(MAX_BYTES + 1)
        elif line.strip():
            empty = False
            yield from _lines(line, f"{place}:{number}", f"{stem}:{number}")
    if empty:
        yield SourceError(place, "the file is empty")


def _unless_hopeless(found: Iterator[Source | SourceError], place: str) -> Iterator[Source | SourceError]:
    """What was found, but one complaint for a file of which line after line is no JSON at all."""
    waiting: list[SourceError] = []
    for read in found:
        if not isinstance(read, SourceError):
            yield from waiting
            yield read
            break
        waiting.append(read)
        if len(waiting) == _HOPELESS:
            raise SourceError(place, f"no article in the first {_HOPELESS} lines: {read.complaint}")
    else:
        yield from waiting
    yield from found


def _lines(line: bytes, place: str, default_id: str) -> Iterator[Source | SourceError]:
    try:
        fields = json.loads(decode(line, place))
        if isinstance(fields, list) and any(isinstance(inner, dict) for inner in fields):
            yield from _records(fields, place, default_id)
        else:
            yield record(fields, place, default_id, line)
    except json.JSONDecodeError as error:
        yield SourceError(
            place, f"not a whole JSON object ({error.msg.lower()} at character {error.pos + 1})"
        )
    except RecursionError:
        yield SourceError(place, _TOO_DEEP)
    except ValueError as error:
        yield SourceError(place, f"not usable JSON ({error})")
    except SourceError as error:
        yield error


def read_document(path: Path, place: str) -> Iterator[Source | SourceError]:
    """The article that an object describes, or all of an array; lines of objects are read as lines."""
    content = whole(path, place, "; put one article on each line and name the file .jsonl")
    text = decode(content, place)
    try:
        fields = json.loads(text)
    except json.JSONDecodeError as error:
        if error.msg != "Extra data":
            raise SourceError(f"{place}:{error.lineno}", f"not valid JSON ({error.msg.lower()})") from None
        for number, line in enumerate(text.split("\n"), start=1):
            if line.strip():
                yield from _lines(line.encode(), f"{place}:{number}", f"{path.stem}:{number}")
        return
    except RecursionError:
        raise SourceError(place, _TOO_DEEP) from None
    except ValueError as error:
        raise SourceError(place, f"not usable JSON ({error})") from None
    if isinstance(fields, list):
        yield from _records(fields, place, path.stem)
    else:
        yield record(fields, place, path.stem, _written(fields))


def _records(fields: list[object], place: str, default_id: str) -> Iterator[Source | SourceError]:
    if not fields:
        yield SourceError(place, "the list is empty")
    for number, inner in enumerate(fields, start=1):
        try:
            yield record(inner, f"{place}[{number}]", f"{default_id}:{number}", _written(inner))
        except SourceError as error:
            yield error


def _written(fields: object) -> bytes:
    return json.dumps(fields, sort_keys=True).encode()
