"""Tokens in, the whole numbers that the network looks up out: no vocabulary, only hashes of the letters."""

from collections.abc import Iterator
from functools import lru_cache
from zlib import crc32

import numpy as np
import numpy.typing as npt

from app.ingest.attribution.tagging.tokens import Tokens

WORD_ROWS = 16384
AFFIX_ROWS = 4096
# Rows of the small tables: shape, place in a quotation, borders, from and to the sentence's ends, its number.
SMALL_ROWS = (6, 10, 16, 16, 16, 4)
COLUMNS = 2 + 3 + len(SMALL_ROWS)
LONGEST_WINDOW = 200

Numbers = npt.NDArray[np.int32]


def encode(tokens: Tokens) -> Numbers:
    """One row a token, one column a table: two word hashes, three affix hashes, six small features."""
    length = len(tokens)
    rows = np.zeros((length, COLUMNS), np.int32)
    if not length:
        return rows
    rows[:, :6] = [_of_word(word) for word in tokens.words]
    for first, last in tokens.quotes:
        inside = last - first - 1
        size = 0 if inside <= 2 else 1 if inside <= 5 else 2
        rows[first : last + 1, 6] = 2 + 3 * size
        rows[first, 6] = 1 + 3 * size
        rows[last, 6] = 3 + 3 * size
    rows[:, 7:] = _places(np.array(tokens.sentence), np.array(tokens.paragraph))
    return rows


def windows(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Stretches of about 200 tokens, cut between paragraphs; only an endless paragraph is cut inside."""
    start = last = 0
    length = len(tokens)
    for at in range(1, length + 1):
        if at == length or tokens.paragraph[at] != tokens.paragraph[at - 1]:
            if at - start > LONGEST_WINDOW and last > start:
                yield from _halved(start, last)
                start = last
            last = at
    if length > start:
        yield from _halved(start, length)


def _halved(start: int, stop: int) -> Iterator[tuple[int, int]]:
    while stop - start > 4 * LONGEST_WINDOW:
        yield start, start + 2 * LONGEST_WINDOW
        start += 2 * LONGEST_WINDOW
    yield start, stop


@lru_cache(maxsize=100_000)
def _of_word(word: str) -> tuple[int, int, int, int, int, int]:
    lower = "".join("0" if letter.isdigit() else letter for letter in word.lower())
    letters = lower.encode()
    return (
        1 + crc32(letters) % (WORD_ROWS - 1),
        1 + crc32(b"2" + letters) % (WORD_ROWS - 1),
        crc32(b"s3" + lower[-3:].encode()) % AFFIX_ROWS,
        crc32(b"p4" + lower[:4].encode()) % AFFIX_ROWS,
        crc32(b"s4" + lower[-4:].encode()) % AFFIX_ROWS,
        _shape(word),
    )


def _shape(word: str) -> int:
    first = word[0]
    if word.isdigit():
        return 0
    if first.isupper():
        return 1 if word.isupper() and len(word) > 1 else 2
    if first.isdigit():
        return 4
    return 3 if first.isalpha() else 5


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
    ).astype(np.int32)
