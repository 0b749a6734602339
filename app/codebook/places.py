"""A seeds folder in, the file and line of every rule and event of its codebook out."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from app.codebook import nodes
from app.codebook.nodes import Node


class Place(NamedTuple):
    """Where something is written."""

    path: Path
    line: int

    def __str__(self) -> str:
        """As compilers write it; from the working folder where the file lies in it."""
        here = Path.cwd()
        shown = self.path.resolve()
        return f"{shown.relative_to(here) if shown.is_relative_to(here) else shown}:{self.line}"


class Places(NamedTuple):
    """Rules by the ids that codings bear, events by their own."""

    rules: Mapping[str, Place]
    events: Mapping[str, Place]


def places(folder: Path) -> Places:
    """Read from a codebook that loads; what cannot be read has no place."""
    rules: dict[str, Place] = {}
    for name in ("positions", "topics"):
        for entry in _entries(folder / "codebook" / f"{name}.yaml"):
            rules |= {f"{_id(entry)}/{id_}": place for id_, place in _rules(entry)}
    events = {_id(entry): _place(entry) for entry in _entries(folder / "events.yaml")}
    return Places(rules, events)


def _entries(path: Path) -> list[Node]:
    root = nodes.read(path, []) if path.is_file() else None
    return root.value if root and isinstance(root.value, list) else []


def _rules(entry: Node) -> Iterator[tuple[str, Place]]:
    """The rules of a topic or a position; the cues of a topic are a rule of that name."""
    parts = entry.items()
    if "cues" in parts:
        yield "cue", _place(parts["cues"])
    if "rules" in parts:
        for rule in parts["rules"].entries():
            yield _id(rule), _place(rule)


def _id(entry: Node) -> str:
    named = entry.items().get("id")
    return named.value if named and isinstance(named.value, str) else ""


def _place(node: Node) -> Place:
    return Place(node.sheet.path, node.line)
