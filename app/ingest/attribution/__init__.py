"""A clean text in, its statements with their speakers out."""

from app.codebook.model import Codebook
from app.codebook.names import index
from app.ingest.attribution import layout
from app.ingest.attribution.speakers import Cast
from app.ingest.attribution.statements import Collector
from app.ingest.attribution.subjects import Names
from app.ingest.records import Attribution, Dated, Issue, Text

__all__ = ["attribute"]


def attribute(text: Text, dated: Dated, codebook: Codebook) -> tuple[tuple[Attribution, ...], tuple[Issue, ...]]:
    """Every statement of the text, in order, and the quotations whose speaker nobody can tell."""
    speech = codebook.speech.of(text.language)
    paragraphs = layout.paragraphs(text.text)
    found = index(codebook).find(text.text, text.language)
    proper = frozenset(
        item.low
        for paragraph in paragraphs
        for sentence in paragraph.sentences
        for item in sentence[1:]
        if item.is_capital
    )
    names = Names(found, [one.start for one in found], proper)
    cast = Cast(text.text, names, codebook, speech, dated.published.on)
    collector = Collector(text.text, cast, speech, names)
    headings = [span for span in (text.title, *text.headings) if span]
    for paragraph in paragraphs:
        if not any(span.start <= paragraph.start < span.stop for span in headings):
            collector.paragraph(paragraph)
    return collector.finished(), tuple(collector.issues)
