"""Files and folders in, the files to read in a fixed order out, and those left aside."""

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from app.errors import UsageError
from app.ingest import reading

_PEEK = 2_000_000
# They describe the folder they lie in.
_ABOUT = {"readme", "license", "licence", "changelog", "contributing", "notice", "copying", "authors"}


class Inputs(NamedTuple):
    """What a run reads, and what of the folders it does not."""

    files: list[Path]
    ignored: list[Path]


def expand(paths: Iterable[Path]) -> Inputs:
    """Every file once, by name; a path that does not exist is a slip of the keyboard, so nothing is begun."""
    files: dict[str, Path] = {}
    ignored: dict[str, Path] = {}
    for path in sorted(paths):
        if path.is_dir():
            for found in sorted(_within(path)):
                chosen = files if _is_input(found) else ignored
                chosen.setdefault(os.path.realpath(found), found)
        elif os.path.lexists(path):
            files.setdefault(os.path.realpath(path), path)
        else:
            raise UsageError(f"{reading.name_of(path)}: there is no such file or folder.")
    return Inputs(sorted(files.values()), sorted(ignored[it] for it in ignored.keys() - files.keys()))


def _within(folder: Path) -> Iterator[Path]:
    """What a folder holds; links to folders and folders that cannot be opened stand for themselves."""
    closed: list[Path] = []
    for place, folders, names in os.walk(
        folder, onerror=lambda error: closed.append(Path(os.fsdecode(error.filename)))
    ):
        folders[:] = [name for name in folders if not name.startswith(".")]
        links = [name for name in folders if Path(place, name).is_symlink()]
        yield from (Path(place, name) for name in [*names, *links] if not name.startswith("."))
    yield from closed


def _is_input(path: Path) -> bool:
    try:
        if path.is_dir():
            return not path.is_symlink()
        is_there = path.is_file() or path.is_symlink()
    except OSError:
        # That it cannot be looked at is for reading to say.
        is_there = True
    if not is_there or path.suffix.lower() not in reading.SUFFIXES or path.stem.lower() in _ABOUT:
        return False
    return path.suffix.lower() not in {".jsonl", ".ndjson"} or not _holds_judgments(path)


def _holds_judgments(path: Path) -> bool:
    """Whether the records are annotations of articles (a gold file), which lie beside articles by custom."""
    try:
        with path.open("rb") as lines:
            first = json.loads(lines.readline(_PEEK))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(first, dict) and "statements" in first and not reading.holds_text(first)
