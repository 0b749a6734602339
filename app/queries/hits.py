"""Some statements and the words of a search in, the places of those words in each quote out."""

from collections.abc import Collection, Sequence
from itertools import accumulate

from sqlalchemy import Text, case, cast, func, literal, select
from sqlalchemy.dialects.postgresql import REGCONFIG
from sqlalchemy.orm import Session

from app.db.tables import MARKS, Statement
from app.queries.clauses import CONFIGURATIONS, OTHER, searched

Spans = Sequence[tuple[int, int]]

# Beyond this nobody reads a quote in a list.
_LONGEST = 20_000
_OPEN, _CLOSE = "\x02", "\x03"
_SIGNS = MARKS + _OPEN + _CLOSE
_OPTIONS = f"HighlightAll=true, StartSel={_OPEN}, StopSel={_CLOSE}"


def in_quotes(session: Session, ids: Collection[str], q: str | None) -> dict[str, Spans]:
    """By statement the spans of its quote that match, stemmed as its language stems them."""
    if not q or not ids:
        return {}
    configuration = cast(case(CONFIGURATIONS, value=Statement.language, else_=OTHER), REGCONFIG)
    asked = func.websearch_to_tsquery(configuration, searched(q))
    words = func.translate(Statement.quote, _SIGNS, " " * len(_SIGNS))
    marked = func.ts_headline(configuration, words, asked, literal(_OPTIONS, Text))
    short = func.length(Statement.quote) <= _LONGEST
    rows = session.execute(select(Statement.id, marked).where(Statement.id.in_(ids), short))
    return {id_: _spans(text) for id_, text in rows}


def _spans(marked: str) -> list[tuple[int, int]]:
    """The places between the signs, in the text without the signs."""
    signs = accumulate((letter in (_OPEN, _CLOSE) for letter in marked), initial=0)
    places = zip(marked, enumerate(signs), strict=False)
    edges = [(letter, place - before) for letter, (place, before) in places if letter in (_OPEN, _CLOSE)]
    starts = [place for letter, place in edges if letter == _OPEN]
    stops = [place for letter, place in edges if letter == _CLOSE]
    return list(zip(starts, stops, strict=False))
