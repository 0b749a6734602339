"""The words of dates in, the patterns that find them in any text out."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Flag, auto
from functools import lru_cache

from app.codebook.calendar_terms import CalendarWords, Phrase

# Digits of other scripts, one for one, so that every offset stays where it is.
ASCII_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹\u00a0\u202f\u2009", "01234567890123456789   ")

DAY = r"(?:3[01]|[12]\d|0?[1-9])"
YEAR = r"(?:19|20)\d\d"
# A name this long is no everyday word, so that texts which have lost their capitals are still read.
_SAFE_LENGTH = 6
# In capitals so short a word is rather an abbreviation of something else ("СБ" is the Security Council).
_SHORT_LENGTH = 3
_BESIDE_NUMBER = r"(?=,?\s?\d)"
_ORDINAL = r"(?:st|nd|rd|th|-?го|-?е|-?ого)?"
_RANGE = rf"(?:\s?(?:[-–—]|to|and|и|по|إلى|-)\s?(?P<until>{DAY}){_ORDINAL})?"
_YEAR_AFTER = r"(?:\s?(?:года|году|год|г\.|м))?"
WORD = re.compile(r"\w+")
_NUMERIC = (
    re.compile(
        rf"(?<![\w./-])(?P<year>{YEAR})(?P<mark>[-./])(?P<first>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})(?!\d)"
    ),
    re.compile(
        r"(?<![\w./-])(?P<day>\d{1,2})(?P<mark>[-./])(?P<first>\d{1,2})(?P=mark)"
        rf"(?P<year>{YEAR}|\d\d)(?![\d%]|(?P=mark)\d)"
    ),
)


class Starter(Flag):
    """What an expression that begins with a word may be."""

    MONTH = auto()
    WEEKDAY = auto()
    PHRASE = auto()


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """Compiled patterns with what their words stand for."""

    numeric: tuple[re.Pattern[str], ...]
    named: tuple[re.Pattern[str], ...]
    yearly: tuple[re.Pattern[str], ...]
    starters: Mapping[str, Starter]
    phrase: re.Pattern[str] | None
    weekday: re.Pattern[str] | None
    tail: re.Pattern[str] | None
    phrases: Mapping[str, Phrase]
    which: Mapping[str, str]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    ordinals: Mapping[str, int]
    numbers: Mapping[str, int]
    tails: Mapping[str, int]


@lru_cache(maxsize=4)
def grammar(words: CalendarWords) -> Grammar:
    """The patterns for these words, compiled once."""
    months, weekdays = dict(words.months), dict(words.weekdays)
    counted = [phrase for phrase in words.phrases if not phrase.which]
    beside = {phrase.words: phrase.which for phrase in words.phrases if phrase.which}
    tails = dict(words.year_tails)
    return Grammar(
        numeric=_NUMERIC,
        named=_named(words) if months else (),
        yearly=_yearly(words),
        starters=_starters(words, counted),
        phrase=_any_phrase(counted, words),
        weekday=_weekday(weekdays, beside),
        tail=re.compile(rf"[\s,]{{1,2}}(?P<tail>{_loose(tails)})(?!\w)") if tails else None,
        phrases={key(phrase.words.rstrip("-")): phrase for phrase in counted},
        which={key(words.replace("{weekday}", " ")): which for words, which in beside.items()},
        months=months,
        weekdays=weekdays,
        ordinals=dict(words.ordinals),
        numbers=dict(words.numbers),
        tails=tails,
    )


def key(printed: str) -> str:
    """A printed word as the dictionaries spell it."""
    return " ".join(printed.split()).casefold().rstrip(".")


def _named(words: CalendarWords) -> tuple[re.Pattern[str], ...]:
    """Dates with the name of a month in them."""
    month = _names(dict(words.months))
    named = rf"(?P<month>{month})\.?(?:\s?[/(]\s?{month}\s?\)?)?"
    glue = r"(?:\s{0,3}[-/]?\s{0,3}(?:of\s|من\s(?:شهر\s)?)?)"
    year = rf"(?:[,،]?\s{{0,2}}[-/]?(?:of\s|عام\s|سنة\s|من\sعام\s)?(?P<year>{YEAR})(?![\d%]){_YEAR_AFTER})"
    patterns = [
        rf"(?<![\w.,:/+-])(?P<day>{DAY}){_ORDINAL}{_RANGE}{glue}{named}(?!\w){year}?",
        rf"(?<!\w){named}\s{{1,2}}(?:the\s)?(?P<day>{DAY}){_ORDINAL}(?![\d:]|[.,]\d(?!\d{{3}}(?!\d))){_RANGE}(?![\d:]){year}?",
        rf"(?<!\w){named},?\s{{1,2}}(?:of\s|عام\s|سنة\s)?(?P<year>{YEAR})(?!\d){_YEAR_AFTER}",
    ]
    if words.month_leads:
        patterns.append(rf"(?<!\w){_loose(words.month_leads)}\s{{1,2}}{named}(?!\w|\s{{0,2}}\d)")
    if words.ordinals:
        ordinal = _loose(dict(words.ordinals))
        patterns.append(rf"(?<!\w)(?P<ordinal>{ordinal})\s{{1,2}}(?:من\s)?(?:شهر\s)?{named}(?!\w){year}?")
    return tuple(re.compile(pattern) for pattern in patterns)


def _yearly(words: CalendarWords) -> tuple[re.Pattern[str], ...]:
    """Years alone, where a word says that the number is one."""
    lead = rf"(?<!\w){_loose(words.year_leads)}\s{{1,2}}" if words.year_leads else r"(?!)"
    return (
        re.compile(rf"{lead}(?P<year>{YEAR})(?![\d-])(?!\s?[%$])(?!,\d)(?:\s?(?:года|году))?"),
        re.compile(rf"(?<![\w.,:/-])(?P<year>{YEAR})\s(?:году|года|год)(?!\w)"),
    )


def _starters(words: CalendarWords, counted: Iterable[Phrase]) -> dict[str, Starter]:
    """The first words of names and phrases: only near these need the patterns be tried."""
    found: dict[str, Starter] = {}
    lists = (
        (Starter.MONTH, [name for name, _ in words.months]),
        (Starter.WEEKDAY, [name for name, _ in words.weekdays]),
        (Starter.PHRASE, [phrase.words for phrase in counted if not phrase.words.startswith("{")]),
        (Starter.PHRASE, [name for name, _ in words.numbers]),
    )
    for starter, names in lists:
        for name in names:
            first = WORD.findall(name.casefold())[0]
            found[first] = found.get(first, Starter(0)) | starter
    return found


def _any_phrase(phrases: Iterable[Phrase], words: CalendarWords) -> re.Pattern[str] | None:
    number = rf"(?:\d{{1,2}}|{_loose(dict(words.numbers))})" if words.numbers else r"\d{1,2}"
    forms = sorted({phrase.words for phrase in phrases}, key=len, reverse=True)
    if not forms:
        return None
    body = "|".join(_bounded(form).replace(r"\{n\}", number) for form in forms)
    return re.compile(rf"(?<!\w)(?i:{body})")


def _bounded(form: str) -> str:
    """A phrase up to the end of its last word, or into it where it ends in a hyphen."""
    return _spaced(form[:-1]) if form.endswith("-") else _spaced(form) + r"(?!\w)"


def _weekday(names: Mapping[str, int], beside: Mapping[str, str]) -> re.Pattern[str] | None:
    """A weekday with the words before or after it that say which one."""
    if not names:
        return None
    before = [words.partition("{weekday}")[0].strip() for words in beside]
    after = [words.partition("{weekday}")[2].strip() for words in beside]
    lead = rf"(?:(?<!\w)(?P<before>{_loose(filter(None, before))})\s{{1,2}})?" if any(before) else ""
    trail = rf"(?:\s{{1,2}}(?P<after>{_loose(filter(None, after))})(?!\w))?" if any(after) else ""
    return re.compile(rf"{lead}(?<!\w)(?P<weekday>{_names(names)})(?!\w)\.?{trail}")


def _names(words: Mapping[str, int]) -> str:
    """Names as printed: capitalised or in capitals, small only where no everyday word looks like it."""
    forms: set[str] = set()
    doubtful: set[str] = set()
    for word in words:
        if word.isascii():
            forms |= {word.title(), word.upper()}
            if len(word) >= _SAFE_LENGTH:
                forms.add(word)
        elif len(word) <= _SHORT_LENGTH and word != word.upper():
            forms |= {word, word.capitalize()}
            doubtful.add(word.upper())
        else:
            forms |= {word, word.title(), word.upper(), word.capitalize()}
    ordered = sorted(forms | doubtful, key=lambda form: (-len(form), form))
    return "(?:" + "|".join(_spaced(form) + _BESIDE_NUMBER * (form in doubtful) for form in ordered) + ")"


def _loose(words: Iterable[str]) -> str:
    forms = sorted(set(words), key=lambda form: (-len(form), form))
    return "(?i:" + "|".join(_spaced(form) for form in forms) + ")"


def _spaced(words: str) -> str:
    return r"\s{1,3}".join(re.escape(word) for word in words.split())
