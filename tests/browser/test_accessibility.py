"""No page has a serious barrier, in light or dark, nor anything that scrolls sideways."""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import get_type_hints

import pytest
from fastapi.responses import HTMLResponse
from fastapi.routing import APIRoute
from playwright.sync_api import Page

from app.web import routes
from tests.browser.conftest import Open
from tests.browser.pages import PAGES, PROBLEMS

pytestmark = pytest.mark.browser

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
WIDTHS = (320, 1024, 1440)


def barriers(page: Page, *rules: str) -> list[tuple[str, list[str]]]:
    """What axe finds serious on a page by all of its rules or by some, with the first few places."""
    options = {"resultTypes": ["violations"], **({"runOnly": list(rules)} if rules else {})}
    found = page.evaluate("options => axe.run(options)", options)
    return [
        (each["id"], [node["html"][:160] for node in each["nodes"][:3]])
        for each in found["violations"]
        if each["impact"] in {"serious", "critical"}
    ]


def sideways(page: Page, width: int) -> int:
    """By how much the page is wider than the window."""
    page.set_viewport_size({"width": width, "height": 800})
    excess = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    return max(0, int(page.evaluate(excess)))


@pytest.mark.parametrize("path", [*PAGES, *PROBLEMS])
def test_no_page_has_a_serious_barrier_or_scrolls_sideways(visit: Open, path: str) -> None:
    # The policy of the pages forbids scripts from elsewhere, the test's own among them.
    one = visit(path, color_scheme="light", bypass_csp=True, reduced_motion="reduce")
    if path in PROBLEMS:
        one.complaints[:] = [words for words in one.complaints if "the server responded" not in words]
    one.drawn()
    one.page.add_script_tag(content=AXE.read_text())
    one.page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    light = barriers(one.page)
    one.page.emulate_media(color_scheme="dark")
    # Nothing but the colours is another.
    assert (light, barriers(one.page, "color-contrast")) == ([], [])
    assert {width: sideways(one.page, width) for width in WIDTHS} == dict.fromkeys(WIDTHS, 0)


def test_every_kind_of_page_is_among_them() -> None:
    modules = [import_module(f"{routes.__name__}.{each.name}") for each in iter_modules(routes.__path__)]
    pages = [
        route
        for module in modules
        for route in module.router.routes
        if isinstance(route, APIRoute) and get_type_hints(route.endpoint)["return"] is HTMLResponse
    ]
    paths = [path.partition("?")[0] for path in PAGES]
    assert len(pages) > 15
    assert [each.path for each in pages if not any(each.path_regex.match(path) for path in paths)] == []
