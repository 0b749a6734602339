"""ISO text in, a date known to the day, the month or the year out."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from app.codebook.terms import Precision

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A day, a month or a year; `first` and `last` are the days it may mean."""

    first: date
    precision: Precision = Precision.DAY

    @classmethod
    def parse(cls, iso: str) -> "PartialDate":
        """The date that `2023`, `2023-10` or `2023-10-07` names; ValueError for anything else."""
        found = _ISO.fullmatch(iso.strip())
        if not found:
            raise ValueError(f"{iso!r} is not a date like 2023, 2023-10 or 2023-10-07")
        year, month, day = (int(part) if part else None for part in found.groups())
        assert year is not None
        if month is None:
            return cls(date(year, 1, 1), Precision.YEAR)
        if day is None:
            return cls(date(year, month, 1), Precision.MONTH)
        return cls(date(year, month, day), Precision.DAY)

    @property
    def last(self) -> date:
        """The last day that this date may mean."""
        match self.precision:
            case Precision.YEAR:
                return self.first.replace(month=12, day=31)
            case Precision.MONTH:
                return self.first.replace(day=calendar.monthrange(self.first.year, self.first.month)[1])
            case _:
                return self.first

    def isoformat(self) -> str:
        """The date at its precision: `2023`, `2023-10` or `2023-10-07`."""
        return self.first.isoformat()[: {Precision.YEAR: 4, Precision.MONTH: 7}.get(self.precision, 10)]

    def __str__(self) -> str:
        return self.isoformat()
