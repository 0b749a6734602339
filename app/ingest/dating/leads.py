"""A text in, the dates in its news that may be the day it appeared out."""

from collections.abc import Iterator

from app.codebook.calendar_terms import Since
from app.codebook.folding import fold
from app.codebook.speech import Act
from app.ingest.dating import stamps
from app.ingest.dating.candidates import Candidate, Trust
from app.ingest.dating.evidence import Evidence
from app.ingest.records import Span
from app.ingest.temporal import layout
from app.ingest.temporal.event_index import index
from app.ingest.temporal.expressions import Expression
from app.ingest.temporal.resolving import stated

_CONTRADICTED = -0.5
_SPOKEN_WITHIN = 120
_OPENS = 6


def candidates(evidence: Evidence, lead: Span, news: Span) -> Iterator[Candidate]:
    """Dates that say when the news happened: in the lead, or further down with a weekday or a "yesterday".

    Not a date of something older: one in a clause of its own ("who were seized on …"), one after "since" or
    "until", one that is not the last of the text's dates, or one that the events in the text contradict.
    """
    latest = evidence.latest()
    has_weekday = any(one.is_weekday and one.span.start < lead.stop for one in evidence.expressions)
    for one in evidence.expressions:
        if one.month is None or one.span.start >= news.stop or one.span.start in evidence.ahead:
            continue
        marked = one.weekday is not None or (one.distance is not None and one.since is Since.ARTICLE)
        if stamps.is_unrelated(layout.line_of(evidence.text, one.span), evidence.codebook.calendar):
            continue
        if not marked and not _is_of_news(one, lead, evidence):
            continue
        on = stated(one)
        if on is None:
            suits = one.day is not None and (marked or one.shift != 0)
        elif one.day is None:
            # A month in the lead is the time of the news only where nothing in the text says more.
            suits = not has_weekday and evidence.score(on.last) >= 0 and (latest is None or on.last >= latest)
        else:
            suits = evidence.score(on.last) > _CONTRADICTED and (latest is None or on.last >= latest)
        if suits:
            yield Candidate(Trust.LEAD, one, one.span.of(evidence.text))


def _is_of_news(one: Expression, lead: Span, evidence: Evidence) -> bool:
    """Whether the lead says that somebody spoke on that date."""
    if not lead.start <= one.span.start < lead.stop:
        return False
    if one.shift or one.since is Since.FOLLOWING:
        return True
    words = evidence.codebook.calendar
    if not layout.is_then(evidence.text, one.span, words) or _is_a_name(one, evidence):
        return False
    vague = one.day is None
    before = layout.sentence_before(evidence.text, one.span)
    clause = before[max(before.rfind(","), before.rfind("،")) + 1 :]
    if layout.in_clause(evidence.text, one.span, words):
        return _somebody_spoke(clause, evidence, only_said=vague) and not layout.opens_clause(clause, words)
    after = evidence.text[one.span.stop : one.span.stop + _SPOKEN_WITHIN // 2]
    opens = len(before) <= _OPENS
    return _somebody_spoke(before, evidence, only_said=vague) or (
        opens and _somebody_spoke(after.split(". ")[0], evidence, only_said=vague)
    )


def _is_a_name(one: Expression, evidence: Evidence) -> bool:
    """Whether the day is itself the name of an event, of which people speak long afterwards."""
    on = stated(one)
    named = (evidence.event_days(event)[0] for event in index(evidence.codebook).called_by_day)
    return on is not None and on.first in named


def _somebody_spoke(words: str, evidence: Evidence, *, only_said: bool) -> bool:
    """Whether a verb of speech stands near the date; `only_said` leaves out "urged" and the like."""
    forms = evidence.codebook.speech.of(evidence.language).forms
    found = (form for word in fold(words[-_SPOKEN_WITHIN:]) for form in forms.get(word, ()))
    return any(form.verb.act is Act.SPEECH or not only_said for form in found)
