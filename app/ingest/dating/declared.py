"""A source in, the dates that its metadata, markup and address declare out."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from app.codebook.calendar_terms import CalendarWords
from app.ingest.dating.candidates import Candidate, Trust
from app.ingest.records import Issue, Source, Span
from app.ingest.temporal import expressions
from app.ingest.temporal.expressions import Expression

STEP = "dating"
_PLACEHOLDER = re.compile(r"\{\{|\}\}|\{%|%[YmdBb]|\$\{|<%|\[date\]|yyyy|dd[./-]mm|0000-00-00", re.IGNORECASE)
_ISO = re.compile(r"\s*(\d{4})-?(\d{2})(?:-?(\d{2}))?(?!\d)")
_EPOCH = re.compile(r"\s*(\d{10}|\d{13})\s*")
_YEAR = r"(?P<year>(?:19[89]|20[0-4])\d)"
_IN_ADDRESS = (
    re.compile(rf"(?<![0-9]){_YEAR}[/-](?P<month>0?[1-9]|1[0-2])[/-](?P<day>0?[1-9]|[12]\d|3[01])(?![0-9])"),
    re.compile(rf"(?<![0-9]){_YEAR}(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?![0-9])"),
    re.compile(rf"(?<![0-9])(?P<day>0[1-9]|[12]\d|3[01])[-_.](?P<month>0[1-9]|1[0-2])[-_.]{_YEAR}(?![0-9])"),
    re.compile(rf"(?<![0-9])(?P<day>0[1-9]|[12]\d|3[01])(?P<month>0[1-9]|1[0-2]){_YEAR}(?![0-9])"),
    re.compile(
        rf"(?<![0-9]){_YEAR}[/-](?P<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[/-](?P<day>\d\d?)(?!\d)",
        re.IGNORECASE,
    ),
)
_MONTH_IN_ADDRESS = re.compile(rf"/{_YEAR}[/-](?P<month>0[1-9]|1[0-2])(?=/)")
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TIME = re.compile(r"<time\b([^>]{0,400})>", re.IGNORECASE)
_DATETIME = re.compile(r"datetime\s*=\s*[\"']([^\"']{4,40})[\"']", re.IGNORECASE)
_SAYS_PUBLISHED = re.compile(r"pubdate|publi|entry-date|posted|datePublished", re.IGNORECASE)
_MARKUP_READ = 400_000


def candidates(source: Source, words: CalendarWords) -> Iterator[Candidate | Issue]:
    """What is declared, the most trusted first; a template that was never filled in is an issue."""
    if source.given.published:
        yield from _given(source.given.published, words)
    if source.is_html:
        yield from _time_elements(source.text[:_MARKUP_READ], words)
    if source.given.url:
        yield from in_address(source.given.url)


def _given(printed: str, words: CalendarWords) -> Iterator[Candidate | Issue]:
    if _PLACEHOLDER.search(printed):
        yield Issue(STEP, "the date given is a template that was never filled in", printed)
        return
    expression = _machine_date(printed) or _only(expressions.find(printed, words))
    if expression is None:
        yield Issue(STEP, "the date given cannot be read", printed[:80])
    else:
        yield Candidate(Trust.GIVEN, expression, printed[:80])


def _machine_date(printed: str) -> Expression | None:
    """A date as programs write it: with hyphens or without, or just a year and a month."""
    found = _ISO.match(printed)
    if not found:
        bare = printed.strip()
        return Expression(Span(0, 4), int(bare)) if re.fullmatch(r"(?:19|20)\d\d", bare) else None
    year, month, day = (int(part) if part else None for part in found.groups())
    valid = month is not None and 1 <= month <= 12 and (day is None or 1 <= day <= 31)
    return Expression(Span(0, found.end()), year, month, day) if valid else None


def _only(found: tuple[Expression, ...]) -> Expression | None:
    dates = [one for one in found if one.month is not None or one.year is not None]
    return dates[0] if dates else None


def _time_elements(page: str, words: CalendarWords) -> Iterator[Candidate]:
    """The one `time` element, or the one among several that says it is of the publication."""
    elements = [match.group(1) for match in _TIME.finditer(page)]
    stamped = [(element, found.group(1)) for element in elements if (found := _DATETIME.search(element))]
    said = [pair for pair in stamped if _SAYS_PUBLISHED.search(pair[0])]
    for _, printed in (said or stamped)[:1]:
        if not said and len({value[:10] for _, value in stamped}) > 1:
            return
        expression = _machine_date(printed)
        if expression is not None and not _EPOCH.fullmatch(printed):
            yield Candidate(Trust.MARKUP, expression, printed)
    del words


def in_address(url: str) -> Iterator[Candidate]:
    """The date that an address carries; none where it carries several."""
    path = unquote(url)[:2000]
    found: dict[tuple[int, int, int], str] = {}
    for pattern in _IN_ADDRESS:
        for match in pattern.finditer(path):
            parts = match.groupdict()
            month = int(parts["month"]) if parts.get("month") else _NAMES.index(parts["name"].lower()[:3]) + 1
            found.setdefault((int(parts["year"]), month, int(parts["day"])), match.group())
    if len(found) == 1:
        (year, month, day), printed = next(iter(found.items()))
        yield Candidate(Trust.ADDRESS, Expression(Span(0, 0), year, month, day), printed)
    months = {match.group(): match for match in _MONTH_IN_ADDRESS.finditer(path)}
    if not found and len(months) == 1:
        printed, match = next(iter(months.items()))
        yield Candidate(
            Trust.ADDRESS, Expression(Span(0, 0), int(match["year"]), int(match["month"])), printed
        )
