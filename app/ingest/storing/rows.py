"""A harvest in, the rows that keep it out; pure."""

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from app.codebook import folding
from app.codebook.model import Codebook
from app.codebook.terms import CoderKind, Precision
from app.ingest import matching
from app.ingest.records import Attribution, Harvest, Issue, Source, When
from app.ingest.storing import ids

CODER = "rules"
# To be raised whenever the same harvest leads to other rows, so that a re-run brings old rows up to date.
_FORMAT = 2
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_LONGEST_SLUG = 80

Row = dict[str, object]


class Rows(NamedTuple):
    """Everything that is kept of one article."""

    article: Row
    statements: list[Row]
    topics: list[Row]
    codings: list[Row]
    links: list[Row]
    issues: list[Row]


def fingerprint(harvest: Harvest, codebook_version: str) -> str:
    """A hash of all that would be stored: the same fingerprint, the same rows."""
    text = harvest.text
    content = (
        _FORMAT,
        codebook_version,
        (harvest.source.given, harvest.source.sha256, harvest.source.issues),
        (text.sha256, text.language, text.title, text.title_given, text.issues),
        (harvest.dated, harvest.attributions, harvest.times),
        (harvest.judgments, harvest.links, harvest.issues),
    )
    return hashlib.sha256(repr(content).encode("utf-8", "surrogatepass")).hexdigest()


def made_from(source: Source, codebook_version: str, rules_version: str) -> str:
    """A hash of all that an article is made from: the same source, codebook and rules, the same article."""
    kind = (source.is_html, source.is_markdown, source.body_start)
    content = (source.sha256, kind, source.given, source.issues, codebook_version, rules_version)
    return hashlib.sha256(repr(content).encode("utf-8", "surrogatepass")).hexdigest()


def rows(harvest: Harvest, codebook: Codebook, article: Row) -> Rows:
    """The rows of one article; of two readings of the same words the first is kept, the other an issue."""
    doubts: list[Issue] = []
    statements: list[Row] = []
    topics: list[Row] = []
    codings: list[Row] = []
    numbers: dict[int, str] = {}
    taken: dict[str, Attribution] = {}
    for number, attribution in enumerate(harvest.attributions):
        statement_id = ids.statement(str(article["id"]), attribution.span.start, attribution.span.stop)
        if statement_id in taken:
            doubts.append(_second_speaker(taken[statement_id], attribution))
            continue
        taken[statement_id] = attribution
        numbers[number] = statement_id
        statements.append(_statement(statement_id, number, article, harvest, codebook))
        topics += _topics(statement_id, number, harvest, codebook)
        codings += _codings(statement_id, number, harvest, codebook, doubts)
    return Rows(
        article=article,
        statements=[_storable(row) for row in statements],
        topics=[_storable(row) for row in topics],
        codings=[_storable(row) for row in codings],
        links=[_storable(row) for row in _links(str(article["id"]), numbers, harvest)],
        issues=[_storable(row) for row in _issues(str(article["id"]), harvest, doubts)],
    )


def article_row(harvest: Harvest, codebook: Codebook, rules_version: str) -> Row:
    """The row of the article itself."""
    source, text, dated = harvest.source, harvest.text, harvest.dated
    url_key = ids.url_key(source.given.url)
    row = {
        "id": ids.article(url_key, text.sha256),
        "kind": source.given.kind.value,
        "outlet_id": dated.outlet,
        "outlet_name": dated.outlet_name,
        "url": source.given.url,
        "url_key": url_key,
        "title": text.title.of(text.text) if text.title else text.title_given,
        "language": text.language,
        "text": text.text,
        "source_name": source.id,
        "raw_sha256": source.sha256,
        "text_sha256": text.sha256,
        **_date("published", dated.published),
        "harvest_sha256": fingerprint(harvest, codebook.version),
        "made_from": made_from(source, codebook.version, rules_version),
        "codebook_version": codebook.version,
    }
    return _storable(row)


def _date(what: str, when: When) -> Row:
    return {
        f"{what}_on": when.on.first if when.on else None,
        f"{what}_precision": (when.on.precision if when.on else Precision.NONE).value,
        f"{what}_basis": when.basis.value,
        f"{what}_evidence": when.evidence,
        f"{what}_event_id": when.event,
    }


def _statement(statement_id: str, number: int, article: Row, harvest: Harvest, codebook: Codebook) -> Row:
    attribution, when = harvest.attributions[number], harvest.times[number]
    quote, judgment = attribution.span.of(harvest.text.text), harvest.judgments[number]
    speaker = codebook.speakers.get(attribution.speaker) if attribution.speaker else None
    return {
        "id": statement_id,
        "article_id": article["id"],
        "speaker_id": attribution.speaker or stranger_id(attribution.name),
        "speaker_name": attribution.name,
        "printed": attribution.printed,
        "office": speaker.office_on(_certain_day(when)) if speaker else None,
        "country": (speaker.country or None) if speaker else None,
        "voice": attribution.voice.value,
        "start": attribution.span.start,
        "stop": attribution.span.stop,
        "quote": quote,
        "language": article["language"],
        "outlet_id": article["outlet_id"],
        **_date("said", when),
        "rule": attribution.rule,
        "cue": attribution.cue,
        "score": attribution.score,
        "runner_up": attribution.runner_up,
        "traits": dict(matching.traits(quote, harvest.text.language, judgment, codebook)),
    }


def stranger_id(name: str) -> str:
    """The id of a speaker whom the codebook lacks: `~` and the folded name; `~` alone where there is none."""
    return "~" + "-".join(folding.fold(name))[:_LONGEST_SLUG].strip("-")


def _certain_day(when: When) -> date | None:
    return when.on.first if when.on and when.on.precision is Precision.DAY else None


def _topics(statement_id: str, number: int, harvest: Harvest, codebook: Codebook) -> Iterator[Row]:
    first = {found.topic: found for found in reversed(harvest.judgments[number].topics)}
    for topic, found in sorted(first.items()):
        yield {
            "statement_id": statement_id,
            "topic_id": topic,
            "rule": found.rule,
            "evidence_start": found.evidence.start,
            "evidence_stop": found.evidence.stop,
            "codebook_version": codebook.version,
        }


def _codings(
    statement_id: str, number: int, harvest: Harvest, codebook: Codebook, doubts: list[Issue]
) -> Iterator[Row]:
    first: dict[str, str] = {}
    for found in harvest.judgments[number].stances:
        words = found.evidence.of(harvest.text.text)
        if found.position in first:
            if first[found.position] != found.stance.value:
                complaint = f"a second stance on {found.position}: {found.stance} by rule {found.rule}"
                doubts.append(Issue("storing", complaint, words, found.evidence))
            continue
        first[found.position] = found.stance.value
        yield {
            "statement_id": statement_id,
            "position_id": found.position,
            "stance": found.stance.value,
            "condition": found.condition,
            "evidence": words,
            "evidence_start": found.evidence.start,
            "evidence_stop": found.evidence.stop,
            "rule_id": found.rule,
            "runner_up": found.runner_up,
            "coder_kind": CoderKind.MACHINE.value,
            "coder": CODER,
            "codebook_version": codebook.version,
        }


def _links(article: str, numbers: dict[int, str], harvest: Harvest) -> Iterator[Row]:
    for link in dict.fromkeys(harvest.links):
        if link.statement is not None and link.statement not in numbers:
            continue
        yield {
            "event_id": link.event,
            "article_id": article,
            "statement_id": None if link.statement is None else numbers[link.statement],
            "kind": link.kind.value,
            "evidence": link.evidence,
        }


def _second_speaker(first: Attribution, second: Attribution) -> Issue:
    complaint = f"the same words are given to {first.name} and to {second.name}; the first is kept"
    return Issue("storing", complaint, second.printed, second.span)


def _issues(article: str, harvest: Harvest, doubts: list[Issue]) -> Iterator[Row]:
    judged = (issue for judgment in harvest.judgments for issue in judgment.issues)
    told = (
        *harvest.source.issues,
        *harvest.text.issues,
        *harvest.dated.issues,
        *harvest.issues,
        *judged,
        *doubts,
    )
    for issue in dict.fromkeys(told):
        yield {
            "article_id": article,
            "step": issue.step,
            "complaint": issue.complaint,
            "words": issue.words,
            "start": issue.span.start if issue.span else None,
            "stop": issue.span.stop if issue.span else None,
        }


def _storable(row: Row) -> Row:
    # PostgreSQL keeps no NUL and UTF-8 no half of a pair; one character for one, so that offsets stay true.
    return {
        name: _UNSTORABLE.sub("\ufffd", value) if isinstance(value, str) else value
        for name, value in row.items()
    }
