"""Numbers: by period, by value of a field, by stance."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from app.codebook.terms import Stance


class Bucket(NamedTuple):
    """A period, both days included, and how many were said in it."""

    period_start: date
    period_end: date
    n: int


class Histogram(NamedTuple):
    """Every period from the first to the last, and what no period holds.

    `undated` have no date; the date of the `imprecise`, known to the year or month, does not settle it.
    """

    buckets: Sequence[Bucket]
    undated: int
    imprecise: int


class FacetValue(NamedTuple):
    """A value of a field, and how many remain if it is the one chosen."""

    value: str
    label: str
    n: int
    chosen: bool
    excluded: bool


class Chip(NamedTuple):
    """One chosen value, in words, with the saved search that is left when it is taken away."""

    field: str
    value: str
    label: str
    excluded: bool
    query_without: str


class StanceBucket(NamedTuple):
    """How many took one stance on one position in one period, and how many took any stance on it."""

    period_start: date
    period_end: date
    position: str
    stance: Stance
    n: int
    total: int


class StanceTotal(NamedTuple):
    """A position with how many took each stance on it, and the first and last day known exactly."""

    position: str
    support: int
    conditional: int
    neutral: int
    oppose: int
    total: int
    first_on: date | None
    last_on: date | None


class NetStance(NamedTuple):
    """A cell of positions by years: support 1, conditional a half, oppose minus 1, over all."""

    position: str
    year: int
    net: float
    n: int


class Share(NamedTuple):
    """A share with its 95 % interval; nothing to say where there are no cases."""

    n: int
    total: int
    share: float | None
    low: float | None
    high: float | None


class Totals(NamedTuple):
    """How much there is, and how far it can be trusted."""

    articles: int
    digests: int
    statements: int
    utterances: int
    coded: int
    codings: int
    undated: int
    speakers: int
    outlets: int
    events: int
    issues: int
    reviewed: int
    first_on: date | None
    last_on: date | None
    last_ingest_at: datetime | None
    codebook_version: str | None
