"""An HTML page in, the paragraphs of its article out, each with its place in the page's source."""

import html
import logging
import re
from html.parser import HTMLParser

from app.ingest.cleaning.blocks import Block, assemble
from app.ingest.records import Source

_SKIPPED = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "nav",
        "footer",
        "aside",
        "form",
        "button",
        "select",
        "iframe",
        "object",
        "canvas",
        "figcaption",
    }
)
_VOID = frozenset(
    {
        "br",
        "hr",
        "img",
        "input",
        "meta",
        "link",
        "source",
        "track",
        "wbr",
        "col",
        "area",
        "base",
        "embed",
        "param",
    }
)
_INLINE = frozenset(
    {
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    }
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LONGEST_TAG = 5_000
_ENDLESS_TAG = re.compile(rf"<([a-zA-Z]{{1,20}})\s[^<>]{{{_LONGEST_TAG},}}>")
_SPACES = re.compile(r"\W+")
# With more blocks than this, only whole lines are compared: a substring search for each would be quadratic.
_MANY = 3000


class _Blocks(HTMLParser):
    """Text between block tags, as pieces of source."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=False)
        self.blocks: list[tuple[Block, str]] = []
        self._pieces: list[tuple[str, int]] = []
        self._skipping: list[str] = []
        self._tag = "body"
        self._lines = [0]
        for found in re.finditer("\n", page):
            self._lines.append(found.end())
        self.feed(page)
        # What is left is a tag that never ends; a long one would be tried again from each of its letters.
        if len(self.rawdata) <= _LONGEST_TAG:
            self.close()
        self._finish()

    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def _finish(self) -> None:
        if self._pieces and (made := assemble(self._pieces, is_heading=self._tag in _HEADINGS)):
            self.blocks.append((made, self._tag))
        self._pieces = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._skipping:
            if tag == self._skipping[-1]:
                self._skipping.append(tag)
        elif tag in _SKIPPED:
            self._finish()
            self._skipping.append(tag)
        elif tag == "br":
            self._finish()
        elif tag not in _INLINE and tag not in _VOID:
            self._finish()
            self._tag = tag

    def handle_endtag(self, tag: str) -> None:
        if self._skipping:
            if tag == self._skipping[-1]:
                self._skipping.pop()
        elif tag not in _INLINE:
            self._finish()
            self._tag = "body"

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self._pieces.append((data, self._at()))

    def handle_entityref(self, name: str) -> None:
        self._character(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._character(f"&#{name};")

    def _character(self, reference: str) -> None:
        if not self._skipping:
            self._pieces.append((html.unescape(reference)[:1] or " ", self._at()))


def blocks(source: Source) -> list[Block]:
    """The headline and the paragraphs that belong to the article, as trafilatura judges them."""
    found = _Blocks(source.text).blocks
    extracted = _extracted(source.text)
    if len(extracted) < 200:
        return [block for block, _ in found]
    lines = {_letters(line) for line in extracted.splitlines()}
    whole = _letters(extracted)
    headline = _letters(source.given.title or "")
    kept: list[Block] = []
    for block, tag in found:
        letters = _letters(block.text)
        is_headline = tag == "h1" and letters == headline and not kept
        inside = len(found) <= _MANY and len(letters) >= 20 and letters in whole
        if letters and (is_headline or letters in lines or inside):
            kept.append(block)
    return kept or [block for block, _ in found]


def _extracted(page: str) -> str:
    import trafilatura  # half a second to import: only those who read HTML wait for it

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    page = _ENDLESS_TAG.sub(r"<\1>", page)
    return trafilatura.extract(page, include_comments=False, include_tables=False, favor_recall=True) or ""


def _letters(words: str) -> str:
    return _SPACES.sub("", words).casefold()
