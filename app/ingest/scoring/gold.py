"""A file of hand-made annotations in, what an article should yield out.

Two forms are read. One lists the statements of an article with their spans (`anchor`, in the decoded source
file); the other says of an article as a whole what its `speaker` says in it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.errors import SourceError
from app.ingest.records import Span

Pair = tuple[str, str]
Value = object


@dataclass(frozen=True, slots=True)
class GoldStatement:
    """One statement as it should be found; without a span it stands for all that the speaker says there.

    The `borderline` codes are neither required nor punished; nor is a statement that is `optional`.
    Dates may be as coarse as a year, and none among them means that no date is right too.
    """

    id: str
    speakers: tuple[str, ...]
    span: Span | None
    around: Span | None
    is_direct: bool | None
    dates: tuple[str | None, ...]
    date_needs_knowledge: bool
    topics: frozenset[str]
    stances: frozenset[Pair]
    borderline_topics: frozenset[str] = frozenset()
    borderline_stances: frozenset[Pair] = frozenset()
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One article as it should be read; `published` holds every publication date that is right."""

    id: str
    published: tuple[str | None, ...]
    statements: tuple[GoldStatement, ...]


def read(path: Path) -> tuple[GoldArticle, ...]:
    """Every article of the file; SourceError with the line for the first that cannot be used."""
    articles = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            articles.append(_spans(record) if "statements" in record else _whole(record))
        except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
            complaint = f"is no gold annotation ({type(error).__name__}: {error})"
            raise SourceError(f"{path}:{number}", complaint) from error
    if not articles:
        raise SourceError(str(path), "holds no gold annotation")
    return tuple(articles)


def _spans(record: Mapping[str, Value]) -> GoldArticle:
    others = _texts(record, "statement_date_alt") if record.get("statement_date") else ()
    statements = tuple(
        _statement(found, others if found.get("date") == record.get("statement_date") else ())
        for found in _records(record, "statements")
    )
    return GoldArticle(
        str(record["id"]), (_text(record, "published"), *_texts(record, "published_alt")), statements
    )


def _whole(record: Mapping[str, Value]) -> GoldArticle:
    statement = GoldStatement(
        id=str(record["id"]),
        speakers=(str(record["speaker"]),),
        span=None,
        around=None,
        is_direct=None,
        dates=(_text(record, "date"),),
        date_needs_knowledge=False,
        topics=frozenset(_names(record, "topics")),
        stances=_pairs(record, "stances"),
    )
    return GoldArticle(statement.id, (), (statement,))


def _statement(record: Mapping[str, Value], other_dates: Sequence[str | None]) -> GoldStatement:
    topics, stances = frozenset(_names(record, "topics")), _pairs(record, "stances")
    is_voice_plain = not record.get("mixed") and not record.get("transcript")
    date = _text(record, "date")
    return GoldStatement(
        id=str(record.get("sid", "")),
        speakers=(str(record["speaker"]), *_names(record, "speaker_alt")),
        span=_span(record, "anchor"),
        around=_span(record, "wide" if "wide" in record else "anchor"),
        is_direct=bool(record["direct"]) if "direct" in record and is_voice_plain else None,
        dates=(date, *_texts(record, "date_alt"), *other_dates) if date else (),
        date_needs_knowledge=record.get("date_basis") == "event-knowledge",
        topics=topics,
        stances=stances,
        borderline_topics=frozenset(_names(record, "topics_ok")) - topics,
        borderline_stances=_pairs(record, "stances_ok") - stances,
        is_optional=bool(record.get("optional")),
    )


def _span(record: Mapping[str, Value], key: str) -> Span:
    value = record[key]
    if not (isinstance(value, list) and [type(end) for end in value] == [int, int] and value[0] < value[1]):
        raise ValueError(f"'{key}' is not [start, stop]")
    return Span(value[0], value[1])


def _records(record: Mapping[str, Value], key: str) -> list[Mapping[str, Value]]:
    value = record.get(key) or []
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise ValueError(f"'{key}' is not a list of records")
    return value


def _pairs(record: Mapping[str, Value], key: str) -> frozenset[Pair]:
    return frozenset((str(entry["position"]), str(entry["stance"])) for entry in _records(record, key))


def _names(record: Mapping[str, Value], key: str) -> tuple[str, ...]:
    return tuple(name for name in _texts(record, key) if name is not None)


def _texts(record: Mapping[str, Value], key: str) -> tuple[str | None, ...]:
    value = record.get(key) or []
    if not isinstance(value, list):
        raise TypeError(f"'{key}' is not a list")
    return tuple(None if entry is None else str(entry) for entry in value)


def _text(record: Mapping[str, Value], key: str) -> str | None:
    value = record.get(key)
    return None if value is None else str(value)
