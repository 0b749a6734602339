"""The pattern language of the codebook: a line that a researcher wrote in, a pattern out.

A pattern is words and word lists in the order in which a text must have them:

    call* for            these two words side by side; `*` ends a word of which only the beginning is given
    <demand> .. <truce>  a word list, then another at most six words later in the same clause
    <demand> ..3 <truce> at most three words later in the same clause
    <demand> ... <truce> at most twenty words later in the same sentence
    <veto> & <truce>     both in the same sentence, whatever stands between and whichever comes first

Articles (the, a, an) and the possessive 's are not words; accents and letter variants do not matter, nor does
case, except that US is the country and us the pronoun.
"""

import re
from dataclasses import dataclass, field

from app.codebook.folding import fold
from app.codebook.terms import Stance

NEAR, FAR = 6, 20
ARTICLES = frozenset({"the", "a", "an"})
NO_WORDS = ARTICLES | {"s"}
THE_US = "usa"
_TERM = re.compile(r"<([a-z0-9-]+)>|\.\.(\.|\d{1,2})?|&|([^\s<>&]+?)(\*?)(?=\s|$|<)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or a word list, and how many words may stand before it since the last piece."""

    term: str
    is_list: bool = False
    gap: int = 0
    leaps: bool = False


Chain = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """Chains of pieces that must all occur in one sentence."""

    text: str
    chains: tuple[Chain, ...]

    def lists(self) -> frozenset[str]:
        """The word lists that it refers to."""
        return frozenset(piece.term for chain in self.chains for piece in chain if piece.is_list)


@dataclass(frozen=True, slots=True)
class WordList:
    """Words that mean one thing to the rules.

    The words of an `act` are something that somebody does (urge, condemn): a rule holds for the speaker only
    where nobody else is the subject. A `side` is named by the list: whoever these words name belongs to it.
    Words that `refer to` another list ("the plan") count as words of that one where the article has named it
    shortly before.
    """

    id: str
    entries: tuple[Pattern, ...]
    act: bool = False
    side: str = ""
    refers_to: str = ""


@dataclass(frozen=True, slots=True)
class TopicRule:
    """Patterns of which one shows the topic, unless one of the others stands in the same sentence."""

    id: str
    when: tuple[Pattern, ...]
    unless: tuple[Pattern, ...] = ()
    given: tuple[Pattern, ...] = ()


@dataclass(frozen=True, slots=True)
class StanceRule:
    """Patterns of which one shows the stance.

    `weight` ranks rules that disagree: 3 for an act (demands, condemns), 2 for a judgement, 1 for a loaded
    word. `negated` is the stance where the pattern is denied, none if the rule then says nothing. A rule that
    is `conditional` gives that stance where a condition stands beside it. `by` and `not_by` name sides.
    """

    id: str
    stance: Stance
    when: tuple[Pattern, ...]
    unless: tuple[Pattern, ...] = ()
    given: tuple[Pattern, ...] = ()
    weight: int = 2
    negated: Stance | None = None
    conditional: bool = False
    by: tuple[str, ...] = ()
    not_by: tuple[str, ...] = ()
    topics: tuple[str, ...] = field(default=())


def parse(text: str) -> Pattern:
    """The pattern that a line means; ValueError with what is wrong with it."""
    chains: list[Chain] = []
    pieces: list[Piece] = []
    gap, leaps, position = 0, False, 0
    for found in re.finditer(r"\S+", text):
        for term in _terms(found.group()):
            if term == "&":
                if not pieces or gap:
                    raise ValueError("'&' stands between two patterns")
                chains.append(tuple(pieces))
                pieces = []
            elif term.startswith(".."):
                if not pieces or gap:
                    raise ValueError(f"'{term}' stands between two words")
                gap, leaps = _gap(term)
            else:
                for piece in _pieces(term):
                    pieces.append(Piece(piece.term, piece.is_list, gap, leaps))
                    gap, leaps = 0, False
        position = found.end()
    if not pieces or gap or not position:
        raise ValueError("a pattern ends with a word or a word list")
    chains.append(tuple(pieces))
    return Pattern(" ".join(text.split()), tuple(chains))


def _terms(word: str) -> list[str]:
    terms, at = [], 0
    while at < len(word):
        found = _TERM.match(word, at)
        if not found:
            raise ValueError(f"'{word}' is not a word, a <word-list>, a gap (..) or &")
        terms.append(found.group())
        at = found.end()
    return terms


def _gap(term: str) -> tuple[int, bool]:
    if term == "..":
        return NEAR, False
    if term == "...":
        return FAR, True
    return int(term[2:]), False


def _pieces(term: str) -> list[Piece]:
    if term.startswith("<"):
        return [Piece(term[1:-1], is_list=True)]
    if term == "US":
        return [Piece(THE_US)]
    words = [word for word in fold(term.removesuffix("*")) if word not in NO_WORDS]
    if not words and fold(term):
        return []
    if not words:
        raise ValueError(f"'{term}' has no letter or digit")
    if term.endswith("*"):
        words[-1] += "*"
    return [Piece(word) for word in words]
