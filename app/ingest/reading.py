"""A file in, its articles out: decoded text with what came beside it, or the reason why not."""

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml
from charset_normalizer import from_bytes

from app.codebook.terms import ArticleKind
from app.errors import SourceError
from app.ingest.page_metadata import metadata_of
from app.ingest.records import Given, Issue, Source

# Ten megabytes hold any article; what is larger is a dump, a disk image or an attack.
MAX_BYTES = 10_000_000
SUFFIXES = frozenset(
    {".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson", ".json", ".csv"}
)

_FIELDS = {
    "id": ("id",),
    "text": ("text", "body", "content", "article", "maintext"),
    "html": ("html", "raw_html"),
    "title": ("title", "headline"),
    "outlet": ("outlet", "source", "publisher", "site", "site_name"),
    "url": ("url", "link", "address", "permalink"),
    "language": ("text_language", "language", "lang"),
    "published": (
        "published",
        "published_on",
        "published_at",
        "date_published",
        "datePublished",
        "pubDate",
        "date",
    ),
    "kind": ("kind",),
}
_KNOWN = frozenset(name for names in _FIELDS.values() for name in names)
_SIGNATURES = {
    b"%PDF": "a PDF file; save its text first",
    b"PK\x03\x04": "a ZIP or office file; save its text first",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a gzip file; unpack it first",
    b"\xd0\xcf\x11\xe0": "an old office file; save its text first",
}
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_HTML_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_LOOKS_HTML = re.compile(r"\s{0,100}(?:<!doctype html|<html|<head|<body|<article|<div|<p[ >])", re.IGNORECASE)
_FRONT = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def read_all(path: Path) -> Iterator[Source | SourceError]:
    """Every article of one file, in order; what cannot be read comes as an error, never as an exception."""
    try:
        match path.suffix.lower():
            case ".jsonl" | ".ndjson":
                yield from _json_lines(path)
            case ".json":
                yield from _json_document(path)
            case ".csv":
                yield from _csv_rows(path)
            case ".md" | ".markdown":
                yield _markdown(path)
            case ".html" | ".htm" | ".xhtml":
                yield _page(path.stem, str(path), _whole(path), {})
            case _:
                yield _plain(path)
    except SourceError as error:
        yield error
    except OSError as error:
        yield SourceError(str(path), f"cannot be opened: {error.strerror or error}")


def _whole(path: Path) -> bytes:
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise SourceError(str(path), f"{size:,} bytes are too much for one article (at most {MAX_BYTES:,})")
    content = path.read_bytes()
    if not content.strip():
        raise SourceError(str(path), "the file is empty")
    return content


def decode(content: bytes, place: str, declared: str | None = None) -> str:
    """The text of some bytes, line ends as LF; an error if they are no text or in no encoding known."""
    for signature, what in _SIGNATURES.items():
        if content.startswith(signature):
            raise SourceError(place, f"this is {what}")
    text = _decoded(content, place, declared)
    if len(_CONTROLS.findall(text[:100_000])) > len(text[:100_000]) // 100:
        raise SourceError(place, "this is binary data, not text")
    return text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")


def _decoded(content: bytes, place: str, declared: str | None) -> str:
    bom = next((name for mark, name in _BOMS.items() if content.startswith(mark)), None)
    for name in (bom, "utf-8", declared):
        try:
            if name:
                return content.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    if bom is None and len(_CONTROL_BYTES.findall(content[:4096])) > len(content[:4096]) // 100:
        raise SourceError(place, "this is binary data, not text")
    # A truncated download ends in half a character; the rest is still good UTF-8.
    try:
        return content[:-3].decode("utf-8") + content[-3:].decode("utf-8", "ignore")
    except UnicodeDecodeError:
        pass
    best = from_bytes(content[:200_000]).best()
    if best is None:
        raise SourceError(place, "the encoding could not be recognised; save the file as UTF-8")
    try:
        return content.decode(best.encoding)
    except UnicodeDecodeError as error:
        raise SourceError(
            place,
            f"the encoding is not known (byte {error.start} is not {best.encoding}); save the file as UTF-8",
        ) from None


def _plain(path: Path) -> Source:
    content = _whole(path)
    text = decode(content, str(path))
    if _LOOKS_HTML.match(text):
        return _page(path.stem, str(path), content, {})
    return _source(path.stem, str(path), text, content, {})


def _markdown(path: Path) -> Source:
    content = _whole(path)
    text = decode(content, str(path))
    found = _FRONT.match(text)
    if not found:
        return _source(path.stem, str(path), text, content, {}, is_markdown=True)
    try:
        fields = yaml.safe_load(found[1]) or {}
    except yaml.YAMLError as error:
        line = (
            error.problem_mark.line + 2
            if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark
            else 1
        )
        raise SourceError(f"{path}:{line}", "the front matter is not valid YAML") from None
    if not isinstance(fields, dict):
        raise SourceError(f"{path}:2", "the front matter must be lines of the form 'key: value'")
    if not text[found.end() :].strip():
        raise SourceError(f"{path}", "there is front matter but no text after it")
    return _source(path.stem, str(path), text, content, fields, is_markdown=True, body_start=found.end())


def _page(stem: str, place: str, content: bytes, fields: Mapping[str, object]) -> Source:
    declared = _HTML_CHARSET.search(content[:4096])
    text = decode(content, place, declared[1].decode("ascii") if declared else None)
    return _source(stem, place, text, content, {**metadata_of(text), **fields}, is_html=True)


def _json_lines(path: Path) -> Iterator[Source | SourceError]:
    empty = True
    with path.open("rb") as lines:
        for number in range(1, 1_000_000_000):
            line = lines.readline(MAX_BYTES + 1)
            if not line:
                break
            if len(line) > MAX_BYTES:
                yield SourceError(
                    f"{path}:{number}", f"a line of over {MAX_BYTES:,} bytes is no article record"
                )
                empty = False
                while line and not line.endswith(b"\n"):
                    line = lines.readline(MAX_BYTES + 1)
                continue
            if line.strip():
                empty = False
                yield _json_record(line, f"{path}:{number}", f"{path.stem}:{number}")
    if empty:
        yield SourceError(str(path), "the file is empty")


def _json_record(line: bytes, place: str, default_id: str) -> Source | SourceError:
    try:
        fields = json.loads(decode(line, place))
        return _record(fields, place, default_id, line)
    except json.JSONDecodeError as error:
        return SourceError(
            place, f"not a whole JSON object ({error.msg.lower()} at character {error.pos + 1})"
        )
    except RecursionError:
        return SourceError(place, "nested too deeply to be an article record")
    except SourceError as error:
        return error


def _json_document(path: Path) -> Iterator[Source | SourceError]:
    try:
        records = json.loads(decode(_whole(path), str(path)))
    except json.JSONDecodeError as error:
        raise SourceError(f"{path}:{error.lineno}", f"not valid JSON ({error.msg.lower()})") from None
    except RecursionError:
        raise SourceError(str(path), "nested too deeply to be article records") from None
    many = isinstance(records, list)
    for number, fields in enumerate(records if many else [records], start=1):
        place, default_id = (f"{path}[{number}]", f"{path.stem}:{number}") if many else (str(path), path.stem)
        try:
            yield _record(fields, place, default_id, json.dumps(fields, sort_keys=True).encode())
        except SourceError as error:
            yield error


def _csv_rows(path: Path) -> Iterator[Source | SourceError]:
    content = path.read_bytes() if path.stat().st_size <= 50 * MAX_BYTES else b""
    if not content.strip():
        raise SourceError(str(path), "the file is empty" if not content else "too large; use JSONL")
    text = decode(content, str(path))
    csv.field_size_limit(MAX_BYTES)
    try:
        dialect: type[csv.Dialect] | csv.Dialect = csv.Sniffer().sniff(
            text[:20_000].split("\n", 1)[0], ",;\t|"
        )
        dialect.doublequote = True
    except csv.Error:
        dialect = csv.excel
    rows = csv.DictReader(io.StringIO(text, newline=""), dialect=dialect)
    if not rows.fieldnames or not {name.strip().lower() for name in rows.fieldnames if name} & {
        "text",
        "html",
        *_FIELDS["text"],
    }:
        raise SourceError(f"{path}:1", "the header row needs a column called text (or body, content, html)")
    try:
        for row in rows:
            place = f"{path}:{rows.line_num}"
            fields = {name.strip().lower(): value for name, value in row.items() if name and value}
            try:
                yield _record(
                    fields, place, f"{path.stem}:{rows.line_num}", json.dumps(fields, sort_keys=True).encode()
                )
            except SourceError as error:
                yield error
    except csv.Error as error:
        yield SourceError(f"{path}:{rows.line_num}", f"not a valid CSV row ({error})")


def _record(fields: object, place: str, default_id: str, content: bytes) -> Source:
    if not isinstance(fields, dict):
        raise SourceError(place, "an article record must be a JSON object with a text field")
    name = str(_first(fields, "id") or default_id)
    text, html = _first(fields, "text"), _first(fields, "html")
    if isinstance(text, str) and text.strip():
        return _source(name, place, text.replace("\r\n", "\n").replace("\r", "\n"), content, fields)
    if isinstance(html, str) and html.strip():
        return _source(
            name, place, html.replace("\r\n", "\n"), content, {**metadata_of(html), **fields}, is_html=True
        )
    raise SourceError(place, "no text: the field 'text' (or 'html') is missing or empty")


def _first(fields: Mapping[str, object], meaning: str) -> object | None:
    return next((fields[name] for name in _FIELDS[meaning] if fields.get(name) not in (None, "")), None)


def _source(
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
    if not text.strip():
        raise SourceError(place, "the text is empty")
    ignored = sorted(str(key) for key in fields if key not in _KNOWN)
    issues = (Issue("reading", f"fields not used: {', '.join(ignored)}"),) if ignored else ()
    kind = str(_first(fields, "kind") or ArticleKind.ARTICLE)
    if kind not in set(ArticleKind):
        raise SourceError(place, f"kind is {kind!r}; it must be one of {', '.join(ArticleKind)}")
    given = Given(
        title=_words(_first(fields, "title")),
        outlet=_words(_first(fields, "outlet")),
        url=_words(_first(fields, "url")),
        language=_words(_first(fields, "language")),
        published=_words(_first(fields, "published")),
        kind=ArticleKind(kind),
    )
    return Source(
        id=str(_first(fields, "id") or name),
        place=place,
        text=text,
        sha256=hashlib.sha256(content).hexdigest(),
        is_html=is_html,
        is_markdown=is_markdown,
        body_start=body_start,
        given=given,
        issues=issues,
    )


def _words(value: object | None) -> str | None:
    return (
        " ".join(str(value).split()) or None
        if value is not None and not isinstance(value, (list, dict))
        else None
    )
