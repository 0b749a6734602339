"""Words searched for are marked, and a name finds its bearer in any script."""

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.codebook.model import Codebook
from app.queries import hits, naming
from app.web.app import create_app
from app.web.requests import read_session
from tests.queries.telling import Teller


@pytest.fixture
def reader(session: Session, engine: Engine, codebook: Codebook) -> Iterator[TestClient]:
    """The dashboard with the codebook that the project ships."""
    app = create_app(engine, codebook)
    app.dependency_overrides[read_session] = lambda: session
    yield TestClient(app)
    app.dependency_overrides.clear()


@pytest.mark.parametrize("name", ["Lavrov", "lavrov", "Лавров", "Лаврова", "لافروف", "truce or Лавровым"])
def test_a_name_is_known_in_every_script_and_case(codebook: Codebook, name: str) -> None:
    assert naming.named(name, codebook) == ["lavrov"]


@pytest.mark.parametrize("words", [None, "", "ceasefire", "-Lavrov", '"two states"'])
def test_other_words_name_nobody(codebook: Codebook, words: str | None) -> None:
    assert naming.named(words, codebook) == []


@pytest.mark.parametrize("name", ["Лавров", "لافروف", "Lavrov"])
def test_a_name_in_any_script_leads_to_what_its_bearer_said(
    reader: TestClient, session: Session, name: str
) -> None:
    Teller(session).say("lavrov", "2023-01-01")
    page = reader.get("/timeline", params={"q": name}).text
    assert '<a href="/timeline?speaker=lavrov">1 statement by Sergey Lavrov</a>' in page


def test_a_match_is_marked_in_the_form_in_which_it_stands(session: Session) -> None:
    quote = "He rejected «the tolls»: such a toll — he said — rejects reason."
    said = Teller(session).say("ivanova", "2023-01-01", quote=quote)
    spans = hits.in_quotes(session, [said], "toll OR reject")[said]
    assert [quote[start:stop] for start, stop in spans] == ["rejected", "tolls", "toll", "rejects"]


def test_a_match_is_marked_on_the_page_and_never_unescaped(own: TestClient, session: Session) -> None:
    Teller(session).say("ivanova", "2023-01-01", quote="The <b>bridge</b> & its \x02toll\x03 stay.")
    page = own.get("/timeline?q=toll").text
    assert 'The &lt;b&gt;bridge&lt;/b&gt; &amp; its \x02<b class="hit">toll</b>\x03 stay.' in page


@pytest.mark.parametrize(
    ("language", "quote", "words", "hits"),
    [
        ("en", "The bridges stay open; one bridge is closed.", "bridge", ["bridges", "bridge"]),
        ("ru", "Мы строим мосты, и старый мост остаётся.", "моста", ["мосты", "мост"]),
        ("ar", "نرفض رسوم الميناء لأن الرسوم ثقيلة", "رسوم", ["رسوم", "الرسوم"]),
    ],
)
def test_a_match_is_marked_in_three_scripts(
    own: TestClient, session: Session, language: str, quote: str, words: str, hits: list[str]
) -> None:
    Teller(session).say("ivanova", "2023-01-01", quote=quote, language=language)
    page = own.get("/timeline", params={"q": words}).text
    assert re.findall('<b class="hit">([^<]+)</b>', page) == hits


def test_russian_and_arabic_are_stemmed_as_such(session: Session) -> None:
    teller = Teller(session)
    russian = teller.say("ivanova", "2023-01-01", quote="Мы строим новые мосты.", language="ru")
    spans = hits.in_quotes(session, [russian], "мост")[russian]
    assert spans == [(16, 21)]


def test_the_search_address_leads_to_the_timeline(client: TestClient) -> None:
    answer = client.get("/search?q=bridge&speaker=petrov&x=1", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, "/timeline?speaker=petrov&q=bridge")
