"""Ids of the codebook in, what an explanation says of them out."""

from pathlib import Path

from app.cli.explaining.explanation import Link, Rule
from app.codebook import places
from app.codebook.model import Codebook
from app.codebook.patterns.fitting import Fitting
from app.codebook.places import Place

# Said of a topic that a statement takes over from the words that it refers back to.
_INHERITED = "/inherited"


class Rulebook:
    """A codebook with the places of its rules."""

    def __init__(self, codebook: Codebook, folder: Path) -> None:
        self.codebook = codebook
        self._places = places.places(folder)
        self._fitting = Fitting(codebook)

    def rule(self, id_: str, evidence: str = "") -> Rule:
        """A rule, and the pattern of it that the evidence fits."""
        named = id_.removesuffix(_INHERITED)
        pattern = self._fitting.pattern(named, evidence) if evidence else None
        return Rule(id_, _shown(self._places.rules.get(named)), pattern)

    def topic(self, id_: str) -> str:
        """The name of a topic."""
        known = self.codebook.topics.get(id_)
        return known.name if known else id_

    def position(self, id_: str) -> str:
        """The sentence of a position."""
        known = self.codebook.positions.get(id_)
        return known.sentence if known else id_

    def link(self, event: str, kind: str, evidence: str) -> Link:
        """A link to an event."""
        known = self.codebook.events.get(event)
        title, on = (known.title, known.on.isoformat()) if known else (event, "")
        return Link(event, title, on, kind, evidence, _shown(self._places.events.get(event)))


def _shown(place: Place | None) -> str | None:
    return str(place) if place else None
