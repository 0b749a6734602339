"""A question about everything in, its answer from the last refresh out, or a new one if facts changed.

The database forgets all answers as soon as an article, an issue or a fact of a statement changes, so that
none of them can be stale.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from app.db.tables import Rollup
from app.queries.filter import Counting, Filter


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
    """The cells for a filter."""
    kept = known(session, question, chosen) if chosen.is_empty else []
    return kept or list(question.ask(session, chosen))


def known(session: Session, question: Question, chosen: Filter) -> list[Cell]:
    """The cells for everything, counted as the filter counts; none where a fact changed since the refresh."""
    asked = select(Rollup.day, Rollup.word, Rollup.n).where(
        Rollup.question == question.name, Rollup.counting == chosen.counting
    )
    return [Cell._make(row) for row in session.execute(asked)]


def refresh(session: Session, questions: Iterable[Question]) -> None:
    """Answers the questions and keeps that, in a transaction that writes; what is kept is still true."""
    if session.scalars(select(Rollup.id).limit(1)).first() is not None:
        return
    # Facts that changed while an answer is worked out would not be in it.
    session.execute(select(func.hold_facts()))
    session.execute(delete(Rollup))
    for question in questions:
        for counting in Counting:
            rows = [
                {"question": question.name, "counting": str(counting), **cell._asdict()}
                for cell in question.ask(session, Filter(counting=counting))
            ]
            if rows:
                session.execute(insert(Rollup), rows)
