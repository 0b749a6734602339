"""Every page answers, says what it shows, and carries its headers."""

import re

import pytest
from fastapi.testclient import TestClient

PAGES = (
    "/",
    "/timeline",
    "/stances",
    "/stances/open-the-bridge",
    "/events",
    "/events/bridge-summit",
    "/speakers",
    "/speakers/ivanova",
    "/speakers/~harbour-watch",
    "/voices",
    "/voices/unknown",
    "/formulas",
    "/compare",
    "/network",
    "/sources",
    "/methods",
)
PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_one_heading_a_title_and_an_address_to_cite(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert len(re.findall("<h1[ >]", answer.text)) == 1
    assert "· Positions</title>" in answer.text
    assert f'<link rel="canonical" href="http://testserver{path}">' in answer.text


@pytest.mark.parametrize("path", [*PAGES, "/statements.csv", "/nowhere", "/static/css/base.css"])
def test_every_answer_forbids_foreign_scripts_and_frames(client: TestClient, path: str) -> None:
    policy = client.get(path).headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    assert "default-src 'none'" in policy
    assert client.get(path).headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    ["/timeline", "/stances", "/stances/open-the-bridge", "/speakers", "/voices", "/formulas", "/network"],
)
def test_a_fragment_is_a_part_of_its_page(client: TestClient, path: str) -> None:
    address = f"{path}?speaker=ivanova"
    page, fragment = client.get(address), client.get(address, headers=PARTIAL)
    results = fragment.text[fragment.text.index('<div id="results"') :].strip()
    assert results in page.text
    assert "<html" not in fragment.text
    assert page.headers["vary"].startswith("HX-Request-Type")
    assert fragment.headers["vary"].startswith("HX-Request-Type")


def test_a_page_restored_from_history_is_whole(client: TestClient) -> None:
    restored = {"HX-Request": "true", "HX-Request-Type": "full", "HX-History-Restore-Request": "true"}
    assert "<html" in client.get("/timeline", headers=restored).text


def test_a_fragment_sends_the_canonical_address_back(client: TestClient) -> None:
    answer = client.get("/timeline?utm_source=mail&topic=tolls&speaker=petrov&since=", headers=PARTIAL)
    assert answer.headers["hx-push-url"] == "/timeline?speaker=petrov&topic=tolls"


def test_names_that_mean_nothing_are_left_alone_on_pages_and_refused_in_files(client: TestClient) -> None:
    assert client.get("/timeline?utm_source=mail").status_code == 200
    refused = client.get("/statements.json?utm_source=mail")
    assert refused.status_code == 400
    assert refused.json()["ok"] is False
    assert "utm_source" in refused.json()["error"]


def test_the_form_keeps_what_is_chosen_elsewhere(client: TestClient) -> None:
    text = client.get("/timeline?speaker=petrov&q=bridge&since=2023-08").text
    assert '<input type="hidden" name="speaker" value="petrov">' in text
    assert 'name="q" type="search" value="bridge"' in text
    assert 'name="since" value="2023-08"' in text


def test_a_chip_leads_to_the_list_without_its_value(client: TestClient) -> None:
    text = client.get("/timeline?speaker=petrov&topic=tolls").text
    assert 'href="/timeline?topic=tolls"' in text
    assert 'aria-label="Drop Oleg Petrov"' in text


def test_a_chosen_facet_value_leads_back_and_another_one_widens(client: TestClient) -> None:
    text = client.get("/timeline?speaker=petrov").text
    assert re.search(r'href="/timeline"[^>]*aria-current="true"><bdi>Oleg Petrov', text)
    assert 'href="/timeline?speaker=ivanova&amp;speaker=petrov"' in text
    assert 'href="/timeline?speaker=petrov&amp;speaker__not=ivanova"' in text


def test_the_health_check_answers_once_the_database_does(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"ok": True}


def test_a_static_file_asked_for_by_version_is_kept_for_a_year(client: TestClient) -> None:
    page = client.get("/").text
    address = re.search(r'href="(/static/css/base\.css\?v=\w+)"', page)
    assert address
    assert "immutable" in client.get(address[1]).headers["cache-control"]
    assert client.get("/static/css/base.css").headers["cache-control"] == "no-cache"


def test_the_sentence_names_the_speaker_before_the_country(client: TestClient) -> None:
    assert "by speakers of ru, repeats" in client.get("/timeline?country=ru").text
    assert "by Anna Ivanova of ru, repeats" in client.get("/timeline?country=ru&speaker=ivanova").text
