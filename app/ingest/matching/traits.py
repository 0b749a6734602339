"""A statement with its judgment in, what it says in whatever language out, each with its weight.

The codebook's word lists mean the same in every language; so do positions, known names and numbers. A list
that many rules refer to ("must", "favour") tells little, one that serves a single rule tells most.
"""

import math
import re
from collections import Counter
from functools import lru_cache

from app.codebook import names
from app.codebook.model import Codebook
from app.codebook.patterns.matching import CONTRAST, Matcher
from app.codebook.patterns.words import read
from app.codebook.spans import Span
from app.ingest.matching.remarks import Traits
from app.ingest.matching.retelling import DENIAL, NAME, NUMBER, STANCE
from app.ingest.records import Judgment

_NEGATION = "negation"
_STANCE, _NUMBER, _NAME, _SIDE = 4.0, 4.0, 3.0, 1.5
_DIGITS = re.compile(r"\d+")
# A statement of a page or more says a bit of everything: it is known by its words alone.
_LONGEST = 2_000


def traits(quote: str, language: str, judgment: Judgment, codebook: Codebook) -> Traits:
    """By name; none of a text too long to say one thing."""
    if len(quote) > _LONGEST:
        return ()
    found = {f"{STANCE}{one.position}={one.stance.value}": _STANCE for one in judgment.stances}
    found |= {f"{NUMBER}{int(digits)}": _NUMBER for digits in _DIGITS.findall(quote)[:20]}
    named = names.index(codebook).find(quote, language)
    found |= {f"{NAME}{one.speaker}": _NAME for one in named if one.speaker}
    found |= _lists(codebook).in_(quote)
    return tuple(sorted(found.items()))


class _Lists:
    """The word lists of a codebook that a rule or a side refers to, with their weights."""

    def __init__(self, codebook: Codebook) -> None:
        self._matcher = Matcher(codebook.lexicon)
        rules = [
            *(rule.when for topic in codebook.topics.values() for rule in topic.rules),
            *(rule.when for position in codebook.positions.values() for rule in position.rules),
        ]
        used = Counter(
            name for when in rules for name in {each for pattern in when for each in pattern.lists()}
        )
        self._weights: dict[int, tuple[str, float]] = {}
        for word_list in codebook.lexicon.values():
            weight = _SIDE if word_list.side else _rarity(used[word_list.id], len(rules))
            if weight:
                self._weights[self._matcher.number(word_list.id)] = (f"words:{word_list.id}", weight)
        # Weighs nothing: that something is denied is no thing to have in common.
        self._weights[self._matcher.number(_NEGATION)] = (DENIAL, 0.0)

    def in_(self, quote: str) -> dict[str, float]:
        """Those of which a word stands there."""
        found = self._matcher.find(read(quote, [Span(0, len(quote))]), CONTRAST)
        return dict(self._weights[number] for number in found.hits if number in self._weights)


def _rarity(uses: int, rules: int) -> float:
    return round(math.log((rules + 1) / (uses + 0.5)), 1) if uses else 0.0


@lru_cache(maxsize=4)
def _lists(codebook: Codebook) -> _Lists:
    return _Lists(codebook)
