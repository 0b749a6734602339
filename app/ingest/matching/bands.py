"""A remark in, the numbers out by which remarks like it are found; no others are compared."""

import hashlib
from itertools import combinations

from app.ingest.matching.remarks import Remark, Words, shingles
from app.ingest.matching.wording import QUOTED, SHORT_RUN

# Of any four shingles in a row, the one with the smallest hash is a fingerprint: so two texts that share six
# words in a row always share a fingerprint (winnowing, Schleimer et al. 2003).
_WINDOW = 4
# The smallest are kept of a very long text: still the same ones for every copy of it.
_MOST_FINGERPRINTS = 200
# Two tellings of one remark share two of what tells the most about each (all that do on the demo corpus).
_WEIGHTIEST = 5


def fingerprints(speaker: str, words: Words, verbatim: tuple[Words, ...] = ()) -> frozenset[int]:
    """Numbers of which any two statements of the speaker share one if they share six words in a row.

    Two short quotations inside them share one if they share three.
    """
    hashes = [_hash(speaker, *shingle) for shingle in shingles(words)]
    chosen = (
        {min(hashes[i : i + _WINDOW]) for i in range(max(1, len(hashes) - _WINDOW + 1))} if hashes else set()
    )
    for run in verbatim:
        if QUOTED <= len(run) <= SHORT_RUN:
            chosen |= {_hash(speaker, *shingle) for shingle in shingles(run)}
    return frozenset(sorted(chosen)[:_MOST_FINGERPRINTS])


def bands(remark: Remark) -> frozenset[int]:
    """All numbers by which the remark is found."""
    return fingerprints(remark.speaker, remark.words, remark.verbatim) | retellings(remark)


def retellings(remark: Remark) -> frozenset[int]:
    """One for each pair of its weightiest traits; none of a remark without a day, which is never retold."""
    if remark.said_on is None:
        return frozenset()
    telling = (trait for trait in remark.traits if trait[1] > 0)
    ranked = sorted(telling, key=lambda trait: (-trait[1], trait[0]))[:_WEIGHTIEST]
    pairs = combinations(sorted(name for name, _ in ranked), 2)
    # No word holds a tab, so that no pair of traits can be taken for words.
    return frozenset(_hash(remark.speaker, f"\t{one}", other) for one, other in pairs)


def _hash(*parts: str) -> int:
    digest = hashlib.blake2b("\n".join(parts).encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
