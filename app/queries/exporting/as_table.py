"""The names and rows of a table in, CSV out."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import chain

from app.queries.exporting.as_csv import BOM, RISKY
from app.queries.exporting.batches import batched

_RISK = re.compile(RISKY)

Value = str | int | float | None


def table_csv(
    names: Sequence[str], rows: Iterable[Sequence[Value]], *, safe: bool = False, bom: bool = False
) -> Iterator[bytes]:
    """A line for each row; `safe` puts an apostrophe before text that looks like a formula."""
    lines = (_line([_guarded(value) if safe else value for value in row]) for row in rows)
    yield from batched(chain([BOM if bom else b"", _line(names)], lines))


def _guarded(value: Value) -> Value:
    return f"'{value}" if isinstance(value, str) and _RISK.match(value) else value


def _line(values: Sequence[Value]) -> bytes:
    buffer = StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow(values)
    return buffer.getvalue().encode()
