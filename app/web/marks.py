"""A text and the spans in it in, the same text in pieces that know what marks them out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple


class Mark(NamedTuple):
    """A half-open span of code points and the statement it belongs to."""

    start: int
    stop: int
    statement: str


class Piece(NamedTuple):
    """Words over which nothing changes: the statements they belong to or open, whether they decided.

    `is_hit` says that they were searched for.
    """

    text: str
    statements: tuple[str, ...]
    opens: tuple[str, ...]
    is_evidence: bool
    is_hit: bool = False


class Paragraph(NamedTuple):
    """One line of a text; `opens` are the statements that begin in it."""

    pieces: tuple[Piece, ...]
    opens: tuple[str, ...]

    @property
    def text(self) -> str:
        """The words without their marks."""
        return "".join(piece.text for piece in self.pieces)


def pieces(
    text: str,
    marks: Iterable[Mark],
    evidence: Iterable[tuple[int, int]] = (),
    hits: Iterable[tuple[int, int]] = (),
) -> tuple[Piece, ...]:
    """The whole text, cut wherever a statement, its evidence or a word searched for begins or ends."""
    return tuple(_cut(text, 0, len(text), list(marks), list(evidence), list(hits)))


def around(
    text: str, start: int, evidence: Iterable[tuple[int, int]], hits: Iterable[tuple[int, int]] = ()
) -> tuple[Piece, ...]:
    """A quote that stands at `start` of its article; the evidence in it is given by the article's offsets.

    `hits` are places in the quote itself.
    """
    inside = [(max(first - start, 0), min(last - start, len(text))) for first, last in evidence]
    return pieces(text, (), [span for span in inside if span[0] < span[1]], hits)


def paragraphs(
    text: str, marks: Sequence[Mark], evidence: Sequence[tuple[int, int]] = ()
) -> tuple[Paragraph, ...]:
    """The lines of a text that hold something, each cut into its pieces."""
    lines: list[list[Piece]] = [[]]
    # A statement that begins with a line break begins, to the eye, with its first letter.
    waiting: tuple[str, ...] = ()
    for piece in pieces(text, marks, evidence):
        waiting += piece.opens
        for number, part in enumerate(piece.text.split("\n")):
            if number:
                lines.append([])
            opens, waiting = (waiting, ()) if part.strip() else ((), waiting)
            if part:
                lines[-1].append(piece._replace(text=part, opens=opens))
    found = (Paragraph(tuple(line), tuple(key for part in line for key in part.opens)) for line in lines)
    return tuple(line for line in found if line.text.strip())


def _cut(
    text: str,
    start: int,
    stop: int,
    marks: list[Mark],
    evidence: list[tuple[int, int]],
    hits: list[tuple[int, int]],
) -> Iterator[Piece]:
    opening: dict[int, list[str]] = defaultdict(list)
    closing: dict[int, list[str]] = defaultdict(list)
    weight: dict[int, int] = defaultdict(int)
    found: dict[int, int] = defaultdict(int)
    # The longer of two that begin together is opened first, so that the outer one stands first.
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.stop)):
        opening[mark.start].append(mark.statement)
        closing[mark.stop].append(mark.statement)
    for spans, changes in ((evidence, weight), (hits, found)):
        for first, last in spans:
            changes[first] += 1
            changes[last] -= 1
    borders = sorted({start, stop, *opening, *closing, *weight, *found})
    active: dict[str, None] = {}
    depth = searched = 0
    for here, there in pairwise(borders):
        for statement in closing[here]:
            active.pop(statement, None)
        active.update(dict.fromkeys(opening[here]))
        depth += weight[here]
        searched += found[here]
        if start <= here < there <= stop:
            yield Piece(text[here:there], tuple(active), tuple(opening[here]), depth > 0, searched > 0)
