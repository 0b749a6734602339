"""A filter that lets nothing through in, the reason and the ways out of it out."""

from sqlalchemy.orm import Session

from app.codebook.model import Codebook
from app.queries import statements
from app.queries.chips import chips
from app.queries.filter import NOT, Filter
from app.queries.rows import Chip
from app.web.explorer import address
from app.web.views import Empty, Way

MOST = 8


def why_empty(session: Session, path: str, chosen: Filter, codebook: Codebook) -> Empty:
    """Which kind of nothing this is: no source at all, none from that time, not coded, no match."""
    if not statements.any_(session, Filter()):
        return Empty(
            "Nothing was ingested yet", "Run “positions ingest” with a folder of articles, then come back."
        )
    span = Filter(since=chosen.since, until=chosen.until)
    if not span.is_empty and not statements.any_(session, span):
        return Empty(
            "There is no source from that time",
            "No statement of that span was ingested, so nothing can be concluded from its absence here.",
            [_way(session, path, chosen.without("since").without("until"), "Without the dates")],
        )
    uncoded = chosen.without("position").without("stance")
    if uncoded != chosen and not statements.any_(session, Filter(stance__not=("none",))):
        return Empty(
            "Nothing has been coded yet",
            "Statements are there, but no stance of any; codings are made when articles are ingested.",
            [_way(session, path, uncoded, "Without position and stance")],
        )
    ways = [
        _way(session, path, chosen.without(_name(chip), chip.value), f"Without {chip.label}")
        for chip in chips(chosen, codebook)
    ]
    return Empty(
        "No statement matches all of this",
        "Statements exist, but none that fulfils every condition. Dropping one condition leaves:",
        sorted(ways, key=lambda way: -way.n)[:MOST],
    )


def _name(chip: Chip) -> str:
    return chip.field + NOT if chip.excluded else chip.field


def _way(session: Session, path: str, chosen: Filter, label: str) -> Way:
    return Way(label, address(path, chosen), statements.count(session, chosen))
