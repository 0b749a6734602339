"""A clean text in, its paragraphs with their quotations and sentences out."""

import re
from dataclasses import dataclass

from app.ingest.attribution import quotations as marks
from app.ingest.attribution.quotations import Quotation
from app.ingest.attribution.tokens import Item, items, sentences

_LINE = re.compile(r"[^\n]+")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_DATELINE = re.compile(
    r"""\s*(?:
      [A-ZÀ-ÝА-ЯЁ][A-ZÀ-ÝА-ЯЁ .'’\-]{2,30}(?:[,/]\s*[^\n.:—–]{1,40}?)?(?:,?\s*\d{1,2}\s+\w+\.?)?
        \s*(?:\([^)\n]{2,40}\))?\s*(?:—|–|--|-)\s+(?:[^\n.]{2,25}\.\s+)?
    | [A-ZА-ЯЁ][\w .,'’/-]{2,40}\(\s*[A-ZА-Я][\w /.-]{1,30}\)\s*(?:—|–|--|-)\s*
    | [A-ZА-ЯЁ][A-ZА-ЯЁ .'’-]{2,30}\([^)\n/\d]{0,40}[/\d][^)\n]{0,40}\)\s*(?:[—–-]{1,2}\s*)?(?=[A-ZА-ЯЁ"“«])
    | [^\n.]{2,40}\.?\s*/(?:TASS|ТАСС|INTERFAX|RIA)[^/\n]*/\.?\s*
    )""",
    re.VERBOSE,
)

# Where lists of news name the outlet, it sticks to the last full stop.
_CREDIT = re.compile(r"(?<=[.!?…»”])[A-ZА-ЯЁ][A-Za-zА-Яа-яЁё]+(?:[ .-]\w+){0,2}$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of text, or several that were wrapped."""

    start: int
    stop: int
    quotations: list[Quotation]
    sentences: list[list[Item]]


def paragraphs(text: str) -> list[Paragraph]:
    """Every paragraph that is not blank; datelines are skipped."""
    spans = _spans(text)
    found = []
    for index, (start, stop) in enumerate(spans):
        following = text[spans[index + 1][0]] if index + 1 < len(spans) else ""
        found.append(paragraph(text, start, stop, following))
    return found


def paragraph(text: str, start: int, stop: int, following: str = "") -> Paragraph:
    """One paragraph laid out; `following` is the first character of the next one."""
    credit = _CREDIT.search(text, max(start, stop - 32), stop)
    stop = credit.start() if credit else stop
    dateline = _DATELINE.match(text, start, min(stop, start + 120))
    begin = dateline.end() if dateline else start
    quoted = marks.quotations(text, begin, stop, following)
    return Paragraph(begin, stop, quoted, sentences(items(text, begin, stop, quoted)))


def _spans(text: str) -> list[tuple[int, int]]:
    lines = [_trimmed(text, *match.span()) for match in _LINE.finditer(text)]
    lines = [(start, stop) for start, stop in lines if stop > start]
    if not _is_wrapped(text, lines):
        return lines
    joined: list[tuple[int, int]] = []
    for start, stop in lines:
        if joined and not _BLANK_LINE.search(text, joined[-1][1], start):
            joined[-1] = (joined[-1][0], stop)
        else:
            joined.append((start, stop))
    return joined


def _trimmed(text: str, start: int, stop: int) -> tuple[int, int]:
    line = text[start:stop]
    return start + len(line) - len(line.lstrip()), stop - (len(line) - len(line.rstrip()))


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether lines were broken at a width: many go on in small letters, blank lines part paragraphs."""
    if len(lines) < 6 or not _BLANK_LINE.search(text):
        return False
    goes_on = sum(text[start].islower() for start, _ in lines)
    return goes_on * 3 > len(lines)
