"""`positions explain`: every finding with its grounds, of a file as of an article in the database."""

import contextlib
import io
import json
import re
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from app import resources
from app.cli import main
from app.codebook import loading, places
from app.db import server

HEAD = "---\npublished: 2024-05-06\n---\n"
REPORT = (
    "Talks on a truce\n\nMOSCOW, 6 May 2024. The ministers of the region met again.\n\n"
    "“We demand an immediate ceasefire in Gaza, and two states must be born of these talks,” "
    "Russian Foreign Minister Sergey Lavrov said on Monday.\n\n"
    "He condemned the strikes on residential quarters.\n"
)
SILENT = "The harbour lay in the sun. Boats went out and came back, and gulls followed them.\n"


class Done(NamedTuple):
    returncode: object
    stdout: str
    stderr: str


def positions(folder: Path, *arguments: str) -> Done:
    """A command run in this process, as `positions …` typed in the folder."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setattr(sys, "argv", ["positions", *arguments])
        patch.setattr(signal, "signal", lambda *_: None)
        patch.setenv("COLUMNS", "120")
        with (
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
            pytest.raises(SystemExit) as ended,
        ):
            main()
    return Done(ended.value.code, out.getvalue(), err.getvalue())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    made = tmp_path_factory.mktemp("explained")
    (made / "report.md").write_text(HEAD + REPORT)
    (made / "silent.txt").write_text(SILENT)
    yield made
    server.stop(made / ".positions")


@pytest.fixture(scope="module")
def told(folder: Path) -> dict[str, object]:
    done = positions(folder, "explain", "report.md", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


def test_a_statement_comes_with_its_speaker_date_and_span(told: dict[str, object]) -> None:
    first = told["statements"][0]  # type: ignore[index]
    assert REPORT[first["start"] : first["stop"]] == first["quote"].strip()
    assert (first["voice"], first["said"]["on"], first["said"]["basis"]) == (
        "direct",
        "2024-05-06",
        "weekday",
    )
    speaker = first["speaker"]
    assert (speaker["id"], speaker["name"], speaker["cue"]) == ("lavrov", "Sergey Lavrov", "said")
    assert 0.5 < speaker["score"] <= 1
    assert speaker["rule"]


def test_a_stance_names_the_very_line_that_decided(told: dict[str, object]) -> None:
    first = told["statements"][0]  # type: ignore[index]
    stance = next(one for one in first["stances"] if one["position"] == "immediate-ceasefire")
    assert stance["stance"] == "support"
    assert stance["evidence"] in REPORT
    path, _, line = stance["rule"]["place"].rpartition(":")
    written = Path(path).read_text().splitlines()[int(line) - 1]
    assert written.strip() == f"- id: {stance['rule']['id'].rpartition('/')[2]}"
    assert stance["rule"]["pattern"] in Path(path).read_text()


def test_a_topic_names_its_words_and_its_line(told: dict[str, object]) -> None:
    for statement in told["statements"]:  # type: ignore[attr-defined]
        for topic in statement["topics"]:
            assert topic["evidence"] in REPORT
            assert re.search(r"(topics|positions)\.yaml:\d+$", topic["rule"]["place"])


def test_the_readable_form_says_the_same(folder: Path, told: dict[str, object]) -> None:
    shown = positions(folder, "explain", "report.md").stdout
    words = " ".join(shown.split())
    for part in (
        "1 Sergey Lavrov",
        "2 Sergey Lavrov",
        "inferred from a weekday: “Monday”",
        "support ·",
        "next best:",
    ):
        assert part in words
    for statement in told["statements"]:  # type: ignore[attr-defined]
        assert f"characters {statement['start']}–{statement['stop']}" in words
        assert all(stance["rule"]["id"] in words for stance in statement["stances"])
    assert "[" not in words
    assert max(map(len, shown.splitlines())) <= 120


def test_a_text_that_yields_nothing_says_so(folder: Path) -> None:
    done = positions(folder, "explain", "silent.txt")
    assert done.returncode == 0
    assert "No statement was found" in done.stdout
    assert json.loads(positions(folder, "explain", "silent.txt", "--json").stdout)["statements"] == []


def test_an_article_of_the_database_is_explained_as_the_file_was(
    folder: Path, told: dict[str, object]
) -> None:
    assert positions(folder, "ingest", "report.md").returncode == 0
    done = positions(folder, "explain", str(told["id"]), "--json")
    assert (done.returncode, done.stderr) == (0, "")
    kept = json.loads(done.stdout)
    for statement in [*kept["statements"], *told["statements"]]:  # type: ignore[misc]
        for order in ("topics", "stances"):
            statement[order].sort(key=str)
        assert statement.pop("reports") in {None, 1}
    assert kept == told
    assert "1  Sergey Lavrov" in positions(folder, "explain", str(told["id"])).stdout


def test_every_article_of_a_file_is_explained(folder: Path) -> None:
    lines = [json.dumps({"id": str(n), "text": text}) for n, text in enumerate((REPORT, SILENT))]
    (folder / "two.jsonl").write_text("\n".join([*lines, '{"text": "cut']))
    done = positions(folder, "explain", "two.jsonl", "--json")
    assert [len(json.loads(line)["statements"]) > 0 for line in done.stdout.splitlines()] == [True, False]
    assert (done.returncode, "two.jsonl:3" in done.stderr) == (1, True)


@pytest.mark.parametrize(
    ("article", "words"), [("no-such-file.txt", "no file no-such-file.txt"), ("a" * 17, "no article")]
)
def test_what_is_not_there_is_told_in_one_line(folder: Path, article: str, words: str) -> None:
    done = positions(folder, "explain", article)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert words in done.stderr


def test_signs_that_a_terminal_obeys_are_not_printed(folder: Path) -> None:
    (folder / "hostile.txt").write_text(
        REPORT.replace("these talks", "these \x1b[31mtalks \u202e[bold]now[/bold]")
    )
    shown = positions(folder, "explain", "hostile.txt").stdout
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "[bold]now[/bold]" in " ".join(shown.split())


def test_every_rule_and_event_of_the_codebook_has_a_place() -> None:
    seeds = resources.folder("seeds")
    found, codebook = places.places(seeds), loading.load(seeds)
    owners = [*codebook.topics.values(), *codebook.positions.values()]
    assert {rule.id for owner in owners for rule in owner.rules} == found.rules.keys()  # type: ignore[attr-defined]
    assert codebook.events.keys() == found.events.keys()
    path, line = found.events[next(iter(codebook.events))]
    assert path.read_text().splitlines()[line - 1] == f"- id: {next(iter(codebook.events))}"
