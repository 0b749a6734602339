"""A match in its sentence in; whether it is denied, whose act it is and on which condition out."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

from app.codebook.patterns.matching import CONTRAST, Found, Hit, Match, Matcher
from app.codebook.rules import WordList

NEGATION, NO_NEGATION, CONDITION = "negation", "no-negation", "condition"
AUXILIARY, HERE, ELSEWHERE = "auxiliary", "here", "elsewhere"
ANAPHORA, TAKES_UP = "anaphora", "takes-up"
_REACH_OF_NEGATION = 3
_REACH_OF_SUBJECT = 5
_REACH_OF_ACT = 6


@dataclass(frozen=True, slots=True)
class Scopes:
    """The numbers of the lists that say who, not and if."""

    negation: int
    no_negation: int
    contrast: int
    condition: int
    auxiliary: int
    here: int
    elsewhere: int
    by: int
    sides: Mapping[int, str]
    acts: frozenset[int]

    @classmethod
    def of(cls, matcher: Matcher, lexicon: Mapping[str, WordList]) -> "Scopes":
        """The lists of a codebook; one that it lacks has no hits."""
        number = matcher.number
        matcher.add_words("by", ("by", "со стороны"))
        return cls(
            number(NEGATION),
            number(NO_NEGATION),
            number(CONTRAST),
            number(CONDITION),
            number(AUXILIARY),
            number(HERE),
            number(ELSEWHERE),
            number("by"),
            {number(entry.id): entry.side for entry in lexicon.values() if entry.side},
            frozenset(number(entry.id) for entry in lexicon.values() if entry.act),
        )


class Scope:
    """What the scopes of one statement are."""

    def __init__(self, found: Found, scopes: Scopes) -> None:
        self._found = found
        self._scopes = scopes
        denials = found.of(scopes.no_negation)
        lifted = {word for start, stop in denials for word in range(start, stop)}
        self._negations = {s for s, _ in found.of(scopes.negation) if s not in lifted}
        self._auxiliaries = {
            word for start, stop in found.of(scopes.auxiliary) for word in range(start, stop)
        }
        self._actors_ending: dict[int, set[str]] = {}
        self._actors_starting: dict[int, set[str]] = {}
        for number, side in scopes.sides.items():
            for start, stop in found.of(number):
                self._actors_ending.setdefault(stop, set()).add(side)
                self._actors_starting.setdefault(start, set()).add(side)
        self._by = {stop for _, stop in found.of(scopes.by)}
        self._acts = sorted(hit for number in scopes.acts for hit in found.of(number))
        sentences = found.words.sentences
        here = {sentences[start] for start, _ in found.of(scopes.here)}
        self._elsewhere = {sentences[start] for start, _ in found.of(scopes.elsewhere)} - here
        self.contrasts = {sentences[start]: start for start, _ in found.of(scopes.contrast)}

    def is_elsewhere(self, match: Match) -> bool:
        """Whether its sentence is about another part of the world."""
        return self._found.words.sentences[match.start] in self._elsewhere

    def is_negated(self, match: Match) -> bool:
        """Whether a negation stands shortly before or inside the first chain, and is no part of its words."""
        if not self._negations:
            return False
        chain = match.hits[: match.first_chain]
        covered = {word for start, stop in chain for word in range(start, stop)}
        inside = range(chain[0][0], chain[-1][1])
        within = any(word in self._negations and word not in covered for word in inside)
        return within or self._negated_before(chain[0][0])

    def is_of_another(self, match: Match, side: str | None) -> bool:
        """Whether an act of the match, or the act that governs it, is that of somebody on another side."""
        own = [
            hit for hit, number in zip(match.hits, match.lists, strict=True) if number in self._scopes.acts
        ]
        return any(self._other(hit, side) for hit in own or self._governing(match))

    def condition_of(self, match: Match) -> Hit | None:
        """The condition beside the match in its sentence, none where the match itself is the condition."""
        words = self._found.words
        sentence = words.sentences[match.start]
        for start, _ in self._found.of(self._scopes.condition):
            if words.sentences[start] != sentence:
                continue
            stop = self._end_of_condition(start)
            if match.stop <= start or match.start >= stop:
                return start, stop
        return None

    def _governing(self, match: Match) -> list[Hit]:
        """The acts shortly before the match in its clause."""
        clauses = self._found.clauses
        first = bisect_left(self._acts, (match.start - _REACH_OF_ACT, 0))
        last = bisect_left(self._acts, (match.start, 0))
        return [hit for hit in self._acts[first:last] if clauses[hit[0]] == clauses[match.start]]

    def _negated_before(self, start: int) -> bool:
        words, clauses = self._found.words, self._found.clauses
        for word in range(start - 1, max(start - 1 - _REACH_OF_NEGATION, -1), -1):
            if clauses[word] != clauses[start] or words.commas[word + 1]:
                return False
            if word in self._negations:
                return True
        return False

    def _other(self, hit: Hit, side: str | None) -> bool:
        words = self._found.words
        if hit[1] + 1 in self._by:
            by = self._actors_starting.get(hit[1] + 1)
            if by:
                return side not in by
        word = hit[0]
        for _ in range(_REACH_OF_SUBJECT):
            actors = self._actors_ending.get(word)
            if actors:
                return side not in actors and not self._is_named_before(word, side)
            # A comma ends the search, except before "which", "who" and the like.
            if word == 0 or (words.commas[word] and word not in self._auxiliaries):
                return False
            word -= 1
            if words.sentences[word] != words.sentences[hit[0]]:
                return False
            if word not in self._auxiliaries and not words.folded[word].endswith("ly"):
                return False
        return False

    def _is_named_before(self, stop: int, side: str | None) -> bool:
        """Whether the speaker's own side is part of the subject too ("Moscow and Cairo urged")."""
        sentences = self._found.words.sentences
        return any(
            side in self._actors_ending.get(word, ()) and sentences[word - 1] == sentences[stop - 1]
            for word in range(max(stop - _REACH_OF_SUBJECT, 1), stop)
        )

    def _end_of_condition(self, start: int) -> int:
        words, clauses = self._found.words, self._found.clauses
        stop = start + 1
        while stop < len(clauses) and clauses[stop] == clauses[start]:
            if words.commas[stop]:
                break
            stop += 1
        return stop
