"""A static file's name in, its address with the version of its content out."""

import hashlib
from functools import cache
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from app import resources

_YEAR = 365 * 24 * 3600


@cache
def _version(path: Path, changed_at: float) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10]


def address(name: str) -> str:
    """The address of a static file; it changes whenever the file does, so it may be kept for ever."""
    path = resources.folder("static") / name
    return f"/static/{name}?v={_version(path, path.stat().st_mtime)}"


class VersionedFiles(StaticFiles):
    """Static files that a browser keeps for a year when asked for by version, and asks about otherwise."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file; fonts never change under their name, since it carries the package's subset and weight."""
        answer = await super().get_response(path, scope)
        lasting = b"v=" in scope["query_string"] or path.endswith(".woff2")
        answer.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable" if lasting else "no-cache"
        return answer
