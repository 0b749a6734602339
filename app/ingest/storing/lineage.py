"""An article in, the order of the revisions it belongs to out: which text counts, and which it replaced.

Texts are revisions of one another if they share an address or were read from the same bytes. The one that a
later run brought counts; of two that the same run brought, the one published later, then the one with the
greater id, so that the order of the files in a run decides nothing.
"""

from datetime import date
from typing import NamedTuple

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from app.db.tables import Article
from app.ingest.storing.rows import Row


class Known(NamedTuple):
    """What is kept of an article that is met again."""

    id: str
    harvest_sha256: str
    made_from: str
    raw_sha256: str
    codebook_version: str
    run_id: int | None
    published_on: date | None
    superseded: bool
    revision_of: str | None


_KNOWN = select(
    Article.id,
    Article.harvest_sha256,
    Article.made_from,
    Article.raw_sha256,
    Article.codebook_version,
    Article.run_id,
    Article.published_on,
    Article.superseded_at.is_not(None),
    Article.revision_of,
)


def relatives(session: Session, article: Row) -> dict[str, Known]:
    """The article itself, if it is known, and every revision of it."""
    same = [Article.id == article["id"], Article.raw_sha256 == article["raw_sha256"]]
    if article["url_key"]:
        same.append(Article.url_key == article["url_key"])
    return {row[0]: Known(*row) for row in session.execute(_KNOWN.where(or_(*same)))}


def is_news(article: Row, known: dict[str, Known]) -> bool:
    """Whether the article has to be written: it is new, or its own source now reads differently."""
    before = known.get(str(article["id"]))
    if before is None:
        return True
    if before.superseded:
        # Back to an earlier reading of the same bytes; an old text met again is no news.
        return _current_raw(known) == article["raw_sha256"]
    if before.harvest_sha256 == article["harvest_sha256"]:
        return False
    # Two sources may hold one text; it is told by the one with the smaller hash, whichever comes first.
    return (
        before.raw_sha256 >= str(article["raw_sha256"])
        or before.codebook_version != article["codebook_version"]
    )


def settle(session: Session, article: Row, known: dict[str, Known], run_id: int | None) -> set[str]:
    """Orders the revisions and marks those replaced; the ids of the articles that no longer count."""
    own = str(article["id"])
    before = known.get(own)
    chain = {name: (one.run_id or 0, one.published_on or date.min, name) for name, one in known.items()}
    first_run = before.run_id if before and not before.superseded else run_id
    published = article["published_on"]
    chain[own] = (first_run or 0, published if isinstance(published, date) else date.min, own)
    if len(chain) == 1:
        return set()
    ordered = sorted(chain, key=lambda name: chain[name])
    for name, predecessor in zip(ordered, [None, *ordered], strict=False):
        replaced = name != ordered[-1]
        one = known.get(name)
        if one and (one.superseded, one.revision_of) == (replaced, predecessor) and name != own:
            continue
        session.execute(
            update(Article)
            .where(Article.id == name)
            .values(
                revision_of=predecessor,
                superseded_at=func.coalesce(Article.superseded_at, func.now()) if replaced else None,
            )
        )
    return set(ordered[:-1])


def _current_raw(known: dict[str, Known]) -> str | None:
    return next((one.raw_sha256 for one in known.values() if not one.superseded), None)
