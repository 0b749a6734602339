"""The file of measured figures in, what can be said of a codebook's accuracy out.

`seeds/accuracy.json` holds `codebook_version`, `measured_on`, `command` and `sets`: each with a `name`, the
number `n` of annotated articles, and `metrics` by name, each with `precision`, `recall`, `f1` and, where
there are articles enough, the ends `low` and `high` of its 95 % interval.
"""

from datetime import date
from pathlib import Path

from pydantic import BaseModel, ValidationError

from app import resources
from app.errors import SetupError

FILE = "accuracy.json"


class Metric(BaseModel):
    """One figure; what could not be worked out is none."""

    precision: float | None = None
    recall: float | None = None
    f1: float | None = None
    low: float | None = None
    high: float | None = None


class AnnotatedSet(BaseModel):
    """The figures on one set of annotated articles."""

    name: str
    n: int
    metrics: dict[str, Metric]


class Accuracy(BaseModel):
    """What was measured when, with which codebook and how it can be measured again."""

    codebook_version: str
    measured_on: date
    command: str
    sets: list[AnnotatedSet]


def measured(folder: Path | None = None) -> Accuracy | None:
    """The figures that came with the codebook; none if nobody measured."""
    path = (folder or resources.folder("seeds")) / FILE
    if not path.is_file():
        return None
    try:
        return Accuracy.model_validate_json(path.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise SetupError(f"{path} cannot be used: {place}: {first['msg']}. Measure again.") from None
