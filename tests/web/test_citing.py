"""What a reference manager is given says what the page says, and can be read back by its rules."""

import re
from datetime import UTC, date, datetime
from xml.etree import ElementTree as ET

import pytest
from fastapi.testclient import TestClient
from sqlalchemy.orm import Session

from app.codebook.model import Codebook
from app.web import citing
from app.web.citing import Creator, Kind, Reference
from app.web.citing.references import When
from tests.queries import invented

TEXT = "On Tuesday Ivanova said “the bridge & its 50% toll_{rate} must stay open” to all."
START, STOP = TEXT.index("the bridge"), TEXT.index("” to all")
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def stored(session: Session, book: Codebook) -> None:
    """One article with one statement, its day inferred."""
    invented.add(session, *(invented.event_row(event) for event in book.events.values()))
    article = invented.article_row(
        "art", title="Bridge talks", text=TEXT, outlet_id="gazette", published_on=date(2023, 11, 21)
    )
    article.outlet_name, article.url = "Harbour Gazette", "https://gazette.example/a?x={1}&y=50%25"
    said = invented.statement_row(
        "said",
        article,
        start=START,
        stop=STOP,
        quote=TEXT[START:STOP],
        said_on=date(2023, 11, 21),
        said_basis="weekday",
        said_evidence="On Tuesday",
    )
    invented.add(session, article, said)
    coding = invented.coding_row(said, "open-the-bridge", "support")
    invented.add(session, coding)


def records(text: str) -> list[dict[str, list[str]]]:
    """RIS as its specification reads: every line has a tag of two signs, two spaces, a hyphen and a space."""
    found: list[dict[str, list[str]]] = []
    for line in filter(None, text.split("\r\n")):
        match = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line)
        assert match, line
        tag, value = match.groups()
        if tag == "TY":
            found.append({})
        assert found[-1].get("ER") is None
        found[-1].setdefault(tag, []).append(value)
    assert all("ER" in record for record in found)
    return found


def balanced(entry: str) -> bool:
    """Whether every brace that is not escaped is closed."""
    depth = 0
    for brace in re.findall(r"(?<!\\)[{}]", entry):
        depth += 1 if brace == "{" else -1
        assert depth >= 0
    return depth == 0


@pytest.mark.usefixtures("stored")
def test_a_statement_is_one_ris_record_with_its_source_and_its_place_here(own: TestClient) -> None:
    answer = own.get("/statements/said.ris")
    assert answer.headers["content-type"].startswith("application/x-research-info-systems")
    (record,) = records(answer.text)
    assert record["TY"] == ["ELEC"] or record["TY"] == ["NEWS"]
    assert record["AU"] == ["Harbour Gazette"]
    assert record["DA"] == ["2023/11/21/"]
    assert record["UR"] == ["https://gazette.example/a?x={1}&y=50%25"]
    assert record["AN"] == ["http://testserver/statements/said"]
    assert record["AB"] == [TEXT[START:STOP]]
    assert record["N1"][0].startswith("Said 2023-11-21.")
    assert record["TI"][0].startswith("Ivanova: “the bridge & its 50% toll")
    assert "(in “Bridge talks”)" in record["TI"][0]


@pytest.mark.usefixtures("stored")
def test_a_bibtex_entry_escapes_what_tex_would_act_upon(own: TestClient) -> None:
    entry = own.get("/statements/said.bib").text
    assert re.match(r"@(online|article)\{ivanova-20231121-said,\n", entry)
    assert balanced(entry)
    assert r"\& its 50\% toll\_\{rate\}" in entry
    assert "url = {https://gazette.example/a?x=%7B1%7D&y=50%25}" in entry
    assert "langid = {english}" in entry


@pytest.mark.usefixtures("stored")
def test_csl_json_keeps_the_day_of_the_words_apart_from_that_of_the_text(own: TestClient) -> None:
    (item,) = own.get("/statements/said.csl.json").json()
    assert item["event-date"] == {"date-parts": [[2023, 11, 21]]}
    assert item["issued"] == {"date-parts": [[2023, 11, 21]]}
    assert item["custom"] == {"statement_id": "said"}
    assert item["abstract"] == TEXT[START:STOP]
    assert not [name for name, value in item.items() if not value]


def test_a_search_is_a_set_of_data_and_then_each_of_its_statements(client: TestClient) -> None:
    n = client.get("/statements.json?speaker=petrov").json()["count"]
    items = client.get("/statements.csl.json?speaker=petrov").json()
    assert items[0]["type"] == "dataset"
    assert items[0]["URL"] == "http://testserver/timeline?speaker=petrov"
    assert len({item["id"] for item in items}) == len(items) == n + 1
    assert len(records(client.get("/statements.ris?speaker=petrov").text)) == n + 1
    assert client.get("/statements.bib?speaker=petrov").text.count("\n@") == n


def test_an_article_is_cited_by_its_outlet(client: TestClient) -> None:
    (record,) = records(client.get("/articles/a000.ris").text)
    assert record["AN"] == ["http://testserver/articles/a000"]
    assert client.get("/articles/none.ris").status_code == 404


@pytest.mark.usefixtures("stored")
def test_an_annotation_finds_its_words_by_place_and_by_what_stands_around_them(own: TestClient) -> None:
    answer = own.get("/statements/said.jsonld")
    assert answer.headers["content-type"].startswith("application/ld+json")
    found = answer.json()
    assert found["@context"] == "http://www.w3.org/ns/anno.jsonld"
    place, words = found["target"]["selector"]
    assert TEXT[place["start"] : place["end"]] == words["exact"]
    around = words["prefix"] + words["exact"] + words["suffix"]
    assert around in TEXT
    assert len(words["prefix"]) <= 32
    assert "http://testserver/methods#p-open-the-bridge" in [body.get("source") for body in found["body"]]


def test_a_feed_holds_the_latest_statements_of_its_filter(client: TestClient) -> None:
    answer = client.get("/statements.atom?speaker=petrov")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    root = ET.fromstring(answer.text)
    assert root.tag == f"{ATOM}feed"
    entries = root.findall(f"{ATOM}entry")
    latest = client.get("/statements.json?speaker=petrov&size=50").json()["rows"]
    assert [entry.findtext(f"{ATOM}id") for entry in entries] == [row["permalink"] for row in latest]
    assert [entry.findtext(f"{ATOM}content") for entry in entries] == [row["quote"] for row in latest]
    moments = [each.text or "" for each in root.iter(f"{ATOM}updated")]
    assert all(datetime.fromisoformat(at).tzinfo == UTC for at in moments)
    assert 'rel="alternate" type="application/atom+xml"' in client.get("/timeline?speaker=petrov").text


def reference(**changed: object) -> Reference:
    """A reference of which only what matters is given."""
    given: dict[str, object] = {
        "kind": Kind.SPEECH,
        "key": "k",
        "title": "T",
        "creators": (),
        "container": "",
        "permalink": "https://p.example/statements/s",
        "url": "",
        "language": "ru",
        "said": None,
        "issued": None,
        "accessed": None,
        "event": "",
        "abstract": "",
        "keywords": (),
        "note": "",
    }
    return Reference(**{**given, **changed})  # type: ignore[arg-type]


def test_a_date_known_to_the_month_is_not_made_a_day() -> None:
    month = reference(issued=When(date(2023, 12, 1), "month"))
    assert "DA  - 2023/12//\r\n" in citing.ris(month)
    assert "date = {2023-12}," in citing.bibtex(month)
    assert citing.csl(month)["issued"] == {"date-parts": [[2023, 12]]}
    unknown = reference()
    assert "DA  - " not in citing.ris(unknown)
    assert "date = " not in citing.bibtex(unknown)


def test_a_person_has_a_family_name_and_a_body_is_kept_whole() -> None:
    both = reference(creators=(Creator("Petrov", "Oleg"), Creator("Ministry of Tides, Harbours and Fords")))
    assert "AU  - Petrov, Oleg\r\nAU  - Ministry of Tides Harbours and Fords\r\n" in citing.ris(both)
    assert "author = {Petrov, Oleg and {Ministry of Tides, Harbours and Fords}}," in citing.bibtex(both)
    assert citing.csl(both)["author"] == [
        {"family": "Petrov", "given": "Oleg"},
        {"literal": "Ministry of Tides, Harbours and Fords"},
    ]


def test_a_line_break_in_the_words_ends_no_record() -> None:
    (record,) = records(citing.ris(reference(abstract="one\r\nER  - \r\ntwo")))
    assert record["AB"] == ["one ER - two"]
