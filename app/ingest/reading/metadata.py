"""An HTML page in, what its head says of it out: title, address, outlet, language, date of publication."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser

_META = {
    "og:title": "title",
    "twitter:title": "title",
    "og:url": "url",
    "og:site_name": "outlet",
    "article:published_time": "published",
    "datepublished": "published",
    "date.issued": "published",
    "dc.date.issued": "published",
    "dc.date": "published",
    "parsely-pub-date": "published",
    "sailthru.date": "published",
    "pubdate": "published",
    "publishdate": "published",
    "publish-date": "published",
}
# The head and the first screen hold all of it; a page of megabytes need not be read to the end.
_ENOUGH = 400_000


class _Head(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, str] = {}
        self.heading: list[str] = []
        self.document_title: list[str] = []
        self._open: list[str] | None = None
        self._data: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value for name, value in attrs if value}
        match tag:
            case "html" if "lang" in given:
                self.found.setdefault("language", given["lang"].split("-")[0].lower())
            case "meta":
                name = (given.get("property") or given.get("name") or given.get("itemprop") or "").lower()
                if name in _META and given.get("content"):
                    self.found.setdefault(_META[name], given["content"])
            case "link" if given.get("rel") == "canonical" and given.get("href", "").startswith("http"):
                self.found["url"] = given["href"]
            case "script" if "ld+json" in given.get("type", ""):
                self._data = []
            case "title":
                self._open = self.document_title
            case "h1" if not self.heading:
                self._open = self.heading

    def handle_endtag(self, tag: str) -> None:
        if tag in ("title", "h1"):
            self._open = None
        if tag == "script" and self._data is not None:
            for key, value in _linked_data("".join(self._data)):
                self.found.setdefault(key, value)
            self._data = None

    def handle_data(self, data: str) -> None:
        if self._data is not None:
            self._data.append(data)
        elif self._open is not None:
            self._open.append(data)


def metadata_of(page: str) -> dict[str, str]:
    """What the head of the page declares, by our field names; the visible headline wins."""
    parser = _Head()
    parser.feed(page[:_ENOUGH])
    found = {key: " ".join(value.split()) for key, value in parser.found.items()}
    heading = " ".join("".join(parser.heading).split())
    document_title = " ".join("".join(parser.document_title).split())
    if heading:
        found["title"] = heading
    elif document_title and "title" not in found:
        found["title"] = re.split(r" [|\u2013\u2014] ", document_title)[0]
    return {key: value for key, value in found.items() if value}


def _linked_data(words: str) -> Iterator[tuple[str, str]]:
    """Date and headline of the articles that a JSON-LD block describes; a broken block says nothing."""
    try:
        block = json.loads(words)
    except (json.JSONDecodeError, RecursionError):
        return
    nodes = block if isinstance(block, list) else [block]
    for node in [inner for outer in nodes if isinstance(outer, dict) for inner in [outer, *_graph(outer)]]:
        if not isinstance(node, dict):
            continue
        if isinstance(node.get("datePublished"), str):
            yield "published", node["datePublished"]
        if isinstance(node.get("headline"), str):
            yield "title", node["headline"]
        publisher = node.get("publisher")
        if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            yield "outlet", publisher["name"]


def _graph(node: dict[str, object]) -> list[object]:
    graph = node.get("@graph")
    return graph if isinstance(graph, list) else []
