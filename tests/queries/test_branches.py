"""What each branch of the state holds."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.codebook.dates import PartialDate
from app.codebook.model import Branch, Codebook, Speaker, Tenure
from app.codebook.terms import Stance
from app.db import sessions
from app.queries import branches
from app.queries.filter import Filter
from tests.queries import oracle
from tests.queries.drawing import FILTERS
from tests.queries.telling import Teller


def term(office: str, since: str, until: str | None, rank: int) -> Tenure:
    end = PartialDate.parse(until) if until else None
    return Tenure(office, office.title(), PartialDate.parse(since), end, "page", rank)


@pytest.fixture(scope="session")
def harbour(book: Codebook) -> Codebook:
    """Petrov was a captain, then mayor and captain at once, then neither."""
    terms = (term("captain", "2020", "2023-08", 1), term("mayor", "2023-03", "2023-05", 9))
    known: dict[str, Speaker] = {**book.speakers, "petrov": replace(book.speakers["petrov"], tenures=terms)}
    known["ivanova"] = replace(known["ivanova"], country="fr")
    known["warden"] = replace(known["ivanova"], id="warden", name="The warden", country="ru")
    groups = (
        Branch("town", "Town", ("mayor",)),
        Branch("port", "Port", ("captain",), ("ministry",)),
    )
    return replace(book, speakers=known, country="ru", branches={each.id: each for each in groups})


def test_people_speak_for_the_main_office_of_the_day(session: Session, harbour: Codebook) -> None:
    teller = Teller(session)
    teller.say("petrov", "2023-02-28", {"tolls": "support"})
    teller.say("petrov", "2023-03-01", {"tolls": "oppose"}, utterance="twice")
    teller.say("petrov", "2023-03-01", {"tolls": "oppose"}, utterance="twice")
    teller.say("petrov", "2023-06-01", {"tolls": "support"})
    teller.say("petrov", "2023-09-01")
    teller.say("warden", "2023-09-01")
    teller.say("petrov", "2023")
    teller.say("petrov", None)
    teller.say("ministry", None, {"bridges": "support"})
    teller.say("ivanova", "2023-03-01", {"tolls": "oppose"})
    teller.say("~harbour-watch", "2023-03-01", {"tolls": "oppose"})
    town, port, unknown = branches.side_by_side(session, Filter(), harbour)
    assert (town.branch, town.name, town.n) == ("town", "Town", 1)
    assert [(each.position, each.majority, each.total) for each in town.positions] == [
        ("tolls", Stance.OPPOSE, 1)
    ]
    assert port.n == 3
    assert {each.position: each.support for each in port.positions} == {"tolls": 2, "bridges": 1}
    assert (unknown.branch, unknown.n, unknown.positions) == (None, 4, [])


@settings(max_examples=20, deadline=None)
@given(chosen=FILTERS)
def test_branches_share_the_statements_of_the_country_among_them(
    corpus: Engine, seen: list[oracle.Seen], harbour: Codebook, chosen: Filter
) -> None:
    every = chosen.with_("counting", "statement")
    own = [one for one in seen if one.statement.speaker_id in ("petrov", "ministry")]
    with sessions.reading(corpus) as session:
        found = branches.side_by_side(session, every, harbour)
    assert sum(each.n for each in found) == len(oracle.units(every, own))
    for position in ("open-the-bridge", "free-fishing"):
        totals = [held.total for each in found for held in each.positions if held.position == position]
        assert sum(totals) == len(oracle.coded_units(every, own, position))
