"""A codebook as values: what the YAML files say, checked and ready to look up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.codebook.boilerplate import Boilerplate
from app.codebook.calendar_terms import CalendarWords
from app.codebook.dates import PartialDate
from app.codebook.rules import Pattern, StanceRule, TopicRule, WordList
from app.codebook.speech import SpeechLexicon
from app.codebook.spellings import Names
from app.codebook.terms import EventType, Gender, SpeakerKind, Stance


@dataclass(frozen=True, slots=True)
class Office:
    """A post that people hold one after the other; its names are what texts print for the holder.

    `short` forms ("the minister") name it only where the text has set the country. A post that is not
    `single` has several holders at a time, so its name alone identifies nobody. The highest `rank` of a
    person's posts is the one that texts give.
    """

    id: str
    title: str
    country: str
    names: Names
    short: Names = field(default_factory=Names)
    body: str = ""
    rank: int = 0
    single: bool = True


@dataclass(frozen=True, slots=True)
class Tenure:
    """One term in an office; an open end means still held or not known."""

    office: str
    title: str
    since: PartialDate | None
    until: PartialDate | None
    source: str
    rank: int = 0

    def covers(self, day: date) -> bool:
        """Whether the office was held on that day; a term known to the year counts the whole year.

        A term whose beginning is not known covers no day: nobody could say that it had begun.
        """
        begun = self.since is not None and self.since.first <= day
        return begun and (self.until is None or day <= self.until.last)


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person, institution or country that can be quoted.

    `names` are the full forms; `surnames` the forms by which a text refers back; `places` are names that mean
    the speaker only where they are the voice ("Moscow believes"), and a town or a land elsewhere.
    """

    id: str
    name: str
    kind: SpeakerKind
    names: Names
    country: str
    affiliation: str
    tenures: tuple[Tenure, ...] = ()
    surnames: Names = field(default_factory=Names)
    places: Names = field(default_factory=Names)
    gender: Gender | None = None

    def tenure_on(self, day: date | None) -> Tenure | None:
        """The most senior term that covers that day, the latest begun of equals; none if unknown."""
        held = [tenure for tenure in self.tenures if day is not None and tenure.covers(day)]
        return max(held, key=lambda tenure: (tenure.rank, _begun(tenure)), default=None)

    def office_on(self, day: date | None) -> str | None:
        """The title held on that day, the most senior of several; none if unknown."""
        held = self.tenure_on(day)
        return held.title if held else None


def _begun(tenure: Tenure) -> date:
    return tenure.since.first if tenure.since else date.min


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
    language: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Ballot:
    """What a vote says about a position; no `no` where the text held other things to refuse too.

    An abstention is a stance only where the definition of the position counts it as one.
    """

    position: str
    yes: Stance
    no: Stance | None = None
    abstain: Stance | None = None


@dataclass(frozen=True, slots=True)
class Vote:
    """A recorded vote; Russia's own is None where it is not established.

    `on` are the positions that a vote is an act on.
    """

    body: str
    symbol: str | None
    yes: int
    no: int
    abstain: int
    russia: str | None
    on: tuple[Ballot, ...] = ()

    def stance(self, ballot: Ballot) -> Stance | None:
        """The stance on that position which Russia's own vote takes; none if it takes none."""
        match self.russia:
            case "yes":
                return ballot.yes
            case "no" | "veto":
                return ballot.no
            case "abstain":
                return ballot.abstain
            case _:
                return None


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
    recurring: tuple[str, ...] = ()

    @property
    def last(self) -> date:
        """The last day of the occasion."""
        return self.until or self.on.last


@dataclass(frozen=True, slots=True)
class Topic:
    """What a statement can be about; `cues` are the words that say so, by language.

    A `fallback` topic is given only where no other is.
    """

    id: str
    name: str
    definition: str
    cues: Names = field(default_factory=Names)
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    rules: tuple[TopicRule, ...] = ()
    fallback: bool = False


@dataclass(frozen=True, slots=True)
class Position:
    """A sentence one can agree or disagree with; a statement with a stance on it is about its `topics`."""

    id: str
    sentence: str
    definition: str
    looks_like: Mapping[Stance, str] = field(default_factory=dict)
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    rules: tuple[StanceRule, ...] = ()


@dataclass(frozen=True, slots=True)
class Formula:
    """A set phrase whose wording is itself the signal, with the elements that can be dropped or added.

    Where one of the `core` elements stands the phrase is used; the others are present or dropped.
    """

    id: str
    name: str
    definition: str
    elements: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    core: tuple[str, ...] = ()
    patterns: Mapping[str, tuple[Pattern, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Branch:
    """A part of a state: who holds one of its `offices` speaks for it, and so do its `speakers`."""

    id: str
    name: str
    offices: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Naming:
    """What tells a known person from a stranger of the same name, by words around it.

    `titles` may stand before a surname, `given` names before it make another person unless they are the
    person's own; `common` surnames are everyday words too; `particles` may be written small or with a
    capital; after one of `locatives` a capital is a place; `others` hold a known name and mean another.
    """

    titles: Names = field(default_factory=Names)
    given: Names = field(default_factory=Names)
    common: Names = field(default_factory=Names)
    particles: Names = field(default_factory=Names)
    locatives: Names = field(default_factory=Names)
    others: Names = field(default_factory=Names)


@dataclass(frozen=True, slots=True, eq=False)
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
    naming: Naming = field(default_factory=Naming)
    lexicon: Mapping[str, WordList] = field(default_factory=dict)
    boilerplate: Boilerplate = field(default_factory=Boilerplate)
    calendar: CalendarWords = field(default_factory=CalendarWords)
    speech: SpeechLexicon = field(default_factory=SpeechLexicon)
    branches: Mapping[str, Branch] = field(default_factory=dict)
    subtitle: str = ""
    description: str = ""
    country: str = ""
    languages: tuple[str, ...] = ()
    licence: str = ""
    authors: tuple[str, ...] = ()
