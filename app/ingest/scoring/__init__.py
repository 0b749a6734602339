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
from app.ingest.scoring.gold import GoldArticle, GoldStatement, Pair, read
from app.ingest.scoring.measures import Measure, Ratio, measures
from app.ingest.scoring.pairing import Pairing, pair
from app.ingest.scoring.parts import unread
from app.ingest.scoring.predictions import Names, Predicted, predictions

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
class Disagreement:
    """One thing that is in the gold and was not found, or was found and is not in the gold."""

    article: str
    statement: str
    kind: str
    expected: str
    found: str


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
    sheets = {article.id: _Sheet(article, harvests.get(article.id), names) for article in gold}
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


class _Sheet:
    """The marks of one article."""

    def __init__(self, article: GoldArticle, harvest: Harvest | None, names: Names) -> None:
        self.ratios: dict[str, Ratio] = {}
        self.outcomes: list[tuple[str, tuple[str | None, str | None]]] = []
        self.disagreements: list[Disagreement] = []
        self._article = article
        self._names = names
        found = predictions(harvest) if harvest else ()
        if article.statements and article.statements[0].span is None:
            self._mark_whole(article.statements[0], found)
        else:
            self._mark_spans(found)
        if article.published:
            on = harvest.dated.published.on if harvest else None
            self._mark_date("published", "", on.isoformat() if on else None, article.published)

    def mark_pair(self, other: str, *, found: bool, there: bool) -> None:
        """Whether this article and that one share an utterance, and whether they should."""
        self._add("utterance", found and there, int(found), int(there))
        if found != there:
            self._disagree("", "utterance", other if there else "", other if found else "")

    def _mark_whole(self, gold: GoldStatement, found: Sequence[Predicted]) -> None:
        """The union over what the speaker says; of his statements' dates one must be right.

        Such gold names the institution where its spokesperson spoke, so he counts as the institution.
        """
        own = [said for said in found if self._names.speaks_for(said.speaker, gold.speakers)]
        self.ratios["attributed"] = Ratio(bool(own), 1, 1)
        if not own:
            others = ", ".join(sorted({said.speaker for said in found})) or "nobody"
            self._disagree(gold.id, "speaker", gold.speakers[0], others)
        dates = sorted({said.date for said in own if said.date})
        right = next((date for date in dates if _is_date(date, gold.dates)), dates[0] if dates else None)
        self._mark_date("statement date", gold.id, right, gold.dates)
        self._mark_codes(
            [
                (
                    gold,
                    frozenset(t for s in own for t in s.topics),
                    frozenset(p for s in own for p in s.stances),
                )
            ],
            [],
        )

    def _mark_spans(self, found: Sequence[Predicted]) -> None:
        gold = self._article.statements
        pairing = pair(found, gold, self._names)
        counted = len(found) - len(pairing.ignored)
        same = [
            self._names.same(found[place].speaker, gold[other].speakers) for place, other in pairing.pairs
        ]
        self.ratios["detection"] = Ratio(len(pairing.pairs), counted, len(pairing.required))
        self.ratios["attributed"] = Ratio(sum(same), counted, len(pairing.required))
        for (place, other), is_same in zip(pairing.pairs, same, strict=True):
            if not is_same:
                self._disagree(gold[other].id, "speaker", gold[other].speakers[0], found[place].speaker)
            self._mark_statement(found[place], gold[other])
        self._note_unpaired(found, pairing)
        matched = {place for place, _ in pairing.pairs}
        unmatched = [
            said for place, said in enumerate(found) if place not in matched and place not in pairing.ignored
        ]
        unfound = [gold[other] for other in pairing.required if other not in {o for _, o in pairing.pairs}]
        codes = [(gold[other], found[place].topics, found[place].stances) for place, other in pairing.pairs]
        self._mark_codes(codes, unmatched, unfound)

    def _mark_statement(self, said: Predicted, gold: GoldStatement) -> None:
        if gold.is_direct is not None:
            self._add("voice", said.is_direct == gold.is_direct, 1, 1)
        if gold.dates and not gold.date_needs_knowledge:
            self._mark_date("statement date", gold.id, said.date, gold.dates)

    def _mark_date(self, name: str, statement: str, found: str | None, right: tuple[str | None, ...]) -> None:
        is_right = _is_date(found, right)
        self._add(name, is_right, 1, 1)
        if not is_right:
            self._disagree(statement, name, " or ".join(str(date) for date in right), str(found))

    def _mark_codes(
        self,
        codes: Sequence[tuple[GoldStatement, frozenset[str], frozenset[Pair]]],
        unmatched: Sequence[Predicted],
        unfound: Sequence[GoldStatement] = (),
    ) -> None:
        """Topics count on matched statements; stances on all, so that one without a statement is wrong."""
        for gold, topics, stances in codes:
            topics, stances = topics - gold.borderline_topics, stances - gold.borderline_stances
            self._add("topics", len(topics & gold.topics), len(topics), len(gold.topics))
            self._add("stances", len(stances & gold.stances), len(stances), len(gold.stances))
            self._note_codes(gold, topics, stances)
        for said in unmatched:
            self._add("stances", 0, len(said.stances), 0)
            self.outcomes += [(position, (None, stance)) for position, stance in sorted(said.stances)]
        for missed in unfound:
            self._add("stances", 0, 0, len(missed.stances))
            self.outcomes += [(position, (stance, None)) for position, stance in sorted(missed.stances)]

    def _note_codes(self, gold: GoldStatement, topics: frozenset[str], stances: frozenset[Pair]) -> None:
        for topic in sorted(topics ^ gold.topics):
            is_missing = topic in gold.topics
            self._disagree(gold.id, "topic", topic if is_missing else "", "" if is_missing else topic)
        expected, found = dict(gold.stances), dict(stances)
        for position in sorted(expected.keys() | found.keys()):
            outcome = expected.get(position), found.get(position)
            self.outcomes.append((position, outcome))
            if None not in outcome:
                self._add("polarity", outcome[0] == outcome[1], 1, 1)
            if outcome[0] != outcome[1]:
                words = (f"{position}: {stance}" if stance else "" for stance in outcome)
                self._disagree(gold.id, "stance", *words)

    def _note_unpaired(self, found: Sequence[Predicted], pairing: Pairing) -> None:
        paired = {other for _, other in pairing.pairs}
        for other in pairing.required:
            if other not in paired:
                missed = self._article.statements[other]
                self._disagree(missed.id, "statement", missed.speakers[0], "")
        taken = {place for place, _ in pairing.pairs} | pairing.ignored
        for place, said in enumerate(found):
            if place not in taken:
                self._disagree("", "statement", "", f"{said.speaker} {said.span.start}-{said.span.stop}")

    def _add(self, name: str, right: int, found: int, there: int) -> None:
        so_far = self.ratios.get(name, Ratio(0, 0, 0))
        self.ratios[name] = Ratio(so_far.right + int(right), so_far.found + found, so_far.there + there)

    def _disagree(self, statement: str, kind: str, expected: str, found: str) -> None:
        self.disagreements.append(Disagreement(self._article.id, statement, kind, expected, found))


def _is_date(found: str | None, right: tuple[str | None, ...]) -> bool:
    """Whether the date is one of those; a finer one inside a coarse one is right."""
    if found is None:
        return None in right
    return any(
        date is not None and (found == date or (len(date) < 10 and found.startswith(date))) for date in right
    )
