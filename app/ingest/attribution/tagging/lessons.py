"""Marked articles in, windows to learn from out, as the network's numbers."""

import random
from collections import Counter
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from app.ingest.attribution.tagging import features, network
from app.ingest.attribution.tagging.marked import NONE, UNKNOWN, Marked
from app.ingest.attribution.tagging.recipe import CONSTANTS, ENTITIES
from app.ingest.attribution.tagging.tokens import Tokens

# Part of speech, entity, relation to the governor, clauses that open and that close: how many of each.
CLASSES = (
    CONSTANTS.parts_of_speech,
    len(ENTITIES),
    CONSTANTS.relations,
    CONSTANTS.depths,
    CONSTANTS.depths,
)
# What the loss leaves out.
IGNORED = -100

Whole = npt.NDArray[np.int64]


class Known(NamedTuple):
    """Words and stems that get a row of their own: sorted hashes, and how often each was seen."""

    hashes: list[npt.NDArray[np.uint32]]
    counts: list[Whole]


class Lesson(NamedTuple):
    """One article; heads and governors are places in it."""

    tokens: Tokens
    rows: features.Numbers
    labels: Whole
    heads: Whole
    governors: Whole
    classes: Whole
    skipped: npt.NDArray[np.bool_]


class Piece(NamedTuple):
    """One window; heads and governors count from 1, 0 is none, -1 not known."""

    rows: features.Numbers
    labels: Whole
    heads: Whole
    governors: Whole
    classes: Whole


def prepare(articles: list[Marked]) -> tuple[list[Lesson], Known]:
    """Every article in numbers, and the words that the network will know."""
    rows = [features.encode(article.tokens) for article in articles]
    known = _known(rows)
    parts = _commonest(articles, "part", CONSTANTS.parts_of_speech)
    relations = _commonest(articles, "relation", CONSTANTS.relations)
    lessons = [
        Lesson(
            article.tokens,
            network.known_rows(row, known.hashes),
            np.array(article.labels),
            np.array(article.heads),
            _governors(article),
            _classes(article, parts, relations),
            np.array(article.skipped),
        )
        for article, row in zip(articles, rows, strict=True)
    ]
    return lessons, known


def cut(lessons: list[Lesson], shuffle: random.Random) -> list[Piece]:
    """Every article cut into windows, elsewhere each time; what annotators were told to skip is left out."""
    pieces = []
    for lesson in lessons:
        for start, stop in features.windows(
            lesson.tokens, shuffle.randint(*CONSTANTS.windows), anywhere=True
        ):
            if lesson.skipped[start:stop].mean() > 0.5:
                continue
            pieces.append(
                Piece(
                    lesson.rows[start:stop],
                    lesson.labels[start:stop],
                    _within(lesson.heads, start, stop),
                    _within(lesson.governors, start, stop),
                    lesson.classes[start:stop],
                )
            )
    return pieces


def batches(pieces: list[Piece], shuffle: random.Random) -> list[list[Piece]]:
    """Windows of like length together, in random order."""
    order, size = list(pieces), CONSTANTS.batch
    shuffle.shuffle(order)
    found: list[list[Piece]] = []
    for start in range(0, len(order), size * 40):
        some = sorted(order[start : start + size * 40], key=lambda piece: len(piece.labels))
        found += [some[at : at + size] for at in range(0, len(some), size)]
    shuffle.shuffle(found)
    return found


def _known(articles: list[features.Numbers]) -> Known:
    hashes, counts = [], []
    for column in range(features.HASHES):
        found, seen = np.unique(np.concatenate([rows[:, column] for rows in articles]), return_counts=True)
        often = seen >= CONSTANTS.least_seen
        hashes.append(found[often].astype(np.uint32))
        counts.append(seen[often])
    return Known(hashes, counts)


def _commonest(articles: list[Marked], field: str, most: int) -> dict[str, int]:
    """A number for each of the commonest values."""
    counts = Counter(getattr(seen, field) for article in articles for seen in article.analyses if seen)
    counts.pop("", None)
    common = sorted(counts, key=lambda name: (-counts[name], name))[:most]
    return {name: number for number, name in enumerate(common)}


def _classes(article: Marked, parts: dict[str, int], relations: dict[str, int]) -> Whole:
    classes = np.full((len(article.tokens), len(CLASSES)), IGNORED)
    entities = {entity: number for number, entity in enumerate(ENTITIES)}
    for at, seen in enumerate(article.analyses):
        if seen is not None:
            kinds = parts.get(seen.part), entities.get(seen.entity), relations.get(seen.relation)
            classes[at] = [IGNORED if kind is None else kind for kind in (*kinds, seen.opens, seen.closes)]
    return classes


def _governors(article: Marked) -> Whole:
    place = {start: at for at, start in enumerate(article.tokens.starts)} | {-1: NONE}
    governors = np.full(len(article.tokens), UNKNOWN)
    for at, seen in enumerate(article.analyses):
        if seen is not None and seen.governor is not None:
            governors[at] = place.get(seen.governor, UNKNOWN)
    return governors


def _within(places: Whole, start: int, stop: int) -> Whole:
    """Places in the article as places in the window, from 1."""
    given = places[start:stop]
    inside = (given >= start) & (given < stop)
    return np.where(given == NONE, 0, np.where(inside, given - start + 1, -1))
