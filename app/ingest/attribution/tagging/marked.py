"""A folder of texts with standoff marks in, labelled tokens to learn from out."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.errors import UsageError
from app.ingest.attribution.tagging import analyses
from app.ingest.attribution.tagging.analyses import Analysed
from app.ingest.attribution.tagging.network import LABELS
from app.ingest.attribution.tagging.tokens import Tokens, tokenise

# A word that points to no head, and one of which nothing is known.
NONE, UNKNOWN = -1, -2

_ROLES = ("content", "source", "cue")
_FILE = re.compile(r"(?P<stem>.+)_(?P<annotator>[0-9a-z]+)\.ann")
_MARK = re.compile(r"(?P<id>T\d+)\t(?P<kind>\S+) (?P<spans>\d+ \d+(?:;\d+ \d+)*)(?:\t|$)")
_ATTRIBUTION = re.compile(r"E\d+\t(?P<parts>.+)$")

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Marked:
    """One article: a label, a head, and perhaps what a parser says for every token."""

    tokens: Tokens
    labels: list[int]
    heads: list[int]
    analyses: list[Analysed | None]
    skipped: list[bool]


def read(folder: Path) -> list[Marked]:
    """Every article of the folder that somebody marked, in the order of the file names."""
    marks: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        found = _FILE.fullmatch(path.name)
        if found:
            marks.setdefault(found["stem"], path)
    parses = analyses.files(folder)
    classes = {} if parses else analyses.classes(folder)
    articles = [
        _marked(
            path,
            marks[path.stem],
            analyses.read(parses[path.stem]) if path.stem in parses else classes.get(path.stem, {}),
        )
        for path in sorted((folder / "text").glob("*.txt"))
        if path.stem in marks
    ]
    if not articles:
        raise UsageError(f"{folder}: no marked articles; expected text/NAME.txt and attributions/NAME_ID.ann")
    return articles


def _marked(text: Path, marks: Path, analysed: dict[int, Analysed]) -> Marked:
    tokens = tokenise(text.read_bytes().decode("utf-8"))
    length = len(tokens)
    attributions, skipped = _attributions(marks)
    labels, owner = [0] * length, [-1] * length
    stretches = [{role: list(_stretches(spans[role], tokens)) for role in _ROLES} for spans in attributions]
    for number, roles in enumerate(stretches):
        for role in _ROLES:
            begins = LABELS.index(f"B-{role}")
            for start, stop in roles[role]:
                labels[start:stop] = [begins] + [begins + 1] * (stop - start - 1)
                owner[start:stop] = [number] * (stop - start)
    is_skipped = [False] * length
    for start, stop in _stretches(skipped, tokens):
        is_skipped[start:stop] = [True] * (stop - start)
    heads = [_head(label, stretches[owner[at]]) if label else UNKNOWN for at, label in enumerate(labels)]
    return Marked(tokens, labels, heads, [analysed.get(start) for start in tokens.starts], is_skipped)


def _head(label: int, roles: dict[str, list[Stretch]]) -> int:
    """Contents and sources point to the first word of their cue, a cue's first word to that of its source."""
    name = LABELS[label]
    if name == "I-cue":
        return UNKNOWN
    aims = roles["source" if name == "B-cue" else "cue"]
    return aims[0][0] if aims else NONE


def _attributions(path: Path) -> tuple[list[dict[str, list[Stretch]]], list[Stretch]]:
    """The offsets of each attribution's roles, and what the annotators were told to skip."""
    marks: dict[str, tuple[str, list[Stretch]]] = {}
    events: list[list[str]] = []
    # A text field may hold a line break: only what looks like a mark or an attribution is read.
    for line in path.read_bytes().decode("utf-8").split("\n"):
        if mark := _MARK.match(line):
            spans = [tuple(int(number) for number in span.split()) for span in mark["spans"].split(";")]
            marks[mark["id"]] = mark["kind"], [(span[0], span[1]) for span in spans]
        elif event := _ATTRIBUTION.match(line.rstrip()):
            events.append(event["parts"].split())
    attributions = []
    for parts in events:
        roles: dict[str, list[Stretch]] = {role: [] for role in _ROLES}
        for part in parts:
            role, _, reference = part.partition(":")
            role = role.rstrip("0123456789").lower()
            if role in roles and reference in marks:
                roles[role] += marks[reference][1]
        if roles["content"]:
            attributions.append({role: sorted(spans) for role, spans in roles.items()})
    return attributions, [span for kind, spans in marks.values() if kind == "Discard" for span in spans]


def _stretches(spans: list[Stretch], tokens: Tokens) -> Iterator[Stretch]:
    """The tokens that lie whole within each span."""
    for start, stop in spans:
        first, last = bisect_right(tokens.stops, start), bisect_left(tokens.starts, stop)
        if last > first:
            yield first, last
