"""Marked articles with a parser's analysis in, windows to learn from out."""

import gzip
import json
import random
from pathlib import Path

import numpy as np
import pytest

from app.ingest.attribution.tagging import analyses, features, lessons, marked

TEXT = "Ober said gates shut."
WORDS = [
    ("Ober", 0, "NNP", "PERSON"),
    ("said", 5, "VBD", "O"),
    ("gates", 10, "NNS", "O"),
    ("shut", 16, "VBD", "O"),
]
ARCS = [("nsubj", 2, 1), ("root", 0, 2), ("nsubj", 4, 3), ("ccomp", 2, 4), ("punct", 2, 5)]
TREE = "(ROOT (S (NP (NNP Ober)) (VP (VBD said) (SBAR (S (NP (NNS gates)) (VP (VBD shut))))) (. .)))"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("text", "attributions", "corenlp"):
        (tmp_path / name).mkdir()
    (tmp_path / "text" / "one.txt").write_text(TEXT, "utf-8")
    marks = "T1\tSource 0 4\tOber\nT2\tCue 5 9\tsaid\nT3\tContent 10 20\tgates shut\n"
    (tmp_path / "attributions" / "one_0a.ann").write_text(
        marks + "E1\tContent:T3 Cue:T2 Source:T1\n", "utf-8"
    )
    tokens = "".join(
        f"<token><word>{word}</word><CharacterOffsetBegin>{at}</CharacterOffsetBegin><POS>{part}</POS><NER>{kind}</NER>"
        "</token>"
        for word, at, part, kind in [*WORDS, (".", 20, ".", "O")]
    )
    arcs = "".join(
        f'<dep type="{name}">\n<governor idx="{a}">x</governor>\n<dependent idx="{b}">x</dependent></dep>'
        for name, a, b in ARCS
    )
    basic = f'<dependencies type="basic-dependencies">{arcs}</dependencies>'
    other = (
        '<dependencies type="collapsed-dependencies"><dep type="odd">\n<governor idx="1">x</governor></dep>'
    )
    xml = (
        f'<sentences><sentence id="1"><tokens>{tokens}</tokens><parse>{TREE}</parse>{basic}{other}</sentence>'
    )
    (tmp_path / "corenlp" / "one.txt.xml").write_text(xml, "utf-8")
    return tmp_path


def test_a_parse_gives_parts_governors_and_clauses(folder: Path) -> None:
    (article,) = marked.read(folder)
    ober, said, gates, shut, stop = article.analyses
    assert ober == analyses.Analysed("NNP", "PERSON", "nsubj", 5, opens=1)
    assert said == analyses.Analysed("VBD", "O", "root", -1)
    assert gates == analyses.Analysed("NNS", "O", "nsubj", 16, opens=2)
    assert shut == analyses.Analysed("VBD", "O", "ccomp", 5, closes=2)
    assert stop == analyses.Analysed(".", "O", "punct", 5, closes=1)


def test_without_parses_the_classes_beside_the_folder_are_learned_from(folder: Path) -> None:
    (folder / "corenlp" / "one.txt.xml").unlink()
    tokens = [[at, at + len(word), part, kind] for word, at, part, kind in WORDS]
    beside = folder.with_name(f"{folder.name}.silver.jsonl.gz")
    beside.write_bytes(gzip.compress(json.dumps({"id": "one", "tokens": tokens}).encode()))
    (article,) = marked.read(folder)
    assert article.analyses[0] == analyses.Analysed("NNP", "PERSON", opens=None, closes=None)
    assert article.analyses[4] is None
    lesson = lessons.prepare([article])[0][0]
    assert (lesson.classes[:4, :2] != lessons.IGNORED).all()
    assert (lesson.classes[:, 2:] == lessons.IGNORED).all()
    assert list(analyses.sources(folder)) == [beside]


def test_a_parse_too_large_is_left_out(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analyses, "LARGEST", 10)
    (article,) = marked.read(folder)
    assert article.analyses == [None] * 5


def test_a_window_counts_its_heads_from_one(folder: Path) -> None:
    prepared, known = lessons.prepare(marked.read(folder))
    (piece,) = lessons.cut(prepared, random.Random(1))
    assert piece.heads.tolist() == [2, 1, 2, 2, -1]
    assert piece.governors.tolist() == [2, 0, 4, 2, 2]
    assert piece.classes[:, 3].tolist() == [1, 0, 2, 0, 0]
    # Every word stands there once: none is known, all share row 0.
    assert [len(hashes) for hashes in known.hashes] == [0, 0]
    assert piece.rows[:, : features.HASHES].tolist() == [[0, 0]] * 5


def test_words_seen_twice_are_known(folder: Path) -> None:
    articles = marked.read(folder) * 2
    prepared, known = lessons.prepare(articles)
    assert [len(hashes) for hashes in known.hashes] == [5, 5]
    assert sorted(prepared[0].rows[:, 0].tolist()) == [1, 2, 3, 4, 5]
    assert known.counts[0].tolist() == [2] * 5


def test_every_window_is_in_one_batch(folder: Path) -> None:
    prepared, _ = lessons.prepare(marked.read(folder) * 45)
    pieces = lessons.cut(prepared, random.Random(1))
    found = lessons.batches(pieces, random.Random(2))
    assert sorted(len(batch) for batch in found) == [13, 16, 16]
    assert np.sum([len(piece.labels) for batch in found for piece in batch]) == 45 * 5
