"""What the page of a position says about change, conditions and silence."""

from datetime import date, timedelta

import pytest
from fastapi.testclient import TestClient
from sqlalchemy.orm import Session

from tests.queries.telling import Teller
from tests.web.asking import file_of, section

START = date(2023, 1, 1)
PAGE = "/stances/open-the-bridge"


@pytest.fixture
def told(session: Session) -> list[str]:
    """Twelve remarks for the bridge, every ten days, then twelve against it."""
    teller = Teller(session)
    return [
        teller.say(
            "ivanova",
            (START + timedelta(days=number * 10)).isoformat(),
            {"open-the-bridge": "support" if number < 12 else "oppose"},
        )
        for number in range(24)
    ]


def test_a_shift_is_shown_with_its_interval_and_the_words_on_both_sides(
    own: TestClient, told: list[str]
) -> None:
    block = section(own.get(PAGE).text, "shifts")
    assert "From support to opposition" in block
    assert "24 speaker-days" in block
    assert "1 May 2023" in block
    assert "p &lt; 0.01 (999 shuffles of the days)" in block
    assert [id_ for id_ in told if f'id="s-{id_}"' in block] == [*told[9:12], *told[12:15]]


def test_the_file_of_the_shifts_holds_what_the_page_says(own: TestClient, told: list[str]) -> None:
    (row,) = file_of(own, own.get(PAGE).text, "shifts")
    assert (row["position_id"], row["on"]) == ("open-the-bridge", "2023-05-01")
    assert (row["n_before"], row["n_after"], row["effect"]) == ("12", "12", "-2.0")


def test_a_shift_of_the_last_years_stands_on_the_front_page(own: TestClient, told: list[str]) -> None:
    block = section(own.get("/").text, "shifts")
    assert "The bridge should stay open." in block
    assert "From support to opposition" in block


def test_too_little_said_is_not_taken_for_constancy(own: TestClient, session: Session) -> None:
    Teller(session).say("ivanova", "2023-01-01", {"open-the-bridge": "support"})
    block = section(own.get(PAGE).text, "shifts")
    assert "Not enough to tell: 20 speaker-days are needed" in block


def test_a_condition_leads_to_the_statement_that_sets_it(own: TestClient, session: Session) -> None:
    teller = Teller(session)
    said = teller.say(
        "ivanova", "2023-01-01", {"open-the-bridge": "conditional"}, condition="once the tolls are gone"
    )
    teller.say("petrov", "2023-01-02", {"open-the-bridge": "oppose"})
    page = own.get(PAGE).text
    block = section(page, "conditions")
    assert "1 statement of 2 support it on a condition." in block
    assert f'<a class="plain" href="/statements/{said}"><bdi>once the tolls are gone</bdi></a>' in block
    (row,) = file_of(own, page, "conditions")
    assert (row["condition"], row["latest_statement_id"], row["n"]) == ("once the tolls are gone", said, "1")
