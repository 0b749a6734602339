"""Days from which a position was held differently, with the words before and after."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from app.web.views.frame import Link
from app.web.views.lists import Line
from app.web.views.tables import Interval, Table


class ShiftSide(NamedTuple):
    """How a position was held on one side of a shift: net stance, how often, and the nearest words."""

    title: str
    net: str
    n: Link
    lines: Sequence[Line]


class ShiftView(NamedTuple):
    """A shift with what is uncertain about it; `reach` draws the change of the net stance."""

    on: date
    low: date
    high: date
    position: Link
    words: str
    effect: str
    chance: str
    reach: Interval
    before: ShiftSide
    after: ShiftSide


class Shifts(NamedTuple):
    """The shifts of a choice; `table` is what their file holds, `nothing` why there are none."""

    sentence: str
    shifts: Sequence[ShiftView]
    nothing: str
    table: Table
