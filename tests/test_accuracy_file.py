"""The figures that the command line keeps are those that the page on method reads."""

from datetime import date
from pathlib import Path

import pytest

from app.cli.accuracy import keep
from app.errors import UsageError
from app.ingest.scoring import Report
from app.ingest.scoring.measures import Measure, Ratio
from app.web import accuracy

TODAY = date(2023, 11, 21)


def report(right: int) -> Report:
    topics = Measure("topics", Ratio(right, 8, 10), (0.25, 0.75))
    return Report(3, (), (topics, Measure("voice", Ratio(0, 0, 0), None)), {}, ())


def test_the_page_reads_what_the_command_keeps(tmp_path: Path) -> None:
    file = tmp_path / "accuracy.json"
    keep(file, report(4), "gold", "positions evaluate", "v1", TODAY)
    keep(file, report(2), "unread", "positions evaluate --unread", "v1", TODAY)
    keep(file, report(6), "gold", "positions evaluate", "v1", TODAY)
    found = accuracy.measured(tmp_path)
    assert found
    assert {each.name: each.metrics["topics"].precision for each in found.sets} == {
        "unread": 0.25,
        "gold": 0.75,
    }
    assert all(list(each.metrics) == ["topics"] for each in found.sets)
    assert (found.measured_on, found.sets[0].metrics["topics"].low) == (TODAY, 0.25)


def test_figures_of_another_codebook_do_not_stand_beside_them(tmp_path: Path) -> None:
    file = tmp_path / "accuracy.json"
    keep(file, report(4), "old", "positions evaluate", "v1", TODAY)
    keep(file, report(4), "new", "positions evaluate", "v2", TODAY)
    found = accuracy.measured(tmp_path)
    assert found
    assert (found.codebook_version, [each.name for each in found.sets]) == ("v2", ["new"])


def test_a_file_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "notes.json"
    file.write_text("dear diary")
    with pytest.raises(UsageError, match="something else"):
        keep(file, report(4), "gold", "positions evaluate", "v1", TODAY)
    assert file.read_text() == "dear diary"
