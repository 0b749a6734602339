"""A seeds folder in, everything that is wrong with its codebook out."""

from pathlib import Path

from app.codebook import loading
from app.errors import CodebookError


def problems(folder: Path) -> list[CodebookError]:
    """All complaints, by file and line; none if the codebook can be used."""
    _, found = loading.attempt(folder)
    return sorted(found, key=lambda problem: (problem.path.as_posix(), problem.line, problem.complaint))
