"""A speaker's id in, who that is and what they hold out."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.codebook.dates import PartialDate
from app.codebook.model import Codebook, Speaker
from app.codebook.terms import Stance
from app.db.tables import Statement, StatementFact
from app.errors import NotFoundError
from app.queries import base
from app.queries.analysis_rows import HeldPosition, PrintedName, SpeakerProfile, TenureRow
from app.queries.decorating import decorated
from app.queries.filter import Filter
from app.queries.intervals import share
from app.queries.rows import StanceTotal, StatementRow
from app.queries.stances import overview

NAMES = 20


def profile(session: Session, chosen: Filter, codebook: Codebook, speaker: str) -> SpeakerProfile:
    """Everything about one speaker within the rest of the filter; NotFoundError if nobody is of that id."""
    own = chosen.only("speaker", speaker)
    known = codebook.speakers.get(speaker)
    n, reports, undated = _counted(session, own)
    name = known.name if known else _printed_name(session, speaker)
    if name is None:
        raise NotFoundError(f"There is no speaker {speaker}.")
    first, last = _ends(session, own)
    return SpeakerProfile(
        speaker_id=speaker,
        name=name,
        known=known is not None,
        kind=known.kind if known else None,
        country=known.country if known else None,
        affiliation=known.affiliation if known else None,
        spellings=known.names.all() if known else (),
        tenures=_tenures(known) if known else [],
        n=n,
        reports=reports,
        undated=undated,
        printed=_printed(session, own),
        positions=[held(total) for total in overview(session, own)],
        first=first,
        last=last,
    )


def held(total: StanceTotal) -> HeldPosition:
    """The totals of a position with the commonest stance and how common it is."""
    counts = {
        Stance.SUPPORT: total.support,
        Stance.CONDITIONAL: total.conditional,
        Stance.NEUTRAL: total.neutral,
        Stance.OPPOSE: total.oppose,
    }
    most = max(counts.values())
    commonest = [stance for stance, n in counts.items() if n == most]
    majority = commonest[0] if len(commonest) == 1 else None
    return HeldPosition(*total[:6], majority, share(most, total.total), total.first_on, total.last_on)


def _tenures(speaker: Speaker) -> list[TenureRow]:
    terms = sorted(
        speaker.tenures,
        key=lambda term: (_first(term.since), _first(term.until), term.title),
    )
    return [
        TenureRow(
            term.title,
            str(term.since) if term.since else None,
            str(term.until) if term.until else None,
            term.source,
        )
        for term in terms
    ]


def _first(day: PartialDate | None) -> str:
    return day.first.isoformat() if day else ""


def _counted(session: Session, own: Filter) -> tuple[int, int, int]:
    """Units, reports, and units without any date."""
    unit = base.unit(own)
    once = (
        base.reports(own)
        .with_only_columns(func.count().label("reports"), func.min(StatementFact.said_on).label("said"))
        .group_by(unit)
        .subquery()
    )
    asked = select(
        func.count(), func.coalesce(func.sum(once.c.reports), 0), func.count().filter(once.c.said.is_(None))
    )
    n, reports, undated = session.execute(asked).one()
    return n, int(reports), undated


def _printed_name(session: Session, speaker: str) -> str | None:
    asked = select(func.min(Statement.speaker_name)).where(Statement.speaker_id == speaker)
    return session.scalars(asked).one()


def _printed(session: Session, own: Filter) -> list[PrintedName]:
    asked = (
        base.reports(own)
        .join(Statement, Statement.id == StatementFact.id)
        .with_only_columns(Statement.printed, func.count())
        .group_by(Statement.printed)
        .order_by(func.count().desc(), Statement.printed)
        .limit(NAMES)
    )
    return [PrintedName._make(row) for row in session.execute(asked)]


def _ends(session: Session, own: Filter) -> tuple[StatementRow | None, StatementRow | None]:
    """The first and the last dated remark."""
    on, id_ = StatementFact.said_on, StatementFact.id
    rows = base.statements(own).where(on.is_not(None)).with_only_columns(id_)
    ids = [
        session.scalars(rows.order_by(*order).limit(1)).first()
        for order in ((on, id_), (on.desc(), id_.desc()))
    ]
    shown = [each for each in dict.fromkeys(ids) if each]
    by_id = {row.id: row for row in decorated(session, shown)} if shown else {}
    return by_id.get(ids[0] or ""), by_id.get(ids[1] or "")
