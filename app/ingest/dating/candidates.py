"""A date that an article may have appeared on, with where it was found."""

from dataclasses import dataclass
from enum import IntEnum

from app.codebook.terms import Basis
from app.ingest.temporal.expressions import Expression


class Trust(IntEnum):
    """Where a date was found, the most trusted place first."""

    GIVEN = 0
    MARKUP = 1
    ADDRESS = 2
    LABEL = 3
    DATELINE = 4
    STAMP = 5
    UPDATED = 6
    LEAD = 7


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date expression that may be that of the publication, and the words around it."""

    trust: Trust
    expression: Expression
    evidence: str

    @property
    def basis(self) -> Basis:
        """A dateline is told apart from a date that is stated elsewhere."""
        return Basis.DATELINE if self.trust is Trust.DATELINE else Basis.STATED
