"""A date expression and the day it is seen from in, the date that the words allow out."""

from datetime import date, timedelta

from app.codebook.calendar_terms import Since
from app.codebook.dates import PartialDate
from app.codebook.terms import Basis, Precision
from app.ingest.temporal.expressions import Expression

# A report may carry a date that is already tomorrow's where it was written.
_AHEAD = timedelta(days=1)
_FARTHEST = 400 * 366


def stated(expression: Expression) -> PartialDate | None:
    """The date that the words alone name; none where they leave the year open or contradict themselves."""
    if expression.year is None:
        return None
    if expression.month is None:
        return PartialDate(date(expression.year, 1, 1), Precision.YEAR)
    if expression.day is None:
        return PartialDate(date(expression.year, expression.month, 1), Precision.MONTH)
    on = day(expression.year, expression.month, expression.day)
    return _shifted(on, expression) if on and fits_weekday(expression) else None


def seen_on(expression: Expression) -> PartialDate | None:
    """The article's own date where the words place another day against it ("yesterday, 20 May 2024")."""
    on = stated(expression)
    if on is None or on.precision is not Precision.DAY or expression.distance is None:
        return None
    return PartialDate(on.first - timedelta(days=expression.distance))


def fits_weekday(expression: Expression) -> bool:
    """Whether weekday and date agree, as far as both are said."""
    if not expression.is_full or expression.weekday is None:
        return True
    on = day(expression.year or 0, expression.month or 0, expression.day or 0)
    return on is not None and on.weekday() == expression.weekday


def day(year: int, month: int, number: int) -> date | None:
    """That day, none where the calendar lacks it."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def resolve(
    expression: Expression, seen_from: date, *, previous: date | None = None, ahead: bool = False
) -> tuple[PartialDate, Basis] | None:
    """The date with what it rests on: the last such day up to `seen_from`, the next one if it lies ahead."""
    if expression.year is not None:
        on = stated(expression)
        return (on, Basis.STATED) if on else None
    if expression.day is not None:
        return _day_of_year(expression, seen_from, ahead=ahead)
    if expression.month is not None:
        return _month(expression, seen_from, ahead=ahead)
    if expression.distance is not None:
        return _distant(expression, seen_from, previous)
    if expression.weekday is not None:
        return PartialDate(
            _weekday(expression.weekday, expression.which, seen_from, ahead=ahead)
        ), Basis.WEEKDAY
    return None


def _day_of_year(expression: Expression, seen_from: date, *, ahead: bool) -> tuple[PartialDate, Basis] | None:
    month, number = expression.month or 0, expression.day or 0
    if expression.tail is not None:
        on = day(seen_from.year + expression.tail, month, number)
        return (_shifted(on, expression), Basis.STATED) if on and _agrees(on, expression) else None
    years = range(seen_from.year + 1, max(seen_from.year - 9, 1), -1)
    days = [on for on in (day(year, month, number) for year in years) if on and _agrees(on, expression)]
    if ahead:
        coming = [on for on in days if on >= seen_from]
        if coming:
            return _shifted(min(coming), expression), Basis.STATED
    past = [on for on in days if on <= seen_from + _AHEAD]
    # With the weekday the words fix the year; without it only the past year is meant.
    if not past or (expression.weekday is None and seen_from - past[0] > timedelta(days=366)):
        return None
    return _shifted(past[0], expression), Basis.STATED


def _shifted(on: date, expression: Expression) -> PartialDate:
    """The day that lies as far from the one named as the words say ("a day after 5 May")."""
    return PartialDate(on + timedelta(days=expression.shift))


def _agrees(on: date, expression: Expression) -> bool:
    return expression.weekday is None or on.weekday() == expression.weekday


def _month(expression: Expression, seen_from: date, *, ahead: bool) -> tuple[PartialDate, Basis]:
    month = expression.month or 1
    year = seen_from.year
    if expression.tail is not None:
        year += expression.tail
    elif ahead and month < seen_from.month:
        year += 1
    elif not ahead and month > seen_from.month:
        year -= 1
    return PartialDate(date(year, month, 1), Precision.MONTH), Basis.STATED


def _distant(
    expression: Expression, seen_from: date, previous: date | None
) -> tuple[PartialDate, Basis] | None:
    origin = seen_from if expression.since is Since.ARTICLE else previous
    if origin is None or expression.distance is None or abs(expression.distance) > _FARTHEST:
        return None
    on = origin + timedelta(days=expression.distance)
    # "today, Monday" in an article that a day later dates: the weekday is the word that cannot slip.
    if expression.weekday is not None and on.weekday() != expression.weekday:
        return PartialDate(_weekday(expression.weekday, "near", seen_from, ahead=False)), Basis.WEEKDAY
    return PartialDate(on), Basis.RELATIVE


def _weekday(weekday: int, which: str, seen_from: date, *, ahead: bool) -> date:
    back = (seen_from.weekday() - weekday) % 7
    if which == "next" or (which == "near" and ahead):
        return seen_from + timedelta(days=(weekday - seen_from.weekday()) % 7 or 7)
    if which == "last" and back == 0:
        back = 7
    return seen_from - timedelta(days=back)
