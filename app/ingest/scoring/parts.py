"""Annotated articles in, those that nobody read while the rules were written out."""

from collections.abc import Iterable
from zlib import crc32

from app.ingest.scoring.gold import GoldArticle

_PARTS = 3


def unread(articles: Iterable[GoldArticle]) -> tuple[GoldArticle, ...]:
    """A third, told by the checksum of the record; every retelling of a record is in the same part."""
    return tuple(article for article in articles if crc32(record(article).encode()) % _PARTS == 0)


def record(article: GoldArticle) -> str:
    """The remark that the article tells: `<record>--<outlet>` is one more telling of `<record>`."""
    return article.id.split("--", 1)[0]
