"""Two wordings in, what was kept, removed and added from one to the other out."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from app.codebook.folding import fold
from app.queries.analysis_rows import Change

MOST_WORDS = 1_000


def difference(one: str, two: str) -> list[Change]:
    """What was kept, removed and added from one wording to the other, word by word; case does not count.

    Of very long texts the first `MOST_WORDS` words are compared.
    """
    before, after = one.split()[:MOST_WORDS], two.split()[:MOST_WORDS]
    matcher = SequenceMatcher(None, _folded(before), _folded(after), autojunk=False)
    changes = []
    for kind, i, j, k, l_ in matcher.get_opcodes():
        if kind == "equal":
            changes.append(Change("same", " ".join(after[k:l_])))
            continue
        if i < j:
            changes.append(Change("removed", " ".join(before[i:j])))
        if k < l_:
            changes.append(Change("added", " ".join(after[k:l_])))
    return changes


def _folded(words: Sequence[str]) -> list[str]:
    """A sign without a letter is a word of its own."""
    return [" ".join(fold(word)) or word for word in words]
