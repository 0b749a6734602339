"""A filter in, everything it means as a stream of bytes out, in the columns that the contract fixes."""

from app.queries.exporting.as_csv import codings_csv, stances_csv, statements_csv
from app.queries.exporting.as_json import Envelope, statements_json, statements_jsonl
from app.queries.exporting.as_table import table_csv
from app.queries.exporting.naming import about, file_name

__all__ = [
    "Envelope",
    "about",
    "codings_csv",
    "file_name",
    "stances_csv",
    "statements_csv",
    "statements_json",
    "statements_jsonl",
    "table_csv",
]
