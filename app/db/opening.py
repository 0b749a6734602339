"""A URL or a data folder in, an engine on a database with this version's tables out."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import Engine

from app.db import migrating, server, sessions


@contextmanager
def opened(url: str | None, folder: Path, *, upgrade: bool = False) -> Iterator[Engine]:
    """The database at the URL, or the embedded one of the folder where no URL is given.

    Tables of an older version are upgraded in the embedded one, and elsewhere only if asked for.
    """
    with ExitStack() as stack:
        engine = sessions.connected(url or stack.enter_context(server.serving(folder)))
        # Before the server stops, or it would wait for these connections.
        stack.callback(engine.dispose)
        if upgrade or url is None:
            migrating.upgrade(engine)
        else:
            migrating.check(engine)
        yield engine
