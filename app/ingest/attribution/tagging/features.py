"""Tokens in, the whole numbers that the network looks up out: of words only hashes of their letters."""

from collections.abc import Iterator
from functools import lru_cache
from zlib import crc32

import numpy as np
import numpy.typing as npt

from app.ingest.attribution.tagging.tokens import Tokens

# The first columns hold hashes of the word and of its stem; the network knows those it has learned.
HASHES = 2
AFFIXES, AFFIX_ROWS = 3, 4096
# Rows of the small tables: shape, place in a quotation, borders, from and to the sentence's ends, its number,
# the quotations of the paragraph before, the paragraph's place in the article.
SMALL_ROWS = (6, 10, 16, 16, 16, 4, 4, 8)
FIRST_AFFIX, FIRST_SMALL = HASHES, HASHES + AFFIXES
COLUMNS = FIRST_SMALL + len(SMALL_ROWS)
LONGEST_WINDOW = 200

Numbers = npt.NDArray[np.int64]

_ENDINGS = ("ing", "ed", "es", "s", "e")
_SHORTEST_STEM = 3
_DOUBLE_BY_NATURE = "ls"


def encode(tokens: Tokens) -> Numbers:
    """One row a token, one column a table: hashes of word and stem, hashes of affixes, small features."""
    length = len(tokens)
    rows = np.zeros((length, COLUMNS), np.int64)
    if not length:
        return rows
    rows[:, : FIRST_SMALL + 1] = [_of_word(word) for word in tokens.words]
    column = FIRST_SMALL + 1
    for first, last in tokens.quotes:
        inside = last - first - 1
        size = 0 if inside <= 2 else 1 if inside <= 5 else 2
        rows[first : last + 1, column] = 2 + 3 * size
        rows[first, column] = 1 + 3 * size
        rows[last, column] = 3 + 3 * size
    paragraph = np.array(tokens.paragraph)
    rows[:, column + 1 : column + 5] = _places(np.array(tokens.sentence), paragraph)
    rows[:, column + 5] = _quoted_before(tokens, paragraph)
    rows[:, column + 6] = np.searchsorted((1, 2, 3, 5, 8, 12, 20), paragraph, side="right")
    return rows


def windows(
    tokens: Tokens, longest: int = LONGEST_WINDOW, *, anywhere: bool = False
) -> Iterator[tuple[int, int]]:
    """Stretches of about so many tokens, cut between paragraphs; only an endless paragraph is cut inside.

    A paragraph that ends with a colon, and one that begins with a quotation, stay with their neighbour where
    that makes no window twice as long; `anywhere` cuts there too.
    """
    start = last = 0
    length = len(tokens)
    for at in range(1, length + 1):
        if at == length or tokens.paragraph[at] != tokens.paragraph[at - 1]:
            if at - start > longest and last > start:
                yield from _halved(start, last)
                start = last
            if anywhere or at == length or at - start > longest or not _joined(tokens, at):
                last = at
    if length > start:
        yield from _halved(start, length)


def _joined(tokens: Tokens, at: int) -> bool:
    """Whether the paragraph that begins there may go on from the one before: a quotation and its words."""
    return tokens.words[at - 1] == ":" or tokens.quote[at] >= 0


def _halved(start: int, stop: int) -> Iterator[tuple[int, int]]:
    while stop - start > 4 * LONGEST_WINDOW:
        yield start, start + 2 * LONGEST_WINDOW
        start += 2 * LONGEST_WINDOW
    yield start, stop


@lru_cache(maxsize=100_000)
def _of_word(word: str) -> tuple[int, int, int, int, int, int]:
    lower = "".join("0" if letter.isdigit() else letter for letter in word.lower())
    return (
        crc32(lower.encode()),
        crc32(_stem(lower).encode()),
        crc32(b"s3" + lower[-3:].encode()) % AFFIX_ROWS,
        crc32(b"p4" + lower[:4].encode()) % AFFIX_ROWS,
        crc32(b"s4" + lower[-4:].encode()) % AFFIX_ROWS,
        _shape(word),
    )


def _stem(word: str) -> str:
    """The word without its inflection, roughly: "denies", "denied" and "denying" give one string."""
    ending = next((e for e in _ENDINGS if word.endswith(e) and len(word) - len(e) >= _SHORTEST_STEM), "")
    stem = word.removesuffix(ending)
    is_longer = len(stem) > _SHORTEST_STEM
    if is_longer and len(ending) > 1 and stem[-1] == stem[-2] and stem[-1] not in _DOUBLE_BY_NATURE:
        stem = stem[:-1]
        is_longer = len(stem) > _SHORTEST_STEM
    return stem[:-1] + "i" if is_longer and stem.endswith("y") else stem


def _shape(word: str) -> int:
    first = word[0]
    if word.isdigit():
        return 0
    if first.isupper():
        return 1 if word.isupper() and len(word) > 1 else 2
    if first.isdigit():
        return 4
    return 3 if first.isalpha() else 5


def _quoted_before(tokens: Tokens, paragraph: npt.NDArray[np.int_]) -> npt.NDArray[np.int_]:
    """Whether the paragraph before holds a quotation (1), ends with one (2), or leaves it open (3)."""
    state = np.zeros(int(paragraph[-1]) + 2, np.int64)
    for first, last in tokens.quotes:
        of = int(paragraph[first]) + 1
        ends = last + 1 == len(tokens) or paragraph[last + 1] != paragraph[last]
        is_open = ends and tokens.words[last] not in ('"', "”", "»", "''")
        state[of] = max(state[of], 3 if is_open else 2 if ends else 1)
    return np.asarray(state[paragraph])


def _places(sentence: npt.NDArray[np.int_], paragraph: npt.NDArray[np.int_]) -> Numbers:
    """Borders, distance to both ends of the sentence by twos, number of the sentence in its paragraph."""
    index = np.arange(len(sentence))
    opens = np.r_[True, sentence[1:] != sentence[:-1]]
    opens_paragraph = np.r_[True, paragraph[1:] != paragraph[:-1]]
    closes, closes_paragraph = np.r_[opens[1:], True], np.r_[opens_paragraph[1:], True]
    first = np.maximum.accumulate(np.where(opens, index, 0))
    last = np.minimum.accumulate(np.where(closes, index, len(index))[::-1])[::-1]
    paragraph_first = np.maximum.accumulate(np.where(opens_paragraph, index, 0))
    return np.stack(
        [
            opens + 2 * opens_paragraph + 4 * closes + 8 * closes_paragraph,
            np.minimum(15, (index - first) // 2),
            np.minimum(15, (last - index) // 2),
            np.minimum(3, sentence - sentence[paragraph_first]),
        ],
        axis=1,
    ).astype(np.int64)
