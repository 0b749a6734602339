"""One remark in other words and languages, and unlike remarks of one day: marked pairs."""

import hashlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from app.codebook.model import Codebook
from app.codebook.terms import Voice
from app.ingest import coding, matching
from app.ingest.matching import Remark
from app.ingest.records import Attribution, Offsets, Span, Text

PAIRS = yaml.safe_load((Path(__file__).parent / "retellings.yaml").read_text(encoding="utf-8"))
DAY = date(2024, 5, 6)
PRECISION, RECALL = 0.95, 0.75


def remark(id_: str, report: Mapping[str, Any], codebook: Codebook, speaker: str = "lavrov") -> Remark:
    """A report as ingesting makes it: coded by the shipped codebook."""
    language = next(each for each in ("en", "ru", "ar") if each in report)
    quote, voice = (
        report[language],
        Voice(report.get("voice", "mixed" if "“" in report[language] else "indirect")),
    )
    text = Text(quote, hashlib.sha256(quote.encode()).hexdigest(), Offsets((0,), (0,)), language)
    said = Attribution(Span(0, len(quote)), voice, speaker, speaker, speaker, "by-hand", 0.9)
    (judgment,) = coding.code(text, (said,), codebook)
    return Remark(
        id_,
        speaker,
        report.get("day", DAY),
        report.get("exact", True),
        matching.words_of(quote),
        report.get("article", id_),
        matching.verbatim_of(quote, voice),
        language,
        matching.traits(quote, language, judgment, codebook),
    )


def counted_once(pair: Mapping[str, Any], codebook: Codebook) -> bool:
    one, other = remark("one", pair["one"], codebook), remark("other", pair["other"], codebook)
    return len(matching.groups([one, other])) == 1


def test_marked_pairs_are_told_apart(codebook: Codebook) -> None:
    found = [(pair["same"], counted_once(pair, codebook), pair) for pair in PAIRS]
    right = sum(same and once for same, once, _ in found)
    joined = sum(once for _, once, _ in found)
    there = sum(same for same, _, _ in found)
    wrong = [pair for same, once, pair in found if once and not same]
    assert len(found) >= 60
    assert right / joined >= PRECISION, wrong
    assert right / there >= RECALL


def test_three_reports_are_one_remark_and_another_sentence_of_the_speech_stays_apart(
    codebook: Codebook,
) -> None:
    reports = {
        "a1": {"en": "East Jerusalem must be the capital of a Palestinian state within the 1967 borders"},
        "b1": {
            "en": "a Palestinian state must arise inside the 1967 lines with its capital in East Jerusalem"
        },
        "c1": {"ru": "палестинское государство в границах 1967 года со столицей в Восточном Иерусалиме"},
        "a2": {"en": "The crossings into Gaza must be opened so that aid reaches everyone"},
        "b2": {"en": "aid must reach everyone, and therefore the crossings into Gaza must be opened"},
    }
    remarks = [remark(id_, told | {"article": id_[0]}, codebook) for id_, told in reports.items()]
    expected = [{"a1", "b1", "c1"}, {"a2", "b2"}]
    assert sorted(map(set, matching.groups(remarks)), key=min) == expected
    assert sorted(map(set, matching.groups(reversed(remarks))), key=min) == expected


def test_two_demands_of_one_article_are_not_joined_by_a_third_report(codebook: Codebook) -> None:
    first = {
        "en": "we condemn the Israeli strikes on the hospitals and clinics of Gaza and the killing of doctors"
    }
    second = {
        "en": "we condemn the Israeli strikes on the hospitals of Gaza and on the refugee camps in Rafah"
    }
    third = {"en": "he condemned Israeli strikes on hospitals and clinics in Gaza and the killing of doctors"}
    remarks = [
        remark("x1", first | {"article": "x"}, codebook),
        remark("x2", second | {"article": "x"}, codebook),
        remark("y1", third | {"article": "y"}, codebook),
    ]
    assert {"x1", "y1"} in map(set, matching.groups(remarks))


def test_other_speakers_retell_nothing(codebook: Codebook) -> None:
    pair = PAIRS[0]
    one, other = remark("one", pair["one"], codebook), remark("other", pair["other"], codebook, "putin")
    assert len(matching.groups([one, other])) == 2


def test_a_page_of_text_has_no_traits(codebook: Codebook) -> None:
    assert remark("long", {"en": "an immediate ceasefire in Gaza is needed " * 60}, codebook).traits == ()
