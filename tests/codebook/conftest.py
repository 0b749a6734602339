"""A small codebook in a folder of its own, for tests to break."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.codebook import checking, loading
from app.codebook.model import Codebook

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(r"```yaml\n# (\S+)\n(.*?)```", re.DOTALL)
_LANGUAGE_FILES = ("naming.yaml", "speech.yaml", "dates.yaml", "boilerplate.yaml")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The example of docs/codebook.md as files."""
    (tmp_path / "codebook").mkdir()
    for name, content in _BLOCK.findall((ROOT / "docs/codebook.md").read_text("utf-8")):
        (tmp_path / name).write_text(content, "utf-8")
    for name in _LANGUAGE_FILES:
        shutil.copy(ROOT / "seeds/codebook" / name, tmp_path / "codebook" / name)
    return tmp_path


@pytest.fixture
def complaints(folder: Path) -> Callable[[str, str, str], list[str]]:
    """Change one file of the small codebook; what is then wrong, as `file:line: complaint`."""

    def change(name: str, old: str, new: str) -> list[str]:
        path = folder / name
        content = path.read_text("utf-8")
        assert old in content, f"{old!r} is not in {name}"
        path.write_text(content.replace(old, new, 1), "utf-8")
        return [
            f"{problem.path.relative_to(folder).as_posix()}:{problem.line}: {problem.complaint}"
            for problem in checking.problems(folder)
        ]

    return change


@pytest.fixture(scope="session")
def shipped() -> Codebook:
    """The codebook that comes with the program."""
    return loading.loaded(ROOT / "seeds")
