"""Statements in, what each is about and where it stands out, with the rule and the words that decided."""

from app.codebook.model import Codebook
from app.ingest.coding.coder import coder
from app.ingest.coding.passages import passages
from app.ingest.records import Attribution, Judgment, Text

__all__ = ["code"]


def code(text: Text, attributions: tuple[Attribution, ...], codebook: Codebook) -> tuple[Judgment, ...]:
    """The judgments, one for each statement; one far from any word of the conflict has none."""
    if not attributions:
        return ()
    own = coder(codebook)
    mentions = own.mentions(text.text)
    is_titled = bool(text.title_given) and own.mentions(text.title_given or "").name_the_subject
    return tuple(
        own.judge(text.text, passage, attribution, mentions)
        if is_titled or mentions.are_near(attribution.span)
        else Judgment()
        for attribution, passage in zip(attributions, passages(text.text, attributions), strict=True)
    )
