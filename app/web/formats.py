"""Dates, moments, counts and shares in, the characters that a reader sees out."""

from datetime import date, datetime

from app.codebook.terms import Basis, EventType, Precision

THIN_SPACE = "\u202f"

_EXACT = {Basis.STATED, Basis.DATELINE}
_BASES = {
    Basis.STATED: "stated in the text",
    Basis.DATELINE: "from the dateline",
    Basis.WEEKDAY: "inferred from a weekday",
    Basis.RELATIVE: "inferred from a relative date",
    Basis.EVENT: "inferred from an event of known date",
    Basis.PUBLISHED: "taken from the day of publication",
    Basis.NONE: "not known",
}

_CAST = {"yes": "for", "no": "against", "abstain": "abstained", "veto": "vetoed"}
_SORTS = {
    EventType.CONFLICT: "War",
    EventType.TRUCE: "Truce",
    EventType.SUMMIT: "Summit",
    EventType.MEETING: "Meeting",
    EventType.UN_VOTE: "UN vote",
    EventType.STATEMENT_SERIES: "Series of statements",
    EventType.LEGAL: "Court",
}


def day(on: date | None, precision: str = Precision.DAY) -> str:
    """A date at the precision at which it is known: `7 Oct 2023`, `Oct 2023`, `2023` or `undated`."""
    if on is None or precision == Precision.NONE:
        return "undated"
    match precision:
        case Precision.YEAR:
            return f"{on.year:04}"
        case Precision.MONTH:
            return f"{on:%b} {on.year:04}"
        case _:
            return f"{on.day} {on:%b} {on.year:04}"


def iso(on: date | None, precision: str = Precision.DAY) -> str:
    """The same date for machines: `2023-10-07`, `2023-10`, `2023`, or nothing."""
    if on is None:
        return ""
    return on.isoformat()[: {Precision.YEAR: 4, Precision.MONTH: 7}.get(Precision(precision), 10)]


def is_inferred(basis: str) -> bool:
    """Whether a date rests on something else than the text's own full date."""
    return Basis(basis) not in _EXACT


def basis(of: str) -> str:
    """What a date rests on, in words."""
    return _BASES[Basis(of)]


def cast(russia: str | None) -> str:
    """How the country voted, in words."""
    return _CAST.get(russia or "", "not established")


def sort(of: str) -> str:
    """The sort of an event, in words."""
    return _SORTS[EventType(of)]


def moment(at: datetime | None) -> str:
    """An instant to the minute; instants are kept and shown in UTC."""
    return f"{at.day} {at:%b %Y, %H:%M} UTC" if at else "never"


def number(value: int) -> str:
    """A count with thin spaces between thousands."""
    return f"{value:,}".replace(",", THIN_SPACE)


def counted(value: int, one: str, many: str | None = None) -> str:
    """A count with its noun: `1 statement`, `12 statements`."""
    return f"{number(value)} {one if value == 1 else many or one + 's'}"


def percent(value: float | None) -> str:
    """A share as a whole percentage; nothing where it is not known."""
    return "" if value is None else f"{value:.0%}"


def share(part: int, whole: int) -> str:
    """One count among another: none, under one per cent, or a whole percentage."""
    if not part or not whole:
        return "none"
    return "under 1%" if part / whole < 0.01 else f"{part / whole:.0%}"


def signed(value: float) -> str:
    """A net stance between -1 and +1 with a true minus sign."""
    return f"{value:+.2f}".replace("-", "\u2212")
