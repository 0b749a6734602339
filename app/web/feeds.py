"""Statements in, an Atom feed out."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from xml.etree import ElementTree as ET

from app.codebook.terms import Precision
from app.queries.rows import StatementRow
from app.web import formats

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
_ATOM = "http://www.w3.org/2005/Atom"
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def atom(
    rows: Sequence[StatementRow], title: str, page: str, feed: str, home: str, ingested_at: datetime | None
) -> bytes:
    """The feed of a filter: an entry for each statement, under the address that its citation carries."""
    ET.register_namespace("", _ATOM)
    updates = [_updated(row) for row in rows]
    root = ET.Element(_tag("feed"))
    _add(root, "id", feed)
    _add(root, "title", title)
    _add(root, "updated", _instant(max([*updates, ingested_at or _NEVER])))
    _link(root, "self", feed, "application/atom+xml")
    _link(root, "alternate", page, "text/html")
    _add(root, "generator", "Positions", uri=home)
    for row, updated in zip(rows, updates, strict=True):
        _entry(root, row, updated, home)
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _entry(root: ET.Element, row: StatementRow, updated: datetime, home: str) -> None:
    entry = ET.SubElement(root, _tag("entry"))
    address = f"{home}/statements/{row.id}"
    day = formats.day(row.said_on, row.said_precision)
    inferred = "~" if row.said_on and formats.is_inferred(row.said_basis) else ""
    _add(entry, "id", address)
    _add(entry, "title", f"{row.speaker_name}, {inferred}{day}")
    _add(entry, "updated", _instant(updated))
    if row.said_on and row.said_precision == Precision.DAY:
        _add(entry, "published", _instant(datetime.combine(row.said_on, time(), UTC)))
    author = ET.SubElement(entry, _tag("author"))
    _add(author, "name", row.speaker_name)
    _link(entry, "alternate", address, "text/html")
    if row.url:
        _link(entry, "via", row.url, "text/html")
    for topic in row.topics:
        ET.SubElement(entry, _tag("category"), term=topic.topic)
    content = _add(entry, "content", row.quote, type="text")
    content.set("{http://www.w3.org/XML/1998/namespace}lang", row.language)


def _updated(row: StatementRow) -> datetime:
    """When it was last coded; one without a coding has not changed since its article appeared."""
    coded = [coding.coded_at for coding in row.codings]
    appeared = datetime.combine(row.published_on, time(), UTC) if row.published_on else _NEVER
    return max(coded, default=appeared)


def _tag(name: str) -> str:
    return f"{{{_ATOM}}}{name}"


def _add(parent: ET.Element, name: str, words: str, **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, _tag(name), attributes)
    child.text = "".join(letter for letter in words if letter >= " " or letter in "\t\n")
    return child


def _link(parent: ET.Element, rel: str, href: str, kind: str) -> None:
    ET.SubElement(parent, _tag("link"), {"rel": rel, "href": href, "type": kind})


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
