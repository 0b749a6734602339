"""Label scores in, the best chain of labels and its spans out."""

from typing import NamedTuple

import numpy as np

from app.ingest.attribution.tagging.network import LABELS, Floats
from app.ingest.attribution.tagging.tokens import Tokens

# A quotation of at least so many words of which half is content is content as a whole.
_LONG_QUOTATION = 6
_NEVER = -1e4


class Labelled(NamedTuple):
    """Tokens `start` to `stop` as one source, cue or content."""

    role: str
    start: int
    stop: int


def spans(scores: Floats, network_begins: Floats, transitions: Floats, tokens: Tokens) -> list[Labelled]:
    """The spans of the best chain, long quotations made whole."""
    if not len(tokens):
        return []
    labels = _best_chain(_cut_at_paragraphs(scores, tokens), network_begins, transitions)
    _fill_quotations(labels, tokens)
    return _spans(labels)


def _cut_at_paragraphs(scores: Floats, tokens: Tokens) -> Floats:
    """The scores with no span going on from one paragraph into the next."""
    paragraph = np.array(tokens.paragraph)
    opens = np.flatnonzero(paragraph[1:] != paragraph[:-1]) + 1
    inside = np.array([number for number, label in enumerate(LABELS) if label.startswith("I-")])
    scores = scores.copy()
    scores[np.ix_(opens, inside)] = _NEVER
    return scores


def _best_chain(scores: Floats, begins: Floats, transitions: Floats) -> list[int]:
    """Viterbi's path through the label scores."""
    best = begins + scores[0]
    came_from = np.empty((len(scores), len(LABELS)), np.int8)
    for step in range(1, len(scores)):
        paths = best[:, None] + transitions
        came_from[step] = paths.argmax(0)
        best = paths.max(0) + scores[step]
    label = int(best.argmax())
    labels = [label]
    for step in range(len(scores) - 1, 0, -1):
        label = int(came_from[step, label])
        labels.append(label)
    return labels[::-1]


def _fill_quotations(labels: list[int], tokens: Tokens) -> None:
    begins, inside = LABELS.index("B-content"), LABELS.index("I-content")
    for first, last in tokens.quotes:
        words = sum(tokens.words[at][0].isalnum() for at in range(first, last + 1))
        covered = sum(labels[at] in (begins, inside) for at in range(first, last + 1))
        length = last + 1 - first
        if words < _LONG_QUOTATION or not length / 2 <= covered < length:
            continue
        goes_on = first > 0 and labels[first - 1] in (begins, inside) and labels[first] == inside
        labels[first : last + 1] = [inside] * length
        if not goes_on:
            labels[first] = begins


def _spans(labels: list[int]) -> list[Labelled]:
    found: list[Labelled] = []
    role, start = "", 0
    for at, label in enumerate([*labels, 0]):
        name = LABELS[label]
        here = name[2:]
        if role and (here != role or name.startswith("B-")):
            found.append(Labelled(role, start, at))
            role = ""
        if here and not role:
            role, start = here, at
    return found
