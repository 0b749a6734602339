"""The weights that the project ships, one byte each, and the recipe by which they were made."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from app.ingest.attribution.tagging.network import Network
from app.ingest.attribution.tagging.recipe import Recipe

_WEIGHTS = "weights.npz"
_RECIPE = "recipe"
# Fewer numbers are kept as they are.
_FEW = 4096


@lru_cache(maxsize=1)
def trained() -> Network:
    """The network whose weights lie beside this module, one byte a weight."""
    with files(__package__).joinpath(_WEIGHTS).open("rb") as stored, np.load(stored) as arrays:
        names = [name for name in arrays.files if name != _RECIPE and not name.endswith(".scale")]
        return Network({name: _unpacked(arrays, name) for name in names})


def made_by() -> Recipe:
    """How the stored weights were made."""
    with files(__package__).joinpath(_WEIGHTS).open("rb") as stored, np.load(stored) as arrays:
        return Recipe(**json.loads(arrays[_RECIPE].tobytes()))


def packed(
    weights: Mapping[str, npt.NDArray[Any]], made: Recipe | None = None
) -> dict[str, npt.NDArray[np.generic]]:
    """Weights as signed bytes with one scale a row; small arrays, hashes and the recipe stay as they are."""
    arrays: dict[str, npt.NDArray[np.generic]] = {}
    if made is not None:
        arrays[_RECIPE] = np.frombuffer(json.dumps(asdict(made)).encode(), np.uint8)
    for name, values in weights.items():
        if values.size < _FEW or values.dtype != np.float32:
            arrays[name] = values
            continue
        scale = np.maximum(np.abs(values).max(-1, keepdims=True), 1e-8) / 127
        arrays[name] = np.round(values / scale).astype(np.int8)
        arrays[f"{name}.scale"] = scale.astype(np.float32)
    return arrays


def _unpacked(arrays: "np.lib.npyio.NpzFile", name: str) -> npt.NDArray[Any]:
    values = arrays[name]
    return values * arrays[f"{name}.scale"] if f"{name}.scale" in arrays.files else values
