"""Two filters side by side, and words against words."""

from collections.abc import Sequence
from typing import NamedTuple

from app.codebook.terms import Stance
from app.queries.rows import Share, StatementRow


class Difference(NamedTuple):
    """The right share minus the left one with its 95 % Newcombe interval; nothing where an n is too small."""

    difference: float | None
    low: float | None
    high: float | None


class Compared(NamedTuple):
    """One value held against the same value on the other side: its share of the units there."""

    key: str
    stance: Stance | None
    left: Share
    right: Share
    difference: Difference


class Comparison(NamedTuple):
    """Two filters side by side; `both` units are in each, which makes the intervals too wide or too narrow.

    A share of a stance is of the units with any stance on that position; a share of a topic is of all units.
    Units of two stances count in both, so that shares may add up to more than one.
    """

    n_left: int
    n_right: int
    both: int
    positions: Sequence[Compared]
    topics: Sequence[Compared]


class Contradiction(NamedTuple):
    """Two remarks of one speaker that take opposite stances on one position, with nothing opposed between."""

    speaker_id: str
    position: str
    days: int
    earlier_stance: Stance
    later_stance: Stance
    earlier: StatementRow
    later: StatementRow


class Contradictions(NamedTuple):
    """The pairs nearest in time; `n` are there in all, and `undated` units could not be placed."""

    rows: Sequence[Contradiction]
    n: int
    undated: int


class Change(NamedTuple):
    """Words that two texts share, that only the first has, or that only the second has."""

    kind: str
    words: str
