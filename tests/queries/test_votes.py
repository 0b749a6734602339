"""Words against votes."""

import csv
from dataclasses import replace
from io import StringIO

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.codebook.dates import PartialDate
from app.codebook.model import Ballot, Codebook, Event, Vote
from app.codebook.terms import EventType, Stance
from app.db.tables import VoteCoding
from app.ingest.storing import store_events
from app.queries import exporting, votes
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
def stored(session: Session, harbour: Codebook) -> None:
    store_events(session, harbour)


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


def test_a_vote_is_an_act_on_each_of_its_positions(session: Session, stored: None, harbour: Codebook) -> None:
    found = [(act.event.id, act.position, act.stance) for act in votes.acts(session, Filter(), harbour)]
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


def test_words_around_a_vote_are_counted_beside_it(
    session: Session, stored: None, told: None, harbour: Codebook
) -> None:
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
    session: Session, stored: None, told: None, harbour: Codebook
) -> None:
    chosen = Filter.checked({"until": "2023-03", "position": (BRIDGE,), "speaker": ("~harbour-watch",)})
    (row,) = votes.against_words(session, chosen, harbour)
    assert (row.event_id, row.support, row.oppose, row.total) == ("yes", 0, 1, 1)


def current(session: Session) -> set[tuple[str, str, str, str]]:
    rows = session.scalars(select(VoteCoding).where(VoteCoding.superseded_at.is_(None)))
    return {(row.event_id, row.position_id, row.vote, row.stance) for row in rows}


def test_a_vote_is_kept_as_a_coding_by_the_record(session: Session, stored: None) -> None:
    assert current(session) == {
        ("yes", BRIDGE, "yes", "support"),
        ("yes", FISHING, "yes", "oppose"),
        ("veto", BRIDGE, "veto", "oppose"),
        ("abstained", BRIDGE, "abstain", "conditional"),
    }
    row = session.scalars(select(VoteCoding).where(VoteCoding.event_id == "veto")).one()
    assert (row.coder_kind, row.coder, row.speaker_id, row.country) == ("record", "record", "~ru", "ru")
    assert row.evidence == "veto on C/veto, Council: 9 in favour, 2 against, 4 abstaining"


def test_storing_votes_again_changes_nothing_and_another_reading_supersedes_the_first(
    session: Session, stored: None, harbour: Codebook
) -> None:
    before = set(session.scalars(select(VoteCoding.id)))
    store_events(session, harbour)
    assert set(session.scalars(select(VoteCoding.id))) == before
    read_anew = {**harbour.events, "yes": voted("yes", "2023-02-01", "yes", Ballot(BRIDGE, Stance.NEUTRAL))}
    del read_anew["abstained"]
    store_events(session, replace(harbour, events=read_anew))
    assert current(session) == {
        ("yes", BRIDGE, "yes", "neutral"),
        ("veto", BRIDGE, "veto", "oppose"),
    }
    ended = select(VoteCoding.event_id).where(VoteCoding.superseded_at.is_not(None))
    assert sorted(session.scalars(ended)) == ["abstained", "yes", "yes"]


@pytest.mark.parametrize(
    ("chosen", "events"),
    [
        ({}, ["yes", "yes", "veto", "abstained"]),
        ({"since": "2023-03", "until": "2023-05"}, ["veto"]),
        ({"position": (FISHING,)}, ["yes"]),
        ({"stance": ("conditional", "oppose"), "event__not": ("veto",)}, ["yes", "abstained"]),
        ({"speaker": ("~ru",)}, ["yes", "yes", "veto", "abstained"]),
        ({"country": ("ru",), "position__not": (BRIDGE,)}, ["yes"]),
        ({"speaker": ("ivanova",)}, []),
        ({"outlet": ("gazette",)}, []),
        ({"q": "bridge"}, []),
        ({"undated": "only"}, []),
    ],
)
def test_the_codings_file_ends_with_the_votes_that_a_filter_means(
    session: Session,
    stored: None,
    told: None,
    harbour: Codebook,
    chosen: dict[str, object],
    events: list[str],
) -> None:
    asked = Filter.checked(chosen)
    content = b"".join(exporting.codings_csv(session, asked, harbour)).decode()
    rows = list(csv.DictReader(StringIO(content, newline="")))
    kinds = [row["coder_kind"] for row in rows]
    assert kinds == sorted(kinds)
    votes_kept = [row for row in rows if row["coder_kind"] == "record"]
    assert [row["event_id"] for row in votes_kept] == events
    assert all(row["statement_id"] == "" and row["vote"] and row["stance"] for row in votes_kept)
    if not chosen:
        of_page = {(act.event.id, act.position, act.stance) for act in votes.acts(session, asked, harbour)}
        of_file = {(row["event_id"], row["position_id"], row["stance"]) for row in votes_kept}
        assert of_file == {each for each in of_page if each[2]}
