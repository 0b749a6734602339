"""English news in, attributions out, with the weights that the project ships."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.errors import UsageError
from app.ingest.attribution import tagging
from app.ingest.attribution.tagging import marked
from app.ingest.attribution.tagging.network import LABELS

# Just below what the shipped weights reach on the development articles of PolNeAR.
FLOOR_FULL_F1, FLOOR_DIRECT_F1, FLOOR_SOURCE = 70.4, 87.2, 92.9


def told(text: str) -> list[tuple[str | None, str | None, list[str]]]:
    return [
        (
            tagged.source.of(text) if tagged.source else None,
            tagged.cue.of(text) if tagged.cue else None,
            [content.of(text) for content in tagged.contents],
        )
        for tagged in tagging.tag(text)
    ]


def test_a_quotation_has_its_cue_and_its_source() -> None:
    text = '"The northern gate will open at dawn," the governor said on Monday.'
    ((source, cue, contents),) = told(text)
    assert (source, cue) == ("the governor", "said")
    assert "The northern gate will open at dawn" in contents[0]


def test_reported_speech_is_found_without_marks() -> None:
    text = "The governor told reporters that the northern gate would open at dawn. It rained."
    ((source, cue, contents),) = told(text)
    assert source == "The governor" and cue in {"told", "told reporters"}
    assert contents[0].endswith("the northern gate would open at dawn")


def test_plain_narration_is_nobody_s_words() -> None:
    assert told("The gate opened at dawn. Forty lorries went through before noon.") == []


def test_long_and_empty_texts_end_soon() -> None:
    assert tagging.tag("") == ()
    assert tagging.tag("\n \n") == ()
    tagging.tag("word " * 30_000)
    tagging.tag('"a" ' * 5_000)


def test_marked_articles_are_read_with_heads(tmp_path: Path) -> None:
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "one.txt").write_text("Ober said gates shut.", "utf-8")
    marks = "T1\tSource 0 4\tOber\nT2\tCue 5 9\tsaid\nT3\tContent 10 20\tgates shut\n"
    marks += "E1\tContent:T3 Cue:T2 Source:T1\n"
    (tmp_path / "attributions" / "one_0a.ann").write_text(marks, "utf-8")
    (tmp_path / "attributions" / "one_0b.ann").write_text("", "utf-8")
    (article,) = marked.read(tmp_path)
    assert [LABELS[label] for label in article.labels] == ["B-source", "B-cue", "B-content", "I-content", "O"]
    assert article.heads == [1, 0, 1, 1, marked.UNKNOWN]


def test_a_folder_without_marks_says_what_was_expected(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"text/NAME\.txt"):
        marked.read(tmp_path)


def test_the_shipped_weights_hold_their_floor_on_news_by_others(shared: Path, tmp_path: Path) -> None:
    folder, scorer = shared / "polnear" / "dev", shared / "bench" / "attribution" / "score.py"
    predictions = tmp_path / "predictions.jsonl"
    with predictions.open("w", encoding="utf-8") as out:
        for path in sorted((folder / "text").glob("*.txt")):
            text = path.read_bytes().decode("utf-8")
            out.write(
                json.dumps({"id": path.stem, "attributions": [_row(t) for t in tagging.tag(text)]}) + "\n"
            )
    command = [sys.executable, str(scorer), str(folder), str(predictions), "--json"]
    scores = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert scores["all"]["full"]["f1"] >= FLOOR_FULL_F1
    assert scores["direct"]["full"]["f1"] >= FLOOR_DIRECT_F1
    assert scores["all"]["srcacc"] >= FLOOR_SOURCE


def _row(tagged: tagging.Tagged) -> dict[str, object]:
    def place(span: object) -> list[int] | None:
        return [span.start, span.stop] if span else None  # type: ignore[attr-defined]

    contents = [place(content) for content in tagged.contents]
    return {
        "source": place(tagged.source),
        "cue": place(tagged.cue),
        "content": contents,
        "direct": tagged.is_direct,
    }
