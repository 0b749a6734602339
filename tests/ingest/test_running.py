"""The job: whatever comes in, in whatever order, however often it is interrupted."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select, text

from app import resources
from app.codebook import loading
from app.codebook.model import Codebook
from app.db.sessions import reading, writing
from app.db.tables import Article, Run, RunFailure
from app.errors import UsageError
from app.ingest import processing
from app.ingest.running import Progress, Summary, ingest

DUMP = """
    SELECT 'articles', id, url_key, text_sha256, published_on::text, revision_of,
           (superseded_at IS NULL)::text, source_name, url FROM articles
    UNION ALL
    SELECT 'statements', id, article_id, utterance_id, speaker_id, said_on::text, is_first_report::text,
           (withdrawn_at IS NULL)::text, quote FROM statements
    UNION ALL
    SELECT 'utterances', id, speaker_id, said_on::text, size::text, first_statement_id, '', '', ''
      FROM utterances
    UNION ALL
    SELECT 'codings', statement_id, position_id, stance, evidence, rule_id, codebook_version,
           (superseded_at IS NULL)::text, condition FROM codings
    UNION ALL
    SELECT 'topics', statement_id, topic_id, rule, evidence_start::text, '', '', '', '' FROM statement_topics
    UNION ALL
    SELECT 'links', event_id, article_id, statement_id, kind, evidence, '', '', '' FROM event_links
    UNION ALL
    SELECT 'issues', article_id, step, complaint, words, start::text, stop::text, '', '' FROM issues
    UNION ALL
    SELECT 'bands', band::text, statement_id, said_on::text, '', '', '', '', '' FROM utterance_bands
    UNION ALL
    SELECT 'facts', id, utterance, repeat::text, topics::text, codings::text, events::text, said_on::text,
           speaker_id FROM statement_facts
"""

PLACES = ["Cairo", "Doha", "Amman", "Geneva", "Vienna", "Ankara", "Riyadh", "Muscat"]


def dump(engine: Engine) -> list[tuple[object, ...]]:
    with reading(engine) as session:
        return sorted((tuple(row) for row in session.execute(text(DUMP))), key=repr)


def article(number: int, *, shared: bool = False) -> str:
    """An invented report; those that are `shared` carry one and the same remark."""
    place = PLACES[number % len(PLACES)]
    remark = (
        "the two sides must sit down at one table and agree on lasting borders before winter comes"
        if shared
        else f"round {number} of the meeting in {place} has brought us one small step closer to a truce"
    )
    day = f"{1 + number % 28} May 2024"
    return (
        f"Envoys gather in {place}\n\nMOSCOW, {day}. Foreign Minister Sergey Lavrov spoke to reporters.\n\n"
        f"“{remark[0].upper()}{remark[1:]},” Lavrov said on Monday. "
        "He added that Russia supports the creation of an independent Palestinian state.\n"
    )


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the shipped codebook, the same for every process of these tests."""
    folder = tmp_path_factory.mktemp("rules")
    shutil.copytree(resources.folder("seeds") / "codebook", folder / "codebook")
    shutil.copy(resources.folder("seeds") / "events.yaml", folder)
    return folder


@pytest.fixture(scope="module")
def codebook(rules: Path) -> Codebook:
    return loading.load(rules)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    (folder / "deeper").mkdir(parents=True)
    for number in range(6):
        (folder / "deeper" / f"{number}.txt").write_text(article(number))
    records = [
        {
            "id": f"r{n}",
            "text": article(n, shared=True),
            "url": f"https://o{n}.example/a",
            "published": "2024-05-06",
        }
        for n in range(4)
    ]
    (folder / "records.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    return folder


def outcome(summary: Summary) -> tuple[int, int, int, int]:
    return tuple(summary.counts[name] for name in ("new", "changed", "unchanged", "failed"))


def test_ingesting_twice_changes_nothing(fresh_engine: Engine, corpus: Path, codebook: Codebook) -> None:
    first = ingest(fresh_engine, [corpus], codebook)
    once = dump(fresh_engine)
    again = ingest(fresh_engine, [corpus], codebook)
    assert (outcome(first), outcome(again)) == ((10, 0, 0, 0), (0, 0, 10, 0))
    assert first.totals == again.totals
    assert first.totals["statements"] >= 10
    assert dump(fresh_engine) == once


def test_neither_order_nor_workers_change_the_result(
    fresh_engine: Engine, corpus: Path, codebook: Codebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(fresh_engine, [corpus], codebook)
    once = dump(fresh_engine)
    with writing(fresh_engine) as session:
        session.execute(text("TRUNCATE articles, statements, utterances, runs CASCADE"))
    monkeypatch.setattr(processing, "WORTH_A_POOL", 0)
    for path in random.Random(4).sample(files := sorted(corpus.rglob("*.*")), len(files)):
        ingest(fresh_engine, [path], codebook, workers=2 if path.suffix == ".jsonl" else 1)
    assert dump(fresh_engine) == once


def test_the_run_is_recorded(fresh_engine: Engine, corpus: Path, codebook: Codebook) -> None:
    seen: list[Progress] = []
    summary = ingest(fresh_engine, [corpus], codebook, progress=lambda done: seen.append(done))
    with reading(fresh_engine) as session:
        run = session.get_one(Run, summary.run)
    assert (run.inputs, run.codebook_version) == ([str(corpus)], codebook.version)
    assert run.finished_at is not None
    assert run.finished_at >= run.started_at
    assert run.counts == summary.counts | summary.totals
    assert (seen[-1].articles, seen[-1].files_done, seen[-1].bytes_done) == (10, 7, seen[-1].bytes)


def test_bad_files_are_named_with_place_and_reason_and_stop_nothing(
    fresh_engine: Engine, corpus: Path, codebook: Codebook
) -> None:
    (corpus / "empty.txt").write_text("")
    (corpus / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (corpus / "cut.jsonl").write_text(json.dumps({"id": "ok", "text": article(9)}) + '\n{"id": "cut", "te')
    (corpus / "bare.jsonl").write_text('{"id": "bare"}\n')
    with (corpus / "long.txt").open("w") as long:
        long.writelines("x" * 1_000_000 for _ in range(50))
    (corpus / "notes.docx").write_bytes(b"PK")
    (corpus / ".hidden.txt").write_text("nothing to see")
    summary = ingest(fresh_engine, [corpus], codebook)
    assert outcome(summary) == (11, 0, 0, 5)
    assert [path.name for path in summary.ignored] == ["notes.docx"]
    places = {Path(failure.place).name for failure in summary.failures}
    assert places == {"empty.txt", "binary.txt", "cut.jsonl:2", "bare.jsonl:1", "long.txt"}
    assert all(failure.complaint for failure in summary.failures)
    with reading(fresh_engine) as session:
        assert session.scalar(select(func.count()).select_from(RunFailure)) == 5


def test_a_gold_file_beside_articles_is_left_aside(
    fresh_engine: Engine, corpus: Path, codebook: Codebook
) -> None:
    (corpus / "gold.jsonl").write_text('{"id": "0", "statements": []}\n')
    summary = ingest(fresh_engine, [corpus], codebook)
    assert outcome(summary) == (10, 0, 0, 0)
    assert [path.name for path in summary.ignored] == ["gold.jsonl"]


def test_an_article_that_trips_the_program_does_not_stop_the_run(
    fresh_engine: Engine, corpus: Path, codebook: Codebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    process = processing.pipeline.process

    def trips(source: object, rules: Codebook) -> object:
        if source.id == "3":  # type: ignore[attr-defined]
            raise KeyError("a slip")
        return process(source, rules)  # type: ignore[arg-type]

    monkeypatch.setattr(processing.pipeline, "process", trips)
    summary = ingest(fresh_engine, [corpus], codebook)
    assert outcome(summary) == (9, 0, 0, 1)
    assert "KeyError" in summary.failures[0].complaint
    monkeypatch.undo()
    assert outcome(ingest(fresh_engine, [corpus], codebook)) == (1, 0, 9, 0)


def test_a_path_that_does_not_exist_is_wrong_usage_and_nothing_is_begun(
    fresh_engine: Engine, corpus: Path, codebook: Codebook
) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        ingest(fresh_engine, [corpus, corpus / "nowhere"], codebook)
    with reading(fresh_engine) as session:
        assert session.scalar(select(func.count()).select_from(Run)) == 0


INGEST = """
import sys
from pathlib import Path
from app.codebook import loading
from app.db import sessions
from app.ingest import processing
from app.ingest.running import ingest

if __name__ == "__main__":
    processing.WORTH_A_POOL = 0
    engine = sessions.connected(sys.argv[1])
    ingest(engine, [Path(sys.argv[2])], loading.load(Path(sys.argv[4])), workers=int(sys.argv[3]))
"""


@pytest.fixture
def large(tmp_path: Path) -> Path:
    folder = tmp_path / "large"
    folder.mkdir()
    for number in range(40):
        (folder / f"{number:03}.txt").write_text(article(number, shared=number % 3 == 0))
    return folder


def in_another_process(
    engine: Engine, folder: Path, workers: int, rules: Path, script: Path
) -> subprocess.Popen[bytes]:
    script.write_text(INGEST)
    url = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    return subprocess.Popen(
        [sys.executable, str(script), url, str(folder), str(workers), str(rules)],
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        start_new_session=True,
    )


def stored(engine: Engine) -> int:
    with reading(engine) as session:
        return session.scalar(select(func.count()).select_from(Article)) or 0


@pytest.mark.parametrize("workers", [1, 2])
def test_a_run_that_was_killed_and_started_again_ends_the_same(
    fresh_engine: Engine, large: Path, codebook: Codebook, rules: Path, tmp_path: Path, workers: int
) -> None:
    killed = in_another_process(fresh_engine, large, workers, rules, tmp_path / "job.py")
    until(lambda: stored(fresh_engine) >= 10 or killed.poll() is not None)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    interrupted = stored(fresh_engine)
    assert 10 <= interrupted < 40
    summary = ingest(fresh_engine, [large], codebook)
    assert summary.counts["unchanged"] >= interrupted
    assert stored(fresh_engine) == 40
    resumed = dump(fresh_engine)
    with reading(fresh_engine) as session:
        assert session.scalar(select(func.count()).select_from(Run)) == 1
    until(lambda: not members_of(killed.pid))
    with writing(fresh_engine) as session:
        session.execute(text("TRUNCATE articles, statements, utterances, runs CASCADE"))
    ingest(fresh_engine, [large], codebook)
    assert dump(fresh_engine) == resumed


def test_two_processes_at_once_leave_what_one_would(
    fresh_engine: Engine, large: Path, codebook: Codebook, rules: Path, tmp_path: Path
) -> None:
    both = [in_another_process(fresh_engine, large, 1, rules, tmp_path / f"job{n}.py") for n in range(2)]
    assert [process.wait(timeout=300) for process in both] == [0, 0]
    together = dump(fresh_engine)
    with writing(fresh_engine) as session:
        session.execute(text("TRUNCATE articles, statements, utterances, runs CASCADE"))
    ingest(fresh_engine, [large], codebook)
    assert dump(fresh_engine) == together


def until(true: Callable[[], bool], seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def members_of(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
