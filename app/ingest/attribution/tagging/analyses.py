"""What a parser or a tagger wrote about articles in, their tokens' classes out; only training reads it."""

import gzip
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

# A parse of more bytes is of a page with many articles; it takes memory and teaches little.
LARGEST = 5_000_000

_SENTENCE = "<sentence id="
_DEPENDENCIES = '<dependencies type="basic-dependencies">'
_START = re.compile(r"<CharacterOffsetBegin>(\d+)<")
_PART = re.compile(r"<POS>([^<]*)<")
_ENTITY = re.compile(r"<NER>([^<]*)<")
_TREE = re.compile(r"<parse>([^<]*)<")
_ARC = re.compile(r'<dep type="([^"]*)">\s*<governor idx="(\d+)">[^<]*</governor>\s*<dependent idx="(\d+)">')
_NODE = re.compile(r"\(([^\s()]*)|([^\s()]+)|\)")
_CLAUSES = frozenset({"S", "SBAR", "SBARQ", "SINV", "SQ"})
# Deeper nesting counts as so much.
_DEEPEST = 3


@dataclass(slots=True)
class Analysed:
    """One token: `governor` is where its governor starts, -1 for none; `opens` and `closes` count clauses.

    What nobody parsed has no governor and no counts, which is not the same as none.
    """

    part: str
    entity: str
    relation: str = ""
    governor: int | None = None
    opens: int | None = 0
    closes: int | None = 0


def files(folder: Path) -> dict[str, Path]:
    """By name of the article, the parses beside the texts of that folder, but for the too large ones."""
    return {
        path.name.removesuffix(".txt.xml"): path
        for path in sorted((folder / "corenlp").glob("*.txt.xml"))
        if path.stat().st_size <= LARGEST
    }


def sources(folder: Path) -> Iterable[Path]:
    """The files that are learned from beside texts and marks: parses, or else classes alone."""
    silver = _silver(folder)
    return files(folder).values() or ([silver] if silver.exists() else [])


def classes(folder: Path) -> dict[str, dict[int, Analysed]]:
    """By article and offset, parts of speech and entities from `<folder>.silver.jsonl.gz`, where it is."""
    if not _silver(folder).exists():
        return {}
    with gzip.open(_silver(folder), "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    return {
        record["id"]: {
            start: Analysed(part, entity, opens=None, closes=None)
            for start, _, part, entity in record["tokens"]
        }
        for record in records
    }


def _silver(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.silver.jsonl.gz")


def read(path: Path) -> dict[int, Analysed]:
    """By offset, as CoreNLP writes it in XML."""
    found: dict[int, Analysed] = {}
    for sentence in path.read_text("utf-8").split(_SENTENCE)[1:]:
        found |= _sentence(sentence)
    return found


def _sentence(text: str) -> dict[int, Analysed]:
    tokens, _, rest = text.partition("</tokens>")
    starts = [int(start) for start in _START.findall(tokens)]
    classes = zip(_PART.findall(tokens), _ENTITY.findall(tokens), strict=True)
    analysed = [Analysed(part, entity) for part, entity in classes]
    arcs = rest.partition(_DEPENDENCIES)[2].partition("</dependencies>")[0]
    for relation, governor, dependent in _ARC.findall(arcs):
        one = analysed[int(dependent) - 1]
        one.relation = relation
        one.governor = starts[int(governor) - 1] if governor != "0" else -1
    if tree := _TREE.search(rest):
        _count_clauses(tree[1], analysed)
    return dict(zip(starts, analysed, strict=True))


def _count_clauses(tree: str, analysed: list[Analysed]) -> None:
    """How many clauses begin and end at each word of a bracketed tree."""
    open_nodes: list[tuple[str, int]] = []
    at = 0
    for node in _NODE.finditer(tree):
        if node[1] is not None:
            open_nodes.append((node[1], at))
        elif node[2] is not None:
            at += 1
        else:
            label, first = open_nodes.pop()
            if label in _CLAUSES and first < at <= len(analysed):
                analysed[first].opens = min(_DEEPEST, (analysed[first].opens or 0) + 1)
                analysed[at - 1].closes = min(_DEEPEST, (analysed[at - 1].closes or 0) + 1)
