"""The codebook can be read, checked and taken to other programs."""

import csv
import json
import re
from io import StringIO
from pathlib import Path
from uuid import UUID
from xml.etree import ElementTree as ET

import pytest
from fastapi.testclient import TestClient

from app.codebook.model import Codebook
from app.errors import SetupError
from app.web import accuracy
from app.web.codes import codes
from app.web.codes.refi import guid

QDC = "{urn:QDA-XML:codebook:1.0}"


def test_every_position_has_a_page_with_every_pattern_of_its_rules(
    client: TestClient, book: Codebook
) -> None:
    for position in book.positions.values():
        text = client.get(f"/methods/{position.id}").text
        words = " ".join(re.sub(r"<[^>]+>", "", text).split())
        for rule in position.rules:
            assert f'id="{rule.id}"' in text
            for pattern in (*rule.when, *rule.unless, *rule.given):
                plain = re.sub(r"<([a-z0-9-]+)>", r"\1", pattern.text)
                assert plain in words.replace("&amp;", "&")
    assert client.get("/methods/none").status_code == 404


def test_every_word_list_that_a_pattern_links_to_is_on_the_page(client: TestClient, book: Codebook) -> None:
    for position in book.positions:
        text = client.get(f"/methods/{position}").text
        assert set(re.findall(r'href="#w-([^"]+)"', text)) <= set(re.findall(r'id="w-([^"]+)"', text))


def test_the_exchange_format_holds_each_code_once_under_its_parent(
    client: TestClient, book: Codebook
) -> None:
    root = ET.fromstring(client.get("/codebook.qdc").content)
    assert root.tag == f"{QDC}CodeBook"
    assert root.get("origin", "").startswith("Positions ")
    found = {code.get("guid"): code for code in root.iter(f"{QDC}Code")}
    expected = codes(book)
    assert set(found) == {guid(code.id) for code in expected}
    assert all(UUID(str(each)).version == 5 and str(each) == str(each).upper() for each in found)
    for code in expected:
        element = found[guid(code.id)]
        assert element.get("name") == code.name
        assert element.get("isCodable") == ("true" if code.is_codable else "false")
        children = {child.get("guid") for child in element.findall(f"{QDC}Code")}
        assert children == {guid(other.id) for other in expected if other.parent == code.id}


def test_a_set_gathers_one_stance_across_all_positions(client: TestClient, book: Codebook) -> None:
    root = ET.fromstring(client.get("/codebook.qdc").content)
    sets = {each.get("guid"): each for each in root.iter(f"{QDC}Set")}
    members = {member.get("guid") for member in sets[guid("set:oppose")].iter(f"{QDC}MemberCode")}
    assert members == {guid(f"position:{position}/oppose") for position in book.positions}


def test_a_code_keeps_its_identifier_whatever_it_is_called() -> None:
    assert guid("topic:ceasefire") == guid("topic:ceasefire") != guid("topic:Ceasefire")


def test_the_table_of_codes_says_how_often_each_was_given(client: TestClient, book: Codebook) -> None:
    rows = {row["code_id"]: row for row in csv.DictReader(StringIO(client.get("/codebook.csv").text))}
    assert list(rows) == [code.id for code in codes(book)]
    listed = client.get("/statements.json?topic=tolls&counting=statement").json()
    assert int(rows["topic:tolls"]["n_statements"]) == listed["count"]
    taken = client.get("/statements.json?position=open-the-bridge&stance=oppose&counting=statement").json()
    assert int(rows["position:open-the-bridge/oppose"]["n_statements"]) == taken["count"]
    assert rows["positions"]["n_statements"] == ""


def test_without_figures_the_page_says_that_nothing_was_measured(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accuracy, "measured", lambda: None)
    assert "Not measured for this codebook version" in client.get("/methods").text


def test_figures_of_another_codebook_are_shown_as_such(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told = {
        "codebook_version": "0123456789ab",
        "measured_on": "2023-11-21",
        "command": "positions evaluate gold.jsonl articles",
        "sets": [
            {"name": "gold", "n": 12, "metrics": {"topics": {"precision": 0.5, "recall": 0.25, "f1": 1 / 3}}}
        ],
    }
    (tmp_path / "accuracy.json").write_text(json.dumps(told))
    found = accuracy.measured(tmp_path)
    monkeypatch.setattr(accuracy, "measured", lambda: found)
    text = client.get("/methods").text
    assert "Not measured for this codebook version. Measured on 21 Nov 2023" in text
    assert "with codebook 01234567" in text
    assert re.search(r"topics</th>.*0\.50.*0\.25.*0\.33.*too few", text)


def test_a_file_of_figures_that_makes_no_sense_is_named(tmp_path: Path) -> None:
    (tmp_path / "accuracy.json").write_text('{"codebook_version": 3}')
    with pytest.raises(SetupError, match=r"accuracy\.json cannot be used"):
        accuracy.measured(tmp_path)
    assert accuracy.measured(tmp_path / "nowhere") is None
