"""The list of events can be narrowed to a sort and to words."""

import re

from fastapi.testclient import TestClient

from app.codebook.model import Codebook


def titles(text: str) -> set[str]:
    return set(re.findall(r'class="plain title-link" href="/events/([^"]+)"', text))


def test_a_sort_of_events_is_as_many_as_its_link_says(client: TestClient, book: Codebook) -> None:
    text = client.get("/events").text
    assert titles(text) == set(book.events)
    sorts = re.findall(r'<a href="/events\?type=([\w-]+)">[\w ]+ (\d+)</a>', text)
    assert sum(int(n) for _, n in sorts) == len(book.events)
    for sort, n in sorts:
        shown = titles(client.get(f"/events?type={sort}").text)
        assert len(shown) == int(n)
        assert all(book.events[each].type == sort for each in shown)


def test_words_narrow_the_events_and_none_says_so(client: TestClient, book: Codebook) -> None:
    event = next(iter(book.events.values()))
    word = event.title.split()[0].upper()
    shown = titles(client.get(f"/events?q={word}").text)
    assert event.id in shown
    assert "No event matches" in client.get("/events?q=zeppelin").text
    assert client.get("/events?type=picnic").status_code == 400
