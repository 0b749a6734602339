"""What an explanation says, of a file as of an article in the database; the fields are those of --json."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class When:
    """A date at its precision (`2024-05` is a month), what it rests on, and the words or event behind it."""

    on: str | None
    basis: str
    evidence: str
    event: str | None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the codebook, where it is written, and the pattern of it that the evidence fits."""

    id: str
    place: str | None
    pattern: str | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said it and how that was found; `name` is empty where nobody can tell."""

    id: str | None
    name: str
    office: str | None
    printed: str
    rule: str
    cue: str
    score: float
    runner_up: str | None


@dataclass(frozen=True, slots=True)
class Topic:
    """What it is about, and the words that show it."""

    id: str
    name: str
    evidence: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class Stance:
    """Where it stands, the words that decided, and the rule that came next."""

    position: str
    sentence: str
    stance: str
    condition: str | None
    evidence: str
    rule: Rule
    runner_up: Rule | None
    coder: str


@dataclass(frozen=True, slots=True)
class Link:
    """An event that it has to do with, and how."""

    event: str
    title: str
    on: str
    kind: str
    evidence: str
    place: str | None


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a step could not settle."""

    step: str
    complaint: str
    words: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement; `start` and `stop` count the characters of the clean text."""

    id: str
    start: int
    stop: int
    quote: str
    voice: str
    speaker: Speaker
    said: When
    topics: list[Topic]
    stances: list[Stance]
    events: list[Link]
    reports: int | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything found in an article and why; `events` are those that no statement of it has."""

    id: str
    title: str | None
    outlet: str | None
    language: str
    published: When
    characters: int
    text_sha256: str
    codebook_version: str
    statements: list[Statement]
    events: list[Link]
    issues: list[Doubt]
