"""No page has a serious barrier, in light or dark, nor anything that scrolls sideways."""

from pathlib import Path

import pytest

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
PAGES = (
    "/",
    "/timeline",
    "/timeline?speaker=petrov&q=zeppelin",
    "/stances",
    "/stances/open-the-bridge",
    "/events",
    "/events/bridge-summit",
    "/speakers",
    "/speakers/ivanova",
    "/voices",
    "/formulas",
    "/compare?a.speaker=ivanova&b.speaker=petrov",
    "/network",
    "/sources",
    "/methods",
    "/methods/open-the-bridge",
    "/timeline?speaker=petrov&order=oldest",
    "/articles/a000",
    "/statements/a001s0",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_serious(visit: Open, path: str, scheme: str) -> None:
    # The policy of the pages forbids scripts from elsewhere, the test's own among them.
    one = visit(path, color_scheme=scheme, bypass_csp=True)
    one.drawn()
    one.page.add_script_tag(content=AXE.read_text())
    found = one.page.evaluate("axe.run({ resultTypes: ['violations'] })")
    serious = [
        (each["id"], [node["html"][:160] for node in each["nodes"][:3]])
        for each in found["violations"]
        if each["impact"] in {"serious", "critical"}
    ]
    assert serious == []


@pytest.mark.parametrize("width", [320, 768, 1440])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways(visit: Open, path: str, width: int) -> None:
    one = visit(path, viewport={"width": width, "height": 800})
    one.drawn()
    assert (
        one.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    )
