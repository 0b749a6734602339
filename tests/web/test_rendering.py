"""Templates hold no logic of their own, no script, and see exactly what their page object gives."""

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from jinja2 import Environment, meta, nodes

from app import resources
from app.web import rendering, views
from app.web.views import Page

TEMPLATES = sorted(resources.folder("templates").rglob("*.html"))
PAGES = sorted(
    (
        kind
        for kind in vars(views).values()
        if isinstance(kind, type) and issubclass(kind, Page) and kind is not Page
    ),
    key=lambda kind: kind.__name__,
)


def included(environment: Environment, name: str) -> Iterator[str]:
    """A template and everything that it extends or includes."""
    yield name
    assert environment.loader
    tree = environment.parse(environment.loader.get_source(environment, name)[0])
    for other in tree.find_all((nodes.Extends, nodes.Include)):
        assert isinstance(other.template, nodes.Const)
        yield from included(environment, other.template.value)


def asked_for(environment: Environment, name: str) -> set[str]:
    """Every name that a template needs from outside."""
    assert environment.loader
    names: set[str] = set()
    for each in included(environment, name):
        tree = environment.parse(environment.loader.get_source(environment, each)[0])
        imported = {str(given) for node in tree.find_all(nodes.FromImport) for given in node.names}
        names |= meta.find_undeclared_variables(tree) - imported
    return names - set(environment.globals)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_a_template_sees_exactly_the_fields_of_its_page(page: type[Page]) -> None:
    environment = rendering.environment()
    assert asked_for(environment, page.template) == {field.name for field in fields(page)}


@pytest.mark.parametrize(
    "path", sorted(Path(resources.folder("templates"), "parts").iterdir()), ids=lambda p: p.name
)
def test_a_part_sees_only_what_it_is_given(path: Path) -> None:
    assert asked_for(rendering.environment(), f"parts/{path.name}") == set()


@pytest.mark.parametrize("page", [page for page in PAGES if page.fragment], ids=lambda page: page.__name__)
def test_a_fragment_is_included_by_its_page(page: type[Page]) -> None:
    assert page.fragment in set(included(rendering.environment(), page.template))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_holds_no_script_style_handler_or_unescaped_text(path: Path) -> None:
    source = path.read_text()
    assert not re.search(r"\|\s*safe\b|autoescape|Markup", source)
    assert not re.search(r"\sstyle\s*=|<style", source)
    assert not re.search(r"\son[a-z]+\s*=|javascript:|hx-on", source)
    assert not re.search(r"<script(?![^>]*(\bsrc=|type=\"application/json\"))", source)
    assert not re.search(r"(src|href|action)=\"(https?:)?//", source)


def test_every_page_has_a_template() -> None:
    assert len(PAGES) >= 12
    assert {page.template for page in PAGES} <= {
        str(path.relative_to(resources.folder("templates"))) for path in TEMPLATES
    }
