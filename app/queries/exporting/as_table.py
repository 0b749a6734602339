"""The names and rows of a table in, CSV out."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from app.queries.exporting.as_csv import BOM, RISKY

_RISK = re.compile(RISKY)

Value = str | int | float | None


def table_csv(
    names: Sequence[str], rows: Iterable[Sequence[Value]], *, safe: bool = False, bom: bool = False
) -> Iterator[bytes]:
    """A line for each row; `safe` puts an apostrophe before text that looks like a formula."""
    yield (BOM if bom else b"") + _line(names)
    for row in rows:
        yield _line([_guarded(value) if safe else value for value in row])


def _guarded(value: Value) -> Value:
    return f"'{value}" if isinstance(value, str) and _RISK.match(value) else value


def _line(values: Sequence[Value]) -> bytes:
    buffer = StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow(values)
    return buffer.getvalue().encode()
