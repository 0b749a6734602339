"""A text in, every expression of a date in it out: where it stands, what it says and what it leaves open."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from app.codebook.calendar_terms import CalendarWords, Since
from app.ingest.records import Span
from app.ingest.temporal.grammar import ASCII_DIGITS, WORD, Grammar, Starter, grammar, key

# A weekday belongs to a date when nothing but a comma, a bracket or "the" stands between them.
_BETWEEN = re.compile(r"[\s,.،(/\"“«]{1,4}(?:the\s|\(|الموافق\s|-\s)?")
_QUOTED = re.compile('["“”«»]')
# No expression reaches further from the name of its month, weekday or year.
_AROUND = 48
# How far "two days after" may stand before its date.
_CLAUSE = 240


@dataclass(frozen=True, slots=True)
class Expression:
    """What the words say of a date; None is what they leave open.

    `other` is the second reading (month, day) of a numeric date. `tail` places a missing year against the
    article's ("last year" is -1). `distance` counts days since the article's date, the date named before, or
    a date or event named next. Beside a date it places that date against the article's ("yesterday, 20
    May"). `shift` moves the date that is said ("a day after the vote of 5 May" is 5 May and 1).
    """

    span: Span
    year: int | None = None
    month: int | None = None
    day: int | None = None
    until: int | None = None
    other: tuple[int, int] | None = None
    tail: int | None = None
    weekday: int | None = None
    which: str = ""
    distance: int | None = None
    since: Since = Since.ARTICLE
    shift: int = 0

    @property
    def is_full(self) -> bool:
        """Whether day, month and year are all said."""
        return self.year is not None and self.month is not None and self.day is not None

    @property
    def is_day_of_year(self) -> bool:
        """Whether day and month are said but no year."""
        return self.year is None and self.month is not None and self.day is not None

    @property
    def is_weekday(self) -> bool:
        """Whether only a weekday is said."""
        return self.weekday is not None and self.month is None and self.year is None


# Dating, timing and linking ask this of one text after the other.
@lru_cache(maxsize=2)
def find(text: str, words: CalendarWords) -> tuple[Expression, ...]:
    """Every date expression, in order, none inside another."""
    rules = grammar(words)
    plain = text.translate(ASCII_DIGITS)
    near = _places(plain, rules)
    found = [
        *_read_all(plain, rules.named, near.months, rules),
        *_read_all(plain, rules.yearly, near.years, rules),
        *_numbers(plain, near.numbers, rules),
        *_weekdays(plain, near.weekdays, rules),
        *_phrases(plain, near.phrases, rules),
    ]
    return _join(plain, _apart(found), rules)


@dataclass(slots=True)
class _Places:
    """Where the patterns have to be tried: stretches around a word, or places where one may begin."""

    months: list[tuple[int, int]] = field(default_factory=list)
    years: list[tuple[int, int]] = field(default_factory=list)
    weekdays: list[tuple[int, int]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    phrases: list[int] = field(default_factory=list)


def _places(text: str, rules: Grammar) -> _Places:
    near = _Places()
    for match in WORD.finditer(text):
        word, start, stop = match.group(), match.start(), match.end()
        if word[0].isdigit():
            if stop - start <= 4 and text[stop : stop + 1] in ("-", ".", "/"):
                near.numbers.append(start)
            if stop - start <= 2:
                near.phrases.append(start)
            elif stop - start == 4:
                _stretch(near.years, start, stop, len(text))
            continue
        starter = rules.starters.get(word.casefold())
        if starter is None:
            continue
        if Starter.MONTH in starter:
            _stretch(near.months, start, stop, len(text))
        if Starter.WEEKDAY in starter:
            _stretch(near.weekdays, start, stop, len(text))
        if Starter.PHRASE in starter:
            near.phrases.append(start)
    return near


def _stretch(stretches: list[tuple[int, int]], start: int, stop: int, length: int) -> None:
    """One more stretch around a word, joined to the last where they meet."""
    low, high = max(start - _AROUND, 0), min(stop + _AROUND, length)
    if stretches and low <= stretches[-1][1]:
        stretches[-1] = (stretches[-1][0], high)
    else:
        stretches.append((low, high))


def _read_all(
    text: str, patterns: Iterable[re.Pattern[str]], stretches: Iterable[tuple[int, int]], rules: Grammar
) -> Iterator[Expression]:
    for low, high in stretches:
        for pattern in patterns:
            for match in pattern.finditer(text, low, high):
                expression = _read(match, rules)
                if expression is not None:
                    yield expression


def _numbers(text: str, places: Iterable[int], rules: Grammar) -> Iterator[Expression]:
    for place in places:
        for pattern in rules.numeric:
            match = pattern.match(text, place)
            expression = _read(match, rules) if match else None
            if expression is not None:
                yield expression
                break


def _read(match: re.Match[str], rules: Grammar) -> Expression | None:
    parts = match.groupdict()
    span = Span(match.start(), match.end() - match.group().endswith("."))
    year = _year(parts.get("year"))
    day = int(parts["day"]) if parts.get("day") else None
    if parts.get("ordinal"):
        day = rules.ordinals.get(key(parts["ordinal"] or ""))
    until = int(parts["until"]) if parts.get("until") else None
    if parts.get("first"):
        return _numeric(
            span, year, int(parts["first"] or 0), day or 0, parts.get("mark") or "", match.start("day")
        )
    month = rules.months.get(key(parts["month"] or "")) if parts.get("month") else None
    if not _possible(year, month, day):
        return None
    return Expression(span, year, month, day, until if until and day and until > day else None)


def _year(printed: str | None) -> int | None:
    if not printed:
        return None
    return int(printed) if len(printed) == 4 else 2000 + int(printed)


def _numeric(
    span: Span, year: int | None, middle: int, outer: int, mark: str, day_at: int
) -> Expression | None:
    """A date in digits: with the year first it has one reading, else two where no part exceeds twelve."""
    if day_at > span.start:
        return Expression(span, year, middle, outer) if _possible(year, middle, outer) else None
    if mark == "-" and year is not None and span.stop - span.start < 8:
        return None
    day_first, month_first = _possible(year, middle, outer), _possible(year, outer, middle)
    if day_first and month_first and middle != outer and mark != ".":
        return Expression(span, year, middle, outer, other=(outer, middle))
    if day_first:
        return Expression(span, year, middle, outer)
    return Expression(span, year, outer, middle) if month_first else None


def _possible(year: int | None, month: int | None, day: int | None) -> bool:
    longest = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    if month is not None and not 1 <= month <= 12:
        return False
    if day is None:
        return True
    if month is None or not 1 <= day <= longest[month - 1]:
        return False
    return not (
        month == 2 and day == 29 and year is not None and (year % 4 or (year % 100 == 0 and year % 400))
    )


def _weekdays(text: str, stretches: Iterable[tuple[int, int]], rules: Grammar) -> Iterator[Expression]:
    pattern = rules.weekday
    if pattern is None:
        return
    for match in (match for low, high in stretches for match in pattern.finditer(text, low, high)):
        parts = match.groupdict()
        beside = parts.get("before") or parts.get("after") or ""
        weekday = rules.weekdays[key(parts["weekday"])]
        stop = match.end() - match.group().endswith(".")
        yield Expression(
            Span(match.start(), stop), weekday=weekday, which=rules.which.get(key(beside), "near")
        )


def _phrases(text: str, places: Iterable[int], rules: Grammar) -> Iterator[Expression]:
    if rules.phrase is None:
        return
    for match in filter(None, (rules.phrase.match(text, place) for place in places)):
        printed = key(match.group())
        phrase, count = rules.phrases.get(printed), 0
        if phrase is None:
            for word in sorted({*re.findall(r"\d+", printed), *rules.numbers}, key=len, reverse=True):
                form = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", "{n}", printed, count=1)
                if form in rules.phrases:
                    phrase, count = rules.phrases[form], rules.numbers.get(word) or int(word)
                    break
        if phrase is not None:
            yield Expression(
                Span(match.start(), match.end()),
                distance=phrase.days + phrase.each * count,
                since=phrase.since,
            )


def _apart(found: list[Expression]) -> list[Expression]:
    """Of expressions that overlap, the longer; of equals, the one found first."""
    taken: list[Expression] = []
    for expression in sorted(found, key=lambda one: (one.span.start, -one.span.stop)):
        if not taken or expression.span.start >= taken[-1].span.stop:
            taken.append(expression)
        elif expression.span.stop - expression.span.start > taken[-1].span.stop - taken[-1].span.start:
            taken[-1] = expression
    return taken


def _join(text: str, found: list[Expression], rules: Grammar) -> tuple[Expression, ...]:
    """Weekdays joined to the date or the "today" beside them, and "last year" to the date before it."""
    joined: list[Expression] = []
    for expression in found:
        last = joined[-1] if joined else None
        if last is not None and _BETWEEN.fullmatch(text, last.span.stop, expression.span.start):
            together = _together(last, expression)
            if together is not None:
                joined[-1] = together
                continue
        if last is not None and _counts_from(last, expression, text):
            whole = Span(last.span.start, expression.span.stop)
            joined[-1] = replace(expression, span=whole, shift=last.distance or 0)
            continue
        joined.append(expression)
    if rules.tail is None:
        return tuple(joined)
    return tuple(_with_tail(text, expression, rules) for expression in joined)


def _counts_from(counting: Expression, date: Expression, text: str) -> bool:
    """Whether the first is "two days after" and the second the date from which that counts."""
    between = text[counting.span.stop : date.span.start]
    if counting.since is not Since.FOLLOWING or date.day is None or len(between) > _CLAUSE:
        return False
    return "\n" not in between and ". " not in between and not _QUOTED.search(between)


def _together(first: Expression, second: Expression) -> Expression | None:
    span = Span(first.span.start, second.span.stop)
    for one, other in ((first, second), (second, first)):
        said = other.day is not None or (other.distance is not None and other.since is Since.ARTICLE)
        if said and one.is_weekday and one.which == "near" and other.weekday is None:
            return replace(other, span=span, weekday=one.weekday)
        weekday = other.weekday if one.weekday is None else one.weekday
        if (
            one.day is None
            and one.distance is not None
            and one.since is Since.ARTICLE
            and other.day is not None
        ):
            return replace(other, span=span, distance=one.distance, weekday=weekday)
    return None


def _with_tail(text: str, expression: Expression, rules: Grammar) -> Expression:
    if rules.tail is None or expression.year is not None or expression.month is None:
        return expression
    match = rules.tail.match(text, expression.span.stop)
    if not match:
        return expression
    return replace(
        expression, span=Span(expression.span.start, match.end()), tail=rules.tails[key(match["tail"])]
    )
