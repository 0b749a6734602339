"""What a file is called, and what is said about it beside its rows."""

from datetime import UTC, datetime
from urllib.parse import quote

from app.codebook.model import Codebook
from app.queries.filter import Filter


def file_name(what: str, snapshot: str, chosen: Filter, suffix: str, now: datetime) -> str:
    """The rows, the state of the data, the filter and the moment, in a name that sorts."""
    return f"{what}_{snapshot}_{chosen.hash8}_{now.astimezone(UTC):%Y%m%dT%H%M%SZ}.{suffix}"


def about(chosen: Filter, codebook: Codebook, snapshot: str, address: str) -> dict[str, str]:
    """Headers that say what was asked, since a CSV file has no room for it; words are percent-encoded."""
    return {
        "X-Query-Words": quote(chosen.in_words(codebook), safe=" ,:;.?!()"),
        "X-Query-URL": address,
        "X-Query-Hash": chosen.hash8,
        "X-Query-Counting": chosen.counting.value,
        "X-Query-Snapshot": snapshot,
        "X-Query-Codebook": codebook.version,
    }
