"""Words against votes."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from app.codebook.dates import PartialDate
from app.codebook.model import Ballot, Codebook, Event, Vote
from app.codebook.terms import EventType, Stance
from app.queries import votes
from app.queries.filter import Filter
from tests.queries.telling import Teller

BRIDGE, FISHING = "open-the-bridge", "free-fishing"


def voted(id_: str, on: str, cast: str | None, *ballots: Ballot) -> Event:
    vote = Vote("Council", f"C/{id_}", 9, 2, 4, cast, ballots)
    return Event(id_, PartialDate.parse(on), None, EventType.UN_VOTE, id_.title(), "", (), "", "", vote=vote)


@pytest.fixture
def harbour(book: Codebook) -> Codebook:
    bridge = Ballot(BRIDGE, Stance.SUPPORT, Stance.OPPOSE, Stance.CONDITIONAL)
    fishing = Ballot(FISHING, Stance.OPPOSE)
    events = (
        voted("yes", "2023-02-01", "yes", bridge, fishing),
        voted("veto", "2023-04-01", "veto", bridge, fishing),
        voted("abstained", "2023-06-01", "abstain", bridge, fishing),
        voted("unknown", "2023-08-01", None, bridge),
        voted("flag", "2023-09-01", "yes"),
    )
    return replace(book, events={each.id: each for each in events}, country="ru")


@pytest.fixture
def told(session: Session) -> None:
    teller = Teller(session)
    teller.say("ivanova", "2023-01-02", {BRIDGE: "support", FISHING: "support"}, utterance="twice")
    teller.say("ivanova", "2023-01-02", {BRIDGE: "support"}, utterance="twice")
    teller.say("ministry", "2023-03-03", {BRIDGE: "oppose"})
    teller.say("~harbour-watch", "2023-02-01", {BRIDGE: "oppose"})
    teller.say("ivanova", "2023-01-01", {BRIDGE: "oppose"})
    teller.say("ivanova", "2023-02", {BRIDGE: "neutral"})
    teller.say("ivanova", "2023", {BRIDGE: "neutral"})


def test_a_vote_is_an_act_on_each_of_its_positions(harbour: Codebook) -> None:
    found = [(act.event.id, act.position, act.stance) for act in votes.acts(harbour, Filter())]
    assert found == [
        ("yes", BRIDGE, Stance.SUPPORT),
        ("yes", FISHING, Stance.OPPOSE),
        ("veto", BRIDGE, Stance.OPPOSE),
        ("veto", FISHING, None),
        ("abstained", BRIDGE, Stance.CONDITIONAL),
        ("abstained", FISHING, None),
        ("unknown", BRIDGE, None),
        ("flag", None, None),
    ]


def test_words_around_a_vote_are_counted_beside_it(session: Session, told: None, harbour: Codebook) -> None:
    found = {
        (row.event_id, row.position): row for row in votes.against_words(session, Filter(), harbour, days=30)
    }
    first = found["yes", BRIDGE]
    assert (first.support, first.neutral, first.oppose, first.total) == (1, 1, 1, 3)
    assert (first.same.n, first.same.total) == (1, 3)
    assert (first.cast, first.yes, first.no, first.abstain, first.symbol) == ("yes", 9, 2, 4, "C/yes")
    assert (found["yes", FISHING].support, found["yes", FISHING].same.n) == (1, 0)
    assert found["veto", BRIDGE].same.share == 1
    assert found["unknown", BRIDGE].same.share is None
    assert found["flag", None].total == 0


def test_a_filter_chooses_votes_by_date_and_words_by_speaker(
    session: Session, told: None, harbour: Codebook
) -> None:
    chosen = Filter.checked({"until": "2023-03", "position": (BRIDGE,), "speaker": ("~harbour-watch",)})
    (row,) = votes.against_words(session, chosen, harbour)
    assert (row.event_id, row.support, row.oppose, row.total) == ("yes", 0, 1, 1)
