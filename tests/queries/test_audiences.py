"""How a position is held before which audience."""

from sqlalchemy.orm import Session

from app.codebook.model import Codebook
from app.codebook.terms import EventType
from app.db.tables import EventLink
from app.queries import audiences
from app.queries.filter import Filter
from tests.queries import invented
from tests.queries.telling import Teller


def link(session: Session, statement: str, event: str, kind: str = "said-at") -> None:
    row = EventLink(
        event_id=event, article_id=statement.removesuffix("s"), statement_id=statement, kind=kind, evidence=""
    )
    invented.add(session, row)


def test_the_sort_of_the_event_at_which_it_was_said_stands_for_the_audience(
    session: Session, book: Codebook
) -> None:
    invented.add(session, *(invented.event_row(each) for each in book.events.values()))
    teller = Teller(session)
    at_talks = teller.say("petrov", "2023-11-20", {"open-the-bridge": "support"}, utterance="one")
    repeated = teller.say("petrov", "2023-11-20", {"open-the-bridge": "support"}, utterance="one")
    about_them = teller.say("petrov", "2023-12-01", {"open-the-bridge": "oppose"})
    teller.say("ivanova", "2023-11-20", {"free-fishing": "support"})
    for statement in (at_talks, repeated):
        link(session, statement, "bridge-summit")
    link(session, about_them, "bridge-summit", "recalls")

    known, unknown = audiences.of_position(session, Filter(), "open-the-bridge")
    assert {known.value, unknown.value} == {"meeting", "none"}
    found = {row.value: (row.support, row.oppose, row.total) for row in (known, unknown)}
    assert found == {"meeting": (1, 0, 1), "none": (0, 1, 1)}

    rows, n = audiences.statements(session, Filter(), "open-the-bridge", EventType.MEETING, 10)
    assert ([row.id for row in rows], n) == ([at_talks], 1)
    rows, n = audiences.statements(session, Filter(), "open-the-bridge", None, 10)
    assert ([row.id for row in rows], n) == ([about_them], 1)
