"""A text in, the set phrases in it out, with the elements of each that are there and that were dropped."""

from dataclasses import dataclass

from app.codebook.model import Codebook
from app.ingest.coding.coder import coder
from app.ingest.records import Span


@dataclass(frozen=True, slots=True)
class FormulaFound:
    """One use of a formula, inside one sentence."""

    formula: str
    span: Span
    present: tuple[str, ...]
    dropped: tuple[str, ...]


def formulas_in(text: str, codebook: Codebook) -> tuple[FormulaFound, ...]:
    """Every use of every formula, in the order of the text."""
    places: dict[tuple[int, str], dict[str, Span]] = {}
    for sentence, name, element, span in coder(codebook).elements(text):
        known = places.setdefault((sentence, name), {})
        before = known.setdefault(element, span)
        if before.overlaps(span):
            known[element] = Span(min(before.start, span.start), max(before.stop, span.stop))
    found = []
    for (_, name), elements in places.items():
        formula = codebook.formulas[name]
        if any(element in elements for element in formula.core):
            hull = Span(
                min(place.start for place in elements.values()), max(p.stop for p in elements.values())
            )
            present = tuple(element for element in formula.elements if element in elements)
            dropped = tuple(element for element in formula.elements if element not in elements)
            found.append(FormulaFound(name, hull, present, dropped))
    return tuple(sorted(found, key=lambda use: (use.span, use.formula)))
