"""A database in, how long each page of the dashboard takes out: the first time, and once it is warm."""

import time
from statistics import median
from typing import NamedTuple

from fastapi.testclient import TestClient
from sqlalchemy import Engine, event

from app.codebook.model import Codebook
from app.web.app import create_app


class PageMeasured(NamedTuple):
    """An address with its milliseconds, its SQL statements and its size; what is warm is a median."""

    address: str
    status: int
    first: float
    warm: float
    in_sql: float
    asked: int
    kilobytes: float


class _Sql:
    """Counts the statements that an engine sends, and how long it waits for each."""

    def __init__(self, engine: Engine) -> None:
        self.asked, self.seconds, self._since = 0, 0.0, 0.0
        event.listen(engine, "before_cursor_execute", self._before)
        event.listen(engine, "after_cursor_execute", self._after)

    def reset(self) -> None:
        self.asked, self.seconds = 0, 0.0

    def _before(self, *_: object) -> None:
        self.asked += 1
        self._since = time.perf_counter()

    def _after(self, *_: object) -> None:
        self.seconds += time.perf_counter() - self._since


def measured(engine: Engine, codebook: Codebook, rounds: int = 5, only: str = "") -> list[PageMeasured]:
    """Every page, each round once."""
    client = TestClient(create_app(engine, codebook), raise_server_exceptions=False)
    sql = _Sql(engine)
    found = []
    for address in [each for each in addresses(codebook) if only in each]:
        taken, waited = [], []
        for _ in range(rounds + 1):
            sql.reset()
            before = time.perf_counter()
            answer = client.get(address)
            taken.append((time.perf_counter() - before) * 1000)
            waited.append(sql.seconds * 1000)
        kilobytes = len(answer.content) / 1000
        warm, in_sql = median(taken[1:]), median(waited[1:])
        found.append(PageMeasured(address, answer.status_code, taken[0], warm, in_sql, sql.asked, kilobytes))
    return found


def addresses(codebook: Codebook) -> list[str]:
    """Each page with nothing chosen, and where a filter matters with some."""
    speaker, other, rare = (list(codebook.speakers)[place] for place in (2, 3, -1))
    topic, position = list(codebook.topics)[3], list(codebook.positions)[1]
    event_, formula = list(codebook.events)[-1], next(iter(codebook.formulas))
    country = codebook.country or "none"
    chosen = f"speaker={speaker}&topic={topic}&since=2015&until=2019"
    lists = (
        "/timeline",
        "/stances",
        f"/stances/{position}",
        "/formulas",
        f"/formulas/{formula}",
        "/speakers",
        "/voices",
        "/network",
    )
    filters = (
        "",
        "?counting=statement",
        f"?country={country}",
        f"?speaker={speaker}",
        f"?{chosen}",
        "?q=common",
        "?q=common+rare",
        f"?topic__not={topic}",
        "?since=2015&until=2019",
    )
    one_by_one = (
        "/",
        f"/timeline?position={position}&stance=oppose&outlet=~outlet-02",
        f"/timeline?speaker={rare}&position={position}&stance=oppose",
        "/timeline?order=oldest",
        "/timeline?after=2006-06-01_s",
        "/timeline?undated=only",
        "/timeline?q=rare",
        "/timeline?q=%22common+rare%22",
        f"/timeline?position__not={position}",
        f"/timeline?event={event_}",
        f"/speakers/{speaker}",
        f"/speakers/{speaker}?q=common",
        f"/speakers/{rare}",
        "/events",
        f"/events/{event_}",
        f"/events/{event_}?days=90",
        f"/compare?a.speaker={speaker}&b.speaker={other}",
        "/compare?a.since=2015&a.until=2017&b.since=2018&b.until=2020",
        "/compare",
        "/voices/presidency",
        "/sources",
        "/methods",
        "/statements/s000000000000100",
        "/articles/a000000000000100",
        "/search?q=common",
        "/timeline.csv",
        "/stances.csv",
        "/statements.json",
        "/statements.json?q=common",
        f"/statements.csv?{chosen}",
        f"/statements.jsonl?{chosen}",
        "/statements.atom",
    )
    return [*(f"{path}{query}" for path in lists for query in filters), *one_by_one]
