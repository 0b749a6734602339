"""Who a speaker is and what they hold."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.codebook.dates import PartialDate
from app.codebook.model import Codebook, Tenure
from app.codebook.terms import Stance
from app.db import sessions
from app.errors import NotFoundError
from app.queries import speakers
from app.queries.filter import Filter
from tests.queries import oracle
from tests.queries.drawing import FILTERS
from tests.queries.invented import SPEAKERS
from tests.queries.telling import Teller


@pytest.fixture
def harbour(book: Codebook) -> Codebook:
    later = Tenure("mayor", "Mayor", PartialDate.parse("2023-05"), None, "page")
    earlier = Tenure("clerk", "Clerk", PartialDate.parse("2019"), PartialDate.parse("2023-04"), "page")
    ivanova = replace(book.speakers["ivanova"], tenures=(later, earlier))
    return replace(book, speakers={**book.speakers, "ivanova": ivanova})


@pytest.fixture
def told(session: Session) -> list[str]:
    teller = Teller(session)
    ids = [
        teller.say("ivanova", "2023-03-01", {"tolls": "oppose"}, printed="Ivanova", utterance="twice"),
        teller.say("ivanova", "2023-03-01", {"tolls": "oppose"}, printed="the mayor", utterance="twice"),
        teller.say("ivanova", "2023-06-01", {"tolls": "oppose"}, printed="Ivanova"),
        teller.say("ivanova", "2024-06-01", {"tolls": "support", "bridges": "support"}, printed="Ivanova"),
        teller.say("ivanova", None, {"bridges": "oppose"}, printed="Ivanova"),
    ]
    teller.say("~harbour-watch", None, printed="the Harbour Watch")
    return ids


def test_a_profile_gathers_offices_names_and_positions(
    session: Session, told: list[str], harbour: Codebook
) -> None:
    found = speakers.profile(session, Filter(), harbour, "ivanova")
    assert (found.name, found.known, found.kind) == ("Anna Ivanova", True, "person")
    assert [(term.title, term.since, term.until) for term in found.tenures] == [
        ("Clerk", "2019", "2023-04"),
        ("Mayor", "2023-05", None),
    ]
    assert (found.n, found.reports, found.undated) == (4, 5, 1)
    assert found.printed == [("Ivanova", 4), ("the mayor", 1)]
    assert found.first is not None and found.first.id in told[:2]
    assert found.last is not None and found.last.id == told[3]


def test_consistency_is_the_share_of_the_commonest_stance(
    session: Session, told: list[str], harbour: Codebook
) -> None:
    tolls, bridges = speakers.profile(session, Filter(), harbour, "ivanova").positions
    assert (tolls.position, tolls.majority, tolls.total) == ("tolls", Stance.OPPOSE, 3)
    assert (tolls.consistency.n, tolls.consistency.total) == (2, 3)
    assert (tolls.first_on, tolls.last_on) == (date(2023, 3, 1), date(2024, 6, 1))
    assert (bridges.position, bridges.majority) == ("bridges", None)


def test_a_speaker_the_codebook_lacks_is_known_by_name_only(
    session: Session, told: list[str], harbour: Codebook
) -> None:
    found = speakers.profile(session, Filter(), harbour, "~harbour-watch")
    assert (found.name, found.known, found.country, found.n) == ("Harbour Watch", False, None, 1)
    assert (found.first, found.last, found.positions) == (None, None, [])
    with pytest.raises(NotFoundError):
        speakers.profile(session, Filter(), harbour, "~nobody")


@settings(max_examples=20, deadline=None)
@given(chosen=FILTERS, speaker=st.sampled_from(SPEAKERS))
def test_a_profile_counts_what_the_list_holds(
    corpus: Engine, seen: list[oracle.Seen], book: Codebook, chosen: Filter, speaker: str
) -> None:
    own = chosen.only("speaker", speaker)
    with sessions.reading(corpus) as session:
        found = speakers.profile(session, chosen, book, speaker)
    assert found.n == len(oracle.units(own, seen))
    assert found.reports == sum(oracle.means(own, one) for one in seen)
    for each in found.positions:
        assert each.total == len(oracle.coded_units(own, seen, each.position))
    dated = [one.statement.said_on for one in seen if oracle.means(own, one) and one.statement.said_on]
    shown = found.first.said_on if found.first else None
    assert shown == min(dated, default=None)
