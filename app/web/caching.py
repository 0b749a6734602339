"""A request for a file in, nothing new out where its reader has the same state already."""

import hashlib
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.queries import overview
from app.web.requests import Home, ReadSession, codebook_of


class UnchangedError(Exception):
    """What the reader holds is still true."""

    def __init__(self, tag: str) -> None:
        self.tag = tag


def tagged(request: Request, session: ReadSession, home: Home) -> None:
    """Names the state of the data in the answer; the same state is not sent twice.

    While a run is under way the data change without a name, so nothing is promised then.
    """
    snapshot = overview.settled(session)
    if snapshot is None:
        return
    asked = f"{home}{request.url.path}?{request.url.query} {codebook_of(request).version}"
    tag = f'W/"{snapshot}-{hashlib.sha256(asked.encode()).hexdigest()[:16]}"'
    if tag in {each.strip() for each in request.headers.get("If-None-Match", "").split(",")}:
        raise UnchangedError(tag)
    request.state.tag = tag


Tagged = Annotated[None, Depends(tagged)]


def unchanged(_: Request, error: Exception) -> Response:
    """The answer without a body."""
    assert isinstance(error, UnchangedError)
    return Response(status_code=304, headers={"ETag": error.tag, "Cache-Control": "no-cache"})


class Tags:
    """Puts the name of the state on the answers that have one."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and complete the answer's headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def complete(message: Message) -> None:
            tag = scope.get("state", {}).get("tag")
            if message["type"] == "http.response.start" and tag and message["status"] == 200:
                headers = MutableHeaders(scope=message)
                headers["ETag"] = tag
                headers.setdefault("Cache-Control", "no-cache")
            await send(message)

        await self.app(scope, receive, complete)
