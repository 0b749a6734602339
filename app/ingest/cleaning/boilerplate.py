"""Blocks in, the article's own blocks and the rest out: banners, labels, stamps, credits, lists, repeats."""

from collections.abc import Sequence

from app.codebook.model import Codebook
from app.ingest.cleaning import repeats, surroundings
from app.ingest.cleaning.blocks import Block
from app.ingest.cleaning.signs import is_prose, signs_of

Removed = list[tuple[Block, str]]


def sift(blocks: Sequence[Block], codebook: Codebook) -> tuple[list[Block], Removed]:
    """Two lists that together hold every block: what is kept, and what is not with the reason."""
    reasons = _reasons(blocks, codebook)
    kept = [block for block, reason in zip(blocks, reasons, strict=True) if not reason]
    return kept, [(block, reason) for block, reason in zip(blocks, reasons, strict=True) if reason]


def _reasons(blocks: Sequence[Block], codebook: Codebook) -> list[str]:
    signs = signs_of(codebook)
    reasons: list[str] = []
    is_first = True
    for block in blocks:
        reasons.append(signs.reason(block, is_first=is_first))
        is_first = is_first and bool(reasons[-1])
    body = next((n for n, block in enumerate(blocks) if not reasons[n] and is_prose(block)), len(blocks))
    surroundings.mark_top(blocks, reasons, body)
    surroundings.mark_running_heads(blocks, reasons)
    surroundings.mark_end(blocks, reasons, body)
    surroundings.mark_lists(blocks, reasons, body)
    _mark_twins_of_captions(blocks, reasons)
    repeats.mark(blocks, reasons, body, signs)
    surroundings.mark_gaps(blocks, reasons, body)
    return reasons


def _mark_twins_of_captions(blocks: Sequence[Block], reasons: list[str]) -> None:
    """A caption often stands twice, once without its credit."""
    captions = [block.text for block, reason in zip(blocks, reasons, strict=True) if reason == "caption"]
    for number, block in enumerate(blocks[:1000]):
        if not reasons[number] and any(
            len(block.text) >= 40 and caption.startswith(block.text) for caption in captions[:50]
        ):
            reasons[number] = "caption"
