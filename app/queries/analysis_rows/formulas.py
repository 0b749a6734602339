"""The uses of set phrases over time."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from app.queries.rows import Share


class FormulaUse(NamedTuple):
    """One unit that uses a formula, in the report that first does; `words` are `start` to `stop` of it.

    `present` and `dropped` are the elements of the full wording, in its order.
    """

    statement_id: str
    speaker_id: str
    said_on: date | None
    said_last: date | None
    language: str
    words: str
    start: int
    stop: int
    present: Sequence[str]
    dropped: Sequence[str]


class FormulaYear(NamedTuple):
    """The share of a year's units in the filter that use a formula."""

    year: int
    share: Share


class FormulaVariant(NamedTuple):
    """One choice of elements: the units that use the formula so, and the first and last dated of them."""

    present: Sequence[str]
    dropped: Sequence[str]
    n: int
    first_on: date | None
    last_on: date | None


class FormulaHistory(NamedTuple):
    """The uses of one formula in order of their dates, undated ones last; many are not all listed.

    `first` and `last` are the first and last dated ones. `years` run from the first to the last year with a
    use, with zero where a year has none; units whose date does not settle the year are in none of them.
    """

    formula: str
    n: int
    unsettled: int
    first: FormulaUse | None
    last: FormulaUse | None
    years: Sequence[FormulaYear]
    variants: Sequence[FormulaVariant]
    uses: Sequence[FormulaUse]
