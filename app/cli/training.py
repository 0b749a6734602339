"""The command `train`: the network that finds who says what, learned anew from marked articles."""

from importlib import import_module, util
from pathlib import Path
from typing import Annotated

import typer

from app.cli import showing
from app.errors import SetupError, UsageError


def train(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Holds text/ and attributions/.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Where to write the weights (.npz).")],
    seeds: Annotated[int, typer.Option(min=1, help="How many networks to train and average.")] = 3,
    epochs: Annotated[int, typer.Option(min=1, help="How often each reads all articles.")] = 12,
) -> None:
    """Train the network that finds sources, cues and contents of attributions.

    The folder holds text/NAME.txt and, for each, attributions/NAME_*.ann in standoff form; a parser's
    corenlp/NAME.txt.xml is learned from too where it is there. Takes an hour, needs PyTorch, and gives the
    same weights for the same folder. docs/model-card.md says how to use them.

    Example: positions train marked/ --out weights.npz --seeds 3 --epochs 12
    """
    if util.find_spec("torch") is None:
        raise SetupError(
            "Training needs PyTorch, as nothing else does. Install it and start again: uv sync --group train"
        )
    if not out.parent.is_dir():
        raise UsageError(f"{out.parent}: no such folder to write the weights to.")
    training = import_module("app.ingest.attribution.tagging.training")
    training.train(folder, out, seeds=seeds, epochs=epochs, say=showing.err.print)
