"""The options that several commands share, and what they stand for."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import Engine

from app import resources
from app.codebook import loading
from app.codebook.model import Codebook
from app.db.opening import opened
from app.settings import Settings

Data = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="DIR",
        help="Folder of the embedded database [default: .positions, or POSITIONS_DATA].",
    ),
]
CodebookFolder = Annotated[
    Path | None,
    typer.Option(
        "--codebook",
        metavar="DIR",
        help="Folder with codebook/*.yaml and events.yaml [default: the one that comes with positions].",
    ),
]
Workers = Annotated[
    int | None,
    typer.Option("--workers", min=1, help="Processes that read articles [default: one per processor]."),
]
Host = Annotated[str | None, typer.Option(help="Address to listen on [default: 127.0.0.1].")]
Port = Annotated[int | None, typer.Option(min=1, max=65535, help="Port to listen on [default: 8765].")]
Paths = Annotated[
    list[Path],
    typer.Argument(help="Files (.txt .html .md .jsonl .csv) or folders of them.", metavar="PATH…"),
]


def codebook(settings: Settings, folder: Path | None) -> Codebook:
    """The codebook that was asked for, or the one that comes with the program."""
    return loading.load(codebook_folder(settings, folder))


def codebook_folder(settings: Settings, folder: Path | None) -> Path:
    """Where the files of the codebook lie."""
    return folder or settings.codebook or resources.folder("seeds")


@contextmanager
def database(settings: Settings, data: Path | None, *, upgrade: bool = False) -> Iterator[Engine]:
    """The database of the settings; the embedded one of `data` where a folder is named."""
    with opened(None if data else settings.url(), data or settings.data, upgrade=upgrade) as engine:
        yield engine
