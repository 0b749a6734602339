"""How well the rules code by hand-made annotations, pinned just below what is reached."""

import json
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from app import resources
from app.codebook.model import Codebook
from app.codebook.terms import Voice
from app.ingest import inputs, processing, scoring
from app.ingest.coding import code
from app.ingest.processing import Spoiled
from app.ingest.records import Attribution, Judgment, Offsets, Span, Text
from app.ingest.scoring import Ratio, Report

SHARED = Path(__file__).parents[2].parent / "shared"
LONGEST_LEAD = 6

shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared annotations are not beside this checkout")


def as_text(words: str) -> Text:
    return Text(words, "", Offsets((0,), (0,)), "en")


def statement(
    codebook: Codebook, name: str, span: Span, cue: Span | None = None, voice: Voice = Voice.INDIRECT
) -> Attribution:
    ids = {speaker.name: speaker.id for speaker in codebook.speakers.values()}
    return Attribution(span, voice, name, ids.get(name), name, "gold", 1.0, cue_span=cue)


def lead(text: str, wide: Span, anchor: Span) -> Span | None:
    """The words of its sentence before a statement, at most six."""
    before = text[wide.start : anchor.start]
    sentence = max((found.end() for found in re.finditer(r"[.!?][\"”]?\s+|\n", before)), default=0)
    words = [found.start() for found in re.finditer(r"\S+", before)]
    start = max(sentence, words[-LONGEST_LEAD] if len(words) >= LONGEST_LEAD else 0)
    return Span(wide.start + start, anchor.start) if before[start:].strip() else None


def figures(pairs: Iterable[tuple[Judgment, set[str], set[tuple[str, str]]]]) -> tuple[float, float]:
    """Micro-F1 of topics and of stances."""
    totals = [[0, 0, 0], [0, 0, 0]]
    for judgment, topics, stances in pairs:
        found = {topic.topic for topic in judgment.topics}
        taken = {(stance.position, stance.stance.value) for stance in judgment.stances}
        for total, mine, theirs in ((totals[0], found, topics), (totals[1], taken, stances)):
            for place, size in enumerate((len(mine & theirs), len(mine), len(theirs))):
                total[place] += size
    return Ratio(*totals[0]).f1 or 0.0, Ratio(*totals[1]).f1 or 0.0


@shared
def test_statements_of_real_articles_are_coded_as_by_hand(codebook: Codebook) -> None:
    pairs = []
    for article in scoring.read(SHARED / "seeds" / "gold.jsonl"):
        text = (SHARED / "seeds" / f"{article.id}.txt").read_bytes().decode()
        required = [gold for gold in article.statements if not gold.is_optional and gold.span and gold.around]
        statements = tuple(
            statement(
                codebook,
                gold.speakers[0],
                gold.span,
                lead(text, gold.around, gold.span),
                Voice.INDIRECT if gold.is_direct is False else Voice.DIRECT,
            )
            for gold in required
            if gold.span and gold.around
        )
        for gold, judgment in zip(required, code(as_text(text), statements, codebook), strict=True):
            pairs.append((judgment, set(gold.topics), set(gold.stances)))
    topics, stances = figures(pairs)
    assert len(pairs) == 47
    assert topics >= 0.88
    assert stances >= 0.96


@shared
def test_summaries_of_many_statements_are_coded_as_by_hand(codebook: Codebook) -> None:
    pairs = []
    for line in (SHARED / "data" / "statements.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        words = " ".join([record["summary"], *(f'"{phrase}"' for phrase in record.get("phrases", []))])
        # A summary stands alone; the line after it is the article that says what it is about.
        text = as_text(f"{words}\n\nThe war in Gaza.")
        [judgment] = code(text, (statement(codebook, record["speaker"], Span(0, len(words))),), codebook)
        taken = {(entry["position"], entry["stance"]) for entry in record["stances"]}
        pairs.append((judgment, set(record["topics"]), taken))
    topics, stances = figures(pairs)
    assert len(pairs) == 220
    assert topics >= 0.81
    assert stances >= 0.82


@pytest.fixture(scope="module")
def demo(codebook: Codebook) -> Report:
    """How the demo corpus is read, from the files on."""
    seeds = resources.folder("seeds")
    found = processing.harvests(inputs.expand([seeds / "articles"]).files, codebook, workers=1)
    harvests = {harvest.source.id: harvest for harvest in found if not isinstance(harvest, Spoiled)}
    return scoring.evaluate(scoring.read(seeds / "gold.jsonl"), harvests, codebook)


@pytest.mark.parametrize(
    ("name", "floor"),
    [("attributed", 0.97), ("statement date", 0.93), ("topics", 0.76), ("stances", 0.79)],
)
def test_the_demo_corpus_is_read_as_by_hand(demo: Report, name: str, floor: float) -> None:
    assert demo.missing == ()
    assert (demo.measure(name).ratio.f1 or 0.0) >= floor


def test_what_is_found_in_the_demo_corpus_is_seldom_wrong(demo: Report) -> None:
    assert (demo.measure("stances").ratio.precision or 0.0) >= 0.87
    assert (demo.measure("topics").ratio.precision or 0.0) >= 0.78
