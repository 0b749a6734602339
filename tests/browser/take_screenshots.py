"""The address of a running dashboard in, the pictures of the README out.

`python -m tests.browser.take_screenshots http://127.0.0.1:8765 docs/screenshots`
"""

import json
import sys
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

from tests.browser.conftest import FLAGS
from tests.browser.ensure_chromium import found

SIZE = ViewportSize(width=1280, height=800)
# The chart of a position stands beneath what its stances look like.
TALL = ViewportSize(width=1280, height=960)
MOST_BYTES = 250_000
TIMELINE = "/timeline?country=Russia&position=hamas-attack&since=2023-10&order=oldest"
POSITION = "/stances/unsc-action-on-gaza?country=Russia"
COMPARISON = "/compare?position=us-policy-in-conflict&a.speaker=putin&b.speaker=lavrov#words"
# The statement that takes most stances shows most of what its page can say.
STATEMENTS = "/statements.json?speaker=russian-foreign-ministry&position=us-gaza-plan&size=100"


def main(address: str, folder: Path) -> int:
    """0 if every picture is small enough to be kept with the code, 1 otherwise."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(found()), args=FLAGS)
        page = browser.new_page(base_url=address, viewport=SIZE, color_scheme="light")
        rows = json.loads(page.request.get(STATEMENTS).text())["rows"]
        richest = max(rows, key=lambda row: (len(row["positions"] or ()), row["statement_id"]))
        pages = {
            "overview": "/",
            "position": POSITION,
            "timeline": TIMELINE,
            "statement": f"/statements/{richest['statement_id']}",
            "compare": COMPARISON,
        }
        sizes = {name: _taken(page, path, folder / f"{name}.png") for name, path in pages.items()}
        browser.close()
    for name, size in sizes.items():
        print(f"{name}.png {size / 1000:.0f} kB{'' if size <= MOST_BYTES else ', too large'}")
    return max(size > MOST_BYTES for size in sizes.values())


def _taken(page: Page, path: str, target: Path) -> int:
    page.set_viewport_size(TALL if path == POSITION else SIZE)
    answer = page.goto(path)
    if answer is None or not answer.ok:
        sys.exit(f"{path} does not answer as it should; no picture is taken of that.")
    page.wait_for_function(
        "[...document.querySelectorAll('[data-chart]')].every(place => place.dataset.drawn)"
    )
    page.evaluate("document.fonts.ready")
    page.screenshot(path=target)
    return target.stat().st_size


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
