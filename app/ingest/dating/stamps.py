"""The lines of a source in, the dates that stand as its stamps, labels and datelines out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.codebook.calendar_terms import CalendarWords
from app.ingest.dating.candidates import Candidate, Trust
from app.ingest.dating.declared import STEP
from app.ingest.records import Issue, Span
from app.ingest.temporal import expressions
from app.ingest.temporal.expressions import Expression
from app.ingest.temporal.grammar import ASCII_DIGITS

# What may stand beside the date of a stamp without making the line a sentence.
_CLOCK = re.compile(
    r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\.\d+)?\s?(?:Z\b|[AaPp]\.?[Mm]\.?)?|\d{1,2}\s?[AaPp]\.?[Mm]\.?(?!\w)"
    r"|(?:GMT|UTC|MSK|МСК|EST|EDT|CET|IST|AST)(?:\s?[+-]?\d{1,2}(?::\d{2})?)?(?!\w)|[+-]\d{2}:?\d{2}|T(?=\d)"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_AGENCY = re.compile(
    r"\s{0,2}(?:года|г\.)?[\s.,:]{0,3}(?:[/(\[\-–—−]|INTERFAX|Interfax|ИНТЕРФАКС|Интерфакс|ТАСС|TASS|РИА|KUNA|SANA|WAFA)"
)
# A place in capitals needs no agency behind its date, only the text.
_TEXT = re.compile(r"\s{0,2}(?:года|г\.)?[.:]\s{1,3}(?=[\"“«]?[A-ZА-ЯЁ])")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_DIGIT = re.compile(r"\d|\{\{|\$\{")
_PLACE_WORDS = 6
_STAMP_LENGTH = 140
_STAMP_WORDS = 3
_LABELLED_WORDS = 8
_HEAD_LINES = 14
_MOST_LINES = 2000
_DATELINE_REACH = 70


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    number: int


def candidates(lines: Sequence[str], words: CalendarWords) -> Iterator[Candidate | Issue]:
    """Stamps, labelled dates and datelines; a stamp that is a page's clock or copyright is none of them."""
    for number, printed in enumerate(lines[:_MOST_LINES]):
        line = _Line(printed, number)
        head = printed[:_STAMP_LENGTH]
        if not _DIGIT.search(head):
            continue
        found = expressions.find(head, words)
        dates = [one for one in found if one.month is not None and one.day is not None]
        if not dates:
            if _is_template(head, words):
                yield Issue(STEP, "the date line is a template that was never filled in", head[:80])
            continue
        dateline = _dateline(head, dates[0])
        if dateline:
            yield Candidate(Trust.DATELINE, dates[0], dateline)
        elif len(printed) <= _STAMP_LENGTH:
            yield from list(_stamps(line, found, dates, words)) or _leading(head, dates[0], words)
        else:
            yield from _leading(head, dates[0], words)


def _is_template(line: str, words: CalendarWords) -> bool:
    return ("{{" in line or "${" in line) and bool(
        _label_pattern(words.published).search(line) or "date" in line
    )


def _dateline(line: str, date: Expression) -> str:
    """The dateline that holds this date, as printed; empty if a sentence holds it."""
    start = date.span.start
    if start > _DATELINE_REACH:
        return ""
    before = line[:start].strip()
    after = _AGENCY.match(line, date.span.stop) or (
        _TEXT.match(line, date.span.stop) if before.isupper() else None
    )
    if not after or not before:
        return ""
    place = [word for word in _LETTERS.findall(before) if word not in ("of", "el", "al", "de", "в")]
    upper = all(word[0].isupper() or not _has_case(word) for word in place)
    if not place or len(place) > _PLACE_WORDS or not upper or (not _has_case(place[0]) and len(place) > 3):
        return ""
    if any(mark in before for mark in '!?;"“«') or len(line.strip()) <= after.end() + 2:
        return ""
    return line[: after.end()].strip(" -–—(/[")


def _has_case(word: str) -> bool:
    return word.lower() != word.upper()


def _stamps(
    line: _Line, found: Sequence[Expression], dates: Sequence[Expression], words: CalendarWords
) -> Iterator[Candidate]:
    """The dates of a line that says little else; of a labelled one, each by its own label."""
    rest = _without(line.text, found)
    if is_unrelated(line.text, words):
        return
    for date in dates:
        label = _label_of(line.text, date, dates, words)
        bare = _label_pattern((*words.published, *words.updated)).sub(" ", rest)
        others = len(_LETTERS.findall(_CLOCK.sub(" ", bare.translate(ASCII_DIGITS))))
        if label and others <= _LABELLED_WORDS:
            yield Candidate(label, date, line.text.strip())
        elif others <= _STAMP_WORDS and (line.number < _HEAD_LINES or _has_clock(rest)):
            yield Candidate(Trust.STAMP, date, line.text.strip())


def _leading(line: str, date: Expression, words: CalendarWords) -> Iterator[Candidate]:
    """A label and a date that run into the text because the page has lost its line breaks."""
    before = line[: date.span.start].strip(" :\t")
    if before and before.casefold() in {word.casefold() for word in words.published}:
        yield Candidate(Trust.LABEL, date, line[: date.span.stop].strip())


def _without(text: str, found: Sequence[Expression]) -> str:
    parts, at = [], 0
    for one in found:
        parts.append(text[at : one.span.start])
        at = one.span.stop
    return " ".join([*parts, text[at:]])


def _has_clock(rest: str) -> bool:
    return bool(_CLOCK.search(rest.translate(ASCII_DIGITS)))


def _label_of(text: str, date: Expression, dates: Sequence[Expression], words: CalendarWords) -> Trust | None:
    """What the word before the date calls it, or the word after the last date of the line."""
    earlier = [one.span.stop for one in dates if one.span.stop <= date.span.start]
    before = Span(max(earlier, default=0), date.span.start)
    later = [one.span.start for one in dates if one.span.start >= date.span.stop]
    after = Span(date.span.stop, min(later, default=len(text)))
    for part in (before.of(text), after.of(text) if len(dates) == 1 else ""):
        if _label_pattern(words.updated).search(part):
            return Trust.UPDATED
        if _label_pattern(words.published).search(part):
            return Trust.LABEL
    return None


@lru_cache(maxsize=16)
def _label_pattern(labels: tuple[str, ...]) -> re.Pattern[str]:
    forms = sorted(labels, key=len, reverse=True)
    body = "|".join(r"\s{1,2}".join(re.escape(part) for part in form.split()) for form in forms) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{body})(?!\w)", re.IGNORECASE)


def is_unrelated(line: str, words: CalendarWords) -> bool:
    """Whether a line is short and labelled as something else: a copyright, a clock, a correction."""
    return len(line) <= _STAMP_LENGTH and bool(_label_pattern(words.unrelated).search(line))


def without_markup(page: str) -> str:
    """The words of a piece of HTML."""
    return _TAG.sub(" ", page)
