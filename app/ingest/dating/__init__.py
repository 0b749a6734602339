"""A text in, the day it appeared, the outlet that carried it and every date that it names out."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from app.codebook.calendar_terms import Since
from app.codebook.dates import PartialDate
from app.codebook.model import Codebook
from app.codebook.terms import Precision
from app.ingest.dating import declared, inferring, leads, numeric, stamps
from app.ingest.dating.candidates import Candidate, Trust
from app.ingest.dating.evidence import Evidence, gather
from app.ingest.dating.mentions import mentions
from app.ingest.dating.outlets import outlet
from app.ingest.records import Dated, Issue, Source, Span, Text, When
from app.ingest.temporal import expressions, layout
from app.ingest.temporal.expressions import Expression
from app.ingest.temporal.resolving import fits_weekday, resolve, seen_on, stated

__all__ = ["date"]

# The news stands at the head of a text; what follows is background with dates of its own.
_LEAD_SENTENCES = 2
_NEWS_SENTENCES = 8
_SAME = 1
# A page with more dates than this is a list; those after the first tell nothing of this text.
_ENOUGH = 12


@dataclass(slots=True)
class _Findings:
    """What was found so far, and what was doubted on the way."""

    published: When = field(default_factory=When)
    issues: list[Issue] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _News:
    """Where the news stands: the lead, the head of the body, and the weekday that the lead names."""

    lead: Span
    body: Span
    weekday: Expression | None


def date(text: Text, source: Source, codebook: Codebook) -> Dated:
    """When the article appeared, with what that rests on; unknown where the evidence does not decide.

    Declared dates come first (metadata, markup, address), then labels, datelines and stamps, then a date in
    the lead, then what the events of the codebook tell. A more trusted date wins; one that contradicts it is
    an issue.
    """
    found = expressions.find(text.text, codebook.calendar)
    evidence = gather(text.text, found, text.language, codebook)
    findings = _Findings()
    outlet_id, outlet_name = outlet(source, _lead_of_source(source, text), codebook)
    country = codebook.outlets[outlet_id].country if outlet_id in codebook.outlets and outlet_id else ""
    news = _news(text, evidence)
    _consider(_from_source(text, source, codebook), country, news, evidence, findings)
    if not _is_day(findings.published):
        _consider(leads.candidates(evidence, news.lead, news.body), country, news, evidence, findings)
    if not _is_day(findings.published):
        _infer(news, evidence, findings)
    return Dated(
        published=findings.published,
        outlet=outlet_id,
        outlet_name=outlet_name,
        mentions=mentions(evidence, findings.published.on),
        issues=tuple(findings.issues),
    )


def _lead_of_source(source: Source, text: Text) -> str:
    return text.text if source.is_html else source.text


def _is_day(when: When) -> bool:
    return when.on is not None and when.on.precision is Precision.DAY


def _news(text: Text, evidence: Evidence) -> _News:
    lead = layout.lead(text.text, text.title, _LEAD_SENTENCES)
    head = layout.lead(text.text, None, _NEWS_SENTENCES)
    days = (one for one in evidence.expressions if _is_news_day(one, lead, text.text, evidence))
    return _News(lead, Span(lead.start, max(lead.stop, head.stop)), next(days, None))


def _from_source(text: Text, source: Source, codebook: Codebook) -> Iterable[Candidate | Issue]:
    yield from declared.candidates(source, codebook.calendar)
    yield from stamps.candidates(_lines(text, source), codebook.calendar)


def _lines(text: Text, source: Source) -> list[str]:
    """The lines where stamps stand: of a page, what cleaning kept and what it left out; else all."""
    if not source.is_html:
        return [line for line in source.text[source.body_start :].split("\n") if line.strip()]
    removed = [span.of(source.text) for span, _ in text.removed if span.stop - span.start < 400]
    kept = [line for line in text.text.split("\n") if line.strip()]
    return [*kept, *(" ".join(stamps.without_markup(part).split()) for part in removed)]


def _consider(
    found: Iterable[Candidate | Issue], country: str, news: _News, evidence: Evidence, findings: _Findings
) -> None:
    """The most trusted candidate that stands is the date; the others may only complain."""
    candidates = []
    for one in found:
        if isinstance(one, Issue):
            findings.issues.append(one)
        else:
            candidates.append(numeric.settle(one, country, evidence, findings.issues))
    ranked = sorted(candidates, key=_rank)
    for one in _different(ranked)[:_ENOUGH]:
        if not fits_weekday(one.expression):
            findings.issues.append(Issue(declared.STEP, "the weekday does not fit the date", one.evidence))
            continue
        when = _dated(one, news.weekday, evidence, findings)
        if when is None or when.on is None:
            continue
        if _is_outlived(one, when.on, evidence):
            complaint = f"the text knows of {evidence.latest()}, after this date"
            findings.issues.append(Issue(declared.STEP, complaint, one.evidence))
            if one.trust is Trust.STAMP:
                continue
        known = findings.published.on
        if known is None or (known.precision is not Precision.DAY and _refines(when.on, known)):
            findings.published = when
        elif one.trust < Trust.UPDATED and not _agree(known, when.on):
            complaint = f"another date stands beside {known}: {when.on}"
            findings.issues.append(Issue(declared.STEP, complaint, one.evidence))


def _rank(one: Candidate) -> tuple[bool, Trust]:
    """The most trusted first; a date without its year after all stamps that have theirs."""
    return (
        not one.expression.is_full and one.trust >= Trust.DATELINE
    ) or one.trust >= Trust.UPDATED, one.trust


def _different(ranked: Iterable[Candidate]) -> list[Candidate]:
    """The candidates without those that say again what a more trusted one said."""
    found: dict[Expression, Candidate] = {}
    for one in ranked:
        found.setdefault(replace(one.expression, span=Span(0, 0)), one)
    return list(found.values())


def _is_outlived(one: Candidate, on: PartialDate, evidence: Evidence) -> bool:
    """Whether the text names a past day after this one."""
    latest = evidence.latest()
    return latest is not None and (latest - on.last).days > _SAME and not one.expression.shift


def _agree(one: PartialDate, other: PartialDate) -> bool:
    return (other.first - one.last).days <= _SAME and (one.first - other.last).days <= _SAME


def _dated(
    one: Candidate, weekday: Expression | None, evidence: Evidence, findings: _Findings
) -> When | None:
    on = seen_on(one.expression) or stated(one.expression)
    if on is not None:
        return When(on, one.basis, one.evidence)
    if not one.expression.is_day_of_year:
        return None
    known = findings.published.on
    if known is not None and known.precision is Precision.DAY:
        seen = resolve(replace(one.expression, weekday=None), known.first)
        return When(*seen, one.evidence) if seen and one.trust is Trust.DATELINE else None
    inferred = inferring.year_of(
        replace(one.expression, span=Span(0, 0)), weekday.weekday if weekday else None, evidence, one.basis
    )
    if isinstance(inferred, Issue):
        findings.issues.append(replace(inferred, words=one.evidence))
        return None
    because = f"{one.evidence} + {inferred.words}" if inferred.words else one.evidence
    return When(PartialDate(inferred.on), inferred.basis, because, inferred.event)


def _infer(news: _News, evidence: Evidence, findings: _Findings) -> None:
    following = next((one for one in evidence.expressions if _counts_from_event(one, news.lead)), None)
    after = inferring.after_event(following, evidence) or inferring.of_today(news.body, evidence)
    inferred = after or inferring.from_events(news.weekday, news.body.stop, evidence)
    if isinstance(inferred, Issue):
        findings.issues.append(inferred)
    elif inferred is not None and _refines(PartialDate(inferred.on), findings.published.on):
        findings.published = When(PartialDate(inferred.on), inferred.basis, inferred.words, inferred.event)


def _refines(on: PartialDate, coarse: PartialDate | None) -> bool:
    """Whether a date lies within what is known already."""
    return coarse is None or (coarse.first <= on.first and on.last <= coarse.last)


def _is_news_day(one: Expression, lead: Span, text: str, evidence: Evidence) -> bool:
    """Whether this is the weekday of the lead, on which the news happened."""
    is_near = one.is_weekday and (one.which == "near" or one.distance == 0)
    if not (is_near and lead.start <= one.span.start < lead.stop):
        return False
    return one.span.start not in evidence.ahead and layout.is_then(text, one.span, evidence.codebook.calendar)


def _counts_from_event(one: Expression, lead: Span) -> bool:
    return one.since is Since.FOLLOWING and one.day is None and lead.start <= one.span.start < lead.stop
