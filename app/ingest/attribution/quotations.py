"""A paragraph in, what stands in quotation marks out.

Knows curly, straight and single marks, guillemets and low marks, marks inside marks, apostrophes, lost marks,
and quotations that run on into the next paragraph.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

_MARK = re.compile(r"""''|``|["“”„‟«»‘’'‚‹›＂]""")
_PAIRS = {
    "“": "”“",
    "„": "“”",
    "«": "»",
    "‘": "’",
    "‚": "‘’",
    "‹": "›",
    '"': '"',
    "'": "'’",
    "”": "“",
    "»": "«",
    "’": "",
}
_OPENERS = frozenset("“„«‘‚‹")
_CLOSERS = frozenset("”»’›")
_SINGLE = frozenset("‘’'‚")
_ENDS = ".!?…؟"
# A quotation mark that is only ever opened again in the next paragraph, not closed in between.
_AGAIN = frozenset('“«„"‘')


class Quotation(NamedTuple):
    """Marks at `open` and before `close`, the words between `start` and `stop`.

    It `is_spoken` if a comma or full stop stands before its closing mark, as in a whole sentence.
    """

    open: int
    start: int
    stop: int
    close: int
    is_sentence_end: bool
    runs_on: bool = False
    is_spoken: bool = False

    @property
    def is_long(self) -> bool:
        """Whether it is long enough to be a sentence of its own."""
        return self.stop - self.start >= 25


@dataclass(slots=True)
class _Open:
    mark: str
    at: int
    width: int


def quotations(text: str, start: int, stop: int, following: str = "") -> list[Quotation]:
    """The outermost quotations of a paragraph; `following` is how the next paragraph begins."""
    found: list[Quotation] = []
    stack: list[_Open] = []
    singles_end = _last_single(text, start, stop)
    marks = list(_MARK.finditer(text, start, stop))
    closers = _closers(text, marks, stop)
    for number, match in enumerate(marks):
        mark, at = match.group(), match.start()
        mark = '"' if mark in {"''", "``", "＂", "‟"} else mark
        before = text[at - 1] if at > start else " "
        after = text[match.end()] if match.end() < stop else " "
        if mark in _SINGLE and not _is_single_mark(text, at, before, after, stack, singles_end):
            continue
        misplaced = (
            before.isspace() and after.isupper() and text[at - 2 : at - 1] in tuple(",.!?") and at > start + 1
        ) and not (mark == "“" and closers[number])
        closes = _closes(stack, mark, "," if misplaced and stack else before, " " if misplaced else after)
        if closes and not closers[number]:
            closes = 0
        if closes is not None:
            opened = stack[closes]
            del stack[closes:]
            if not stack:
                found.append(_quotation(text, opened, at, match.end()))
        elif _may_open(mark, before, after):
            _open(stack, _Open(mark, at, match.end() - at), text, start, closers[number])
        elif not stack and mark not in _SINGLE and text[at - 1 : at] in tuple(",.!?…"):
            lost = _lost_opening(text, start, at, found)
            if lost is not None:
                found.append(Quotation(lost, lost, at, match.end(), text[at - 1] in _ENDS))
    if stack:
        found += _unclosed(text, start, stop, stack[0], following)
    return found


def _is_single_mark(text: str, at: int, before: str, after: str, stack: list[_Open], last: int) -> bool:
    """Whether a single mark is a quotation mark and no apostrophe."""
    if before.isalnum() and after.isalnum():
        return False
    inside = any(opened.mark in _SINGLE for opened in stack)
    if inside and not before.isspace() and not after.isalnum():
        plural = before in "sS" and after == " " and text[at + 2 : at + 3].islower()
        return not (plural and last > at)
    opens = (before.isspace() or before in '([—–-:"“«/') and (after.isalnum() or after in "[…")
    return opens and not inside and last > at + 1 and not re.match(r"\d\ds\b", text[at + 1 : at + 5])


def _last_single(text: str, start: int, stop: int) -> int:
    """The last place of the paragraph where a single mark may close."""
    last = -1
    for mark in re.finditer(r"(?<=[^\s\W]|[.,!?…\])])['’](?!\w)", text[start:stop]):
        last = start + mark.start()
    return last


def _closes(stack: list[_Open], mark: str, before: str, after: str) -> int | None:
    """Which of the open quotations this mark closes."""
    for index in range(len(stack) - 1, max(len(stack) - 4, -1), -1):
        opened = stack[index].mark
        if (
            mark not in _PAIRS.get(opened, "")
            and not (opened == '"' and mark == "”")
            and not (opened == "“" and mark == '"')
        ):
            continue
        closing = not before.isspace() and not after.isalnum()
        if mark in _OPENERS and (opened in {"„", "”", "‚"} or closing):
            return index
        if mark in _OPENERS and before.isspace():
            continue
        if mark == '"' and before.isspace() and after.isalnum():
            continue
        return index
    return None


def _may_open(mark: str, before: str, after: str) -> bool:
    if mark in _OPENERS:
        return True
    if mark in _CLOSERS and mark not in _SINGLE:
        return (before.isspace() or before in "(:") and after.isalnum()
    return not after.isspace() and (before.isspace() or not before.isalnum())


def _closers(text: str, marks: list[re.Match[str]], stop: int) -> list[int]:
    """For each mark how many marks that look like closing ones follow it, itself left out."""
    ahead, found = 0, [0] * len(marks)
    for number in range(len(marks) - 1, -1, -1):
        found[number] = ahead
        at, end = marks[number].span()
        after = text[end] if end < stop else " "
        closes = marks[number].group() == "”" or (
            marks[number].group() in {'"', "''"} and not text[at - 1 : at].isspace() and not after.isalnum()
        )
        ahead += closes
    return found


def _open(stack: list[_Open], opened: _Open, text: str, start: int, closers: int) -> None:
    """A mark of a kind that stands open was never closed, unless both will be or it is opened anew."""
    same = next((i for i, o in enumerate(stack) if o.mark == opened.mark and opened.mark in '"“'), None)
    if same is not None:
        ahead = text[start : stack[same].at].rstrip()
        # "He said: “One thing. “Another thing.” he said": some translations open each sentence.
        if opened.mark == "“" and ahead.endswith(":") and closers == 1:
            return
        # Words in marks inside a quotation are named in mid-sentence; one mark may close both.
        named = text[start : opened.at].rstrip()[-1:].isalnum()
        if not named or not (closers > len(stack) or (not ahead and closers)):
            del stack[same:]
    if len(stack) < 8:
        stack.append(opened)


def _quotation(text: str, opened: _Open, at: int, close: int) -> Quotation:
    start, stop = opened.at + opened.width, at
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    last = text[max(stop - 1, 0)]
    ends = last in _ENDS or text[close : close + 1] in tuple(".!?")
    return Quotation(opened.at, start, stop, close, ends, is_spoken=last in _ENDS or last == ",")


def _lost_opening(text: str, start: int, at: int, found: list[Quotation]) -> int | None:
    """Where a quotation whose opening mark was lost begins: with the paragraph, if nothing else is quoted."""
    return start if not found and at - start > 25 else None


def _unclosed(text: str, start: int, stop: int, opened: _Open, following: str) -> list[Quotation]:
    begin = opened.at + opened.width
    runs_on = following[:1] in _AGAIN
    leads = not text[start : opened.at].strip() or text[start : opened.at].rstrip().endswith((":", ","))
    if opened.mark in _SINGLE or not (leads or runs_on):
        return []
    return [Quotation(opened.at, begin, stop, stop, True, runs_on)]
