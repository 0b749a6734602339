"""The words that dates are made of, as values."""

from dataclasses import dataclass
from enum import StrEnum


class Since(StrEnum):
    """The day from which a relative date counts."""

    ARTICLE = "article"
    PREVIOUS = "previous"
    FOLLOWING = "following"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A way to name a day by its distance from the article's date, the date before it or the one named next.

    `words` may hold `{n}` (then the distance is `each` times n) or `{weekday}` (then `which` says which one).
    """

    words: str
    since: Since = Since.ARTICLE
    days: int = 0
    each: int = 0
    which: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class CalendarWords:
    """Names as (word, number) pairs, whatever their language: a text may mix languages."""

    months: tuple[tuple[str, int], ...] = ()
    weekdays: tuple[tuple[str, int], ...] = ()
    ordinals: tuple[tuple[str, int], ...] = ()
    numbers: tuple[tuple[str, int], ...] = ()
    phrases: tuple[Phrase, ...] = ()
    month_leads: tuple[str, ...] = ()
    year_leads: tuple[str, ...] = ()
    year_tails: tuple[tuple[str, int], ...] = ()
    published: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unrelated: tuple[str, ...] = ()
    not_then: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    relatives: tuple[str, ...] = ()
    openings: tuple[str, ...] = ()
    everyday: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    just_before: tuple[str, ...] = ()
    future: tuple[str, ...] = ()
    recent: tuple[str, ...] = ()
    votes: tuple[str, ...] = ()
    occasions: tuple[str, ...] = ()
