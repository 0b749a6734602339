"""A source in, the outlet that carried it out: by what was given, by its address or by its dateline."""

import re
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import urlsplit

from app.codebook.folding import fold
from app.codebook.model import Codebook, Outlet
from app.ingest.records import Source

_OPENING = 1500


def outlet(source: Source, text: str, codebook: Codebook) -> tuple[str | None, str | None]:
    """The id, if the codebook knows the outlet, and the name; none where nothing tells."""
    given = source.given.outlet
    known = _by_name(codebook).get(" ".join(fold(given))) if given else None
    known = known or _by_domain(source.given.url, codebook)
    if known is None and given:
        return None, given
    known = known or _by_dateline(text[:_OPENING], codebook)
    return (known.id, known.name) if known else (None, None)


@lru_cache(maxsize=4)
def _by_name(codebook: Codebook) -> Mapping[str, Outlet]:
    return {
        " ".join(fold(name)): known
        for known in codebook.outlets.values()
        for name in (known.name, *known.names)
    }


def _by_domain(url: str | None, codebook: Codebook) -> Outlet | None:
    """The outlet of the address or of the nearest domain above it."""
    if not url:
        return None
    try:
        host = (urlsplit(url if "://" in url else f"//{url}").hostname or "").removeprefix("www.")
    except ValueError:
        return None
    domains = _domains(codebook)
    while host:
        if host in domains:
            return domains[host]
        host = host.partition(".")[2]
    return None


@lru_cache(maxsize=4)
def _domains(codebook: Codebook) -> Mapping[str, Outlet]:
    return {domain: known for known in codebook.outlets.values() for domain in known.domains}


def _by_dateline(opening: str, codebook: Codebook) -> Outlet | None:
    """The one outlet whose mark ("/TASS/") stands in the opening; none where several do."""
    pattern, marked = _marks(codebook)
    found = {marked[mark].id: marked[mark] for mark in pattern.findall(opening)} if pattern else {}
    return next(iter(found.values())) if len(found) == 1 else None


@lru_cache(maxsize=4)
def _marks(codebook: Codebook) -> tuple[re.Pattern[str] | None, Mapping[str, Outlet]]:
    """Every mark in one pattern, the longest first, and whose it is."""
    marked = {mark: known for known in codebook.outlets.values() for mark in known.datelines}
    forms = "|".join(re.escape(mark) for mark in sorted(marked, key=len, reverse=True))
    return (re.compile(rf"(?<!\w)(?:{forms})(?!\w)") if forms else None), marked
