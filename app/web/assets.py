"""A static file's name in, its address with the version of its content out."""

import hashlib
from functools import cache

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from app import resources

_YEAR = 365 * 24 * 3600


@cache
def address(name: str) -> str:
    """The address of a static file; it changes whenever the file does, so it may be kept for ever."""
    content = (resources.folder("static") / name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:10]}"


class VersionedFiles(StaticFiles):
    """Static files that a browser keeps for a year when asked for by version, and asks about otherwise."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file; fonts never change under their name, since it carries the package's subset and weight."""
        answer = await super().get_response(path, scope)
        lasting = b"v=" in scope["query_string"] or path.endswith(".woff2")
        answer.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable" if lasting else "no-cache"
        return answer
