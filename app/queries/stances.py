"""A filter in, how its statements stand to each position out."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from sqlalchemy import func
from sqlalchemy.orm import Session

from app.codebook.terms import Stance
from app.db.tables import StatementFact
from app.queries import base, periods
from app.queries.filter import Filter
from app.queries.periods import Period
from app.queries.rows import NetStance, StanceBucket, StanceTotal

# How far each stance goes towards the position.
WEIGHT = {Stance.SUPPORT: 1.0, Stance.CONDITIONAL: 0.5, Stance.NEUTRAL: 0.0, Stance.OPPOSE: -1.0}


def by_period(session: Session, chosen: Filter, period: Period = Period.YEAR) -> list[StanceBucket]:
    """Units for each period, position and stance; each position has every period and stance, with zero.

    `total` is how many take any stance on that position in that period: the denominator of a share.
    Codings whose date does not settle the period are left out; `undated` counts them.
    """
    rows, coding = base.codings(chosen)
    start = periods.start_of(period)
    counts: dict[tuple[str, date], dict[Stance, int]] = defaultdict(dict)
    for day, token, n in session.execute(base.cross_counted(chosen, rows, start, coding)):
        position, stance = split(token)
        if day is not None:
            counts[position, day][stance] = n
    totals = {
        (position, day): n
        for day, position, n in session.execute(
            base.cross_counted(chosen, rows, start, func.split_part(coding, "=", 1))
        )
    }
    spans = periods.shown(chosen, period, [day for _, day in counts])
    return [
        StanceBucket(
            start,
            end,
            position,
            stance,
            counts[position, start].get(stance, 0),
            totals.get((position, start), 0),
        )
        for position in sorted({position for position, _ in counts})
        for start, end in spans
        for stance in Stance
    ]


def undated(session: Session, chosen: Filter, period: Period = Period.YEAR) -> dict[str, int]:
    """For each position, the units whose date does not settle the period."""
    rows, coding = base.codings(chosen)
    unsettled = rows.where(periods.start_of(period).is_(None))
    asked = base.counted(chosen, unsettled, func.split_part(coding, "=", 1))
    return dict(session.execute(asked).all())


def overview(session: Session, chosen: Filter) -> list[StanceTotal]:
    """Every position that a statement of the filter takes a stance on, the most frequent first."""
    rows, coding = base.codings(chosen)
    position = func.split_part(coding, "=", 1)
    counts: dict[str, dict[Stance, int]] = defaultdict(dict)
    for token, n in session.execute(base.counted(chosen, rows, coding)):
        of, stance = split(token)
        counts[of][stance] = n
    to_the_day = rows.where(StatementFact.said_on == StatementFact.said_last)
    spans = to_the_day.with_only_columns(
        position, func.min(StatementFact.said_on), func.max(StatementFact.said_on)
    ).group_by(position)
    ends = {of: (first, last) for of, first, last in session.execute(spans)}
    found = [
        StanceTotal(
            position=of,
            support=counts[of].get(Stance.SUPPORT, 0),
            conditional=counts[of].get(Stance.CONDITIONAL, 0),
            neutral=counts[of].get(Stance.NEUTRAL, 0),
            oppose=counts[of].get(Stance.OPPOSE, 0),
            total=total,
            first_on=ends.get(of, (None, None))[0],
            last_on=ends.get(of, (None, None))[1],
        )
        for of, total in session.execute(base.counted(chosen, rows, position))
    ]
    return sorted(found, key=lambda row: (-row.total, row.position))


def net_by_year(session: Session, chosen: Filter) -> list[NetStance]:
    """Where each position stood in each year with a statement on it, from -1 (opposed) to 1 (supported)."""
    rows, coding = base.codings(chosen)
    cells: dict[tuple[str, int], dict[Stance, int]] = defaultdict(dict)
    for day, token, n in session.execute(
        base.cross_counted(chosen, rows, periods.start_of(Period.YEAR), coding)
    ):
        position, stance = split(token)
        if day is not None:
            cells[position, day.year][stance] = n
    return [
        NetStance(position, year, net(counts.items()), sum(counts.values()))
        for (position, year), counts in sorted(cells.items())
    ]


def net(counts: Iterable[tuple[Stance, int]]) -> float:
    """The mean weight of some stances."""
    held = list(counts)
    return sum(WEIGHT[stance] * n for stance, n in held) / sum(n for _, n in held)


def split(coding: str) -> tuple[str, Stance]:
    """Position and stance of a coding written as one word."""
    position, _, stance = coding.partition("=")
    return position, Stance(stance)
