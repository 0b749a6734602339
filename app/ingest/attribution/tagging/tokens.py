"""A text in, the tokens that the network reads out, with sentence, paragraph and quotation state.

The network was trained on exactly these tokens: a change here asks for new weights.
"""

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
    (?:[^\W\d_]\.){2,}
  | (?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Maj|Capt|Jr|Sr|St|Rev|Sgt|Prof|Hon
      |Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec|vs|No)\.(?=\s)
  | https?://\S+ | [@\#]\w+
  | \d+(?:[.,:]\d+)*%?
  | [^\W\d_]+(?=n['’]t\b) | n['’]t\b
  | ['’](?:s|S|re|ve|ll|d|m)\b
  | \w+(?:-\w+)*
  | \.{2,} | -{2,} | `` | '' | [^\w\s]
    """,
    re.VERBOSE,
)
_OPENING = frozenset({"“", "„", "«", "``"})
_CLOSING = frozenset({"”", "»", "''"})
_ENDS = frozenset(".!?…")
_STRAIGHT = '"'


@dataclass(frozen=True, slots=True)
class Tokens:
    """Words with their places; `quote` is the number of the quotation a word stands in, or -1."""

    words: list[str]
    starts: list[int]
    stops: list[int]
    paragraph: list[int]
    sentence: list[int]
    quote: list[int]
    quotes: list[tuple[int, int]]

    def __len__(self) -> int:
        return len(self.words)


def tokenise(text: str) -> Tokens:
    """The tokens; an open quotation ends with its paragraph."""
    found = list(_TOKEN.finditer(text))
    words = [match.group() for match in found]
    starts = [match.start() for match in found]
    stops = [match.end() for match in found]
    paragraph, sentence = [0] * len(words), [0] * len(words)
    quotes: list[tuple[int, int]] = []
    opened: int | None = None
    for at, word in enumerate(words):
        is_new_paragraph = at > 0 and "\n" in text[stops[at - 1] : starts[at]]
        if is_new_paragraph and opened is not None:
            quotes.append((opened, at - 1))
            opened = None
        if at:
            paragraph[at] = paragraph[at - 1] + is_new_paragraph
            is_new_sentence = is_new_paragraph or _ends_sentence(words, at, opened is not None)
            sentence[at] = sentence[at - 1] + is_new_sentence
        if word in _OPENING or (word == _STRAIGHT and opened is None):
            if opened is not None:
                quotes.append((opened, at - 1))
            opened = at
        elif opened is not None and (word in _CLOSING or word == _STRAIGHT):
            quotes.append((opened, at))
            opened = None
    if opened is not None:
        quotes.append((opened, len(words) - 1))
    quote = [-1] * len(words)
    for number, (first, last) in enumerate(quotes):
        quote[first : last + 1] = [number] * (last + 1 - first)
    return Tokens(words, starts, stops, paragraph, sentence, quote, quotes)


def _ends_sentence(words: list[str], at: int, is_open: bool) -> bool:
    """Whether a sentence ends before that word: a stop, perhaps a closing mark, then a possible beginning."""
    last = at - 1
    if words[last] in _CLOSING or words[last] in ")’" or (words[last] == _STRAIGHT and not is_open):
        last -= 1
    if last < 0 or words[last] not in _ENDS:
        return False
    is_initial = last > 0 and len(words[last - 1]) == 1 and words[last - 1].isupper() and words[last] == "."
    if is_initial:
        return False
    word = words[at]
    can_begin = word[0].isupper() or word[0].isdigit() or word in _OPENING or word in {"‘", "("}
    return can_begin or (word == _STRAIGHT and not is_open)
