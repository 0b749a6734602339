"""The parameters of an address in, one checked choice of statements out."""

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from hashlib import sha256
from typing import Self
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator, model_validator

from app.codebook.dates import PartialDate
from app.codebook.model import Codebook
from app.codebook.terms import ArticleKind, Stance, Voice
from app.errors import FilterError
from app.queries.labels import NONE
from app.queries.wording import sentence

LISTS = ("speaker", "country", "topic", "position", "stance", "outlet", "language", "voice", "event", "kind")
SINGLES = ("since", "until", "undated", "q", "counting")
NOT = "__not"
MAX_VALUES = 100
MAX_WORDS = 500

# Fields whose absence is itself something to look for; `speaker` and `language` are always there.
MAY_BE_NONE = ("country", "topic", "position", "stance", "outlet", "event")
_CLOSED: Mapping[str, type[StrEnum]] = {"stance": Stance, "voice": Voice, "kind": ArticleKind}


class Counting(StrEnum):
    """What counts as one: an act of saying, an act of saying in one article, or every span."""

    UTTERANCE = "utterance"
    ARTICLE = "article"
    STATEMENT = "statement"


class Undated(StrEnum):
    """Whether statements without a date are shown, whatever `since` and `until` say."""

    INCLUDE = "include"
    ONLY = "only"
    EXCLUDE = "exclude"


class Filter(BaseModel):
    """Which statements are meant: any value within a field, every field together, empty means any.

    `field__not` leaves out exactly what `field` would keep; the value `none` means that there is no topic,
    outlet, event or coding. Dates are inclusive; a date known to the month or year lies within a range if
    all of its days do. With `undated` left open, undated statements are there while no range is asked for.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    speaker: tuple[str, ...] = ()
    speaker__not: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    country__not: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    topic__not: tuple[str, ...] = ()
    position: tuple[str, ...] = ()
    position__not: tuple[str, ...] = ()
    stance: tuple[str, ...] = ()
    stance__not: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    outlet__not: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    language__not: tuple[str, ...] = ()
    voice: tuple[str, ...] = ()
    voice__not: tuple[str, ...] = ()
    event: tuple[str, ...] = ()
    event__not: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    kind__not: tuple[str, ...] = ()
    since: PartialDate | None = None
    until: PartialDate | None = None
    undated: Undated | None = None
    q: str | None = None
    counting: Counting = Counting.UTTERANCE

    @classmethod
    def from_params(
        cls,
        params: Iterable[tuple[str, str]],
        codebook: Codebook,
        *,
        strict: bool = False,
        beside: Collection[str] = (),
    ) -> Self:
        """The filter in an address; empty values mean nothing chosen.

        Unknown names are left to others on a page and refused where `strict`, save those named in `beside`.
        """
        given: dict[str, list[str]] = {}
        for name, value in params:
            if name not in cls.model_fields:
                if strict and name not in beside:
                    known = ", ".join((*LISTS, *SINGLES))
                    raise FilterError(name, value, f"there is no such parameter; there are {known}")
            elif value.strip():
                given.setdefault(name, []).append(value.strip())
        chosen = cls.checked({name: _one_or_many(name, values) for name, values in given.items()})
        chosen._check_against(codebook)
        return chosen

    @classmethod
    def checked(cls, values: Mapping[str, object]) -> Self:
        """The filter with these values; the first that cannot be used is named in the error."""
        try:
            return cls.model_validate(values)
        except ValidationError as error:
            first = error.errors()[0]
            name = str(first["loc"][0]) if first["loc"] else "until"
            value = first["input"] if first["loc"] else values.get("until", "")
            words = ", ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)
            complaint = first["msg"].removeprefix("Value error, ")
            raise FilterError(name, words, complaint) from None

    @field_validator(*LISTS, *(name + NOT for name in LISTS), mode="after")
    @classmethod
    def _in_one_order(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        if len(values) > MAX_VALUES:
            raise ValueError(f"at most {MAX_VALUES} values can be chosen")
        for value in values:
            _check_printable(value)
        return tuple(sorted({value for value in values if value}))

    @field_validator("stance", "voice", "kind", "stance__not", "voice__not", "kind__not", mode="after")
    @classmethod
    def _in_closed_list(cls, values: tuple[str, ...], info: object) -> tuple[str, ...]:
        field = str(getattr(info, "field_name", "")).removesuffix(NOT)
        known = [member.value for member in _CLOSED[field]] + ([NONE] if field in MAY_BE_NONE else [])
        for value in values:
            if value not in known:
                raise ValueError(f"{value!r} is none of {', '.join(known)}")
        return values

    @field_validator("since", "until", mode="before")
    @classmethod
    def _date(cls, value: object) -> object:
        return PartialDate.parse(value) if isinstance(value, str) else value

    @field_validator("q", mode="after")
    @classmethod
    def _words(cls, value: str | None) -> str | None:
        words = " ".join((value or "").split())
        _check_printable(words)
        if len(words) > MAX_WORDS:
            raise ValueError(f"at most {MAX_WORDS} characters can be searched for")
        if words and not any(letter.isalnum() for letter in words):
            raise ValueError("there is no word to search for")
        return words or None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.since and self.until and self.until.last < self.since.first:
            raise ValueError(f"lies before since={self.since}")
        return self

    def _check_against(self, codebook: Codebook) -> None:
        known: Mapping[str, Collection[str]] = {
            "speaker": codebook.speakers,
            "country": {speaker.country for speaker in codebook.speakers.values()},
            "topic": codebook.topics,
            "position": codebook.positions,
            "outlet": codebook.outlets,
            "event": codebook.events,
        }
        for field, ids in known.items():
            for name in (field, field + NOT):
                for value in self.values(name):
                    if value in ids or (value == NONE and field in MAY_BE_NONE):
                        continue
                    # Speakers and outlets that the codebook lacks go by a slug of their printed name.
                    if field in ("speaker", "outlet") and value.startswith("~"):
                        continue
                    raise FilterError(name, value, f"the codebook has no {field} of that id")

    def values(self, name: str) -> tuple[str, ...]:
        """What is chosen under one name, as words of an address."""
        value = getattr(self, name)
        if isinstance(value, tuple):
            return value
        return () if value is None or value == Filter.model_fields[name].default else (str(value),)

    def to_params(self) -> list[tuple[str, str]]:
        """Names and values in the one order that every address uses, defaults left out."""
        names = [name for field in LISTS for name in (field, field + NOT)]
        return [(name, value) for name in (*names, *SINGLES) for value in self.values(name)]

    def to_query(self) -> str:
        """The saved search: the part of an address after the question mark."""
        return urlencode(self.to_params(), safe="~:,")

    @property
    def hash8(self) -> str:
        """Eight characters that stand for this filter in a file name."""
        return sha256(self.to_query().encode()).hexdigest()[:8]

    @property
    def is_empty(self) -> bool:
        """Whether everything is meant; the way of counting does not narrow anything."""
        return self.without("counting") == Filter()

    def without(self, name: str, value: str | None = None) -> Self:
        """The filter with a field (and its exclusions), or one value of it, dropped."""
        if name in SINGLES:
            return self.model_copy(update={name: Filter.model_fields[name].default})
        field = name.removesuffix(NOT)
        names = (field, field + NOT) if name == field else (name,)
        kept = {
            each: tuple(v for v in self.values(each) if value is not None and v != value) for each in names
        }
        return self.model_copy(update=kept)

    def with_(self, name: str, value: str) -> Self:
        """The filter with one more value in a field, or another one where only one can stand."""
        if name in SINGLES:
            return self._with({name: value})
        field = name.removesuffix(NOT)
        other = field if name.endswith(NOT) else name + NOT
        changed = {
            name: tuple(sorted({*self.values(name), value})),
            other: tuple(each for each in self.values(other) if each != value),
        }
        # A page makes hundreds of these from ids that it counted: all that has to be checked is the value.
        is_id = value.isascii() and value.isprintable() and value.strip() == value != ""
        if is_id and field not in _CLOSED and len(changed[name]) <= MAX_VALUES:
            return self.model_copy(update=changed)
        return self._with(changed)

    def only(self, name: str, value: str) -> Self:
        """The filter with this value as the single one of its field."""
        return self.without(name.removesuffix(NOT)).with_(name, value)

    def _with(self, changed: Mapping[str, object]) -> Self:
        held = {name: getattr(self, name) for name in Filter.model_fields}
        return self.checked({**held, **changed})

    def in_words(self, codebook: Codebook, n: int | None = None) -> str:
        """The sentence that titles, exports and citations share, led by the number where one is given."""
        return sentence(self, codebook, n)


def _one_or_many(name: str, values: list[str]) -> object:
    if name in SINGLES:
        if len(set(values)) > 1:
            raise FilterError(name, ", ".join(values), "only one value can be given")
        return values[0]
    return tuple(values)


def _check_printable(value: str) -> None:
    """NUL and lone surrogates are text to Python and an error to PostgreSQL."""
    if any(ord(letter) < 32 or 0xD800 <= ord(letter) <= 0xDFFF for letter in value):
        raise ValueError("holds a character that is not text")
