"""A filter in, what each branch of the state holds out, side by side."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import zip_longest

from sqlalchemy import Date, Select, String, and_, cast, column, func, or_, select, values
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Session
from sqlalchemy.sql.selectable import NamedFromClause

from app.codebook.model import Codebook, Speaker
from app.codebook.terms import Stance
from app.db.tables import StatementFact
from app.queries import base
from app.queries.analysis_rows import BranchStances, HeldPosition
from app.queries.decorating import decorated
from app.queries.filter import Filter
from app.queries.memory import remembered
from app.queries.rows import StanceTotal, StatementRow
from app.queries.speakers import held


def side_by_side(session: Session, chosen: Filter, codebook: Codebook) -> list[BranchStances]:
    """Each branch in the codebook's order with its units, those of the filter by the codebook's own country.

    A person speaks for the branch of the main office held on the day. Whose office that day is unknown, or
    belongs to no branch, stands at the end without one, and so do the undated remarks of people.
    """
    question = ("branches", codebook.version, chosen)
    return remembered(session, question, lambda: _side_by_side(session, chosen, codebook))


def _side_by_side(session: Session, chosen: Filter, codebook: Codebook) -> list[BranchStances]:
    own = [speaker for speaker in codebook.speakers.values() if speaker.country == codebook.country]
    terms = _terms(codebook, own)
    speakers = [speaker.id for speaker in own]
    units: dict[str | None, int] = dict(session.execute(_units(chosen, speakers, terms)).all())
    positions = _positions(session, chosen, speakers, terms)
    found = [
        BranchStances(branch.id, branch.name, units.get(branch.id, 0), positions.get(branch.id, []))
        for branch in codebook.branches.values()
    ]
    return [*found, BranchStances(None, None, units.get(None, 0), positions.get(None, []))]


def _units(chosen: Filter, speakers: list[str], terms: NamedFromClause) -> Select[str | None, int]:
    """Units of each branch."""
    return base.counted(chosen, _by_branch(base.reports(chosen), speakers, terms), terms.c.branch)


def _positions(
    session: Session, chosen: Filter, speakers: list[str], terms: NamedFromClause
) -> dict[str | None, list[HeldPosition]]:
    rows, coding = base.codings(chosen)
    flat = _by_branch(rows, speakers, terms).with_only_columns(
        terms.c.branch,
        func.split_part(coding, "=", 1).label("position"),
        func.split_part(coding, "=", 2).label("stance"),
        base.unit(chosen).label("unit"),
        StatementFact.said_on,
    )
    c = flat.subquery().c
    once = (
        select(
            c.branch,
            c.position,
            *(func.bool_or(c.stance == stance).label(stance) for stance in Stance),
            func.min(c.said_on).label("first"),
            func.max(c.said_on).label("last"),
        )
        .group_by(c.branch, c.position, c.unit)
        .subquery()
    )
    asked = select(
        once.c.branch,
        once.c.position,
        *(func.count().filter(once.c[stance]) for stance in Stance),
        func.count(),
        func.min(once.c.first),
        func.max(once.c.last),
    ).group_by(once.c.branch, once.c.position)
    found: dict[str | None, list[HeldPosition]] = defaultdict(list)
    for branch, *total in session.execute(asked):
        found[branch].append(held(StanceTotal._make(total)))
    return {
        branch: sorted(some, key=lambda each: (-each.total, each.position)) for branch, some in found.items()
    }


def _by_branch(
    rows: Select[StatementFact], speakers: list[str], terms: NamedFromClause
) -> Select[StatementFact]:
    """The rows of these speakers with the term that covers each, if one does."""
    # Where no term has a date, the database would take the empty columns for text.
    first, last = cast(terms.c.first, Date), cast(terms.c.last, Date)
    said = and_(StatementFact.said_on >= first, StatementFact.said_last <= last)
    covered = and_(StatementFact.speaker_id == terms.c.speaker, or_(terms.c.first.is_(None), said))
    return rows.where(StatementFact.speaker_id.in_(speakers)).outerjoin(terms, covered)


def _terms(codebook: Codebook, speakers: list[Speaker]) -> NamedFromClause:
    """Who spoke for which branch from when to when; without dates, always."""
    always = {one: branch.id for branch in codebook.branches.values() for one in branch.speakers}
    of_office = {office: branch.id for branch in codebook.branches.values() for office in branch.offices}
    rows: list[tuple[str | None, str | None, date | None, date | None]] = [(None, None, None, None)]
    for speaker in speakers:
        if speaker.id in always:
            rows.append((speaker.id, always[speaker.id], None, None))
        else:
            rows += [(speaker.id, *term) for term in _stretches(speaker, of_office)]
    columns = (column("speaker", String), column("branch", String))
    dates = (column("first", Date), column("last", Date))
    return values(*columns, *dates, name="terms").data(rows)


def _stretches(speaker: Speaker, of_office: Mapping[str, str]) -> Iterator[tuple[str, date, date]]:
    """The stretches of days in which the main office of a person did not change, if it has a branch."""
    begins = {term.since.first for term in speaker.tenures if term.since}
    ends = {term.until.last + timedelta(days=1) for term in speaker.tenures if term.until}
    edges = sorted(begins | ends)
    for first, following in zip_longest(edges, edges[1:]):
        term = speaker.tenure_on(first)
        if term and term.office in of_office:
            last = following - timedelta(days=1) if following else date.max
            yield of_office[term.office], first, last


def statements(
    session: Session, chosen: Filter, codebook: Codebook, branch: str | None, position: str | None, limit: int
) -> tuple[list[StatementRow], int]:
    """The latest units that a branch is counted with, on one position or at all, and their number."""
    own = [speaker for speaker in codebook.speakers.values() if speaker.country == codebook.country]
    terms = _terms(codebook, own)
    among = chosen.only("position", position) if position else chosen
    rows = base.codings(among)[0] if position else base.reports(among)
    fact = StatementFact
    first = func.array_agg(aggregate_order_by(fact.id, fact.repeat, fact.published_on, fact.id))[1]
    once = (
        _by_branch(rows, [speaker.id for speaker in own], terms)
        .where(terms.c.branch == branch if branch else terms.c.branch.is_(None))
        .with_only_columns(first.label("id"), func.max(fact.said_on).label("said"))
        .group_by(base.unit(chosen))
        .subquery()
    )
    n = session.scalars(select(func.count()).select_from(once)).one()
    asked = select(once.c.id).order_by(once.c.said.desc().nulls_last(), once.c.id).limit(limit)
    ids = list(session.scalars(asked))
    return decorated(session, ids) if ids else [], n
