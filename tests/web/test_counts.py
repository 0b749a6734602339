"""A page, its CSV and its JSON never disagree."""

import csv
import json
import re
from io import StringIO
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from sqlalchemy import Engine

from app.cli import exporting, options
from app.codebook.model import Codebook
from app.queries.filter import Counting, Filter
from tests.queries.drawing import WORDED


def shown(client: TestClient, query: str) -> list[str]:
    """Every statement of the timeline, page by page."""
    found: list[str] = []
    address: str | None = f"/timeline?{query}"
    while address:
        text = client.get(address).text
        found += re.findall(r'<li class="entry" id="s-([^"]+)"', text)
        following = re.search(r'<a rel="next" href="([^"]+)"', text)
        address = following[1].replace("&amp;", "&") if following else None
    return found


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=WORDED)
def test_page_and_files_hold_the_same_statements(client: TestClient, chosen: Filter) -> None:
    query = chosen.to_query()
    on_page = shown(client, query)
    rows = list(csv.DictReader(StringIO(client.get(f"/statements.csv?{query}").text)))
    lines = [json.loads(line) for line in client.get(f"/statements.jsonl?{query}").text.splitlines()]
    envelope = client.get(f"/statements.json?{query}&size=1000").json()
    assert sorted(on_page) == sorted(row["statement_id"] for row in rows)
    assert [row["statement_id"] for row in rows] == [line["statement_id"] for line in lines]
    assert on_page == [row["statement_id"] for row in envelope["rows"]]
    assert envelope["count"] == len(on_page)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=WORDED)
def test_the_command_line_exports_what_the_page_does(
    client: TestClient, corpus: Engine, book: Codebook, tmp_path: Path, chosen: Filter
) -> None:
    query, out = chosen.to_query(), tmp_path / "exported.csv"
    url = corpus.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("POSITIONS_DATABASE_URL", url)
        patched.setattr(options, "codebook", lambda *_: book)
        exporting.export(chosen=query, out=out, address="http://testserver")
    assert out.read_bytes() == client.get(f"/statements.csv?{query}").content


def test_the_json_pages_lead_from_one_to_the_next(client: TestClient) -> None:
    first = client.get("/statements.json?size=20").json()
    second = client.get(first["next_url"]).json()
    ids = [row["statement_id"] for row in (*first["rows"], *second["rows"])]
    assert len(ids) == len(set(ids)) == 40


def test_every_number_of_the_stance_table_is_the_length_of_its_list(client: TestClient) -> None:
    text = client.get("/stances").text
    cells = re.findall(r'href="(/timeline\?position=[^"]+&amp;stance=[^"]+)">(\d+)</a></td>', text)
    assert len(cells) == 8
    for address, n in cells:
        listed = client.get(address.replace("&amp;", "&").replace("/timeline", "/statements.json"))
        assert listed.json()["count"] == int(n)


def test_a_facet_count_is_what_choosing_it_leaves(client: TestClient) -> None:
    text = client.get("/timeline?language=en").text
    pattern = r'id="f-speaker-[^"]+" href="([^"]+)".*?<span class="n">(\d+)</span>'
    found = re.findall(pattern, text, re.DOTALL)
    assert found
    for address, n in found:
        listed = client.get(address.replace("&amp;", "&").replace("/timeline", "/statements.json"))
        assert listed.json()["count"] == int(n)


def test_a_file_for_spreadsheets_begins_with_the_mark_that_they_want(client: TestClient) -> None:
    plain, marked = client.get("/statements.csv"), client.get("/statements.csv?safe=1&bom=1")
    assert marked.content.startswith(b"\xef\xbb\xbf")
    assert not plain.content.startswith(b"\xef\xbb\xbf")
    assert plain.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert re.search(
        r'filename="statements_run\d+_\w{8}_\d{8}T\d{6}Z\.csv"', plain.headers["content-disposition"]
    )


def test_counting_every_report_shows_more_than_counting_repeats_once(client: TestClient) -> None:
    once = client.get("/statements.json").json()["count"]
    every = client.get(f"/statements.json?counting={Counting.STATEMENT}").json()["count"]
    assert every > once > 0


def test_what_the_stances_page_counts_is_what_its_files_hold(client: TestClient) -> None:
    for path in ("/stances", "/stances/open-the-bridge"):
        text = client.get(path).text
        shown_n = int(re.findall(r"(\d+) statements? (?:with|taking) a stance", text)[0])
        address = re.findall(r'href="(/statements\.json[^"]*)"', text)[0].replace("&amp;", "&")
        assert client.get(address).json()["count"] == shown_n


def test_the_bars_of_the_chart_add_up_to_the_dated_statements(client: TestClient) -> None:
    every = "counting=statement"
    rows = list(csv.DictReader(StringIO(client.get(f"/timeline.csv?{every}&period=year").text)))
    dated = client.get(f"/statements.json?{every}&undated=exclude").json()["count"]
    months = client.get(f"/timeline.json?{every}&period=month").json()["rows"]
    assert sum(int(row["n"]) for row in rows) == dated
    assert 0 < sum(row["n"] for row in months) < dated


def test_a_cell_of_the_matrix_is_the_length_of_its_list(client: TestClient) -> None:
    cells = re.findall(
        r'<a class="plain" href="(/timeline\?position[^"]+)" title="[^"]*"><svg.*?</svg>(\d+)</a>',
        client.get("/").text,
    )
    assert cells
    for address, n in cells:
        listed = address.replace("&amp;", "&").replace("/timeline", "/statements.json")
        assert client.get(listed).json()["count"] == int(n)
