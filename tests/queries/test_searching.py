"""Words in the language of each statement."""

import pytest
from sqlalchemy.orm import Session

from app.queries import statements
from app.queries.filter import Counting, Filter
from tests.queries import invented

QUOTES = {
    "en1": ("en", "Fishing boats were crossing under the bridges."),
    "en2": ("en", "The boat will cross tomorrow."),
    "ru1": ("ru", "Рыбацкие лодки проходили под мостами."),
    "ar1": ("ar", "القوارب تعبر تحت الجسر"),
    "fr1": ("fr", "Les bateaux passent sous le pont; bridges in name only."),
}


@pytest.fixture
def written(session: Session) -> Session:
    for place, (id_, (language, quote)) in enumerate(QUOTES.items()):
        article = invented.article_row(f"w{place}", language=language)
        invented.add(session, article, invented.statement_row(id_, article, quote=quote))
    return session


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("bridge", {"en1"}),
        ("bridges", {"en1", "fr1"}),
        ("boats crossing", {"en1", "en2"}),
        ('"fishing boats"', {"en1"}),
        ('"boats fishing"', set()),
        ("boat -bridge", {"en2"}),
        ("fishing or tomorrow", {"en1", "en2"}),
        ("мост", {"ru1"}),
        ("мостами", {"ru1"}),
        ("الجسر", {"ar1"}),
        ("pont", {"fr1"}),
        ("ponts", set()),
        ("the", set()),
        ("boat'; --", {"en1", "en2"}),
    ],
)
def test_words_are_found_in_the_forms_of_their_language(
    written: Session, words: str, found: set[str]
) -> None:
    page = statements.page(written, Filter(q=words))
    assert {row.id for row in page.rows} == found
    assert page.total == len(found)


def test_words_narrow_whatever_else_is_chosen(written: Session) -> None:
    chosen = Filter(q="boat", language__not=("en",), counting=Counting.STATEMENT)
    assert statements.count(written, chosen) == 0
    assert statements.count(written, chosen.without("language")) == 2
