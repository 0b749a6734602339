"""The dashboard on a port of its own, and a real Chromium that reports everything that goes wrong."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright
from sqlalchemy import Engine

from app import resources
from app.codebook.model import Codebook, Formula
from app.db import sessions
from app.ingest import running
from app.queries import refreshing
from app.web.app import create_app
from tests.browser.ensure_chromium import found

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass
class Visit:
    """A page with what went wrong on it."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def drawn(self) -> None:
        """Waits until every chart of the page is drawn."""
        self.page.wait_for_function(
            "[...document.querySelectorAll('[data-chart]')].every(place => place.dataset.drawn)"
        )


Open = Callable[..., Visit]


@pytest.fixture(scope="session")
def address(corpus: Engine, book: Codebook) -> Iterator[str]:
    """Where the dashboard over the invented corpus answers."""
    phrase = Formula(
        "old-bridge", "The old bridge", "The bridge as it is.", {"bridge": ("bridge",)}, ("bridge",)
    )
    yield from served(corpus, replace(book, formulas={phrase.id: phrase}))


@pytest.fixture(scope="session")
def demo(demo_engine: Engine, codebook: Codebook) -> Iterator[str]:
    """Where the dashboard over the shipped articles of 2023 answers."""
    running.ingest(demo_engine, [resources.folder("seeds") / "articles" / "2023"], codebook)
    with sessions.writing(demo_engine) as session:
        refreshing.refresh(session, codebook)
    yield from served(demo_engine, codebook)


def served(engine: Engine, book: Codebook) -> Iterator[str]:
    """The dashboard over a database on a port of its own."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(engine, book), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    path = found()
    if path is None:
        pytest.skip("no Chromium on this machine; `make test` installs one")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(path), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Open]:
    """Opens pages in a fresh profile; whatever they complain about fails the test."""
    yield from visiting(browser, address)


@pytest.fixture
def research(browser: Browser, demo: str) -> Iterator[Open]:
    """The same over the shipped articles."""
    yield from visiting(browser, demo)


def visiting(browser: Browser, address: str) -> Iterator[Open]:
    """Opens pages one after the other, and asks at the end what they complained about."""
    contexts: list[BrowserContext] = []
    visits: list[Visit] = []

    def opened(path: str, **options: object) -> Visit:
        context = browser.new_context(
            **{"viewport": {"width": 1280, "height": 900}, **options}, base_url=address
        )
        contexts.append(context)
        one = Visit(context.new_page())
        visits.append(one)
        one.page.on("console", lambda message: _heard(one, message.type, message.text))
        one.page.on("pageerror", lambda error: one.complaints.append(str(error)))
        one.page.on("request", lambda request: _asked(one, request, address))
        one.page.goto(path)
        return one

    yield opened
    for context in contexts:
        context.close()
    assert [complaint for one in visits for complaint in one.complaints] == []


def _heard(one: Visit, kind: str, words: str) -> None:
    if kind in {"error", "warning"}:
        one.complaints.append(words)


def _asked(one: Visit, request: Request, address: str) -> None:
    if not request.url.startswith((address, "data:", "blob:")):
        one.complaints.append(f"asked another host for {request.url}")
