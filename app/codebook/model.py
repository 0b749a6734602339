"""A codebook as values: what the YAML files say, checked and ready to look up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.codebook.dates import PartialDate
from app.codebook.terms import EventType, SpeakerKind, Stance


@dataclass(frozen=True, slots=True)
class Names:
    """How something is written, by language of the text: the first of each is the usual one."""

    en: tuple[str, ...] = ()
    ru: tuple[str, ...] = ()
    ar: tuple[str, ...] = ()

    def all(self) -> tuple[str, ...]:
        """Every spelling, in the order en, ru, ar."""
        return self.en + self.ru + self.ar


@dataclass(frozen=True, slots=True)
class Office:
    """A post that people hold one after the other; its names are what texts print for the holder."""

    id: str
    title: str
    country: str
    names: Names


@dataclass(frozen=True, slots=True)
class Tenure:
    """One term in an office; an open end means still held or not known."""

    office: str
    title: str
    since: PartialDate | None
    until: PartialDate | None
    source: str

    def covers(self, day: date) -> bool:
        """Whether the office was held on that day; a term known to the year counts the whole year."""
        return (self.since is None or self.since.first <= day) and (self.until is None or day <= self.until.last)


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person, institution or country that can be quoted."""

    id: str
    name: str
    kind: SpeakerKind
    names: Names
    country: str
    affiliation: str
    tenures: tuple[Tenure, ...] = ()

    def office_on(self, day: date | None) -> str | None:
        """The title held on that day, the most senior (first listed) of several; none if unknown."""
        if day is None:
            return None
        return next((tenure.title for tenure in reversed(self.tenures) if tenure.covers(day)), None)


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher, with what gives its texts away: domains, datelines, boilerplate lines."""

    id: str
    name: str
    country: str
    domains: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    datelines: tuple[str, ...] = ()
    boilerplate: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vote:
    """A recorded vote; Russia's own is None where it is not established."""

    body: str
    symbol: str | None
    yes: int
    no: int
    abstain: int
    russia: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """A dated occasion."""

    id: str
    on: PartialDate
    until: date | None
    type: EventType
    title: str
    place: str
    participants: tuple[str, ...]
    summary: str
    url: str
    names: tuple[str, ...] = ()
    vote: Vote | None = None

    @property
    def last(self) -> date:
        """The last day of the occasion."""
        return self.until or self.on.last


@dataclass(frozen=True, slots=True)
class Topic:
    """What a statement can be about; `cues` are the words that say so, by language."""

    id: str
    name: str
    definition: str
    cues: Names = field(default_factory=Names)


@dataclass(frozen=True, slots=True)
class Position:
    """A sentence one can agree or disagree with."""

    id: str
    sentence: str
    definition: str
    looks_like: Mapping[Stance, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Formula:
    """A set phrase whose wording is itself the signal, with the elements that can be dropped or added."""

    id: str
    name: str
    definition: str
    elements: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Codebook:
    """Everything that can be coded; `version` is the hash of the files it was read from."""

    version: str
    title: str
    topics: Mapping[str, Topic]
    positions: Mapping[str, Position]
    speakers: Mapping[str, Speaker]
    offices: Mapping[str, Office]
    outlets: Mapping[str, Outlet]
    events: Mapping[str, Event]
    formulas: Mapping[str, Formula]
