"""What a chart is: columns for the drawing, the same numbers as rows, and a sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.codebook.terms import Stance
from app.web.explorer import Export

FEW = 5


Figure = Mapping[str, object]


SYMBOLS = {
    Stance.SUPPORT: "triangle-up",
    Stance.CONDITIONAL: "triangle-up-open",
    Stance.NEUTRAL: "diamond",
    Stance.OPPOSE: "triangle-down",
}


class ChartRow(NamedTuple):
    """A line of the table beside a chart, with the statements behind it."""

    cells: Sequence[str]
    url: str


class Narrowing(NamedTuple):
    """A span of time as a plain link."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure, what it says, and everything needed to check it.

    `base` is the address of the statements behind the whole chart; each mark adds its own narrowing to it.
    """

    id: str
    title: str
    summary: str
    note: str
    size: str
    base: str
    figure: Figure | None
    columns: Sequence[str]
    rows: Sequence[ChartRow]
    exports: Sequence[Export]
    # Columns at the left that are words, stances that the marks stand for, spans that can be chosen.
    words: int = 1
    key: Sequence[Stance] = ()
    narrowings: Sequence[Narrowing] = ()


def joined(base: str, narrowing: str) -> str:
    """The address of the statements behind one mark."""
    return f"{base}{'&' if '?' in base else '?'}{narrowing}"


def symbol(stance: Stance, total: int) -> str:
    symbol = SYMBOLS[stance]
    return symbol if total >= FEW or symbol.endswith("-open") else f"{symbol}-open"
