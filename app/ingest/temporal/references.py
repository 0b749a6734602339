"""A place in a text that speaks of an event of the codebook, and what shows that it does."""

from dataclasses import dataclass
from enum import StrEnum

from app.ingest.records import Span


class Kind(StrEnum):
    """What shows that a text refers to an event."""

    RESOLUTION = "resolution"
    NAME = "name"
    TITLE = "title"
    DATE = "date"
    PARTICIPANTS = "participants"
    PROPER = "proper"
    VOTE = "vote"


@dataclass(frozen=True, slots=True)
class Reference:
    """One place where a text refers to an event; `rivals` are other events that the same words fit.

    It is `telling` where the words belong to hardly any other occasion: a given name, a number, or a word of
    the title that is rare among events and nobody's name (people meet more often than any list knows).
    It `recurs` where the codebook says that like occasions of other days have the name too; it `agrees` where
    the text says on which weekday the occasion was and the event fell on that.
    """

    event: str
    span: Span
    kind: Kind
    score: float
    rivals: tuple[str, ...] = ()
    telling: bool = False
    recurs: bool = False
    agrees: bool = False

    @property
    def is_open(self) -> bool:
        """Whether the words alone leave open which occasion is meant."""
        return self.recurs or bool(self.rivals)
