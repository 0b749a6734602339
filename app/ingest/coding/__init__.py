"""Statements in, what each is about and where it stands out, with the rule and the words that decided."""

from app.codebook.model import Codebook
from app.ingest.coding.coder import coder
from app.ingest.coding.passages import passages
from app.ingest.records import Attribution, Judgment, Text, TopicFound

__all__ = ["code"]


def code(text: Text, attributions: tuple[Attribution, ...], codebook: Codebook) -> tuple[Judgment, ...]:
    """The judgments, one for each statement."""
    judge = coder(codebook).judge
    judgments: list[Judgment] = []
    for place, (attribution, passage) in enumerate(
        zip(attributions, passages(text.text, attributions), strict=True)
    ):
        judgment, refers_back = judge(text.text, passage, attribution)
        if refers_back and not judgment.topics and place:
            before = attributions[place - 1]
            gap = text.text[before.span.stop : attribution.span.start]
            if before.name == attribution.name and "\n" not in gap:
                judgment = Judgment(_inherited(judgments[-1].topics), judgment.stances, judgment.issues)
        judgments.append(judgment)
    return tuple(judgments)


def _inherited(topics: tuple[TopicFound, ...]) -> tuple[TopicFound, ...]:
    return tuple(TopicFound(topic.topic, f"{topic.rule}/inherited", topic.evidence) for topic in topics)
