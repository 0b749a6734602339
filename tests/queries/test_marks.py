"""Words beside typographic marks are found like any others."""

import pytest
from sqlalchemy.orm import Session

from app.queries import statements
from app.queries.filter import Filter
from tests.queries.telling import Teller


@pytest.mark.parametrize(
    ("language", "quote", "asked"),
    [
        ("en", "The “harbour” stays—open… said ‘nobody’.", "harbour open nobody"),
        ("en", "The fishermen’s boats.", "fishermen boats"),
        ("ru", "Слова «гавань», „мост“ – и всё.", "гавани мост"),
        ("ar", "قال: «الميناء»، ثم سكت؟", "الميناء سكت"),
        ("fr", "Il dit « le port » et « la mer ».", "port mer"),
        ("en", "They spoke of “a safe harbour” again.", "“safe harbour”"),
    ],
)
def test_a_mark_is_no_part_of_a_word(session: Session, language: str, quote: str, asked: str) -> None:
    said = Teller(session).say("ivanova", None, quote=quote, language=language)
    assert [row.id for row in statements.page(session, Filter(q=asked)).rows] == [said]


def test_words_between_typographic_marks_are_a_phrase(session: Session) -> None:
    Teller(session).say("ivanova", None, quote="A harbour that is safe.")
    assert statements.page(session, Filter(q="“safe harbour”")).rows == []
