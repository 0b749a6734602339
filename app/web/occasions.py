"""An event and the days around it in, the tables that its page shows out."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy.orm import Session

from app.codebook.model import Codebook
from app.codebook.terms import Stance
from app.queries import heard, speaker_index, speaker_names, stances
from app.queries.analysis_rows import HeardSpeaker, SpeakerCount
from app.queries.filter import Filter
from app.queries.labels import label
from app.queries.rows import StanceTotal
from app.web import cells, formats
from app.web.explorer import address
from app.web.tallies import position_address
from app.web.views import Link
from app.web.views.events import EventAct
from app.web.views.tables import Cell, Column, Table

# Who is quoted less often than this in the whole collection is not missed by anybody.
USUALLY = 3


class Around(NamedTuple):
    """The days before an event, and those from its beginning to as many after its end."""

    event: str
    days: int
    before: tuple[date, date]
    after: tuple[date, date]

    def within(self, chosen: Filter, *, after: bool) -> Filter:
        """The filter narrowed to the days on one side."""
        first, last = self.after if after else self.before
        since = chosen.without("since").without("until").without("undated").with_("since", first.isoformat())
        return since.with_("until", last.isoformat())


def around(event: str, first: date, last: date, days: int) -> Around:
    """So many days on both sides of an event."""
    span = timedelta(days=days)
    return Around(event, days, (first - span, first - timedelta(days=1)), (first, last + span))


def acts(event: str, codebook: Codebook) -> list[EventAct]:
    """The positions that a vote is an act on, with the stance that the country's own vote takes."""
    known = codebook.events.get(event)
    if known is None or known.vote is None:
        return []
    return [
        EventAct(
            known.vote.stance(ballot),
            Link(label("position", ballot.position, codebook), position_address(ballot.position, Filter())),
        )
        for ballot in known.vote.on
    ]


def tables(session: Session, chosen: Filter, codebook: Codebook, at: Around) -> Iterator[Table]:
    """Positions before and after, speakers before and after, and who was not heard."""
    yield positions_table(session, chosen, codebook, at)
    before = heard.by_speaker(session, chosen, *at.before)
    after = heard.by_speaker(session, chosen, *at.after)
    yield speakers_table(session, chosen, codebook, at, before, after)
    yield silent_table(session, chosen, codebook, at, after)


def _file(chosen: Filter, at: Around, table: str) -> str:
    return address(f"/events/{at.event}.csv", chosen, [("days", str(at.days)), ("table", table)])


def positions_table(session: Session, chosen: Filter, codebook: Codebook, at: Around) -> Table:
    """How each position stood before and after."""
    sides = [
        {total.position: total for total in stances.overview(session, at.within(chosen, after=after))}
        for after in (False, True)
    ]
    weights = {
        position: sum(side[position].total for side in sides if position in side)
        for position in sides[0].keys() | sides[1].keys()
    }
    order = sorted(weights, key=lambda each: (-weights[each], each))
    columns = [
        column
        for side in ("before", "after")
        for column in (
            *(Column(side, (f"n_{stance}_{side}",), is_number=True, mark=stance) for stance in Stance),
            Column(f"n {side}", (f"n_{side}",), is_number=True),
        )
    ]
    return Table(
        "positions",
        "Positions before and after",
        f"Statements by stance in the {at.days} days before, and from that day to {at.days} days after.",
        (Column("position", ("position_id", "position")), *columns),
        [_position(position, sides, chosen, codebook, at) for position in order],
        _file(chosen, at, "positions"),
        "No stance was taken in those days in this collection.",
    )


def _position(
    position: str, sides: list[dict[str, StanceTotal]], chosen: Filter, codebook: Codebook, at: Around
) -> list[Cell]:
    row = [
        cells.text(label("position", position, codebook), position_address(position, chosen), value=position)
    ]
    for after, side in zip((False, True), sides, strict=True):
        here = at.within(chosen, after=after).only("position", position)
        counts = side[position][1:5] if position in side else (0, 0, 0, 0)
        for stance, n in zip(Stance, counts, strict=True):
            row.append(cells.count(n, address("/timeline", here.only("stance", stance))))
        row.append(cells.count(side[position].total if position in side else 0, address("/timeline", here)))
    return row


def speakers_table(
    session: Session,
    chosen: Filter,
    codebook: Codebook,
    at: Around,
    before: list[HeardSpeaker],
    after: list[HeardSpeaker],
) -> Table:
    """Who said how much before and after."""
    n_before = {row.speaker_id: row.n for row in before}
    n_after = {row.speaker_id: row.n for row in after}
    both = {each: n_before.get(each, 0) + n_after.get(each, 0) for each in n_before.keys() | n_after.keys()}
    names = speaker_names.names(session, both, codebook)
    order = sorted((each for each in both if both[each]), key=lambda each: (-both[each], names[each]))
    return Table(
        "speakers",
        "Who spoke",
        "Statements in the same days, on anything.",
        (
            Column("speaker", ("speaker_id", "speaker")),
            Column("before", ("n_before",), is_number=True),
            Column("after", ("n_after",), is_number=True),
        ),
        [
            [
                cells.text(names[each], f"/speakers/{each}", value=each),
                *(
                    cells.count(
                        side.get(each, 0),
                        address("/timeline", at.within(chosen, after=later).only("speaker", each)),
                    )
                    for later, side in ((False, n_before), (True, n_after))
                ),
            ]
            for each in order
        ],
        _file(chosen, at, "speakers"),
        "No statement of those days is in this collection.",
        at_once=20,
    )


def silent_table(
    session: Session, chosen: Filter, codebook: Codebook, at: Around, after: list[HeardSpeaker]
) -> Table:
    """Speakers of the codebook's own country who are quoted elsewhere and not in the days after."""
    n_articles = heard.articles(session, *at.after)
    heard_then = {row.speaker_id: row for row in after}
    own = Filter(country=(codebook.country,)) if codebook.country else Filter()
    missing = [
        row
        for row in speaker_index.all_(session, own, codebook)
        if row.known
        and row.n >= USUALLY
        and not (row.speaker_id in heard_then and heard_then[row.speaker_id].n)
        and _could(row, codebook, at)
    ]
    found = (
        f"{formats.counted(n_articles, 'article')} from those days: the silence may be theirs or ours"
        if n_articles
        else "no article from those days is in this collection, so nothing can be said"
    )
    return Table(
        "silent",
        f"No statement found within {formats.counted(at.days, 'day')}",
        f"Speakers quoted {USUALLY} times or more in the collection; {found}.",
        (
            Column("speaker", ("speaker_id", "speaker")),
            Column("office then", ("office",)),
            Column("found", ("state",), is_tight=True),
            Column("in the whole collection", ("n",), is_number=True),
        ),
        [_silent(row, codebook, at, heard_then.get(row.speaker_id), n_articles) for row in missing],
        _file(chosen, at, "silent"),
        "Everyone who is usually quoted was heard.",
        at_once=12,
    )


def _could(row: SpeakerCount, codebook: Codebook, at: Around) -> bool:
    """Whether a word was to be expected: an institution, or a person who held an office then."""
    known = codebook.speakers[row.speaker_id]
    return not known.tenures or known.office_on(at.after[0]) is not None


def _silent(
    row: SpeakerCount, codebook: Codebook, at: Around, then: HeardSpeaker | None, n_articles: int
) -> list[Cell]:
    office = codebook.speakers[row.speaker_id].office_on(at.after[0])
    state = "perhaps" if then and then.possible else "silent" if n_articles else "no source"
    words = {
        "perhaps": "perhaps: date too vague",
        "silent": "no statement found",
        "no source": "no article from those days",
    }[state]
    return [
        cells.text(row.name, f"/speakers/{row.speaker_id}", value=row.speaker_id),
        Cell((office,), office or "", tone="soft"),
        Cell((state,), words),
        cells.count(row.n, address("/timeline", Filter(speaker=(row.speaker_id,)))),
    ]
