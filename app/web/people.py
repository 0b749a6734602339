"""A speaker in, the tables and pairs of quotes that the page of that speaker shows out."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.codebook.model import Codebook
from app.codebook.terms import Stance
from app.queries import contradictions, naming
from app.queries.analysis_rows import Contradiction, HeldPosition, PrintedName, SpeakerCount
from app.queries.filter import Filter
from app.queries.labels import label
from app.web import cells, formats
from app.web.explorer import address
from app.web.lines import line
from app.web.tallies import position_address
from app.web.views import Link
from app.web.views.speakers import Opposed
from app.web.views.tables import Cell, Column, Drawn, Table

MOST = 10


def everyone(rows: Sequence[SpeakerCount], chosen: Filter, name: str = "") -> Table:
    """A line for each speaker."""
    return Table(
        "speakers",
        "Speakers",
        f"{formats.counted(len(rows), 'speaker')}, who says most first. In italics: not in the codebook.",
        (
            Column("speaker", ("speaker_id", "speaker")),
            Column("kind", ("kind",), is_tight=True),
            Column("country", ("country",), is_tight=True),
            Column("n", ("n",), is_number=True),
            Column("with a stance", ("n_with_stance",), is_number=True),
            Column("positions", ("n_positions",), is_number=True),
            *cells.SPAN,
        ),
        Drawn(rows, lambda row: _speaker(row, chosen)),
        address("/speakers.csv", chosen, [("name", name)] if name else []),
        "Nobody of that name speaks in this choice." if name else "Nobody speaks in this choice.",
        at_once=30,
    )


def called(rows: Sequence[SpeakerCount], name: str, codebook: Codebook) -> list[SpeakerCount]:
    """Those who bear a name or a part of it, in whatever script the codebook spells them."""
    if not name:
        return list(rows)
    known = set(naming.named(name, codebook))
    return [row for row in rows if row.speaker_id in known or name.casefold() in row.name.casefold()]


def _speaker(row: SpeakerCount, chosen: Filter) -> list[Cell]:
    own = chosen.only("speaker", row.speaker_id)
    coded = own if own.position or own.stance else own.with_("stance__not", "none")
    name = cells.text(row.name, f"/speakers/{row.speaker_id}", value=row.speaker_id)
    return [
        name._replace(tone="" if row.known else "stranger"),
        Cell((row.kind,), row.kind or "", tone="soft"),
        Cell((row.country,), row.country or "unknown", tone="soft"),
        cells.count(row.n, address("/timeline", own)),
        cells.count(row.coded, address("/timeline", coded)),
        cells.count(row.positions, address("/stances", own)),
        cells.day(row.first_on),
        cells.day(row.last_on),
    ]


def positions(rows: Sequence[HeldPosition], own: Filter, codebook: Codebook, slug: str) -> Table:
    """How one speaker stands to each position, and how steadily."""
    return Table(
        "positions",
        "Positions held",
        "Statements by stance; consistency is the share of the commonest stance.",
        (
            Column("position", ("position_id", "position")),
            *cells.STANCES,
            Column("n", ("n",), is_number=True),
            Column("consistency", cells.SHARE_NAMES, is_number=True),
            *cells.SPAN,
        ),
        [_held(row, own, codebook) for row in rows],
        file(slug, own, "positions"),
        "No stance found in this choice; that is not a position.",
        at_once=40,
    )


def file(slug: str, own: Filter, table: str) -> str:
    """Where a table of the page is kept as a file."""
    return address(f"/speakers/{slug}.csv", own.without("speaker"), [("table", table)])


def _held(row: HeldPosition, own: Filter, codebook: Codebook) -> list[Cell]:
    here = own.only("position", row.position)
    of = dict(zip(Stance, row[1:5], strict=True))
    share = address("/timeline", here.only("stance", row.majority)) if row.majority else ""
    return [
        cells.text(
            label("position", row.position, codebook), position_address(row.position, own), value=row.position
        ),
        *(cells.count(n, address("/timeline", here.only("stance", stance))) for stance, n in of.items()),
        cells.count(row.total, address("/timeline", here)),
        cells.share(row.consistency, share),
        cells.day(row.first_on),
        cells.day(row.last_on),
    ]


def printed(rows: Sequence[PrintedName], own: Filter, slug: str) -> Table:
    """What texts call the speaker."""
    return Table(
        "names",
        "As printed",
        "Reports that name the speaker so.",
        (Column("name", ("printed",)), Column("reports", ("n_reports",), is_number=True)),
        [[cells.text(row.printed), cells.count(row.n)] for row in rows],
        file(slug, own, "names"),
        "None in this choice.",
        at_once=8,
    )


def opposed(session: Session, own: Filter, codebook: Codebook) -> tuple[list[Opposed], str]:
    """The contradictions nearest in time, and what is said of them."""
    found = contradictions.pairs(session, own, limit=MOST)
    shown = f", the {formats.number(len(found.rows))} nearest in time" if found.n > len(found.rows) else ""
    undated = f"; {formats.number(found.undated)} without a day left out" if found.undated else ""
    note = (
        f"{formats.counted(found.n, 'pair')} of opposed remarks with nothing opposed between{shown}{undated}"
    )
    return [_opposed(row, own, codebook) for row in found.rows], note


def _opposed(row: Contradiction, own: Filter, codebook: Codebook) -> Opposed:
    apart = "on one day" if not row.days else f"{formats.counted(row.days, 'day')} apart"
    position = Link(label("position", row.position, codebook), position_address(row.position, own))
    return Opposed(position, apart, row.earlier_stance, row.later_stance, line(row.earlier), line(row.later))


def pairs_table(session: Session, own: Filter, codebook: Codebook, slug: str) -> Table:
    """Every contradiction as a line of a file."""
    found = contradictions.pairs(session, own, limit=None)
    return Table(
        "contradictions",
        "Contradictions",
        "Pairs of opposed remarks.",
        (
            Column("position", ("position_id", "position")),
            Column("days apart", ("days",), is_number=True),
            Column("earlier", ("earlier_statement_id", "earlier_on", "earlier_stance", "earlier_quote")),
            Column("later", ("later_statement_id", "later_on", "later_stance", "later_quote")),
        ),
        [
            [
                cells.text(label("position", row.position, codebook), value=row.position),
                cells.count(row.days),
                Cell((row.earlier.id, str(row.earlier.said_on), row.earlier_stance, row.earlier.quote), ""),
                Cell((row.later.id, str(row.later.said_on), row.later_stance, row.later.quote), ""),
            ]
            for row in found.rows
        ],
        file(slug, own, "contradictions"),
    )
