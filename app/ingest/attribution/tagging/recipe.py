"""How the network is trained: every number that decides what the weights become, but none of the doing.

It stands apart from the training so that it can be read where PyTorch is not installed: the weights carry the
recipe they were made by, and a test holds it against this one.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from app.ingest.attribution.tagging import analyses

ENTITIES = ("O", "PERSON", "ORGANIZATION", "LOCATION", "MISC")


@dataclass(frozen=True)
class Constants:
    """Sizes of the network, of the steps and of the tasks."""

    hidden: int = 128
    arc: int = 64
    word: int = 64
    stem: int = 32
    affix: int = 24
    given: int = 128
    small: tuple[int, ...] = (8, 12, 8, 6, 6, 4, 4, 4)
    # Rarer words and stems share one row.
    least_seen: int = 2
    # The windows of an epoch hold at least so many and at most so many tokens, in whole paragraphs.
    windows: tuple[int, int] = (140, 260)
    batch: int = 16
    dropout: float = 0.35
    # A word is hidden so often, and the more often, the rarer it is.
    word_dropout: float = 0.05
    rare: float = 0.5
    fastest: float = 4e-3
    weight_decay: float = 1e-5
    # Which share of the steps grow, and how large a gradient may be.
    warm_up: float = 0.1
    steepest: float = 2.0
    # The weights kept are a running mean, that holds so much of itself at each step.
    kept: float = 0.998
    # How much the arcs, the classes of a parser and its governors weigh beside the labels.
    arc_task: float = 0.5
    class_task: float = 0.1
    governor_task: float = 0.1
    # How many parts of speech, relations and depths of clauses the second task tells apart.
    parts_of_speech: int = 48
    relations: int = 40
    depths: int = 4


CONSTANTS = Constants()


@dataclass(frozen=True)
class Recipe:
    """What was done to make a file of weights."""

    constants: dict[str, object]
    seeds: int
    epochs: int
    marks: str
    analyses: str
    torch: str


def of(folder: Path, seeds: int, epochs: int, torch: str) -> Recipe:
    """The recipe of a training on that folder, with that version of PyTorch."""
    constants = json.loads(json.dumps(asdict(CONSTANTS)))
    parses = _checksum(analyses.sources(folder))
    return Recipe(constants, seeds, epochs, marks_of(folder), parses, torch.partition("+")[0])


def marks_of(folder: Path) -> str:
    """The checksum of texts and marks."""
    return _checksum([*(folder / "text").glob("*.txt"), *(folder / "attributions").glob("*.ann")])


def _checksum(paths: Iterable[Path]) -> str:
    """Of names and contents, in the order of the names."""
    found = hashlib.sha256()
    for path in sorted(paths):
        found.update(path.name.encode())
        found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()
