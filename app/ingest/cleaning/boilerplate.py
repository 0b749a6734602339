"""Blocks in, the article's own blocks and the rest out: banners, labels, stamps, repeats."""

import re
from collections.abc import Sequence
from functools import lru_cache

from app.codebook.boilerplate import Boilerplate
from app.codebook.model import Codebook
from app.ingest.cleaning.blocks import Block

Removed = list[tuple[Block, str]]

# Shorter lines may well be said twice ("Question:", "Thank you."), so only their surroundings betray them.
_LONG_ENOUGH = 40
_ENDS = re.compile(r"[.!?…؟:;][\"'”’»)\]]*$|[\"”»]$")
_LETTERS = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d")


def sift(blocks: Sequence[Block], codebook: Codebook) -> tuple[list[Block], Removed]:
    """Two lists that together hold every block: what is kept, and what is not with the reason."""
    reasons = _reasons(blocks, codebook.boilerplate, _labels(codebook))
    _close_gaps(blocks, reasons)
    kept = [block for block, reason in zip(blocks, reasons, strict=True) if not reason]
    return kept, [(block, reason) for block, reason in zip(blocks, reasons, strict=True) if reason]


@lru_cache(maxsize=8)
def _outlet_labels(lines: tuple[str, ...]) -> frozenset[str]:
    return frozenset(_fold(line) for line in lines)


def _labels(codebook: Codebook) -> frozenset[str]:
    return codebook.boilerplate.labels | _outlet_labels(
        tuple(line for outlet in codebook.outlets.values() for line in outlet.boilerplate)
    )


def _reasons(blocks: Sequence[Block], known: Boilerplate, labels: frozenset[str]) -> list[str]:
    reasons: list[str] = []
    seen: set[str] = set()
    for block in blocks:
        folded = _fold(block.text)
        if folded in labels:
            reasons.append("label")
        elif known.is_banner(folded):
            reasons.append("banner")
        elif known.is_stamp(folded) and not _ENDS.search(block.text):
            reasons.append("stamp")
        elif folded in seen and len(folded) >= _LONG_ENOUGH:
            reasons.append("repeat")
        elif not _LETTERS.search(block.text) and not block.is_heading:
            reasons.append("navigation" if not _DIGITS.search(block.text) else "stamp")
        else:
            reasons.append("")
        seen.add(folded)
    return reasons


def _close_gaps(blocks: Sequence[Block], reasons: list[str]) -> None:
    """A short fragment between two dropped blocks goes with them, once the body has begun."""
    body = next((n for n, block in enumerate(blocks) if not reasons[n] and _is_prose(block)), len(blocks))
    for number in range(body + 1, len(blocks)):
        if reasons[number] or _is_prose(blocks[number]) or blocks[number].is_heading:
            continue
        after = next(
            (reasons[n] for n in range(number + 1, len(blocks)) if reasons[n] or _is_prose(blocks[n])), "end"
        )
        if reasons[number - 1] and after:
            reasons[number] = "navigation"


def _is_prose(block: Block) -> bool:
    return len(block.text) >= 60 and bool(_ENDS.search(block.text))


def _fold(words: str) -> str:
    return " ".join(words.casefold().split()).strip(" .:|›»>-–—•*")
