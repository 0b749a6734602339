"""A speaker in, the side that he belongs to out, by the words that name the sides."""

from app.codebook.model import Codebook, Speaker
from app.codebook.patterns.matching import CONTRAST, Found, Matcher
from app.codebook.patterns.words import read
from app.ingest.coding.scope import Scopes
from app.ingest.records import Attribution, Span


class Sides:
    """The sides of a codebook; the surnames of known people come to name theirs."""

    def __init__(self, codebook: Codebook, matcher: Matcher, scopes: Scopes) -> None:
        self._codebook = codebook
        self._matcher = matcher
        self._sides = scopes.sides
        self._known: dict[str, str | None] = {}
        self._name_people()

    def of(self, attribution: Attribution) -> str | None:
        """The side of whoever makes the statement; none if no word names one."""
        key = attribution.speaker or attribution.name
        if key not in self._known:
            speaker = self._codebook.speakers.get(attribution.speaker or "")
            self._known[key] = (
                self._of_speaker(speaker)
                if speaker
                else self._named(attribution.name) or self._named(attribution.printed)
            )
        return self._known[key]

    def _of_speaker(self, speaker: Speaker) -> str | None:
        """The side of the country; of the body where its whole name is that of another side there."""
        found = self._found(speaker.affiliation)
        all_words = (0, len(found.words.folded))
        body = next((side for number, side in self._sides.items() if all_words in found.of(number)), None)
        return body or self._named(speaker.country) or self._first(found)

    def _named(self, name: str) -> str | None:
        return self._first(self._found(name))

    def _first(self, found: Found) -> str | None:
        """The side that is named first."""
        hits = [(place, side) for number, side in self._sides.items() for place in found.of(number)]
        return min(hits)[1] if hits else None

    def _found(self, name: str) -> Found:
        return self._matcher.find(read(name, [Span(0, len(name))]), CONTRAST)

    def _name_people(self) -> None:
        lists = {entry.side: entry.id for entry in self._codebook.lexicon.values() if entry.side}
        for speaker in self._codebook.speakers.values():
            side = self._of_speaker(speaker)
            if side:
                surnames = [read(word, [Span(0, len(word))]).folded for word in speaker.surnames.all()]
                self._matcher.add_words(lists[side], [" ".join(words) for words in surnames if words])
