"""A clean text in, its statements with their speakers out."""

from app.codebook.model import Codebook
from app.codebook.names import index
from app.codebook.terms import SpeakerKind
from app.ingest.attribution import headings, layout, opinions, records, transcripts
from app.ingest.attribution.cast import Cast
from app.ingest.attribution.opinions import Opinions
from app.ingest.attribution.statements import Collector
from app.ingest.attribution.subjects import Names
from app.ingest.records import Attribution, Dated, Issue, Text

__all__ = ["attribute"]


def attribute(
    text: Text, dated: Dated, codebook: Codebook
) -> tuple[tuple[Attribution, ...], tuple[Issue, ...]]:
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
    speakers = codebook.speakers.values()
    lands = {one.id: one.country for one in speakers if one.kind is SpeakerKind.COUNTRY}
    names = Names(found, [one.start for one in found], proper, lands)
    outlet = codebook.outlets.get(dated.outlet) if dated.outlet else None
    cast = Cast(text.text, names, codebook, speech, dated.published.on, outlet)
    tagged, issues = opinions.seen(text)
    collector = Collector(text.text, cast, speech, names, Opinions(tagged, speech, names))
    collector.is_record = any(records.is_delegate(text.text, paragraph) for paragraph in paragraphs)
    turns = transcripts.turns(text.text, paragraphs, speech, names)
    heads = headings.is_heading(text, paragraphs)
    for number, paragraph in enumerate(paragraphs):
        if number in turns:
            collector.turn(turns[number])
        elif heads[number]:
            collector.heading(paragraph)
        else:
            collector.paragraph(paragraph)
    collector.settle_headings()
    collector.look_inside()
    return collector.finished(), (*collector.issues, *issues)
