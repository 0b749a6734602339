"""Each number of an analysis leads to as many statements, and stands in its file."""

import csv
from io import StringIO

import pytest
from fastapi.testclient import TestClient

from tests.web.asking import file_of, linked_numbers, listed, row_heads

PAGES = (
    "/stances/open-the-bridge",
    "/stances/open-the-bridge?since=2023-10&counting=statement",
    "/stances/free-fishing?language=en&counting=article",
    "/speakers",
    "/speakers?topic=tolls",
    "/speakers/ivanova",
    "/speakers/~harbour-watch?since=2023",
    "/events/bridge-summit?days=30",
    "/events/bridge-summit?days=90&speaker=petrov",
    "/compare?a.speaker=ivanova&b.speaker=petrov",
    "/compare?a.language=en&a.topic=tolls&b.language=ru&counting=statement",
    "/network",
    "/network?least=3&since=2023-10",
    "/formulas",
    "/voices",
)


@pytest.mark.parametrize("path", PAGES)
def test_a_number_is_the_length_of_the_list_behind_it(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    numbers = linked_numbers(answer.text)
    for address, n in list(numbers.items())[:60]:
        assert (address, listed(client, address)) == (address, n)


@pytest.mark.parametrize(
    ("path", "table", "column"),
    [
        ("/stances/open-the-bridge", "speakers", "speaker"),
        ("/stances/open-the-bridge?since=2023-10", "outlets", "outlet"),
        ("/speakers?language=en", "speakers", "speaker"),
        ("/speakers/petrov", "positions", "position"),
        ("/speakers/petrov", "names", "name"),
        ("/events/bridge-summit?days=30", "positions", "position"),
        ("/events/bridge-summit?days=30", "speakers", "speaker"),
        ("/network", "pairs", "one"),
        ("/formulas", "formulas", "formula"),
    ],
)
def test_a_file_holds_the_rows_of_its_table(client: TestClient, path: str, table: str, column: str) -> None:
    page = client.get(path).text
    names = {"name": "printed"}
    if table == "formulas":
        assert "The codebook has no formula." in page
        return
    rows = file_of(client, page, table)
    assert [row[names.get(column, column)] for row in rows] == row_heads(page, table)


def test_the_sum_over_speakers_is_never_less_than_the_whole(client: TestClient) -> None:
    page = client.get("/stances/open-the-bridge").text
    rows = file_of(client, page, "speakers")
    total = client.get("/statements.json?position=open-the-bridge").json()["count"]
    assert sum(int(row["n"]) for row in rows) >= total > 0
    assert all(int(row["n"]) <= sum(int(row[f"n_{stance}"]) for stance in _STANCES) for row in rows)


_STANCES = ("support", "conditional", "neutral", "oppose")


def test_a_table_that_a_page_lacks_is_refused_with_those_it_has(client: TestClient) -> None:
    answer = client.get("/stances/open-the-bridge.csv?table=nothing")
    assert answer.status_code == 404
    assert "there are shifts, votes, conditions" in answer.json()["error"]


def test_a_file_refuses_a_name_that_means_nothing(client: TestClient) -> None:
    for path in ("/speakers.csv", "/network.csv", "/compare.csv", "/stances/open-the-bridge.csv"):
        answer = client.get(f"{path}?colour=blue")
        assert answer.status_code == 400
        assert "colour" in answer.json()["error"]


def test_a_file_for_spreadsheets_is_marked_and_guarded(client: TestClient) -> None:
    plain, safe = client.get("/network.csv"), client.get("/network.csv?safe=1&bom=1")
    assert safe.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(safe.content.decode("utf-8-sig"))))
    assert rows == list(csv.reader(StringIO(plain.text)))
