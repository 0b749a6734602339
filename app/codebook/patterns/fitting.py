"""A rule and the words it decided by in, which of its patterns they fit out."""

from collections.abc import Sequence

from app.codebook.model import Codebook
from app.codebook.patterns.matching import CONTRAST, Compiled, Matcher, matches
from app.codebook.patterns.words import read
from app.codebook.rules import Pattern
from app.codebook.spans import Span


class Fitting:
    """The patterns of one codebook's rules, ready to be held against words."""

    def __init__(self, codebook: Codebook) -> None:
        self._matcher = Matcher(codebook.lexicon)
        self._patterns: dict[str, Sequence[Pattern]] = {
            **{rule.id: rule.when for topic in codebook.topics.values() for rule in topic.rules},
            **{rule.id: rule.when for position in codebook.positions.values() for rule in position.rules},
        }

        self._compiled: dict[str, Sequence[Compiled]] = {}

    def pattern(self, rule_id: str, words: str) -> str | None:
        """The first pattern of the rule that these words fit, as the codebook has it; None if none does."""
        # Compiled first: what the matcher does not know yet it does not find.
        if rule_id not in self._compiled:
            patterns = self._patterns.get(rule_id, ())
            self._compiled[rule_id] = [self._matcher.compile(pattern) for pattern in patterns]
        compiled = self._compiled[rule_id]
        found = self._matcher.find(read(words, [Span(0, len(words))]), CONTRAST)
        return next((pattern.text for pattern in compiled if matches(pattern, found)), None)
