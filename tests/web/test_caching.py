"""The same state is not sent twice, and nobody who leaves early keeps a session."""

from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor

import anyio
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from starlette.requests import ClientDisconnect
from starlette.types import Message

from app.codebook.model import Codebook
from app.web.app import create_app
from app.web.streaming import Streamed

FILES = ("/statements.csv", "/statements.json", "/statements.jsonl", "/statements.atom", "/statements.ris")


@pytest.mark.parametrize("path", FILES)
def test_a_file_is_sent_again_only_when_the_data_or_the_question_changed(
    client: TestClient, path: str
) -> None:
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    other = client.get(f"{path}?speaker=petrov", headers={"If-None-Match": first.headers["etag"]})
    assert other.status_code == 200


@pytest.mark.parametrize("path", ["/", "/timeline", "/statements.csv", "/static/css/base.css", "/nowhere"])
def test_head_says_what_get_would_say_and_sends_no_body(client: TestClient, path: str) -> None:
    got, asked = client.get(path), client.head(path)
    assert asked.status_code == got.status_code
    assert asked.content == b""
    assert asked.headers["content-type"] == got.headers["content-type"]


def test_links_begin_with_the_public_address_where_there_is_one(corpus: Engine, book: Codebook) -> None:
    client = TestClient(create_app(corpus, book, "https://positions.example"))
    row = client.get("/statements.json?size=1").json()
    assert row["rows"][0]["permalink"].startswith("https://positions.example/statements/")
    assert row["next_url"].startswith("https://positions.example/statements.json?")
    assert '<link rel="canonical" href="https://positions.example/timeline">' in client.get("/timeline").text


def test_rows_are_closed_when_their_reader_leaves() -> None:
    closed: list[str] = []

    def rows() -> Generator[bytes]:
        try:
            while True:
                yield b"row"
        finally:
            closed.append("closed")

    async def send(message: Message) -> None:
        if message["type"] == "http.response.body":
            raise OSError("the reader is gone")

    async def receive() -> Message:
        return {"type": "http.request"}

    async def answer() -> None:
        await Streamed(rows(), "text/csv", {})(
            {"type": "http", "asgi": {"spec_version": "2.4"}}, receive, send
        )

    # In a thread of its own: where a browser test ran before, this one holds Playwright's event loop.
    with ThreadPoolExecutor(1) as pool, pytest.raises(ClientDisconnect):
        pool.submit(anyio.run, answer).result()
    assert closed == ["closed"]
