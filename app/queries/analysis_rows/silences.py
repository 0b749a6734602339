"""Who was heard after an event, and who was not."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Heard(StrEnum):
    """Whether a speaker was heard after an event; only `SILENT` says that there was a chance to hear."""

    SPOKE = "spoke"
    PERHAPS = "perhaps"
    SILENT = "silent"
    NO_SOURCE = "no source"


class Silence(NamedTuple):
    """An event and what the filter has in the days from its beginning, `first` to `last`.

    `n` units were said within; `possible` more may have been, by a date known only to the month or year.
    `others` counts the units of anyone, `articles` the texts that appeared in those days from any outlet.
    """

    event_id: str
    title: str
    type: str
    first: date
    last: date
    state: Heard
    n: int
    possible: int
    others: int
    articles: int


class Silences(NamedTuple):
    """The events in order of their dates; `undated` units of the filter may belong to any of them."""

    rows: Sequence[Silence]
    undated: int


class HeardSpeaker(NamedTuple):
    """A speaker and the units said within some days: surely, and perhaps, by a date that leaves it open."""

    speaker_id: str
    n: int
    possible: int
