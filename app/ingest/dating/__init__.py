"""A text in, the day it appeared, the outlet that carried it and every date that it names out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date as Day

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
from app.ingest.temporal.resolving import fits_weekday, seen_on, stated

__all__ = ["date"]

# The news stands at the head of a text; what follows is background with dates of its own.
_LEAD_SENTENCES = 2
_NEWS_SENTENCES = 8
_SAME = 1


@dataclass(slots=True)
class _Findings:
    """What was found so far, and what was doubted on the way."""

    published: When = field(default_factory=When)
    issues: list[Issue] = field(default_factory=list)


def date(text: Text, source: Source, codebook: Codebook) -> Dated:
    """When the article appeared, with what that rests on; unknown where the evidence does not decide.

    Declared dates come first (metadata, markup, address), then labels, datelines and stamps, then a date in the
    lead, then what the events of the codebook tell. A more trusted date wins; one that contradicts it is an issue.
    """
    found = expressions.find(text.text, codebook.calendar)
    evidence = gather(text.text, found, text.language, codebook)
    findings = _Findings()
    outlet_id, outlet_name = outlet(source, _lead_of_source(source, text), codebook)
    country = codebook.outlets[outlet_id].country if outlet_id in codebook.outlets and outlet_id else ""
    candidates = []
    for one in _candidates(text, source, evidence):
        if isinstance(one, Issue):
            findings.issues.append(one)
        else:
            candidates.append(numeric.settle(one, country, evidence, findings.issues))
    weekday = _news_weekday(text, evidence)
    _choose(candidates, weekday, evidence, findings)
    if findings.published.on is None or findings.published.on.precision is not Precision.DAY:
        _infer(text, weekday, evidence, findings)
    return Dated(
        published=findings.published,
        outlet=outlet_id,
        outlet_name=outlet_name,
        mentions=mentions(evidence, findings.published.on),
        issues=tuple(findings.issues),
    )


def _lead_of_source(source: Source, text: Text) -> str:
    return text.text if source.is_html else source.text


def _candidates(text: Text, source: Source, evidence: Evidence) -> Iterable[Candidate | Issue]:
    words = evidence.codebook.calendar
    yield from declared.candidates(source, words)
    yield from stamps.candidates(_lines(text, source), words)
    lead = layout.lead(text.text, text.title, _LEAD_SENTENCES)
    news = layout.lead(text.text, None, _NEWS_SENTENCES)
    yield from leads.candidates(evidence, lead, Span(lead.start, max(lead.stop, news.stop)))


def _lines(text: Text, source: Source) -> list[str]:
    """The lines where stamps stand: all of a plain source; of a page, what cleaning left out and what it kept."""
    if not source.is_html:
        return [line for line in source.text[source.body_start :].split("\n") if line.strip()]
    removed = [span.of(source.text) for span, _ in text.removed if span.stop - span.start < 400]
    kept = [line for line in text.text.split("\n") if line.strip()]
    return [*kept, *(" ".join(stamps.without_markup(part).split()) for part in removed)]


def _choose(
    candidates: Sequence[Candidate], weekday: Expression | None, evidence: Evidence, findings: _Findings
) -> None:
    """The most trusted candidate that stands; the others may only complain."""
    ranked = sorted(candidates, key=lambda one: (one.trust, not one.expression.is_full))
    for one in ranked:
        if not fits_weekday(one.expression):
            findings.issues.append(Issue(declared.STEP, "the weekday does not fit the date", one.evidence))
            continue
        when = _dated(one, weekday, evidence, findings)
        if when is None or when.on is None:
            continue
        if _is_outlived(one, when.on, evidence):
            complaint = f"the text knows of {evidence.latest()}, after this date"
            findings.issues.append(Issue(declared.STEP, complaint, one.evidence))
            if one.trust is Trust.STAMP:
                continue
        if findings.published.on is None:
            findings.published = when
        elif one.trust < Trust.UPDATED and not _agree(findings.published.on, when.on):
            complaint = f"another date stands beside {findings.published.on}: {when.on}"
            findings.issues.append(Issue(declared.STEP, complaint, one.evidence))


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
    if findings.published.on is not None:
        return None
    inferred = inferring.year_of(
        replace(one.expression, span=Span(0, 0)), weekday.weekday if weekday else None, evidence, one.basis
    )
    if isinstance(inferred, Issue):
        findings.issues.append(replace(inferred, words=one.evidence))
        return None
    because = f"{one.evidence} + {inferred.words}" if inferred.words else one.evidence
    return When(PartialDate(inferred.on), inferred.basis, because, inferred.event)


def _infer(text: Text, weekday: Expression | None, evidence: Evidence, findings: _Findings) -> None:
    lead = layout.lead(text.text, text.title, _LEAD_SENTENCES)
    news = layout.lead(text.text, None, _NEWS_SENTENCES)
    following = next((one for one in evidence.expressions if _counts_from_event(one, lead)), None)
    inferred = inferring.after_event(following, evidence) or inferring.from_events(
        weekday, news.stop, evidence
    )
    if isinstance(inferred, Issue):
        findings.issues.append(inferred)
    elif inferred is not None and _refines(inferred.on, findings.published.on):
        findings.published = When(PartialDate(inferred.on), inferred.basis, inferred.words, inferred.event)


def _news_weekday(text: Text, evidence: Evidence) -> Expression | None:
    """The weekday of the lead, on which the news happened."""
    lead = layout.lead(text.text, text.title, _LEAD_SENTENCES)
    return next((one for one in evidence.expressions if _is_news_day(one, lead, text.text, evidence)), None)


def _refines(on: Day, coarse: PartialDate | None) -> bool:
    """Whether a day lies within what is known already."""
    return coarse is None or coarse.first <= on <= coarse.last


def _is_news_day(one: Expression, lead: Span, text: str, evidence: Evidence) -> bool:
    """Whether this is the weekday of the lead, on which the news happened."""
    if not (one.is_weekday and one.which == "near" and lead.start <= one.span.start < lead.stop):
        return False
    return one.span.start not in evidence.ahead and layout.is_then(text, one.span, evidence.codebook.calendar)


def _counts_from_event(one: Expression, lead: Span) -> bool:
    return one.since is Since.FOLLOWING and one.day is None and lead.start <= one.span.start < lead.stop
