"""The shipped weights are what the committed training makes."""

import json
import tomllib
from dataclasses import asdict
from pathlib import Path

from app.ingest.attribution.tagging import recipe, stored


def test_the_weights_were_made_with_these_constants() -> None:
    assert stored.made_by().constants == json.loads(json.dumps(asdict(recipe.CONSTANTS)))


def test_the_weights_hold_as_many_networks_as_their_recipe_says() -> None:
    made = stored.made_by()
    sizes = recipe.CONSTANTS
    weights = stored.trained()._weights
    assert weights["u0"].shape == (made.seeds, 2, sizes.hidden, 4 * sizes.hidden)
    assert weights["word"].shape == (made.seeds, 1 + len(weights["known_words"]), sizes.word)
    assert made.epochs >= 1


def test_the_lock_installs_the_pytorch_that_made_the_weights() -> None:
    project = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text("utf-8"))
    assert project["dependency-groups"]["train"] == [f"torch=={stored.made_by().torch}"]


def test_the_model_card_names_the_recipe() -> None:
    made = stored.made_by()
    card = (Path(__file__).parents[3] / "docs" / "model-card.md").read_text("utf-8")
    assert f"--seeds {made.seeds} --epochs {made.epochs}" in card


def test_the_weights_were_made_from_these_marks(shared: Path) -> None:
    assert stored.made_by().marks == recipe.marks_of(shared / "polnear" / "train")


def test_a_changed_mark_changes_the_recipe(tmp_path: Path) -> None:
    for name in ("text", "attributions"):
        (tmp_path / name).mkdir()
    (tmp_path / "text" / "one.txt").write_text("Ober said so.", "utf-8")
    (tmp_path / "attributions" / "one_0a.ann").write_text("T1\tCue 5 9\tsaid\n", "utf-8")
    before = recipe.of(tmp_path, 1, 2, "2.13.0+cpu")
    (tmp_path / "attributions" / "one_0a.ann").write_text("T1\tCue 5 8\tsai\n", "utf-8")
    after = recipe.of(tmp_path, 1, 2, "2.13.0+cpu")
    assert before.marks != after.marks and before.analyses == after.analyses
    assert (after.seeds, after.epochs, after.torch) == (1, 2, "2.13.0")
