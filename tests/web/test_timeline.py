"""The list can be read from either end, and every way out of it keeps the order."""

import re

from fastapi.testclient import TestClient


def listed(text: str) -> list[str]:
    return re.findall(r'<li class="entry" id="s-([^"]+)"', text)


def test_oldest_first_is_newest_first_from_its_other_end(client: TestClient) -> None:
    choice = "speaker=petrov&undated=exclude"
    newest, oldest = (client.get(f"/timeline?{choice}&order={order}").text for order in ("newest", "oldest"))
    if 'rel="next"' not in newest:
        assert listed(oldest) == listed(newest)[::-1]
    first = client.get(f"/statements.jsonl?{choice}").text.splitlines()[0]
    assert listed(oldest)[0] in first


def test_the_order_is_part_of_the_address_and_the_default_is_not(client: TestClient) -> None:
    def canonical(query: str) -> str:
        found = re.search(r'rel="canonical" href="([^"]+)"', client.get(f"/timeline?{query}").text)
        assert found
        return found[1]

    assert canonical("order=oldest&topic=tolls") == "http://testserver/timeline?topic=tolls&amp;order=oldest"
    assert canonical("order=newest&topic=tolls") == "http://testserver/timeline?topic=tolls"
    assert client.get("/timeline?order=sideways").status_code == 400


def test_facets_chips_and_the_form_keep_the_order(client: TestClient) -> None:
    text = client.get("/timeline?topic=tolls&order=oldest").text
    assert 'id="f-speaker-petrov" href="/timeline?speaker=petrov&amp;topic=tolls&amp;order=oldest"' in text
    assert re.search(r'<a href="/timeline\?order=oldest"[^>]*aria-label="Drop Tolls"', text)
    assert '<input type="hidden" name="order" value="oldest">' in text


def test_the_next_page_goes_on_in_the_same_direction(client: TestClient) -> None:
    address: str | None = "/timeline?order=oldest&counting=statement"
    found: list[str] = []
    while address:
        text = client.get(address).text
        found += listed(text)
        following = re.search(r'<a rel="next" href="([^"]+)"', text)
        address = following[1].replace("&amp;", "&") if following else None
    every = client.get("/statements.json?counting=statement&size=1000").json()
    assert len(found) == len(set(found)) == every["count"]


def test_a_day_is_marked_as_inferred_only_if_everything_in_it_is(client: TestClient) -> None:
    text = client.get("/timeline?counting=statement").text
    days = re.findall(r'<section class="day">(.*?)</section>', text, re.DOTALL)
    assert days
    for day in days:
        heading, _, rest = day.partition("</h2>")
        entries, inferred = rest.count('class="entry"'), len(re.findall(r"~</span>date", rest))
        assert ("inferred" in heading) == (entries == inferred > 0)
