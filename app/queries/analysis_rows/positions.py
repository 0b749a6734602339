"""How a position is held: shifts, conditions, who holds it, votes."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from app.codebook.terms import Stance
from app.queries.rows import Share


class Shift(NamedTuple):
    """A day from which a position was held differently; `on` is the first day of the new kind.

    It happened after `low` and not later than `high` (95 % credible). `net` runs from -1 (opposed) to 1
    (supported), over the speaker-days since the shift before and up to the one after; `effect` is their
    difference with its 95 % interval. `p` is the share of `permutations` that show as clear a shift by
    chance, none where there are too many to shuffle. `before` and `after` are the ids of the nearest
    statements, the nearest first.
    """

    position: str
    on: date
    low: date
    high: date
    n_before: int
    n_after: int
    net_before: float
    net_after: float
    effect: float
    effect_low: float
    effect_high: float
    bayes_factor: float
    p: float | None
    permutations: int
    before: Sequence[str]
    after: Sequence[str]


class PositionShifts(NamedTuple):
    """The shifts of one position in order, found among `n` speaker-days: one speaker, one day, one stance.

    `undated` units could not be used. Where not `enough`, no shift was looked for: nothing is known.
    """

    position: str
    n: int
    undated: int
    enough: bool
    shifts: Sequence[Shift]


class Condition(NamedTuple):
    """Words on which support of a position hangs; none where the coder recorded no words.

    `n` units give it in these words (case and blanks apart); `statement_id` is the latest of them.
    """

    words: str | None
    n: int
    first_on: date | None
    last_on: date | None
    statement_id: str


class PositionConditions(NamedTuple):
    """The conditions set for one position, the commonest first.

    Of `total` units with any stance on it, `n` are conditional; `left_out` wordings are not listed.
    """

    position: str
    n: int
    total: int
    left_out: int
    conditions: Sequence[Condition]


class VoteAct(NamedTuple):
    """A recorded vote as an act on one position, and what was said on it in the days around.

    `cast` is the country's own vote, none where the record does not give it; `stance` is what that vote takes
    on the position, none for an abstention or a refusal that need not mean it. A vote that the codebook maps
    to no position stands once, without one. `same` is the share of units with the stance of the vote among
    the `total` with any stance on the position; a unit may take two.
    """

    event_id: str
    title: str
    on_date: date
    body: str
    symbol: str | None
    cast: str | None
    yes: int
    no: int
    abstain: int
    position: str | None
    stance: Stance | None
    support: int
    conditional: int
    neutral: int
    oppose: int
    total: int
    same: Share


class Breakdown(NamedTuple):
    """How the statements of one value of a field stand to one position; the ends are known to the day.

    A unit may take two stances, so that these may add up to more than `total`.
    """

    value: str
    support: int
    conditional: int
    neutral: int
    oppose: int
    total: int
    first_on: date | None
    last_on: date | None
