"""Files and folders in, the files to read in a fixed order out, and those left aside."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from app.errors import UsageError
from app.ingest import reading

_PEEK = 2_000_000
_TEXTS = {"text", "body", "content", "article", "maintext", "html", "raw_html"}


class Inputs(NamedTuple):
    """What a run reads, and what of the folders it does not."""

    files: list[Path]
    ignored: list[Path]


def expand(paths: Iterable[Path]) -> Inputs:
    """Every file once, by name; a path that does not exist is a slip of the keyboard, so nothing is begun."""
    files: dict[Path, Path] = {}
    ignored: dict[Path, Path] = {}
    for path in sorted(paths):
        if path.is_dir():
            for found in sorted(path.rglob("*")):
                if found.is_file() and not _hidden(found.relative_to(path)):
                    chosen = files if _is_input(found) else ignored
                    chosen.setdefault(found.resolve(), found)
        elif path.exists():
            files.setdefault(path.resolve(), path)
        else:
            raise UsageError(f"{path}: there is no such file or folder.")
    return Inputs(sorted(files.values()), sorted(ignored[it] for it in ignored.keys() - files.keys()))


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _is_input(path: Path) -> bool:
    suffix = path.suffix.lower()
    if suffix not in reading.SUFFIXES:
        return False
    return suffix not in {".jsonl", ".ndjson"} or not _holds_judgments(path)


def _holds_judgments(path: Path) -> bool:
    """Whether the records are annotations of articles (a gold file), which lie beside articles by custom."""
    try:
        with path.open("rb") as lines:
            first = json.loads(lines.readline(_PEEK))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(first, dict) and "statements" in first and not _TEXTS & first.keys()
