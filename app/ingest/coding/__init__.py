"""Statements in, what each is about and where it stands out, with the rule and the words that decided."""

from app.codebook.model import Codebook
from app.ingest.coding.coder import coder
from app.ingest.coding.passages import passages
from app.ingest.records import Attribution, Judgment, Text

__all__ = ["code"]


def code(text: Text, attributions: tuple[Attribution, ...], codebook: Codebook) -> tuple[Judgment, ...]:
    """The judgments, one for each statement."""
    judge = coder(codebook).judge
    return tuple(
        judge(text.text, passage, attribution)
        for attribution, passage in zip(attributions, passages(text.text, attributions), strict=True)
    )
