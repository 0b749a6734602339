"""The stances on a position in, the shade and the sign that a cell of a matrix carries for them out."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from app.codebook.terms import Stance
from app.queries.stances import net as net_of

# Beyond this a position counts as held; between it and zero as leaning.
HELD = 0.5

_WORDS = {
    Stance.SUPPORT: "in support",
    Stance.CONDITIONAL: "on conditions",
    Stance.NEUTRAL: "divided or neutral",
    Stance.OPPOSE: "opposed",
}


class Net(NamedTuple):
    """The net stance, the name of its shade, the stance whose sign it carries, and the same in words."""

    value: float
    level: str
    mark: Stance
    words: str


def net(counts: Mapping[Stance, int] | Sequence[int]) -> Net:
    """What several stances come to; a plain sequence has them in their one order."""
    of = counts if isinstance(counts, Mapping) else dict(zip(Stance, counts, strict=True))
    value = net_of(list(of.items()))
    mark = _mark(value, of)
    return Net(value, _level(value), mark, _WORDS[mark])


def _level(value: float) -> str:
    if abs(value) < 1e-9:
        return "0"
    return f"{'p' if value > 0 else 'm'}{2 if abs(value) > HELD else 1}"


def _mark(value: float, of: Mapping[Stance, int]) -> Stance:
    """Who supports and opposes by turns sets no condition: that sign is for conditions alone."""
    if value > HELD:
        return Stance.SUPPORT
    if value < -HELD:
        return Stance.OPPOSE
    return Stance.CONDITIONAL if of.get(Stance.CONDITIONAL) and not of.get(Stance.OPPOSE) else Stance.NEUTRAL
