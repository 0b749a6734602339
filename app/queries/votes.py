"""A filter in, what a country voted out, beside what it said on the same positions around the day."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    String,
    and_,
    column,
    distinct,
    false,
    func,
    select,
    tuple_,
    values,
)
from sqlalchemy.orm import Session
from sqlalchemy.sql.selectable import NamedFromClause

from app.codebook import model
from app.codebook.model import Codebook
from app.codebook.terms import Stance
from app.db.tables import Event, StatementFact, VoteCoding
from app.queries import base
from app.queries.analysis_rows import VoteAct
from app.queries.filter import Filter, Undated
from app.queries.intervals import share

DAYS = 30
# What only a statement has: a filter that asks for it means no vote.
_OF_WORDS = ("topic", "outlet", "language", "voice", "kind", "q")

_Words = Mapping[tuple[str, str], Mapping[Stance | None, int]]


class Act(NamedTuple):
    """A vote, one position that it is an act on (none if the codebook has none), and the stance it takes."""

    event: model.Event
    position: str | None
    stance: Stance | None


def acts(session: Session, chosen: Filter, codebook: Codebook) -> list[Act]:
    """The recorded votes within the dates and positions of a filter, in order of their dates.

    Which votes there are is in the codebook, what they say about a position is coded in the database.
    """
    recorded = _recorded(session)
    found = []
    for event in sorted(codebook.events.values(), key=lambda each: (each.on.first, each.id)):
        vote = event.vote
        if (
            vote is None
            or (chosen.since and event.on.first < chosen.since.first)
            or (chosen.until and event.on.last > chosen.until.last)
        ):
            continue
        about = [
            Act(event, ballot.position, recorded.get((event.id, ballot.position)))
            for ballot in vote.on
            if (not chosen.position or ballot.position in chosen.position)
            and ballot.position not in chosen.position__not
        ]
        found += about or ([] if chosen.position else [Act(event, None, None)])
    return found


def against_words(session: Session, chosen: Filter, codebook: Codebook, days: int = DAYS) -> list[VoteAct]:
    """Each vote on each of its positions, with the words from that many days before to as many after.

    The words are those of the filter (its dates choose the votes). Unless it names speakers or countries they
    are of the codebook's own country alone, as the vote is. Words without a day are left out.
    """
    found = acts(session, chosen, codebook)
    words = _words(session, chosen, codebook, found, days)
    return [_row(act, words.get((act.event.id, act.position or ""), {})) for act in found]


def coded(chosen: Filter) -> Select[VoteCoding]:
    """The votes that a filter of statements means as well, the oldest first: those of the country it names.

    None where it asks for what a vote does not have: words, an outlet, a language, a voice, a topic.
    """
    wordless = not any(chosen.values(name) for name in _OF_WORDS) and chosen.undated is not Undated.ONLY
    wanted: list[ColumnElement[bool]] = [VoteCoding.superseded_at.is_(None)] if wordless else [false()]
    columns = {
        "position": VoteCoding.position_id,
        "stance": VoteCoding.stance,
        "speaker": VoteCoding.speaker_id,
        "country": VoteCoding.country,
        "event": VoteCoding.event_id,
    }
    for field, of_vote in columns.items():
        if kept := chosen.values(field):
            wanted.append(of_vote.in_(kept))
        if left_out := chosen.values(f"{field}__not"):
            wanted.append(of_vote.not_in(left_out))
    if chosen.since:
        wanted.append(Event.on_date >= chosen.since.first)
    if chosen.until:
        wanted.append(func.coalesce(Event.until, Event.on_date) <= chosen.until.last)
    order = (Event.on_date, VoteCoding.event_id, VoteCoding.position_id)
    return select(VoteCoding).join(Event).where(*wanted).order_by(*order)


def _recorded(session: Session) -> dict[tuple[str, str], Stance]:
    asked = select(VoteCoding.event_id, VoteCoding.position_id, VoteCoding.stance)
    current = session.execute(asked.where(VoteCoding.superseded_at.is_(None)))
    return {(event, position): Stance(stance) for event, position, stance in current}


def _row(act: Act, words: Mapping[Stance | None, int]) -> VoteAct:
    vote = act.event.vote
    assert vote is not None
    said = {stance: words.get(stance, 0) for stance in Stance}
    total = words.get(None, 0)
    same = share(said[act.stance], total) if act.stance else share(0, 0)
    return VoteAct(
        event_id=act.event.id,
        title=act.event.title,
        on_date=act.event.on.first,
        body=vote.body,
        symbol=vote.symbol,
        cast=vote.russia,
        yes=vote.yes,
        no=vote.no,
        abstain=vote.abstain,
        position=act.position,
        stance=act.stance,
        support=said[Stance.SUPPORT],
        conditional=said[Stance.CONDITIONAL],
        neutral=said[Stance.NEUTRAL],
        oppose=said[Stance.OPPOSE],
        total=total,
        same=same,
    )


def _words(session: Session, chosen: Filter, codebook: Codebook, found: Sequence[Act], days: int) -> _Words:
    """For each event and position the units of each stance, and under no stance those of any."""
    windows = _windows(found, days)
    if windows is None:
        return {}
    anytime = chosen.without("since").without("until").without("undated").without("position")
    rows, coding = base.codings(anytime)
    position, stance = (func.split_part(coding, "=", part) for part in (1, 2))
    within = and_(
        StatementFact.said_on >= windows.c.first,
        StatementFact.said_on <= windows.c.last,
        StatementFact.said_last <= windows.c.last,
        position == windows.c.position,
    )
    if not chosen.speaker and not chosen.country:
        own = [speaker.id for speaker in codebook.speakers.values() if speaker.country == codebook.country]
        rows = rows.where(StatementFact.speaker_id.in_(own))
    once = rows.join(windows, within).with_only_columns(
        windows.c.event, windows.c.position, stance.label("stance"), base.unit(chosen).label("unit")
    )
    counted: dict[tuple[str, str], dict[Stance | None, int]] = defaultdict(dict)
    for event, of, taken, n in session.execute(_by_stance(once)):
        counted[event, of][Stance(taken) if taken else None] = n
    return counted


def _by_stance(once: Select[*tuple[object, ...]]) -> Select[str, str, str | None, int]:
    """Units by event, position and stance, and by event and position alone."""
    c = once.subquery().c
    each, any_ = tuple_(c.event, c.position, c.stance), tuple_(c.event, c.position)
    asked = select(c.event, c.position, c.stance, func.count(distinct(c.unit)))
    return asked.group_by(func.grouping_sets(each, any_))


def _windows(found: Sequence[Act], days: int) -> NamedFromClause | None:
    span = timedelta(days=days)
    rows = [
        (act.event.id, act.position, act.event.on.first - span, act.event.on.last + span)
        for act in found
        if act.position
    ]
    columns = (column("event", String), column("position", String))
    dates = (column("first", Date), column("last", Date))
    return values(*columns, *dates, name="windows").data(rows) if rows else None
