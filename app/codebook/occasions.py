"""The nodes of events.yaml in, events out."""

from collections.abc import Collection

from app.codebook.dates import PartialDate
from app.codebook.model import Ballot, Event, Vote
from app.codebook.nodes import Fields, Node
from app.codebook.people import new_id
from app.codebook.terms import EventType, Precision, Stance

_EVENT = ("id", "date", "type", "title", "place", "summary", "url")
_EVENT_MAY = ("until", "participants", "names", "recurring", "vote")
_TALLY = ("yes", "no", "abstain")
_VOTE = ("body", *_TALLY)
_VOTE_MAY = ("symbol", "russia", "on")
_BALLOT = ("position", "yes")
_BALLOT_MAY = ("no", "abstain", "note")
_CAST = ("yes", "no", "abstain", "veto", "absent")


def events(root: Node, people: Collection[str], positions: Collection[str]) -> dict[str, Event]:
    """Every dated occasion, by id."""
    found: dict[str, Event] = {}
    for node in root.entries():
        entry = node.fields(_EVENT, _EVENT_MAY)
        on = entry.items["date"].date() if "date" in entry.items else None
        if "date" in entry.items and on is None and entry.items["date"].is_null:
            entry.items["date"].complain("an event needs a date")
        until = _until(entry.get("until"), on)
        kind = entry.items["type"].choice(EventType) if "type" in entry.items else None
        vote = entry.get("vote")
        event = Event(
            id=new_id(entry.items.get("id"), found),
            on=on or PartialDate.parse("0001-01-01"),
            until=until.last if until else None,
            type=kind or EventType.MEETING,
            title=entry.text("title"),
            place=entry.text("place"),
            participants=tuple(one.reference(people, "speaker") for one in entry.entries("participants")),
            summary=entry.text("summary"),
            url=entry.items["url"].url() if "url" in entry.items else "",
            names=entry.texts("names"),
            recurring=_recurring(entry),
            vote=_vote(vote, positions) if vote else None,
        )
        found.setdefault(event.id, event)
    return found


def _recurring(entry: Fields) -> tuple[str, ...]:
    """Names that the like occasions of other days bear too."""
    names = set(entry.texts("names"))
    found = []
    for node in entry.entries("recurring"):
        name = node.text()
        if name in names:
            node.complain(f"'{name}' cannot both identify this event and recur")
        found.append(name)
    return tuple(found)


def _until(node: Node | None, on: PartialDate | None) -> PartialDate | None:
    until = node.date() if node else None
    if node and until and until.precision is not Precision.DAY:
        node.complain(f"'{until}' must be a full day")
    if node and until and on and until.last < on.first:
        node.complain(f"the event ends ({until}) before it begins ({on})")
    return until


def _vote(node: Node, positions: Collection[str]) -> Vote:
    entry = node.fields(_VOTE, _VOTE_MAY)
    symbol, cast = entry.get("symbol"), entry.get("russia")
    russia = cast.text() if cast else None
    if cast and russia not in _CAST:
        cast.complain(f"'{russia}' is not one of {', '.join(_CAST)}")
    yes, no, abstain = (entry.items[key].number() if key in entry.items else 0 for key in _TALLY)
    if min(yes, no, abstain) < 0:
        node.complain("a tally cannot be below zero")
    on: dict[str, Ballot] = {}
    for each in entry.entries("on"):
        ballot = _ballot(each, positions)
        if ballot.position in on:
            each.complain(f"the position '{ballot.position}' stands twice in this vote")
        on[ballot.position] = ballot
    body, number = entry.text("body"), symbol.text() if symbol else None
    return Vote(body, number, yes, no, abstain, russia, tuple(on.values()))


def _ballot(node: Node, positions: Collection[str]) -> Ballot:
    entry = node.fields(_BALLOT, _BALLOT_MAY)
    position = entry.items["position"].reference(positions, "position") if "position" in entry.items else ""
    yes = entry.items["yes"].choice(Stance) if "yes" in entry.items else None
    refused = entry.get("no")
    no = refused.choice(Stance) if refused else None
    abstained = entry.get("abstain")
    abstain = abstained.choice(Stance) if abstained else None
    if refused and yes and no is yes:
        refused.complain(f"a no cannot be the same stance as a yes, '{yes}'")
    return Ballot(position, yes or Stance.NEUTRAL, no, abstain)
