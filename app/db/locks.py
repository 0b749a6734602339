"""Files that processes lock, so that the kernel itself forgets a process that was killed."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.errors import SetupError

_PATIENCE_S = 120.0
_PAUSE_S = 0.05


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """One process at a time, whoever else waits."""
    handle = _open(path)
    try:
        deadline = time.monotonic() + _PATIENCE_S
        while not _take(handle, fcntl.LOCK_EX):
            if time.monotonic() > deadline:
                raise SetupError(
                    f"{path.parent} is busy: another process has been starting or stopping its database for "
                    f"{_PATIENCE_S:.0f} seconds. End that process, then try again."
                )
            time.sleep(_PAUSE_S)
        yield
    finally:
        os.close(handle)


class Presence:
    """A sign that this process uses the folder; it goes away with the process, however that ends."""

    def __init__(self, path: Path) -> None:
        self._handle = _open(path)
        _take(self._handle, fcntl.LOCK_SH)

    def leave(self) -> bool:
        """Ends the presence; true if nobody else is there."""
        last = _take(self._handle, fcntl.LOCK_EX)
        os.close(self._handle)
        return last


def anybody(path: Path) -> bool:
    """Whether some process is present."""
    handle = _open(path)
    try:
        return not _take(handle, fcntl.LOCK_EX)
    finally:
        os.close(handle)


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise SetupError(
            f"{path.parent} cannot be written ({error.strerror}). Choose another folder with --data DIR."
        ) from error


def _take(handle: int, kind: int) -> bool:
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
