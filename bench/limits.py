"""A database in, how long each page's questions take out: medians of interleaved rounds."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from statistics import median
from typing import NamedTuple

from sqlalchemy import Engine, event, func, select
from sqlalchemy.orm import Session

from app.codebook.model import Codebook
from app.db import sessions
from app.db.tables import StatementFact
from app.queries import (
    branches,
    breakdowns,
    compare,
    conditions,
    contradictions,
    events,
    exporting,
    facets,
    formulas,
    network,
    overview,
    shifts,
    silence,
    sources,
    speaker_index,
    stances,
    statements,
    timeline,
)
from app.queries.filter import Counting, Filter
from app.queries.paging import Place
from app.queries.periods import Period
from bench.generate import OUTLETS

Question = Callable[[Session], object]

LINK = "https://example.org/statements/"
# A scan of everything, to compare with: milliseconds of one machine say little on another.
SCAN = "scan of all statements"


class Measured(NamedTuple):
    """A question with its milliseconds and the number of SQL statements that it took."""

    name: str
    fastest: float
    typical: float
    slowest: float
    asked: int


def measured(engine: Engine, codebook: Codebook, rounds: int = 5, only: str = "") -> list[Measured]:
    """Every question, once a round, so that the neighbours' load falls on all alike; nothing is known."""
    asked_for = {name: question for name, question in _questions(codebook) if only in name}
    questions: dict[str, Question] = {SCAN: _scan, **asked_for}
    taken: dict[str, list[float]] = {name: [] for name in questions}
    asked = dict.fromkeys(questions, 0)
    count = [0]
    event.listen(engine, "before_cursor_execute", lambda *_: count.__setitem__(0, count[0] + 1))
    for _ in range(rounds):
        for name, question in questions.items():
            # What is remembered belongs to the connections: with new ones every answer is worked out.
            engine.dispose()
            with sessions.reading(engine) as session:
                session.connection()
                count[0] = 0
                before = time.perf_counter()
                question(session)
                taken[name].append((time.perf_counter() - before) * 1000)
                asked[name] = count[0]
    return [Measured(name, min(each), median(each), max(each), asked[name]) for name, each in taken.items()]


def _scan(session: Session) -> object:
    return session.execute(select(func.sum(func.cardinality(StatementFact.codings)))).one()


def _filters(codebook: Codebook) -> dict[str, Filter]:
    speaker, rare = list(codebook.speakers)[2], list(codebook.speakers)[-1]
    topic, position = list(codebook.topics)[3], list(codebook.positions)[1]
    outlet = OUTLETS[1]
    return {
        "none": Filter(),
        "every report": Filter(counting=Counting.STATEMENT),
        "speaker": Filter(speaker=(speaker,)),
        "topic": Filter(topic=(topic,)),
        "5 years": Filter.checked({"since": "2015", "until": "2019"}),
        "speaker, topic, years": Filter.checked(
            {"speaker": (speaker,), "topic": (topic,), "since": "2015", "until": "2019"}
        ),
        "position, stance, outlet": Filter(position=(position,), stance=("oppose",), outlet=(outlet,)),
        "rare": Filter(speaker=(rare,), position=(position,), stance=("oppose",)),
        "common word": Filter(q="common"),
    }


def _questions(codebook: Codebook) -> Iterator[tuple[str, Question]]:
    for name, chosen in _filters(codebook).items():
        yield f"page / {name}", partial(statements.page, chosen=chosen)
        yield f"facets / {name}", partial(facets.counts, chosen=chosen, codebook=codebook)
        yield f"histogram / {name}", partial(timeline.by_period, chosen=chosen)
    yield "page, deep / none", partial(statements.page, chosen=Filter(), after=Place.parse("2006-06-01_s"))
    yield "timeline days / none", partial(timeline.days, chosen=Filter())
    for name in ("none", "speaker"):
        chosen = _filters(codebook)[name]
        yield f"stances by month / {name}", partial(stances.by_period, chosen=chosen, period=Period.MONTH)
        yield f"stances overview / {name}", partial(stances.overview, chosen=chosen)
        yield f"net by year / {name}", partial(stances.net_by_year, chosen=chosen)
        yield f"network / {name}", partial(network.two_mode, chosen=chosen)
        yield f"network over time / {name}", partial(network.over_time, chosen=chosen)
        yield f"formulas / {name}", partial(formulas.all_, chosen=chosen, codebook=codebook)
        yield f"speakers / {name}", partial(speaker_index.all_, chosen=chosen, codebook=codebook)
        yield f"branches / {name}", partial(branches.side_by_side, chosen=chosen, codebook=codebook)
        yield f"silence / {name}", partial(silence.after_events, chosen=chosen, codebook=codebook)
        yield f"contradictions / {name}", partial(contradictions.pairs, chosen=chosen)
        yield f"shifts / {name}", partial(shifts.biggest_recent, chosen=chosen)
    position, outlet = list(codebook.positions)[1], OUTLETS[0]
    on_it = Filter(position=(position,))
    yield "shifts of a position", partial(shifts.of_position, chosen=Filter(), position=position)
    yield "conditions of a position", partial(conditions.by_position, chosen=on_it)
    yield (
        "by speaker on a position",
        partial(breakdowns.by, chosen=Filter(), field="speaker", position=position),
    )
    yield (
        "compare an outlet with all",
        partial(compare.side_by_side, left=Filter(), right=Filter(outlet=(outlet,))),
    )
    yield "gaps", sources.gaps
    yield "totals", overview.totals
    yield "coverage", sources.coverage
    yield "events", events.all_
    yield "event", partial(events.one, id_=next(iter(codebook.events)))
    yield "csv", lambda session: sum(map(len, exporting.statements_csv(session, Filter(), LINK)))
    yield "jsonl", lambda session: sum(map(len, exporting.statements_jsonl(session, Filter(), LINK)))
    yield "json page", lambda session: exporting.statements_json(session, Filter(), LINK)
