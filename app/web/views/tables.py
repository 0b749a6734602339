"""A table as values: what a page shows and what its file holds come from the same cells."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar, overload

from app.codebook.terms import Stance

T = TypeVar("T")

Value = str | int | float | None

# What a page shows of a table; its file has every row.
MOST = 150


class Interval(NamedTuple):
    """A value with its uncertainty as places on an axis from 0 to 200, whose middle is 100."""

    low: float
    mid: float
    high: float
    is_signed: bool = False


class Cell(NamedTuple):
    """What a table shows at one place, and the values that its file holds for it.

    `tone` is the name of a shade or emphasis; `aside` stands smaller after the words.
    """

    values: tuple[Value, ...]
    words: str
    url: str = ""
    mark: Stance | None = None
    interval: Interval | None = None
    aside: str = ""
    tone: str = ""


class Column(NamedTuple):
    """The heading over a column, and the names of what it holds in a file; a tight one breaks no line."""

    label: str
    names: tuple[str, ...]
    is_number: bool = False
    mark: Stance | None = None
    is_tight: bool = False


class Drawn(Sequence[Sequence[Cell]]):
    """The rows of a long table, each made from its value when it is asked for."""

    def __init__(self, values: Sequence[T], draw: Callable[[T], Sequence[Cell]]) -> None:
        self._values, self._draw = values, draw

    def __len__(self) -> int:
        return len(self._values)

    @overload
    def __getitem__(self, place: int) -> Sequence[Cell]: ...
    @overload
    def __getitem__(self, place: slice) -> "Drawn": ...
    def __getitem__(self, place: int | slice) -> "Sequence[Cell] | Drawn":
        """One row, or some that are no more made than these."""
        if isinstance(place, slice):
            return Drawn(self._values[place], self._draw)
        return self._draw(self._values[place])


class Table(NamedTuple):
    """Rows under a title; `sentence` says what is counted among what and how, `nothing` why no row is there.

    `url` is the address of the file, which has every row; a page shows `at_once` and keeps up to `at_most`.
    """

    id: str
    title: str
    sentence: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    url: str
    nothing: str = "Nothing in this choice."
    at_once: int = 15
    at_most: int = MOST

    @property
    def first(self) -> Sequence[Sequence[Cell]]:
        """The rows that are in sight at once; a few more than that are not worth hiding."""
        return self.rows if len(self.rows) <= self.at_once + 3 else self.rows[: self.at_once]

    @property
    def rest(self) -> Sequence[Sequence[Cell]]:
        """The others, as far as a page can hold them."""
        return self.rows[len(self.first) : self.at_most]

    @property
    def left_out(self) -> int:
        """How many only the file holds."""
        return max(len(self.rows) - max(self.at_most, len(self.first)), 0)
