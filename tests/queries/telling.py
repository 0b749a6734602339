"""Writes remarks into a database one by one, so that a test can say who said what and when."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import count

from sqlalchemy.orm import Session

from app.codebook.dates import PartialDate
from app.db.tables import Utterance
from tests.queries import invented

_numbers = count(1)


class Teller:
    """Every remark stands in an article of its own unless the utterance is named twice."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._uttered: set[str] = set()

    def say(
        self,
        speaker: str,
        on: str | None,
        stances: Mapping[str, str] | Sequence[tuple[str, str]] = (),
        *,
        utterance: str | None = None,
        topics: Sequence[str] = (),
        condition: str | None = None,
        outlet: str | None = "gazette",
        published: str | None = None,
        **given: object,
    ) -> str:
        """Stores one remark and returns its id; `on` is a full, a partial or no date."""
        number = next(_numbers)
        said = PartialDate.parse(on) if on else None
        article = invented.article_row(
            f"told{number:05}",
            outlet_id=outlet,
            published_on=date.fromisoformat(published) if published else None,
            language=given.pop("language", "en"),
        )
        invented.add(self._session, article)
        if utterance and utterance not in self._uttered:
            self._uttered.add(utterance)
            row = Utterance(id=utterance, speaker_id=speaker, said_on=None, size=1, first_statement_id="")
            invented.add(self._session, row)
        statement = invented.statement_row(
            f"{article.id}s",
            article,
            speaker_id=speaker,
            utterance_id=utterance,
            said_on=said.first if said else None,
            said_precision=said.precision if said else "none",
            **given,
        )
        invented.add(self._session, statement)
        invented.add(self._session, *(invented.topic_row(statement, topic) for topic in topics))
        pairs = stances.items() if isinstance(stances, Mapping) else stances
        invented.add(
            self._session,
            *(
                invented.coding_row(statement, position, stance, condition=condition)
                for position, stance in pairs
            ),
        )
        return statement.id

    def publish(self, on: str, outlet: str | None = "gazette") -> None:
        """Stores an article without any remark."""
        number = next(_numbers)
        invented.add(
            self._session,
            invented.article_row(f"bare{number:05}", outlet_id=outlet, published_on=date.fromisoformat(on)),
        )
