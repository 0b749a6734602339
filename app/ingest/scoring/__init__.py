"""Gold annotations and harvests in, how well they agree out.

The rules are those of the gold files: a predicted statement is a gold one if their spans share half of their
characters, codes of predictions that match nothing count as wrong, borderline codes count for nothing.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.codebook.model import Codebook
from app.ingest.records import Harvest
from app.ingest.scoring import retellings
from app.ingest.scoring.gold import GoldArticle, read
from app.ingest.scoring.measures import Measure, Ratio, measures
from app.ingest.scoring.parts import unread
from app.ingest.scoring.predictions import Names
from app.ingest.scoring.sheets import Disagreement, Sheet

__all__ = ["Disagreement", "GoldArticle", "Measure", "Ratio", "Report", "evaluate", "read", "unread"]

NAMES = (
    "detection",
    "attributed",
    "voice",
    "published",
    "statement date",
    "topics",
    "stances",
    "polarity",
    "utterance",
)


@dataclass(frozen=True, slots=True)
class Report:
    """All figures; `confusion` counts per position how often which gold stance (or none) got which stance."""

    articles: int
    missing: tuple[str, ...]
    measures: tuple[Measure, ...]
    confusion: Mapping[str, Mapping[tuple[str | None, str | None], int]]
    disagreements: tuple[Disagreement, ...]

    def measure(self, name: str) -> Measure:
        """The figure of that name."""
        return next(measure for measure in self.measures if measure.name == name)


def evaluate(gold: Sequence[GoldArticle], harvests: Mapping[str, Harvest], codebook: Codebook) -> Report:
    """The report on the articles of the gold; one that has no harvest counts as yielding nothing."""
    names = Names(codebook)
    sheets = {article.id: Sheet(article, harvests.get(article.id), names, codebook) for article in gold}
    found, there = retellings.shared(gold, harvests, codebook, names)
    for one, other in sorted(found | there):
        sheets[one].mark_pair(other, found=(one, other) in found, there=(one, other) in there)
    confusion: dict[str, Counter[tuple[str | None, str | None]]] = {}
    for sheet in sheets.values():
        for position, outcome in sheet.outcomes:
            confusion.setdefault(position, Counter())[outcome] += 1
    return Report(
        articles=len(gold),
        missing=tuple(article.id for article in gold if article.id not in harvests),
        measures=measures([sheet.ratios for sheet in sheets.values()], NAMES),
        confusion={position: dict(counts) for position, counts in sorted(confusion.items())},
        disagreements=tuple(one for sheet in sheets.values() for one in sheet.disagreements),
    )
