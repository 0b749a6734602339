"""The command `train` as far as it goes without PyTorch."""

from importlib import util

import pytest

from app.cli import training
from app.errors import SetupError


@pytest.mark.skipif(util.find_spec("torch") is not None, reason="PyTorch is installed here")
def test_without_torch_training_says_how_to_install_it(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("marked")
    with pytest.raises(SetupError, match="uv sync --group train"):
        training.train(folder, folder / "weights.npz")
