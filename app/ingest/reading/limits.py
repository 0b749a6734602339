"""How much one article may weigh; a file in, its bytes out."""

from pathlib import Path

from app.errors import SourceError

# Ten megabytes hold any article; what is larger is a dump, a disk image or an attack.
MAX_BYTES = 10_000_000


def whole(path: Path, place: str, advice: str = "") -> bytes:
    """The content of a file that is neither empty nor too large."""
    with path.open("rb") as file:
        content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        size = path.stat().st_size
        raise SourceError(
            place, f"{size:,} bytes are too much for one article (at most {MAX_BYTES:,}){advice}"
        )
    if not content.strip():
        raise SourceError(place, "the file is empty")
    return content
