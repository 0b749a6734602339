"""Words of patterns in, a look-up out that says which of them a word of a text is."""

_MOST_REMEMBERED = 200_000
_CONJUNCTIONS = ("و", "ف")
_ARTICLES = ("وال", "بال", "كال", "فال", "ال", "لل")
_PREPOSITIONS = ("ب", "ل", "ك", "س")


class Vocabulary:
    """Numbers for words and, with `*`, for their beginnings; Arabic ones also without joined words."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._lengths: set[int] = set()
        self._remembered: dict[str, tuple[int, ...]] = {}

    def number(self, term: str) -> int:
        """The number of a term; a new one if it has none."""
        if term.endswith("*"):
            self._lengths.add(len(term) - 1)
        self._remembered.clear()
        return self._numbers.setdefault(term, len(self._numbers))

    def numbers_of(self, word: str) -> tuple[int, ...]:
        """The terms that the word is."""
        known = self._remembered.get(word)
        if known is None:
            if len(self._remembered) > _MOST_REMEMBERED:
                self._remembered.clear()
            known = self._remembered[word] = self._looked_up(word)
        return known

    def _looked_up(self, word: str) -> tuple[int, ...]:
        found = set()
        for form in _forms(word):
            if form in self._numbers:
                found.add(self._numbers[form])
            for length in self._lengths:
                beginning = form[:length] + "*"
                if len(form) >= length and beginning in self._numbers:
                    found.add(self._numbers[beginning])
        return tuple(sorted(found))


def _forms(word: str) -> set[str]:
    forms = {word}
    if not "\u0600" <= word[0] <= "\u06ff":
        return forms
    for joined in (_ARTICLES, _CONJUNCTIONS, _PREPOSITIONS):
        forms |= {
            form[len(j) :] for form in forms for j in joined if form.startswith(j) and len(form) - len(j) > 2
        }
    return forms
