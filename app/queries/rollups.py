"""A question about everything in, its answer from the last refresh out, or a new one if facts changed.

The database forgets all answers as soon as an article, an issue or a fact of a statement changes, so that
none of them can be stale.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from app.db.tables import Rollup, StatementFact
from app.queries.filter import Counting, Filter
from app.queries.memory import remembered


class Cell(NamedTuple):
    """A count, by a day and a word; what they stand for is the question's business."""

    day: date | None
    word: str
    n: int


class Question(NamedTuple):
    """Something that is asked again and again of everything there is."""

    name: str
    ask: Callable[[Session, Filter], Iterable[Cell]]


def answer(session: Session, question: Question, chosen: Filter) -> Sequence[Cell]:
    """The cells for a filter; those for everything, and for one country, may be known already."""
    return remembered(session, (question.name, chosen), lambda: _answer(session, question, chosen))


def known(session: Session, question: Question, chosen: Filter) -> list[Cell]:
    """The cells for a filter, counted as it counts; none where a fact changed since the refresh."""
    asked = select(Rollup.cells).where(
        Rollup.question == _key(question, chosen), Rollup.counting == chosen.counting
    )
    kept = session.scalars(asked).first() or []
    return [Cell(date.fromisoformat(day) if day else None, word, n) for day, word, n in kept]


def refresh(session: Session, questions: Iterable[Question], of_country: Iterable[Question] = ()) -> None:
    """Answers the questions and keeps that, in a transaction that writes; what is kept is still true.

    The front page asks some of them of the country that speaks most, too.
    """
    if session.scalars(select(Rollup.id).limit(1)).first() is not None:
        return
    # Facts that changed while an answer is worked out would not be in it.
    session.execute(select(func.hold_facts()))
    session.execute(delete(Rollup))
    for question in questions:
        for counting in Counting:
            _keep(session, question, Filter(counting=counting))
    if country := _most_heard(session):
        for question in of_country:
            _keep(session, question, Filter(country=(country,)))


def kept(session: Session, question: Question, chosen: Filter) -> list[Cell]:
    """The cells for a filter if it is one of those whose answers are kept; for any other, none."""
    only_country = Filter(country=chosen.country)
    is_kept = len(chosen.country) <= 1 and chosen.without("counting") == only_country
    return known(session, question, chosen) if is_kept else []


def _answer(session: Session, question: Question, chosen: Filter) -> Sequence[Cell]:
    return kept(session, question, chosen) or list(question.ask(session, chosen))


def _key(question: Question, chosen: Filter) -> str:
    query = chosen.without("counting").to_query()
    return f"{question.name}?{query}" if query else question.name


def _keep(session: Session, question: Question, chosen: Filter) -> None:
    cells = [
        (cell.day.isoformat() if cell.day else None, cell.word, cell.n)
        for cell in question.ask(session, chosen)
    ]
    if cells:
        key = _key(question, chosen)
        session.execute(insert(Rollup).values(question=key, counting=str(chosen.counting), cells=cells))


def _most_heard(session: Session) -> str | None:
    """The country with the most statements."""
    country = StatementFact.country
    asked = select(country).where(country.is_not(None)).group_by(country)
    return session.scalars(asked.order_by(func.count().desc(), country).limit(1)).first()
