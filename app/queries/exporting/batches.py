"""Lines in, fewer and larger pieces out: a server hands each piece over by itself."""

from collections.abc import Generator, Iterable

BATCH = 64 * 1024


def batched(lines: Iterable[bytes]) -> Generator[bytes]:
    """The same bytes in pieces of about that size."""
    batch = bytearray()
    for line in lines:
        batch += line
        if len(batch) >= BATCH:
            yield bytes(batch)
            batch.clear()
    yield bytes(batch)
