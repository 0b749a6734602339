"""The network's attributions as lines for a scorer."""

import json
from pathlib import Path

from app import resources
from app.codebook import loading
from app.errors import SourceError
from app.ingest import marking

WORDS = 'The mayor, Odile Brandt, said that the ferry would sail again. "Not before spring," said Kask.\n'


def test_every_offset_counts_the_characters_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "ferry.txt"
    file.write_text("\n\n" + WORDS, "utf-8")
    (line,) = marking.lines([file], loading.loaded(resources.folder("seeds")))
    assert isinstance(line, str)
    found = json.loads(line)
    text = file.read_text("utf-8")
    assert found["id"] == "ferry"
    assert [text[slice(*row["source"])] for row in found["attributions"]][-1] == "Kask"
    assert [text[slice(*row["cue"])] for row in found["attributions"]] == ["said", "said"]
    assert "ferry would sail again" in text[slice(*found["attributions"][0]["content"][0])]
    assert [row["direct"] for row in found["attributions"]] == [False, True]


def test_a_file_that_cannot_be_read_is_told_with_its_place(tmp_path: Path) -> None:
    (complaint,) = marking.lines([tmp_path / "gone.txt"], loading.loaded(resources.folder("seeds")))
    assert isinstance(complaint, SourceError)
    assert "gone.txt" in str(complaint)
