"""Speakers and branches with what they hold."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from app.codebook.terms import Stance
from app.queries.rows import Share, StatementRow


class TenureRow(NamedTuple):
    """One term in an office; an open end means still held or not known, and dates are as exact as known."""

    title: str
    since: str | None
    until: str | None
    source: str


class HeldPosition(NamedTuple):
    """How a speaker stands to one position: units by stance, and the share of the commonest stance.

    `majority` is none where two stances are as common; a unit may take two stances.
    """

    position: str
    support: int
    conditional: int
    neutral: int
    oppose: int
    total: int
    majority: Stance | None
    consistency: Share
    first_on: date | None
    last_on: date | None


class PrintedName(NamedTuple):
    """A name by which texts call a speaker, and the number of reports that do."""

    printed: str
    n: int


class SpeakerProfile(NamedTuple):
    """One speaker; `known` says whether the codebook has them, else only the printed names are known.

    `n` units in `reports` reports within the filter, of which `undated` units have no date; `first` and
    `last` are the first and last dated remarks.
    """

    speaker_id: str
    name: str
    known: bool
    kind: str | None
    country: str | None
    affiliation: str | None
    spellings: Sequence[str]
    tenures: Sequence[TenureRow]
    n: int
    reports: int
    undated: int
    printed: Sequence[PrintedName]
    positions: Sequence[HeldPosition]
    first: StatementRow | None
    last: StatementRow | None


class BranchStances(NamedTuple):
    """What one branch of the state holds: its units and the positions they take a stance on.

    No `branch` means that the speaker's office on that day is unknown or belongs to none.
    """

    branch: str | None
    name: str | None
    n: int
    positions: Sequence[HeldPosition]


class SpeakerCount(NamedTuple):
    """One speaker with the units within the filter, those with a stance, and the positions these are on.

    The first and last day are those known to the day.
    """

    speaker_id: str
    name: str
    known: bool
    kind: str | None
    country: str | None
    n: int
    coded: int
    positions: int
    first_on: date | None
    last_on: date | None
