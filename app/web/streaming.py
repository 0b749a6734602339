"""Rows as they come from the database in, an answer that lets go of them when its reader does out."""

from collections.abc import Generator, Mapping

from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

CSV = "text/csv; charset=utf-8; header=present"


class Streamed(StreamingResponse):
    """Closes its rows whatever happens, so that no session waits for a reader who has gone."""

    def __init__(self, rows: Generator[bytes], media_type: str, headers: Mapping[str, str]) -> None:
        super().__init__(rows, media_type=media_type, headers=headers)
        self._rows = rows

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the rows; a reader who leaves early ends the query behind them."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            await run_in_threadpool(self._rows.close)


def saved_as(name: str) -> dict[str, str]:
    """The header that makes a browser keep an answer as a file."""
    return {"Content-Disposition": f'attachment; filename="{name}"'}
