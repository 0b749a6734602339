"""The demo corpus: what must hold of every digest, its gold record and the codebook they are coded by."""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from app.codebook import loading
from app.ingest import reading
from app.ingest.records import Source

SEEDS = Path(__file__).parents[1] / "seeds"
DIGESTS = {path.stem: path for path in sorted((SEEDS / "articles").glob("*/*.md"))}
TEXTS = {name: path.read_text("utf-8").split("---\n", 2) for name, path in DIGESTS.items()}
FRONTS: dict[str, dict[str, Any]] = {name: yaml.safe_load(parts[1]) for name, parts in TEXTS.items()}
BODIES = {name: parts[2].strip() for name, parts in TEXTS.items()}
GOLD: dict[str, dict[str, Any]] = {
    record["id"]: record for record in map(json.loads, (SEEDS / "gold.jsonl").read_text("utf-8").splitlines())
}

_KEYS = {"kind", "id", "outlet", "url", "language", "text_language", "title"}
_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_WEEKDAY_AND_DATE = re.compile(
    rf"\b({'|'.join(_WEEKDAYS)}),? (?:the )?(\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}}),? (\d{{4}})"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|[\u0660-\u0669]{4}")
_QUOTED = re.compile(r'"([^"]*)"|“([^”]*)”|«([^»]*)»')
_LETTERS = {"en": r"[A-Za-z]", "ru": r"[А-Яа-яЁё]", "ar": r"[\u0621-\u064a]"}


def test_every_digest_has_a_gold_record_and_every_gold_record_a_digest() -> None:
    assert len(DIGESTS) == 256
    assert DIGESTS.keys() == GOLD.keys()


def test_a_further_report_tells_of_the_same_remark_in_another_outlet() -> None:
    further = {name: name.split("--")[0] for name in DIGESTS if "--" in name}
    assert len(further) == 36
    for name, first in further.items():
        assert [GOLD[name][key] for key in ("speaker", "date")] == [
            GOLD[first][key] for key in ("speaker", "date")
        ], name
    for first in set(further.values()):
        reports = [first, *(name for name in further if further[name] == first)]
        for key in ("outlet", "url"):
            assert len({FRONTS[name][key] for name in reports}) == len(reports), (first, key)


def test_the_ingest_job_reads_every_digest_without_a_doubt() -> None:
    for name, path in DIGESTS.items():
        (source,) = reading.read_all(path)
        assert isinstance(source, Source), source
        assert (source.id, source.given.kind, source.issues) == (name, "digest", ())


def test_front_matter_holds_the_agreed_keys_and_nothing_coded() -> None:
    for name, front in FRONTS.items():
        assert front.keys() - {"published"} == _KEYS, name
        assert front["id"] == name
        assert front["url"].startswith(("https://", "http://")), name
        assert all(str(value).strip() for value in front.values()), name


def test_a_digest_lies_in_the_year_of_its_remark() -> None:
    assert {name: path.parent.name for name, path in DIGESTS.items()} == {
        name: record["date"][:4] for name, record in GOLD.items()
    }


def test_a_report_appears_on_the_day_of_the_remark_or_the_next() -> None:
    for name, front in FRONTS.items():
        if "published" in front:
            assert (front["published"] - date.fromisoformat(GOLD[name]["date"])).days in (0, 1), name


def test_a_digest_without_a_day_of_publication_names_a_year_in_its_text() -> None:
    without = [name for name, front in FRONTS.items() if "published" not in front]
    assert 66 <= len(without) <= 88
    assert [name for name in without if not _YEAR.search(BODIES[name])] == []


def test_a_weekday_beside_a_full_date_is_the_right_one() -> None:
    said = {name: list(_weekdays(body)) for name, body in BODIES.items()}
    assert sum(map(len, said.values())) >= 15
    assert {name: dates for name, dates in said.items() if any(_wrong(*one) for one in dates)} == {}


def test_the_weekday_check_knows_a_wrong_weekday() -> None:
    text = "on Tuesday, 13 October 2025, not on Friday, October 13, 2023"
    assert [_wrong(*one) for one in _weekdays(text)] == [True, False]


def test_quotations_are_no_longer_than_nine_words() -> None:
    quoted = {name: ["".join(groups) for groups in _QUOTED.findall(body)] for name, body in BODIES.items()}
    assert [name for name, spans in quoted.items() if any(len(span.split()) > 9 for span in spans)] == []


def test_quotation_marks_come_in_pairs() -> None:
    assert [
        name
        for name, body in BODIES.items()
        if body.count('"') % 2 or body.count("“") != body.count("”") or body.count("«") != body.count("»")
    ] == []


def test_a_digest_is_short_and_written_in_the_language_it_names() -> None:
    for name, body in BODIES.items():
        assert 55 <= len(body.split()) <= 175, name
        letters = {language: len(re.findall(script, body)) for language, script in _LETTERS.items()}
        assert max(letters, key=lambda language: letters[language]) == FRONTS[name]["text_language"], name


def test_no_two_digests_share_a_sentence() -> None:
    sentences = [
        sentence
        for body in BODIES.values()
        for sentence in {part.strip() for part in re.split(r"(?<=[.!?])\s+", body)}
        if len(sentence.split()) >= 6
    ]
    assert sorted(s for s in set(sentences) if sentences.count(s) > 1) == []


def test_gold_uses_only_what_the_codebook_defines() -> None:
    codebook = loading.loaded(SEEDS)
    speakers = {speaker.name for speaker in codebook.speakers.values()}
    for name, record in GOLD.items():
        assert record["speaker"] in speakers, name
        assert set(record["topics"]) <= codebook.topics.keys(), name
        assert {stance["position"] for stance in record["stances"]} <= codebook.positions.keys(), name


def _weekdays(text: str) -> Iterator[tuple[str, date]]:
    for said, day, year in _WEEKDAY_AND_DATE.findall(text):
        form = "%d %B %Y" if day[0].isdigit() else "%B %d %Y"
        yield said, datetime.strptime(f"{day} {year}", form).date()


def _wrong(said: str, day: date) -> bool:
    return _WEEKDAYS[day.weekday()] != said
