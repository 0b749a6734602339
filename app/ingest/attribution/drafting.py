"""A report of a sentence in, the statement in the making out."""

from collections.abc import Sequence

from app.codebook.speech import Act
from app.codebook.terms import Voice
from app.ingest.attribution.clauses import Report
from app.ingest.attribution.drafts import Draft
from app.ingest.attribution.people import Voiced
from app.ingest.attribution.subjects import Range
from app.ingest.attribution.tokens import Item
from app.ingest.records import Span

_EDGES = ",.;،؛"


def draft(text: str, sentence: Sequence[Item], report: Report, voiced: Voiced | None, number: int) -> Draft:
    """The statement that a report of sentence `number` makes."""
    pieces, voice = _pieces(text, sentence, report)
    score = (voiced.score if voiced else 0.3) * (0.6 if report.act is Act.BELIEF else 1.0)
    return Draft(
        pieces=pieces,
        person=voiced.person if voiced else None,
        voice=voice,
        rule=report.rule,
        score=round(score, 3),
        printed=voiced.printed if voiced else None,
        cue=span(sentence, report.cue),
        runner_up=voiced.runner_up if voiced else None,
        sentence=number,
    )


def _pieces(text: str, sentence: Sequence[Item], report: Report) -> tuple[list[Span], Voice]:
    spans, voices = [], set()
    for start, stop in report.pieces:
        inside = [item.quotation for item in sentence[start:stop]]
        if len(inside) == 1 and inside[0]:
            spans.append(bare(text, Span(inside[0].start, inside[0].stop)))
            voices.add(Voice.DIRECT)
        else:
            spans.append(span(sentence, (start, stop)))
            voices.add(Voice.MIXED if any(inside) else Voice.INDIRECT)
    return spans, Voice.MIXED if len(voices) > 1 else voices.pop()


def bare(text: str, quoted: Span) -> Span:
    """Quoted words without the marks that end them."""
    stop = quoted.stop
    while stop > quoted.start and text[stop - 1] in _EDGES:
        stop -= 1
    return Span(quoted.start, stop)


def unended(text: str, one: Draft) -> None:
    """Take the mark that ends each piece off a statement."""
    one.pieces = [Span(p.start, p.stop - (text[p.stop - 1] in _EDGES)) for p in one.pieces]


def goes_on(last: Draft, following: Draft) -> bool:
    """Whether a quotation is the rest of the one before it in its paragraph."""
    return (
        last.voice is Voice.DIRECT
        and following.voice is Voice.DIRECT
        and following.person is last.person
        and following.sentence - last.sentence <= 1
        and last.inner_of is None
    )


def span(sentence: Sequence[Item], items: Range) -> Span:
    """The characters of some items."""
    return Span(sentence[items[0]].start, sentence[items[1] - 1].stop)


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one.start < other.stop and other.start < one.stop
