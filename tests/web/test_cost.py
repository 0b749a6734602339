"""A page asks the database a fixed number of questions, however much it shows."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine, event

from app.codebook.model import Codebook
from app.db import sessions
from app.ingest.storing import store_events
from app.queries import refreshing
from app.web.app import create_app
from bench import generate


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    """The statements that are sent meanwhile."""
    sent: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize("path", ["/timeline", "/stances"])
def test_a_page_with_more_on_it_asks_no_more_often(client: TestClient, corpus: Engine, path: str) -> None:
    with counted(corpus) as for_few:
        few = client.get(f"{path}?speaker=petrov&topic=tolls&since=2023-11")
    with counted(corpus) as for_many:
        many = client.get(f"{path}?speaker=petrov&speaker=ivanova&topic=tolls&since=2023")
    assert len(many.content) > len(few.content)
    assert len(for_many) == len(for_few) <= 40


def test_the_page_of_a_position_asks_once_for_each_stance_taken(client: TestClient, corpus: Engine) -> None:
    with counted(corpus) as sent:
        assert client.get("/stances/open-the-bridge").status_code == 200
    assert len(sent) <= 60


@pytest.fixture(scope="module")
def large(large_engine: Engine, codebook: Codebook) -> Engine:
    """A generated corpus in which a scan of everything costs more than an index."""
    with sessions.writing(large_engine) as session:
        store_events(session, codebook)
    url = large_engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url) as connection:
        generate.fill(connection, codebook, 8_000)
    with sessions.writing(large_engine) as session:
        refreshing.refresh(session, codebook)
    return large_engine


MOST = {
    "/": 30,
    "/timeline": 22,
    "/stances": 18,
    "/stances/{position}": 48,
    "/formulas": 18,
    "/formulas/{formula}": 26,
    "/speakers": 14,
    "/speakers/{speaker}": 36,
    "/voices": 14,
    "/events": 8,
    "/events/{event}": 44,
    "/compare": 30,
    "/network": 14,
    "/sources": 14,
}


@pytest.mark.parametrize("path", MOST)
@pytest.mark.parametrize("query", ["", "?speaker={speaker}&topic={topic}", "?q=common&outlet__not=none"])
def test_no_page_asks_more_often_than_it_has_parts(
    large: Engine, codebook: Codebook, path: str, query: str
) -> None:
    client = TestClient(create_app(large, codebook))
    with counted(large) as sent:
        assert client.get((path + query).format(**named(codebook))).status_code == 200
    assert len(sent) <= MOST[path]


def named(codebook: Codebook) -> dict[str, str]:
    """One id of each kind."""
    of = {
        "speaker": codebook.speakers,
        "position": codebook.positions,
        "topic": codebook.topics,
        "event": codebook.events,
        "formula": codebook.formulas,
    }
    return {name: next(reversed(each)) for name, each in of.items()}


FILTERED = (
    "/timeline?q=rare",
    "/timeline?speaker={speaker}&since=2015",
    "/timeline?speaker={speaker}&q=rare",
    "/timeline?position={position}&stance=oppose",
    "/timeline?event={event}",
    "/stances?q=rare",
    "/speakers/{speaker}",
    "/events/{event}",
    "/network?speaker={speaker}&q=rare",
    "/formulas?speaker={speaker}",
)


@pytest.mark.parametrize("address", FILTERED)
def test_a_filtered_page_reads_no_table_of_texts_from_end_to_end(
    large: Engine, codebook: Codebook, address: str
) -> None:
    client = TestClient(create_app(large, codebook))
    asked: list[tuple[str, object]] = []

    def note(_: object, __: object, statement: str, given: object, *___: object) -> None:
        asked.append((statement, given))

    event.listen(large, "before_cursor_execute", note)
    answer = client.get(address.format(**named(codebook)))
    event.remove(large, "before_cursor_execute", note)
    assert answer.status_code == 200
    with large.connect() as connection:
        for statement, given in asked:
            if statement.startswith(("SELECT", "WITH")):
                plan = connection.exec_driver_sql(f"EXPLAIN {statement}", given)
                lines = [row[0] for row in plan]
                scans = [line for line in lines if re.search(r"Seq Scan on (statements|articles)\b", line)]
                assert scans == [], (statement, lines)
