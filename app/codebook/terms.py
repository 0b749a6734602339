"""The closed lists: every value that a coded field may take."""

from enum import StrEnum


class Stance(StrEnum):
    """How a statement stands to a position; listed in the one order that every view uses."""

    SUPPORT = "support"
    CONDITIONAL = "conditional"
    NEUTRAL = "neutral"
    OPPOSE = "oppose"


class Voice(StrEnum):
    """How the words are given."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"
    TRANSCRIPT = "transcript"


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    NONE = "none"


class Basis(StrEnum):
    """What a date rests on."""

    STATED = "stated"
    DATELINE = "dateline"
    WEEKDAY = "weekday"
    RELATIVE = "relative"
    EVENT = "event"
    PUBLISHED = "published"
    NONE = "none"


class SpeakerKind(StrEnum):
    """A person, a body that speaks through others, or a state named for its government."""

    PERSON = "person"
    INSTITUTION = "institution"
    COUNTRY = "country"


class Gender(StrEnum):
    """Which pronoun texts use for a person."""

    HE = "he"
    SHE = "she"


class EventType(StrEnum):
    """What sort of occasion an event is."""

    CONFLICT = "conflict"
    TRUCE = "truce"
    SUMMIT = "summit"
    MEETING = "meeting"
    UN_VOTE = "un-vote"
    STATEMENT_SERIES = "statement-series"
    LEGAL = "legal"


class LinkKind(StrEnum):
    """How an article or a statement stands to an event."""

    SAID_AT = "said-at"
    REACTS_TO = "reacts-to"
    ANTICIPATES = "anticipates"
    RECALLS = "recalls"
    MENTIONS = "mentions"


class ArticleKind(StrEnum):
    """An outlet's own text, or our digest of it."""

    ARTICLE = "article"
    DIGEST = "digest"


class CoderKind(StrEnum):
    """Who made a coding: rules or a model, a person, a settled dispute, or a public record such as a vote."""

    MACHINE = "machine"
    HUMAN = "human"
    ADJUDICATED = "adjudicated"
    RECORD = "record"


class ReviewState(StrEnum):
    """Whether a person has looked at a statement."""

    UNREVIEWED = "unreviewed"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
