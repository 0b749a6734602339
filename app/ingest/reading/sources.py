"""A text and the fields beside it in, one source out; the names that fields may have."""

import hashlib
import re
from collections.abc import Iterable, Mapping

from app.codebook.terms import ArticleKind
from app.errors import SourceError
from app.ingest.reading.decoding import lines_as_lf
from app.ingest.reading.metadata import metadata_of
from app.ingest.records import Given, Issue, Source

# Spaces, strokes and capitals do not count: "Publication Date" and "publication_date" are one name.
_FIELDS = {
    "id": ("id",),
    "text": (
        *("text", "body", "content", "article", "maintext", "fulltext", "bodytext", "textcontent"),
        *("articletext", "articlebody", "articlecontent", "rawtext", "plaintext", "story"),
    ),
    "html": ("html", "rawhtml", "contenthtml", "bodyhtml"),
    "title": ("title", "headline", "articletitle"),
    "outlet": (
        *("outlet", "source", "publisher", "site", "sitename", "sourcename", "newspaper", "publication"),
        *("sourcedomain", "domain"),
    ),
    "url": ("url", "link", "address", "permalink", "sourceurl", "articleurl", "weburl"),
    "language": ("textlanguage", "language", "lang"),
    "published": (
        *("published", "publishedon", "publishedat", "datepublished", "pubdate", "date", "publicationdate"),
        *("publishdate", "publisheddate", "datepublish", "dateofpublication", "datetime"),
    ),
    "kind": ("kind",),
}
_TEXT_FIELDS = frozenset((*_FIELDS["text"], *_FIELDS["html"]))
_KNOWN_FIELDS = frozenset(name for names in _FIELDS.values() for name in names)
_LOOKS_HTML = re.compile(
    r"\s{0,100}(?:<!doctype html|<html|<head|<body|<article|<div|<section|<p[ >])", re.IGNORECASE
)
_LONGEST = 2_000
_SURROGATES = re.compile("[\ud800-\udfff]")


def folded(name: object) -> str:
    """A field's name without what people write differently in it."""
    return re.sub(r"[\W_]+", "", str(name)).lower()


def holds_text(names: Iterable[object]) -> bool:
    """Whether one of the names is one that texts stand under."""
    return not _TEXT_FIELDS.isdisjoint(map(folded, names))


def describes_an_article(names: Iterable[object]) -> bool:
    """Whether one of the names is one that is used."""
    return not _KNOWN_FIELDS.isdisjoint(map(folded, names))


def looks_like_html(text: str) -> bool:
    """Whether the text begins as a page or a part of one."""
    return bool(_LOOKS_HTML.match(text))


def record(fields: object, place: str, default_id: str, content: bytes) -> Source:
    """The source that one JSON object or one row of a table describes."""
    if not isinstance(fields, dict):
        raise SourceError(place, "an article record must be a JSON object with a text field")
    given = {str(name).strip(): value for name, value in fields.items()}
    text, html = _first(given, "text"), _first(given, "html")
    if isinstance(text, str) and text.strip():
        text = lines_as_lf(text)
        if looks_like_html(text):
            return source_of(default_id, place, text, content, {**metadata_of(text), **given}, is_html=True)
        return source_of(default_id, place, text, content, given)
    if isinstance(html, str) and html.strip():
        html = lines_as_lf(html)
        return source_of(default_id, place, html, content, {**metadata_of(html), **given}, is_html=True)
    raise SourceError(place, "no text: the field 'text' (or 'html') is missing or empty")


def source_of(
    name: str,
    place: str,
    text: str,
    content: bytes,
    fields: Mapping[str, object],
    *,
    is_html: bool = False,
    is_markdown: bool = False,
    body_start: int = 0,
) -> Source:
    """One article with what came beside it; doubts about either are issues."""
    if not text[body_start:].strip():
        raise SourceError(place, "the text is empty")
    kind = _words(_first(fields, "kind")) or ArticleKind.ARTICLE
    if kind not in set(ArticleKind):
        raise SourceError(place, f"kind is {kind!r}; it must be one of {', '.join(ArticleKind)}")
    text = _SURROGATES.sub("\ufffd", text)
    return Source(
        id=_words(_first(fields, "id")) or _words(name) or place,
        place=place,
        text=text,
        sha256=hashlib.sha256(content).hexdigest(),
        is_html=is_html,
        is_markdown=is_markdown,
        body_start=body_start,
        given=Given(
            title=_words(_first(fields, "title")),
            outlet=_words(_first(fields, "outlet")),
            url=_words(_first(fields, "url")),
            language=_words(_first(fields, "language")),
            published=_words(_first(fields, "published")),
            kind=ArticleKind(kind),
        ),
        issues=tuple(_issues(text, fields)),
    )


def _first(fields: Mapping[str, object], meaning: str) -> object | None:
    by_name = {folded(name): value for name, value in fields.items() if value not in (None, "")}
    return next((by_name[name] for name in _FIELDS[meaning] if name in by_name), None)


def _words(value: object | None) -> str | None:
    """A name, a number or a date as words; an object is called by its name, a list or a long text is none."""
    if isinstance(value, dict):
        value = value.get("name")
    if value is None or isinstance(value, (list, dict, set, tuple, bool)):
        return None
    words = " ".join(_SURROGATES.sub("\ufffd", str(value)).replace("\x00", " ").split())
    return words if 0 < len(words) <= _LONGEST else None


def _issues(text: str, fields: Mapping[str, object]) -> list[Issue]:
    issues = []
    if ignored := sorted(_shown(name) for name in fields if folded(name) not in _KNOWN_FIELDS):
        issues.append(Issue("reading", f"fields not used: {', '.join(ignored[:20])}"))
    unusable = sorted(
        name
        for name, value in fields.items()
        if folded(name) in _KNOWN_FIELDS - _TEXT_FIELDS and value not in (None, "") and _words(value) is None
    )
    if unusable:
        issues.append(
            Issue("reading", f"fields that are no words, or too many of them: {', '.join(unusable)}")
        )
    if lost := text.count("\ufffd"):
        issues.append(
            Issue("reading", f"{lost:,} letters were lost before the file came here (shown as \ufffd)")
        )
    return issues


def _shown(name: str) -> str:
    return _SURROGATES.sub("\ufffd", name[:60]).replace("\x00", " ")
