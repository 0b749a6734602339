"""A text in, the set phrases in it out, with the elements of each that are there and that were dropped."""

from dataclasses import dataclass
from functools import lru_cache

from app.codebook.model import Codebook
from app.codebook.patterns.matching import CONTRAST, Compiled, Matcher, matches
from app.codebook.patterns.words import read
from app.codebook.spans import Span


@dataclass(frozen=True, slots=True)
class FormulaFound:
    """One use of a formula, inside one sentence."""

    formula: str
    span: Span
    present: tuple[str, ...]
    dropped: tuple[str, ...]


class FormulaFinder:
    """The formulas of one codebook, compiled."""

    def __init__(self, codebook: Codebook) -> None:
        self._formulas = codebook.formulas
        self._matcher = Matcher(codebook.lexicon)
        self._elements: list[tuple[str, str, Compiled]] = [
            (formula.id, element, self._matcher.compile(pattern))
            for formula in codebook.formulas.values()
            for element, patterns in formula.patterns.items()
            for pattern in patterns
        ]

    def find(self, text: str) -> tuple[FormulaFound, ...]:
        """Every use of every formula, in the order of the text."""
        uses = []
        for (_, name), elements in self._places(text).items():
            formula = self._formulas[name]
            if any(element in elements for element in formula.core):
                start = min(place.start for place in elements.values())
                stop = max(place.stop for place in elements.values())
                present = tuple(element for element in formula.elements if element in elements)
                dropped = tuple(element for element in formula.elements if element not in elements)
                uses.append(FormulaFound(name, Span(start, stop), present, dropped))
        return tuple(sorted(uses, key=lambda use: (use.span, use.formula)))

    def _places(self, text: str) -> dict[tuple[int, str], dict[str, Span]]:
        """By sentence and formula the elements that stand there, and where."""
        found = self._matcher.find(read(text, [Span(0, len(text))]), CONTRAST)
        places: dict[tuple[int, str], dict[str, Span]] = {}
        for formula, element, pattern in self._elements:
            for match in matches(pattern, found):
                known = places.setdefault((found.words.sentences[match.start], formula), {})
                span = found.words.span(match.start, match.stop)
                before = known.setdefault(element, span)
                if before.overlaps(span):
                    known[element] = Span(min(before.start, span.start), max(before.stop, span.stop))
        return places


def formulas_in(text: str, codebook: Codebook) -> tuple[FormulaFound, ...]:
    """Every use of every formula, in the order of the text."""
    return finder(codebook).find(text)


@lru_cache(maxsize=4)
def finder(codebook: Codebook) -> FormulaFinder:
    """The finder of a codebook, compiled once."""
    return FormulaFinder(codebook)
