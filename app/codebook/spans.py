"""Stretches of a text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `stop`, the last one excluded."""

    start: int
    stop: int

    def of(self, text: str) -> str:
        """The words."""
        return text[self.start : self.stop]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.stop and other.start < self.stop
