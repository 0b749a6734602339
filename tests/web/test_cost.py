"""A page asks the database a fixed number of questions, however much it shows."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine, event


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
