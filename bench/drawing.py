"""A database in, how heavy each page is and how soon it is drawn in a real Chromium out.

Each chart is drawn with the bundle that is shipped and with Plotly's full one, which the Python package of
the same version carries; both are served alike.
"""

import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import resources
from statistics import median
from typing import NamedTuple

import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, ViewportSize, sync_playwright
from sqlalchemy import Engine
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.codebook.model import Codebook
from app.web.app import create_app
from tests.browser.conftest import FLAGS
from tests.browser.ensure_chromium import found

SIZE = ViewportSize(width=1280, height=900)
DRAWN = "[...document.querySelectorAll('[data-chart]')].every((place) => place.dataset.drawn)"
# Until the last chart is drawn; what came over the wire; the longest block of a chart's numbers.
SEEN = """() => {
  const blocks = [...document.querySelectorAll('script[type="application/json"]')];
  const [page, ...files] = ['navigation', 'resource'].flatMap((kind) => performance.getEntriesByType(kind));
  return {
    milliseconds: performance.now(),
    html: page.transferSize / 1000,
    files: files.reduce((sum, each) => sum + each.transferSize, 0) / 1000,
    charts: document.querySelectorAll('[data-chart]').length,
    block: Math.max(0, ...blocks.map((each) => new Blob([each.textContent]).size)) / 1000,
  };
}"""
_SHIPPED = "/static/vendor/plotly/plotly-cartesian.min.js"


class Sight(NamedTuple):
    """One visit with an empty cache; sizes in kB."""

    milliseconds: float
    html: float
    files: float
    charts: int
    block: float


class Drawn(NamedTuple):
    """An address with its kB over the wire, its charts, and the milliseconds until they are drawn."""

    address: str
    html: float
    files: float
    charts: int
    block: float
    shipped: float
    full: float

    @property
    def ratio(self) -> float | None:
        """The time with the shipped bundle as a part of that with the full one."""
        return self.shipped / self.full if self.charts else None


def measured(engine: Engine, codebook: Codebook, rounds: int = 5, only: str = "") -> list[Drawn]:
    """Every page by turns with either bundle, each time with an empty cache; nothing where no Chromium is."""
    path = found()
    if path is None:
        return []
    shipped, whole = create_app(engine, codebook), create_app(engine, codebook)
    whole.router.routes.insert(0, Route(_SHIPPED, _full_bundle))
    with _served(shipped) as one, _served(whole) as two, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(path), args=FLAGS)
        asked = [each for each in addresses(codebook) if only in each]
        pages = [_drawn(browser, one, two, address, rounds) for address in asked]
        browser.close()
    return pages


def addresses(codebook: Codebook) -> list[str]:
    """A page of each sort, those with charts also for a filter."""
    speaker, other = list(codebook.speakers)[2:4]
    position, event = list(codebook.positions)[1], list(codebook.events)[-1]
    lists = ("/timeline", "/stances", f"/stances/{position}", "/network")
    return [
        "/",
        *(f"{path}{query}" for path in lists for query in ("", f"?speaker={speaker}")),
        "/formulas",
        f"/formulas/{next(iter(codebook.formulas))}",
        "/speakers",
        f"/speakers/{speaker}",
        "/voices",
        "/events",
        f"/events/{event}",
        f"/compare?a.speaker={speaker}&b.speaker={other}",
        "/sources",
        "/methods",
    ]


def _drawn(browser: Browser, one: str, two: str, address: str, rounds: int) -> Drawn:
    taken: dict[str, list[Sight]] = {one: [], two: []}
    for _ in range(rounds):
        taken[one].append(_seen(browser, one + address))
        if taken[one][0].charts:
            taken[two].append(_seen(browser, two + address))
    of = taken[one][-1]
    shipped = median(each.milliseconds for each in taken[one])
    full = median(each.milliseconds for each in taken[two] or taken[one])
    return Drawn(address, of.html, of.files, of.charts, of.block, shipped, full)


def _seen(browser: Browser, url: str) -> Sight:
    context = browser.new_context(viewport=SIZE)
    page = context.new_page()
    page.goto(url)
    page.wait_for_function(DRAWN)
    seen = page.evaluate(SEEN)
    context.close()
    return Sight(**seen)


async def _full_bundle(_: Request) -> Response:
    bundle = resources.files("plotly") / "package_data" / "plotly.min.js"
    return Response(bundle.read_bytes(), media_type="text/javascript")


@contextmanager
def _served(app: FastAPI) -> Iterator[str]:
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join()


def rows(pages: Sequence[Drawn]) -> list[tuple[str, ...]]:
    """The same as the cells of a table."""
    return [
        (
            each.address,
            f"{each.html:.0f}",
            f"{each.files:.0f}",
            str(each.charts),
            f"{each.block:.0f}" if each.charts else "",
            f"{each.shipped:.0f}",
            f"{each.full:.0f}" if each.charts else "",
            f"{each.ratio:.2f}" if each.ratio else "",
        )
        for each in pages
    ]
