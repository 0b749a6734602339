"""Two filters in, what each holds and how far they differ out."""

from collections.abc import Iterator, Mapping
from math import sqrt

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.codebook.terms import Stance
from app.db.tables import StatementFact
from app.queries import base, rollups, stances, statements
from app.queries.analysis_rows import Compared, Comparison, Difference
from app.queries.filter import Filter
from app.queries.intervals import share
from app.queries.memory import remembered
from app.queries.rollups import Cell, Question
from app.queries.rows import Share

ENOUGH = 5

_Key = tuple[str, Stance | None]
_Counts = Mapping[_Key, tuple[int, int]]


def side_by_side(session: Session, left: Filter, right: Filter) -> Comparison:
    """Positions and topics of two filters with their shares and the difference between these.

    Both sides are counted the way the left one says. Each interval is of 95 % by itself: of twenty
    differences one may look certain by chance. Positions come in the order of their units on both sides
    together, each with every stance; so do topics.
    """
    right = right.model_copy(update={"counting": left.counting})
    sizes = [statements.count(session, side) for side in (left, right)]
    positions = [_positions(session, side) for side in (left, right)]
    topics = [_topics(session, side, n) for side, n in zip((left, right), sizes, strict=True)]
    return Comparison(
        n_left=sizes[0],
        n_right=sizes[1],
        both=_both(session, left, right),
        positions=_compared(positions[0], positions[1], (0, 0)),
        topics=_compared(topics[0], topics[1], (sizes[0], sizes[1])),
    )


def difference(left: Share, right: Share, enough: int = ENOUGH) -> Difference:
    """The right share minus the left one with Newcombe's hybrid score interval (1998, method 10)."""
    if left.share is None or right.share is None or min(left.total, right.total) < enough:
        return Difference(None, None, None)
    assert left.low is not None and left.high is not None
    assert right.low is not None and right.high is not None
    apart = right.share - left.share
    below = sqrt((right.share - right.low) ** 2 + (left.high - left.share) ** 2)
    above = sqrt((right.high - right.share) ** 2 + (left.share - left.low) ** 2)
    return Difference(apart, apart - below, apart + above)


def _both(session: Session, left: Filter, right: Filter) -> int:
    """Units that both sides hold: counted on one side and the other they are not two observations."""
    if left == right:
        return statements.count(session, left)
    return remembered(session, ("units of both", left, right), lambda: _shared(session, left, right))


def _shared(session: Session, left: Filter, right: Filter) -> int:
    units = [
        base.reports(side).with_only_columns(base.unit(left).label("unit")).distinct().subquery()
        for side in (left, right)
    ]
    asked = select(func.count()).select_from(units[0].join(units[1], units[0].c.unit == units[1].c.unit))
    return session.scalars(asked).one()


def _positions(session: Session, chosen: Filter) -> _Counts:
    """Units of each position and stance, of the units with any stance on that position."""
    return {
        (row.position, stance): (n, row.total)
        for row in stances.overview(session, chosen)
        for stance, n in zip(Stance, row[1:5], strict=True)
    }


def _topics(session: Session, chosen: Filter, total: int) -> _Counts:
    """Units on each topic, of all units."""
    return {(cell.word, None): (cell.n, total) for cell in rollups.answer(session, _TOPICS, chosen)}


def _on_topics(session: Session, chosen: Filter) -> Iterator[Cell]:
    rows, topic = base.each(base.reports(chosen), StatementFact.topics)
    return (Cell(None, *row) for row in session.execute(base.counted(chosen, rows, topic)))


_TOPICS = Question("topics", _on_topics)
QUESTIONS = (_TOPICS,)


def _compared(left: _Counts, right: _Counts, none: tuple[int, int]) -> list[Compared]:
    """The values of either side; `none` are the totals of a value that a side has nothing on."""
    found = []
    weight: dict[str, int] = {}
    for key, stance in left.keys() | right.keys():
        shares = (
            share(*left.get((key, stance), (0, none[0]))),
            share(*right.get((key, stance), (0, none[1]))),
        )
        weight[key] = sum(each.n if stance is None else each.total for each in shares)
        found.append(Compared(key, stance, *shares, difference(*shares)))
    order = list(Stance)
    return sorted(
        found,
        key=lambda each: (-weight[each.key], each.key, order.index(each.stance) if each.stance else 0),
    )
