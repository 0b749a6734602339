"""Ids that anyone can work out from what they name."""

import re
from pathlib import Path

import pytest

from app.ingest.storing import ids

DOCUMENT = Path(__file__).parents[2] / "docs" / "ids.md"
SHA = "5e" * 32


def test_the_recipe_in_the_document_gives_the_ids_of_the_program() -> None:
    recipe: dict[str, object] = {}
    code = re.search(r"```python\n(.*?)```", DOCUMENT.read_text(), re.DOTALL)
    assert code
    exec(code[1], recipe)
    id_of = recipe["id_of"]
    assert callable(id_of)
    article = ids.article("example.org/a", SHA)
    assert article == id_of("a", "example.org/a", SHA)
    assert ids.article(None, SHA) == id_of("a", "", SHA) != article
    statement = ids.statement(article, 17, 90)
    assert statement == id_of("s", article, "17", "90")
    assert ids.utterance(frozenset({statement, "s" + "v" * 16})) == id_of("u", statement)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/a?b=1&c=2",
        "https://www.example.org/a/?c=2&b=1",
        "https://EXAMPLE.org:443/a?b=1&c=2&utm_source=feed&fbclid=x#top",
    ],
)
def test_what_does_not_change_a_page_does_not_change_its_key(url: str) -> None:
    assert ids.url_key(url) == "example.org/a?b=1&c=2"


@pytest.mark.parametrize(
    "url", [None, "", "no address", "mailto:a@example.org", "http://[broken", "https://"]
)
def test_what_is_no_address_has_no_key(url: str | None) -> None:
    assert ids.url_key(url) is None


def test_another_page_has_another_key() -> None:
    pages = [
        "https://example.org/a?id=1",
        "https://example.org/a?id=2",
        "https://example.org/b",
        "http://example.org:81/a",
    ]
    assert len({ids.url_key(page) for page in pages}) == 4
