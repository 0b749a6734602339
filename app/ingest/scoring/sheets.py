"""One annotated article with its harvest in, its marks out: what is right, and what disagrees and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.codebook.model import Codebook
from app.ingest.records import Harvest
from app.ingest.scoring import causes
from app.ingest.scoring.causes import Causes
from app.ingest.scoring.gold import GoldArticle, GoldStatement, Pair
from app.ingest.scoring.measures import Ratio
from app.ingest.scoring.pairing import Pairing, pair
from app.ingest.scoring.predictions import Names, Predicted, predictions


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One thing that is in the gold and was not found, or was found and is not in the gold; `cause` is why,
    as far as what was found elsewhere in the article tells."""

    article: str
    statement: str
    kind: str
    expected: str
    found: str
    cause: str = ""


class Sheet:
    """The marks of one article."""

    def __init__(
        self, article: GoldArticle, harvest: Harvest | None, names: Names, codebook: Codebook
    ) -> None:
        self.ratios: dict[str, Ratio] = {}
        self.outcomes: list[tuple[str, tuple[str | None, str | None]]] = []
        self.disagreements: list[Disagreement] = []
        self._article = article
        self._names = names
        self._causes = Causes(harvest, codebook, names) if harvest else None
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
            cause = causes.RETOLD if there else causes.JOINED
            self._disagree("", "utterance", other if there else "", other if found else "", cause)

    def _mark_whole(self, gold: GoldStatement, found: Sequence[Predicted]) -> None:
        """The union over what the speaker says; of his statements' dates one must be right.

        Such gold names the institution where its spokesperson spoke, so he counts as the institution.
        """
        places = [
            place for place, said in enumerate(found) if self._names.speaks_for(said.speaker, gold.speakers)
        ]
        own = [found[place] for place in places]
        self.ratios["attributed"] = Ratio(bool(own), 1, 1)
        if not own:
            others = sorted({said.speaker for said in found})
            cause = self._causes.speaker(gold.speakers, others) if self._causes else causes.NOBODY
            self._disagree(gold.id, "speaker", gold.speakers[0], ", ".join(others) or "nobody", cause)
        dates = sorted({said.date for said in own if said.date})
        right = next((date for date in dates if _is_date(date, gold.dates)), dates[0] if dates else None)
        self._mark_date("statement date", gold.id, right, gold.dates, places)
        self._mark_codes(
            [
                (
                    gold,
                    places,
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
                assert self._causes is not None
                cause = self._causes.speaker(gold[other].speakers, [found[place].speaker])
                self._disagree(
                    gold[other].id, "speaker", gold[other].speakers[0], found[place].speaker, cause
                )
            self._mark_statement(found[place], gold[other], place)
        self._note_unpaired(found, pairing)
        matched = {place for place, _ in pairing.pairs}
        unmatched = [
            said for place, said in enumerate(found) if place not in matched and place not in pairing.ignored
        ]
        unfound = [gold[other] for other in pairing.required if other not in {o for _, o in pairing.pairs}]
        codes = [
            (gold[other], [place], found[place].topics, found[place].stances)
            for place, other in pairing.pairs
        ]
        self._mark_codes(codes, unmatched, unfound)

    def _mark_statement(self, said: Predicted, gold: GoldStatement, place: int) -> None:
        if gold.is_direct is not None:
            self._add("voice", said.is_direct == gold.is_direct, 1, 1)
        if gold.dates and not gold.date_needs_knowledge:
            self._mark_date("statement date", gold.id, said.date, gold.dates, [place])

    def _mark_date(
        self,
        name: str,
        statement: str,
        found: str | None,
        right: tuple[str | None, ...],
        own: Sequence[int] = (),
    ) -> None:
        is_right = _is_date(found, right)
        self._add(name, is_right, 1, 1)
        if not is_right:
            cause = self._causes.date(own, found) if self._causes and statement else ""
            self._disagree(statement, name, " or ".join(str(date) for date in right), str(found), cause)

    def _mark_codes(
        self,
        codes: Sequence[tuple[GoldStatement, Sequence[int], frozenset[str], frozenset[Pair]]],
        unmatched: Sequence[Predicted],
        unfound: Sequence[GoldStatement] = (),
    ) -> None:
        """Topics count on matched statements; stances on all, so that one without a statement is wrong."""
        for gold, own, topics, stances in codes:
            topics, stances = topics - gold.borderline_topics, stances - gold.borderline_stances
            self._add("topics", len(topics & gold.topics), len(topics), len(gold.topics))
            self._add("stances", len(stances & gold.stances), len(stances), len(gold.stances))
            self._note_codes(gold, own, topics, stances)
        for said in unmatched:
            self._add("stances", 0, len(said.stances), 0)
            self.outcomes += [(position, (None, stance)) for position, stance in sorted(said.stances)]
        for missed in unfound:
            self._add("stances", 0, 0, len(missed.stances))
            self.outcomes += [(position, (stance, None)) for position, stance in sorted(missed.stances)]

    def _note_codes(
        self, gold: GoldStatement, own: Sequence[int], topics: frozenset[str], stances: frozenset[Pair]
    ) -> None:
        missed = [position for position, _ in gold.stances - stances]
        for topic in sorted(gold.topics - topics):
            cause = self._causes.missed_topic(own, topic, missed) if self._causes else causes.NOTHING_SAID
            self._disagree(gold.id, "topic", topic, "", cause)
        for topic in sorted(topics - gold.topics):
            assert self._causes is not None
            self._disagree(gold.id, "topic", "", topic, self._causes.false_topic(own, topic, gold.stances))
        expected, found = dict(gold.stances), dict(stances)
        for position in sorted(expected.keys() | found.keys()):
            outcome = expected.get(position), found.get(position)
            self.outcomes.append((position, outcome))
            if None not in outcome:
                self._add("polarity", outcome[0] == outcome[1], 1, 1)
            if outcome[0] != outcome[1]:
                right, wrong = (f"{position}: {stance}" if stance else "" for stance in outcome)
                self._disagree(gold.id, "stance", right, wrong, self._of_stance(own, position, outcome[0]))

    def _of_stance(self, own: Sequence[int], position: str, expected: str | None) -> str:
        if expected is None:
            return causes.BY_A_RULE
        if self._causes is None:
            return causes.NOTHING_SAID
        return self._causes.missed_stance(own, position, expected)

    def _note_unpaired(self, found: Sequence[Predicted], pairing: Pairing) -> None:
        paired = {other for _, other in pairing.pairs}
        for other in pairing.required:
            if other not in paired:
                missed = self._article.statements[other]
                self._disagree(missed.id, "statement", missed.speakers[0], "")
        taken = {place for place, _ in pairing.pairs} | pairing.ignored
        for place, said in enumerate(found):
            if place not in taken:
                words = f"{said.speaker} {said.span.start}-{said.span.stop}"
                self._disagree("", "statement", "", words, causes.NOT_MADE)

    def _add(self, name: str, right: int, found: int, there: int) -> None:
        so_far = self.ratios.get(name, Ratio(0, 0, 0))
        self.ratios[name] = Ratio(so_far.right + int(right), so_far.found + found, so_far.there + there)

    def _disagree(self, statement: str, kind: str, expected: str, found: str, cause: str = "") -> None:
        self.disagreements.append(Disagreement(self._article.id, statement, kind, expected, found, cause))


def _is_date(found: str | None, right: tuple[str | None, ...]) -> bool:
    """Whether the date is one of those; a finer one inside a coarse one is right."""
    if found is None:
        return None in right
    return any(
        date is not None and (found == date or (len(date) < 10 and found.startswith(date))) for date in right
    )
