"""An HTML page in, what its head says of it out: title, address, outlet, language, date of publication."""

import json
import re
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
# schema.org's kinds of what is an article; a site or a film has dates as well.
_ARTICLES = ("Article", "Report", "Posting")
# The head and the first screen hold all of it; a page of megabytes need not be read to the end.
_ENOUGH = 400_000


class _Head(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, str] = {}
        self.described: list[dict[str, str]] = []
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
            self.described += _linked_data("".join(self._data))
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
    found = dict(parser.found)
    heading = "".join(parser.heading)
    document_title = "".join(parser.document_title)
    for key, value in _of_this_page(
        parser.described, heading, found.get("title", ""), document_title
    ).items():
        found.setdefault(key, value)
    if heading.strip():
        found["title"] = heading
    elif document_title.strip() and "title" not in found:
        found["title"] = re.split(r"\s[|\u2013\u2014]\s", document_title)[0]
    folded = {key: " ".join(value.split()) for key, value in found.items()}
    return {key: value for key, value in folded.items() if value}


def _of_this_page(described: list[dict[str, str]], *titles: str) -> dict[str, str]:
    """Of the articles that a page describes, its own: the one with its headline, or the only one."""
    wanted = [letters for title in titles if (letters := _letters(title))]
    own = [
        one
        for one in described
        if (headline := _letters(one.get("title", "")))
        and any(headline == title or (len(headline) > 20 and title.startswith(headline)) for title in wanted)
    ]
    if own:
        return own[0]
    return described[0] if len(described) == 1 else {}


def _letters(words: str) -> str:
    return re.sub(r"[\W_]+", "", words).casefold()


def _linked_data(words: str) -> list[dict[str, str]]:
    """What a JSON-LD block says of each article in it; a broken block says nothing."""
    try:
        block = json.loads(words, strict=False)
    except (ValueError, RecursionError):
        return []
    nodes = block if isinstance(block, list) else [block]
    inner = [one for outer in nodes if isinstance(outer, dict) for one in [outer, *_graph(outer)]]
    return [_described(node) for node in inner if isinstance(node, dict) and _is_article(node)]


def _is_article(node: dict[str, object]) -> bool:
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and name.endswith(_ARTICLES) for name in names)


def _described(node: dict[str, object]) -> dict[str, str]:
    publisher = node.get("publisher")
    given = {
        "published": node.get("datePublished"),
        "title": node.get("headline"),
        "outlet": publisher.get("name") if isinstance(publisher, dict) else None,
    }
    return {key: value for key, value in given.items() if isinstance(value, str)}


def _graph(node: dict[str, object]) -> list[object]:
    graph = node.get("@graph")
    return graph if isinstance(graph, list) else []
