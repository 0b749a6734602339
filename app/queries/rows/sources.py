"""What came from where, and what is missing."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple


class FailureRow(NamedTuple):
    """An input that a run could not use."""

    place: str
    complaint: str


class RunRow(NamedTuple):
    """One execution of the ingest job."""

    id: int
    started_at: datetime
    finished_at: datetime | None
    codebook_version: str
    inputs: Sequence[str]
    counts: Mapping[str, int]
    failures: Sequence[FailureRow]


class OutletCoverage(NamedTuple):
    """What one outlet gave: articles, statements and the days from the first to the last article."""

    outlet_id: str | None
    outlet_name: str | None
    articles: int
    statements: int
    first_on: date | None
    last_on: date | None


class Gap(NamedTuple):
    """Days from the first to the last, both without any article."""

    first: date
    last: date
    days: int
