"""Statement rows in, lines of a list with their evidence marked out."""

from collections.abc import Iterable

from app.queries.rows import StatementRow
from app.web import marks
from app.web.views import Line


def line(row: StatementRow) -> Line:
    """A statement whose quote shows the words that decided its stances."""
    evidence = [(coding.evidence_start, coding.evidence_stop) for coding in row.codings]
    return Line(row, marks.around(row.quote, row.start, evidence))


def lines(rows: Iterable[StatementRow]) -> list[Line]:
    """The same for a list."""
    return [line(row) for row in rows]
