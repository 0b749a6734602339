"""Statement rows in, lines of a list with their evidence and the words searched for marked out."""

from collections.abc import Iterable, Mapping

from app.queries.hits import Spans
from app.queries.rows import StatementRow
from app.web import marks
from app.web.views import Line


def line(row: StatementRow, hits: Spans = ()) -> Line:
    """A statement whose quote shows the words that decided its stances, and those searched for."""
    evidence = [(coding.evidence_start, coding.evidence_stop) for coding in row.codings]
    return Line(row, marks.around(row.quote, row.start, evidence, hits))


def lines(rows: Iterable[StatementRow], hits: Mapping[str, Spans] | None = None) -> list[Line]:
    """The same for a list; `hits` are the places of the words in each quote."""
    return [line(row, (hits or {}).get(row.id, ())) for row in rows]
