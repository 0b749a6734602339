"""A paragraph in, whether the record of a meeting gives it to one delegate out: ANNA LEE (Malta) said …"""

import re

from app.codebook.speech import WordLists
from app.ingest.attribution.layout import Paragraph
from app.ingest.attribution.tokens import Item

_DELEGATE = re.compile(
    r"(?:[A-ZÀ-ÝА-ЯЁ][A-ZÀ-ÝА-ЯЁ.'’-]*[ ]){1,5}\((?!\d)[^)\n\d/]{3,60}\)[ ]?[,:]?[ ][a-zа-я]"
)
# "The representative of France" stands among the first words.
_FIRST = 3


def is_delegate(text: str, paragraph: Paragraph) -> bool:
    """Whether a paragraph opens with a name in capitals and a country in brackets, as records print it."""
    return _DELEGATE.match(text, paragraph.start, min(paragraph.stop, paragraph.start + 200)) is not None


def opens(text: str, paragraph: Paragraph, words: WordLists) -> bool:
    """Whether a paragraph of a record belongs to whoever speaks in its first sentence."""
    if is_delegate(text, paragraph):
        return True
    first: list[Item] = paragraph.sentences[0] if paragraph.sentences else []
    return any(item.low in words.delegates for item in first[:_FIRST])
