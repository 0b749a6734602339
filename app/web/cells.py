"""Counts, shares, differences, days and names in, the cells of a table out."""

from datetime import date

from app.codebook.terms import Stance
from app.queries.analysis_rows import Difference
from app.queries.rows import Share
from app.web import formats
from app.web.charts import FEW
from app.web.views.tables import Cell, Column, Interval

NOT_ENOUGH = "not enough"

STANCES = tuple(Column(stance.value, (f"n_{stance}",), is_number=True, mark=stance) for stance in Stance)
SPAN = (Column("first", ("first_on",), is_number=True), Column("last", ("last_on",), is_number=True))
SHARE_NAMES = ("share", "share_low", "share_high")


def text(words: str, url: str = "", value: str | None = None) -> Cell:
    """Words, perhaps with an id that the file holds before them."""
    return Cell((value, words) if value is not None else (words,), words, url)


def count(n: int, url: str = "") -> Cell:
    """A number that leads to its statements; a zero leads nowhere."""
    return Cell((n,), formats.number(n), url) if n else Cell((0,), "·", tone="soft nil")


def day(on: date | None, url: str = "") -> Cell:
    """A day at full precision; nothing where none is known."""
    return Cell((on.isoformat(),), formats.day(on), url) if on else Cell((None,), "undated", tone="soft")


def taken(stance: Stance | None, otherwise: str = "none") -> Cell:
    """A stance with its mark."""
    return Cell((stance,), stance.value, mark=stance) if stance else Cell((None,), otherwise, tone="soft")


def share(of: Share, url: str = "", few: int = FEW) -> Cell:
    """A percentage with its interval, in words and as a drawing; none where there are too few cases."""
    if of.share is None or of.low is None or of.high is None:
        return Cell((None, None, None), "none", tone="soft")
    values = (round(of.share, 6), round(of.low, 6), round(of.high, 6))
    if of.total < few:
        return Cell(values, NOT_ENOUGH, tone="soft")
    drawn = Interval(200 * of.low, 200 * of.share, 200 * of.high)
    return Cell(
        values, formats.percent(of.share), url, interval=drawn, aside=f"{of.low:.0%} to {of.high:.0%}"
    )


def difference(of: Difference) -> Cell:
    """A difference of two shares in percentage points; one whose interval leaves out zero stands out."""
    if of.difference is None or of.low is None or of.high is None:
        return Cell((None, None, None), NOT_ENOUGH, tone="soft")
    low, mid, high = (100 + 100 * each for each in (of.low, of.difference, of.high))
    drawn = Interval(low, mid, high, is_signed=True)
    return Cell(
        (round(of.difference, 6), round(of.low, 6), round(of.high, 6)),
        points(of.difference),
        interval=drawn,
        aside=f"{points(of.low)} to {points(of.high)}",
        tone="clear" if of.low > 0 or of.high < 0 else "",
    )


def points(of: float) -> str:
    """A difference between shares in percentage points, with a true minus sign."""
    whole = round(100 * of)
    return f"{whole:+}".replace("-", "\u2212") if whole else "0"
