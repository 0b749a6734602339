"""What cannot be answered is answered in words."""

from fastapi.testclient import TestClient
from sqlalchemy import Engine
from structlog.testing import capture_logs

from app.codebook.model import Codebook
from app.web.app import create_app
from app.web.requests import read_session


def test_a_bad_date_names_its_parameter_and_keeps_the_form_filled(client: TestClient) -> None:
    answer = client.get("/timeline?since=yesterday&speaker=petrov")
    assert answer.status_code == 400
    assert 'name="since" value="yesterday" aria-invalid="true"' in answer.text
    assert 'name="speaker" value="petrov"' in answer.text
    assert "is not a date like 2023, 2023-10 or 2023-10-07" in answer.text.replace("&#39;", "'")


def test_a_speaker_that_nobody_knows_is_named(client: TestClient) -> None:
    answer = client.get("/statements.json?speaker=nobody")
    assert answer.status_code == 400
    assert answer.json() == {
        "ok": False,
        "status": 400,
        "error": "speaker=nobody: the codebook has no speaker of that id",
        "errors": ["speaker=nobody: the codebook has no speaker of that id"],
    }


def test_a_broken_page_token_is_refused(client: TestClient) -> None:
    assert client.get("/timeline?after=nonsense").status_code == 400


def test_what_does_not_exist_is_not_found(client: TestClient) -> None:
    for path in (
        "/articles/none",
        "/statements/none",
        "/events/none",
        "/speakers/none",
        "/stances/none",
        "/none",
    ):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "Nothing is kept under this address" in answer.text


def test_a_crash_shows_no_trace_of_itself(corpus: Engine, book: Codebook) -> None:
    def broken() -> None:
        raise RuntimeError("the secret inside")

    app = create_app(corpus, book)
    app.dependency_overrides[read_session] = broken
    with capture_logs() as logged:
        answer = TestClient(app, raise_server_exceptions=False).get("/timeline")
    assert [(line["event"], line["path"]) for line in logged] == [("request_crashed", "/timeline")]
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert "Something went wrong on our side" in answer.text
    assert "script-src 'self'" in answer.headers["content-security-policy"]


def test_words_from_the_address_come_back_escaped(client: TestClient) -> None:
    answer = client.get("/timeline?since=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;" in answer.text


def test_nothing_that_matches_offers_ways_out_with_their_counts(client: TestClient) -> None:
    answer = client.get("/timeline?speaker=petrov&q=zeppelin")
    assert "No statement matches all of this" in answer.text
    only = client.get("/statements.json?speaker=petrov").json()["count"]
    assert (
        f'<a href="/timeline?speaker=petrov">Without “zeppelin”</a> <span class="n">{only}</span>'
        in answer.text
    )
    assert "data-chart" not in answer.text


def test_a_span_without_sources_is_told_apart_from_silence(client: TestClient) -> None:
    assert "There is no source from that time" in client.get("/timeline?since=1990&until=1991").text


def test_an_empty_database_says_that_nothing_was_ingested(own: TestClient) -> None:
    assert "Nothing was ingested yet" in own.get("/timeline").text
    assert own.get("/").status_code == 200
    assert own.get("/stances").status_code == 200
