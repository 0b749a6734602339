"""Invented texts in, their statements out, for the tests of attribution."""

from app.codebook.dates import PartialDate
from app.codebook.model import Codebook
from app.codebook.terms import Basis
from app.ingest.attribution import attribute
from app.ingest.records import Attribution, Dated, Issue, Offsets, Span, Text, When


def attributed(
    codebook: Codebook,
    words: str,
    *,
    language: str = "en",
    day: str | None = "2024-05-20",
    outlet: str | None = None,
    title: Span | None = None,
) -> tuple[tuple[Attribution, ...], tuple[Issue, ...]]:
    """The statements and doubts of a text that appeared on that day."""
    published = When(PartialDate.parse(day), Basis.STATED) if day else When()
    text = Text(words, "", Offsets((0,), (0,)), language, title=title)
    return attribute(text, Dated(published, outlet=outlet), codebook)


def said(
    codebook: Codebook, words: str, *, language: str = "en", day: str | None = "2024-05-20"
) -> list[tuple[str, str]]:
    """Who said what, in the order of the text."""
    found, _ = attributed(codebook, words, language=language, day=day)
    return [(one.name, one.span.of(words)) for one in found]
