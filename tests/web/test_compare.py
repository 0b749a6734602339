"""Two choices of statements side by side."""

import re

import pytest
from fastapi.testclient import TestClient
from sqlalchemy.orm import Session

from tests.queries.telling import Teller
from tests.web.asking import file_of


@pytest.fixture
def told(session: Session) -> None:
    """Ivanova is for the bridge eight times of eight, Petrov against it seven times of eight."""
    teller = Teller(session)
    for number in range(8):
        teller.say("ivanova", f"2023-01-{number + 1:02}", {"open-the-bridge": "support"})
        stance = "support" if number == 0 else "oppose"
        teller.say("petrov", f"2023-02-{number + 1:02}", {"open-the-bridge": stance})
    for _ in range(4):
        teller.say("petrov", "2023-03-01", {"free-fishing": "support"})


ADDRESS = "/compare?a.speaker=ivanova&b.speaker=petrov"


def test_a_clear_difference_is_given_with_its_interval(own: TestClient, told: None) -> None:
    page = own.get(ADDRESS).text
    rows = file_of(own, page, "positions")
    first = rows[0]
    assert (first["position_id"], first["stance"]) == ("open-the-bridge", "support")
    assert (first["a_n"], first["a_total"], first["b_n"], first["b_total"]) == ("8", "8", "1", "8")
    assert float(first["difference"]) == -0.875
    assert float(first["difference_low"]) < -0.875 < float(first["difference_high"]) < 0
    assert re.search(r'number clear">\s*<bdi>\u221288</bdi>', page)


def test_under_five_statements_no_share_and_no_difference_is_given(own: TestClient, told: None) -> None:
    page = own.get(ADDRESS).text
    fishing = page[page.rindex("Fishing should be free.") :]
    fishing = fishing[: fishing.index("</tr>")]
    assert "4 of 4" in fishing
    assert "100%" not in fishing
    assert fishing.count("not enough") == 2


def test_a_wrong_value_is_named_as_the_address_names_it(client: TestClient) -> None:
    answer = client.get("/compare?a.speaker=ivanova&b.since=yesterday")
    assert answer.status_code == 400
    assert "b.since=yesterday" in answer.text


def test_the_form_keeps_what_it_has_no_box_for(client: TestClient) -> None:
    page = client.get("/compare?a.speaker=ivanova&a.speaker=petrov&a.stance=oppose&b.q=bridge").text
    assert '<input type="hidden" name="a.speaker" value="petrov">' in page
    assert '<input type="hidden" name="a.stance" value="oppose">' in page
    assert 'name="b.q" value="bridge"' in page


def test_the_permanent_address_holds_both_sides(client: TestClient) -> None:
    page = client.get(f"{ADDRESS}&utm_source=mail").text
    assert re.search(r'rel="canonical" href="[^"]*/compare\?a\.speaker=ivanova&amp;b\.speaker=petrov"', page)


def test_nothing_is_compared_before_anything_tells_the_sides_apart(client: TestClient) -> None:
    page = client.get("/compare").text
    assert "Both sides mean the same statements" in page
    assert "B less A" not in page


def test_on_one_position_both_sides_are_read_in_their_words(own: TestClient, told: None) -> None:
    page = own.get("/compare?position=open-the-bridge&a.speaker=ivanova&b.speaker=petrov").text
    words = page[page.index('id="words"') : page.index('id="positions"')]
    assert words.count("<blockquote") == 12
    assert 'href="/timeline?speaker=ivanova&amp;position=open-the-bridge">8 statements</a>' in words
    assert 'href="/compare?a.speaker=ivanova&amp;b.speaker=petrov">On all positions</a>' in words
    assert "Fishing should be free." not in page[page.index('id="positions"') :]


def test_a_position_of_the_comparison_leads_to_the_words_on_it(own: TestClient, told: None) -> None:
    page = own.get(ADDRESS).text
    assert 'href="/compare?position=open-the-bridge&amp;a.speaker=ivanova&amp;b.speaker=petrov"' in page
    assert 'id="words"' not in page


def test_an_empty_side_says_why_it_is_empty(client: TestClient) -> None:
    page = client.get("/compare?a.speaker=ivanova&b.q=zeppelin").text
    assert "No statement matches all of this" in page
