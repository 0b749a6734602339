"""A position and a filter in, the tables that its page shows below the chart out."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy.orm import Session

from app.codebook.model import Codebook
from app.codebook.terms import EventType, Stance
from app.queries import audiences, breakdowns, conditions, silence, speaker_names, votes
from app.queries.analysis_rows import Breakdown, Condition, Heard, Silence, VoteAct
from app.queries.filter import Filter
from app.queries.labels import NONE, label
from app.queries.rows import StanceTotal
from app.queries.speakers import held
from app.web import cells, formats
from app.web.explorer import address
from app.web.views.tables import Cell, Column, Drawn, Table

# Where a statement is linked to an event as said at it.
AUDIENCES = {
    EventType.UN_VOTE: "At a vote of the United Nations",
    EventType.SUMMIT: "At a summit",
    EventType.MEETING: "In talks or a call",
    EventType.STATEMENT_SERIES: "In an interview, a briefing or a speech",
    EventType.LEGAL: "Before a court",
    EventType.TRUCE: "On the day of a truce",
    EventType.CONFLICT: "On the day of an attack",
    NONE: "Not known",
}
_HEARD = {
    Heard.SPOKE: "spoke",
    Heard.PERHAPS: "perhaps: date too vague",
    Heard.SILENT: "no statement found",
    Heard.NO_SOURCE: "no article from those days",
}


def tables(session: Session, chosen: Filter, codebook: Codebook, position: str) -> Iterator[Table]:
    """Every table of the page but the shifts, one after the other; `chosen` names the position."""
    yield votes_table(session, chosen, codebook)
    yield conditions_table(session, chosen)
    yield speakers_table(session, chosen, codebook, position)
    yield audiences_table(session, chosen, position)
    yield outlets_table(session, chosen, codebook, position)
    yield silence_table(session, chosen, codebook)


def file(chosen: Filter, table: str) -> str:
    """Where a table of the page is kept as a file."""
    return address(f"/stances/{chosen.position[0]}.csv", chosen.without("position"), [("table", table)])


def votes_table(session: Session, chosen: Filter, codebook: Codebook) -> Table:
    """Words against votes: how the country voted, and what it said within a month of it."""
    rows = votes.against_words(session, chosen, codebook)
    return Table(
        "votes",
        "Votes against words",
        f"Recorded votes that are acts on it, and the statements within {votes.DAYS} days of each.",
        (
            Column("vote", ("event_id", "title")),
            Column("on", ("on_date",), is_number=True),
            Column("cast", ("cast",), is_tight=True),
            Column("which is", ("vote_stance",), is_tight=True),
            *cells.STANCES,
            Column("n", ("n",), is_number=True),
            Column("words like the vote", cells.SHARE_NAMES, is_number=True),
        ),
        [_vote(row, _said(chosen, codebook)) for row in rows],
        file(chosen, "votes"),
        "No recorded vote in the codebook is an act on this position within these dates.",
    )


def _said(chosen: Filter, codebook: Codebook) -> Filter:
    """Whose words stand beside the country's vote: those of its speakers, unless others were chosen."""
    anytime = chosen.without("since").without("until").without("undated")
    if chosen.speaker or chosen.country or not codebook.country:
        return anytime
    return anytime.with_("country", codebook.country)


def _vote(row: VoteAct, said: Filter) -> list[Cell]:
    span = timedelta(days=votes.DAYS)
    around = said.with_("since", (row.on_date - span).isoformat()).with_(
        "until", (row.on_date + span).isoformat()
    )
    of = dict(zip(Stance, (row.support, row.conditional, row.neutral, row.oppose), strict=True))
    return [
        cells.text(row.title, f"/events/{row.event_id}", value=row.event_id),
        cells.day(row.on_date),
        Cell((row.cast,), formats.cast(row.cast)),
        cells.taken(row.stance, "no stance"),
        *(cells.count(n, address("/timeline", around.only("stance", stance))) for stance, n in of.items()),
        cells.count(row.total, address("/timeline", around)),
        cells.share(row.same, address("/timeline", around.only("stance", row.stance)) if row.stance else ""),
    ]


def conditions_table(session: Session, chosen: Filter) -> Table:
    """What is demanded before support."""
    found = next(iter(conditions.by_position(session, chosen)), None)
    listed = found.conditions if found else []
    sentence = (
        f"{formats.counted(found.n, 'statement')} of {formats.number(found.total)} support it on a condition."
        if found
        else "Statements that support it on a condition."
    )
    return Table(
        "conditions",
        "Conditions",
        sentence,
        (
            Column("only if", ("condition", "latest_statement_id")),
            Column("n", ("n",), is_number=True),
            *cells.SPAN,
        ),
        [_condition(each, chosen) for each in listed],
        file(chosen, "conditions"),
        "Nobody in this choice supports it on a condition.",
    )


def _condition(row: Condition, chosen: Filter) -> list[Cell]:
    statement = f"/statements/{row.statement_id}"
    every = address("/timeline", chosen.only("stance", Stance.CONDITIONAL))
    words = row.words or "condition not recorded"
    return [
        Cell((row.words, row.statement_id), words, statement),
        cells.count(row.n, statement if row.n == 1 else every),
        cells.day(row.first_on),
        cells.day(row.last_on, statement),
    ]


def speakers_table(session: Session, chosen: Filter, codebook: Codebook, position: str) -> Table:
    """Who takes which stance how often."""
    rows = breakdowns.by(session, chosen, "speaker", position)
    names = speaker_names.names(session, (row.value for row in rows), codebook)
    return Table(
        "speakers",
        "By speaker",
        f"Statements by stance, {formats.counted(len(rows), 'speaker')}; share of the commonest stance.",
        _columns("speaker"),
        Drawn(rows, lambda row: _broken(row, "speaker", names[row.value], f"/speakers/{row.value}", chosen)),
        file(chosen, "speakers"),
        at_most=40,
    )


def audiences_table(session: Session, chosen: Filter, position: str) -> Table:
    """How it was held before which audience."""
    rows = audiences.of_position(session, chosen, position)
    known = sum(row.total for row in rows if row.value != NONE)
    n = sum(row.total for row in rows)
    return Table(
        "audiences",
        "By audience",
        "Articles seldom say to whom something was said, so the sort of the event stands for it: known for "
        f"{formats.number(known)} of {formats.counted(n, 'statement')}.",
        _columns("audience"),
        [_audience(row, chosen, position) for row in rows],
        file(chosen, "audiences"),
    )


def _audience(row: Breakdown, chosen: Filter, position: str) -> list[Cell]:
    place = f"/stances/{position}/audience/{row.value}"
    rest = chosen.without("position")
    of = dict(zip(Stance, row[1:5], strict=True))
    mostly = held(StanceTotal(*row))
    share = address(place, rest.only("stance", mostly.majority)) if mostly.majority else ""
    return [
        cells.text(AUDIENCES[row.value], address(place, rest), value="" if row.value == NONE else row.value),
        *(cells.count(n, address(place, rest.only("stance", stance))) for stance, n in of.items()),
        cells.count(row.total, address(place, rest)),
        cells.taken(mostly.majority, "divided"),
        cells.share(mostly.consistency, share),
        cells.day(row.first_on),
        cells.day(row.last_on),
    ]


def outlets_table(session: Session, chosen: Filter, codebook: Codebook, position: str) -> Table:
    """Who carries which stance how often."""
    rows = breakdowns.by(session, chosen, "outlet", position)
    return Table(
        "outlets",
        "By outlet",
        "Statements by stance; one that several outlets carry counts in each.",
        _columns("outlet"),
        [_broken(row, "outlet", label("outlet", row.value, codebook), "", chosen) for row in rows],
        file(chosen, "outlets"),
        at_once=10,
        at_most=30,
    )


def _columns(field: str) -> tuple[Column, ...]:
    return (
        Column(field, (f"{field}_id", field)),
        *cells.STANCES,
        Column("n", ("n",), is_number=True),
        Column("mostly", ("majority",), is_tight=True),
        Column("share", cells.SHARE_NAMES, is_number=True),
        *cells.SPAN,
    )


def _broken(row: Breakdown, field: str, name: str, url: str, chosen: Filter) -> list[Cell]:
    here = chosen.only(field, row.value)
    of = dict(zip(Stance, row[1:5], strict=True))
    mostly = held(StanceTotal(*row))
    share = address("/timeline", here.only("stance", mostly.majority)) if mostly.majority else ""
    return [
        cells.text(name, url or address("/timeline", here), value="" if row.value == NONE else row.value),
        *(cells.count(n, address("/timeline", here.only("stance", stance))) for stance, n in of.items()),
        cells.count(row.total, address("/timeline", here)),
        cells.taken(mostly.majority, "divided"),
        cells.share(mostly.consistency, share),
        cells.day(row.first_on),
        cells.day(row.last_on),
    ]


def silence_table(session: Session, chosen: Filter, codebook: Codebook) -> Table:
    """Events that called for a word on the position, and after which none was found."""
    found = silence.after_events(session, chosen, codebook)
    unheard = [row for row in found.rows if row.state is not Heard.SPOKE]
    heard = len(found.rows) - len(unheard)
    undated = (
        f" {formats.counted(found.undated, 'undated statement')} may belong to any." if found.undated else ""
    )
    return Table(
        "silence",
        "Silence",
        f"After {formats.number(heard)} of {formats.counted(len(found.rows), 'event')} a statement was found "
        f"within {silence.DAYS} days; these are the others. Silence is not a position.{undated}",
        (
            Column("event", ("event_id", "title")),
            Column("from", ("first",), is_number=True),
            Column("to", ("last",), is_number=True),
            Column("found", ("state",), is_tight=True),
            Column("by anyone, on anything", ("n_others",), is_number=True),
            Column("articles of those days", ("articles",), is_number=True),
        ),
        [_silence(row, chosen) for row in reversed(unheard)],
        file(chosen, "silence"),
        "A statement was found after every one of them."
        if found.rows
        else "No event calls for a word on it.",
    )


def _silence(row: Silence, chosen: Filter) -> list[Cell]:
    anything = Filter(counting=chosen.counting).with_("since", row.first.isoformat())
    around = address("/timeline", anything.with_("until", row.last.isoformat()))
    return [
        cells.text(row.title, f"/events/{row.event_id}", value=row.event_id),
        cells.day(row.first),
        cells.day(row.last),
        Cell((row.state,), _HEARD[row.state]),
        cells.count(row.others, around),
        cells.count(row.articles),
    ]
