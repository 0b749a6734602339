"""Events after which nothing was heard."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.orm import Session

from app.codebook.dates import PartialDate
from app.codebook.model import Ballot, Codebook, Event, Vote
from app.codebook.terms import EventType, Stance
from app.queries import silence
from app.queries.analysis_rows import Heard
from app.queries.filter import Filter
from tests.queries.telling import Teller


def event(id_: str, on: str, kind: EventType = EventType.CONFLICT, vote: Vote | None = None) -> Event:
    return Event(id_, PartialDate.parse(on), None, kind, id_.title(), "Harbour", (), "", "", vote=vote)


@pytest.fixture
def harbour(book: Codebook) -> Codebook:
    """Four storms and a vote on fishing."""
    ballot = (Ballot("free-fishing", Stance.SUPPORT),)
    vote = Vote("Council", None, 9, 0, 0, "yes", ballot)
    events = (
        event("answered", "2023-01-01"),
        event("unanswered", "2023-02-01"),
        event("perhaps-answered", "2023-03-10"),
        event("unrecorded", "2023-05-01"),
        event("vote", "2023-06-01", EventType.UN_VOTE, vote),
        event("meeting", "2023-06-02", EventType.MEETING),
        event("stormy-month", "2023-08"),
    )
    return replace(book, events={each.id: each for each in events})


@pytest.fixture
def told(session: Session) -> None:
    teller = Teller(session)
    teller.say("ivanova", "2023-01-08", utterance="twice", published="2023-01-09")
    teller.say("ivanova", "2023-01-08", utterance="twice", published="2023-01-08")
    teller.say("petrov", "2023-02-03", published="2023-02-03")
    teller.say("ivanova", "2023-02-09", published="2023-02-09")
    teller.say("ivanova", "2023-03", published="2023-03-12")
    teller.say("ivanova", None, published="2023-04-12")
    teller.say("ivanova", "2023-09-07", published="2023-09-07")
    teller.publish("2023-06-02")


def test_silence_is_told_from_chance_and_from_lack_of_sources(
    session: Session, told: None, harbour: Codebook
) -> None:
    found = silence.after_events(session, Filter(speaker=("ivanova",)), harbour)
    assert {each.event_id: (each.state, each.n, each.possible, each.others) for each in found.rows} == {
        "answered": (Heard.SPOKE, 1, 0, 1),
        "unanswered": (Heard.SILENT, 0, 0, 1),
        "perhaps-answered": (Heard.PERHAPS, 0, 1, 0),
        "unrecorded": (Heard.NO_SOURCE, 0, 0, 0),
        "vote": (Heard.SILENT, 0, 0, 0),
        "stormy-month": (Heard.SPOKE, 1, 0, 1),
    }
    assert found.undated == 1
    articles = {each.event_id: each.articles for each in found.rows}
    assert (articles["answered"], articles["unrecorded"], articles["vote"]) == (1, 0, 1)
    month = found.rows[-1]
    assert (month.first, month.last) == (date(2023, 8, 1), date(2023, 9, 7))


def test_a_vote_on_other_positions_calls_for_no_word(session: Session, told: None, harbour: Codebook) -> None:
    def votes(chosen: Filter) -> list[str]:
        found = silence.after_events(session, chosen, harbour, types=(EventType.UN_VOTE,))
        return [each.event_id for each in found.rows]

    assert votes(Filter(position=("free-fishing",))) == ["vote"]
    assert votes(Filter(position=("open-the-bridge",))) == []


def test_the_dates_of_a_filter_choose_the_events(session: Session, told: None, harbour: Codebook) -> None:
    chosen = Filter.checked({"since": "2023-02", "until": "2023-04", "speaker": ("ivanova",)})
    found = silence.after_events(session, chosen, harbour, days=10)
    assert [(each.event_id, each.state) for each in found.rows] == [
        ("unanswered", Heard.SPOKE),
        ("perhaps-answered", Heard.PERHAPS),
    ]
    nothing = silence.after_events(session, Filter(since=PartialDate.parse("2024")), harbour)
    assert nothing == ([], 1)
