"""A file that holds one article in, the article out: plain text, Markdown, or an HTML page."""

import re
from collections.abc import Mapping
from pathlib import Path

import yaml

from app.errors import SourceError
from app.ingest.reading.decoding import decode
from app.ingest.reading.limits import whole
from app.ingest.reading.metadata import metadata_of
from app.ingest.reading.sources import describes_an_article, looks_like_html, source_of
from app.ingest.records import Source

_HTML_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_FRONT = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_FRONT_BEGINS = re.compile(r"---[ \t]*\n[A-Za-z_]{1,30}:(?:[ \t]|\n)")
_XML = re.compile(r"\s{0,100}<(?:\?xml|rss|feed)\b", re.IGNORECASE)
# Anything longer is no front matter, and YAML takes its time.
_LONGEST_FRONT = 100_000


class _Plainly(yaml.SafeLoader):
    """YAML where every word stays a word: `no` is a language and 2024-03-04 is left to dating."""


_Plainly.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in found if tag in ("tag:yaml.org,2002:null",)]
    for letter, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_plain(path: Path, place: str) -> Source:
    """A text file; a page saved as text is read as the page it is."""
    content = whole(path, place)
    text = decode(content, place)
    if looks_like_html(text):
        return _page(path.stem, place, content)
    if _XML.match(text):
        if "<html" in text[:2_000].lower():
            return _page(path.stem, place, content)
        raise SourceError(place, "this is XML (a feed or a sitemap?), not an article; save articles as text")
    return _written(path, place, text, content, is_markdown=False)


def read_markdown(path: Path, place: str) -> Source:
    """A Markdown file, its front matter beside it."""
    content = whole(path, place)
    return _written(path, place, decode(content, place), content, is_markdown=True)


def read_html(path: Path, place: str) -> Source:
    """An HTML page with what its head declares."""
    return _page(path.stem, place, whole(path, place))


def _page(stem: str, place: str, content: bytes) -> Source:
    declared = _HTML_CHARSET.search(content[:4096])
    text = decode(content, place, declared[1].decode("ascii") if declared else None)
    return source_of(stem, place, text, content, metadata_of(text), is_html=True)


def _written(path: Path, place: str, text: str, content: bytes, *, is_markdown: bool) -> Source:
    found = _FRONT.match(text, 0, _LONGEST_FRONT)
    fields: Mapping[str, object] = {}
    if found and (is_markdown or _FRONT_BEGINS.match(text)):
        fields = _front_matter(found[1], place)
        if not text[found.end() :].strip():
            raise SourceError(place, "there is front matter but no text after it")
        if is_markdown or describes_an_article(fields):
            return source_of(
                path.stem, place, text, content, fields, is_markdown=is_markdown, body_start=found.end()
            )
    if not found and is_markdown and _FRONT_BEGINS.match(text):
        raise SourceError(f"{place}:1", "the front matter that begins here has no closing line '---'")
    return source_of(path.stem, place, text, content, {}, is_markdown=is_markdown)


def _front_matter(words: str, place: str) -> dict[str, object]:
    try:
        fields = yaml.load(words, _Plainly)  # noqa: S506 (a safe loader that resolves less)
    except yaml.YAMLError as error:
        mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
        line = mark.line + 2 if mark else 1
        raise SourceError(
            f"{place}:{line}",
            "the front matter is not valid YAML; a value with a colon or a bracket needs quotes",
        ) from None
    except RecursionError:
        raise SourceError(f"{place}:2", "the front matter is nested too deeply") from None
    if fields is None:
        return {}
    if not isinstance(fields, dict):
        raise SourceError(f"{place}:2", "the front matter must be lines of the form 'key: value'")
    return {str(name).strip(): value for name, value in fields.items()}
