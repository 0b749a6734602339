"""A lexicon and patterns in, a matcher out that finds all of them in one pass over the words.

Plain entries of the word lists stand in one tree of words; entries that refer to other lists are tried only
where those lists have hits. Every gap is bounded, so the work grows with the words, not their combinations.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from graphlib import TopologicalSorter
from heapq import heapify, heappop, heappush

from app.codebook.patterns.vocabulary import Vocabulary
from app.codebook.patterns.words import Words
from app.codebook.rules import Chain, Pattern, Piece, WordList

Hit = tuple[int, int]

# The word list whose words begin a new clause.
CONTRAST = "contrast"
_NEAREST = 4
_SINGLE_WORD = 8


@dataclass(frozen=True, slots=True)
class Link:
    """One compiled piece: the list whose hit must follow, and how far away."""

    list: int
    gap: int
    leaps: bool


@dataclass(frozen=True, slots=True)
class Compiled:
    """A pattern whose words have become list numbers."""

    text: str
    chains: tuple[tuple[Link, ...], ...]
    needs: frozenset[int]
    key: int


@dataclass(frozen=True, slots=True)
class Match:
    """The hits of one pattern: of each chain in turn, with the list that each hit belongs to."""

    hits: tuple[Hit, ...]
    lists: tuple[int, ...]
    first_chain: int

    @property
    def start(self) -> int:
        """The first word."""
        return min(start for start, _ in self.hits)

    @property
    def stop(self) -> int:
        """The word after the last."""
        return max(stop for _, stop in self.hits)

    def reaches_beyond(self, words: range) -> bool:
        """Whether one of its hits has a word that is not among those."""
        return any(start < words.start or stop > words.stop for start, stop in self.hits)


@dataclass(slots=True)
class Found:
    """The words of one statement with everything that the lexicon finds in them."""

    words: Words
    hits: dict[int, list[Hit]]
    clauses: list[int] = field(default_factory=list)

    def of(self, number: int) -> Sequence[Hit]:
        """The hits of one list, in order."""
        return self.hits.get(number, ())


@dataclass(slots=True)
class _Node:
    follows: dict[int, "_Node"] = field(default_factory=dict)
    ends: list[int] = field(default_factory=list)


class Matcher:
    """The compiled lexicon of a codebook."""

    def __init__(self, lexicon: Mapping[str, WordList]) -> None:
        self._numbers: dict[str, int] = {}
        self._vocabulary = Vocabulary()
        self._tree = _Node()
        self._sizes: dict[int, int] = {}
        self._composed: list[tuple[int, Compiled]] = []
        self._waiting: dict[int, list[int]] = {}
        self._references = [
            (self.number(entry.id), self.number(entry.refers_to))
            for entry in lexicon.values()
            if entry.refers_to
        ]
        uses = {
            entry.id: {name for pattern in entry.entries for name in pattern.lists()}
            for entry in lexicon.values()
        }
        for name in TopologicalSorter(uses).static_order():
            for pattern in lexicon[name].entries:
                self._add(self.number(name), pattern)

    def number(self, name: str) -> int:
        """The number of a word list."""
        return self._numbers.setdefault(name, len(self._numbers))

    def add_words(self, name: str, words: Iterable[str]) -> None:
        """More plain entries for a list: names that other parts of the codebook hold."""
        for word in words:
            self._plant(self.number(name), word.split())

    def compile(self, pattern: Pattern) -> Compiled:
        """The pattern as list numbers; its own words become a list without a name."""
        chains = tuple(self._chain(chain) for chain in pattern.chains)
        needs = frozenset(link.list for chain in chains for link in chain)
        return Compiled(pattern.text, chains, needs, min(needs, key=self._commonness))

    @property
    def referents(self) -> frozenset[int]:
        """The lists that words of another list may refer to."""
        return frozenset(meant for _, meant in self._references)

    def find(self, words: Words, contrast: str, named: Collection[int] = ()) -> Found:
        """Every hit of every list; a word of the list `contrast` begins a new clause.

        Words that refer to one of the lists `named` are hits of that list too.
        """
        found = Found(words, self.plain_hits(words.folded))
        for referring, meant in self._references:
            if meant in named and referring in found.hits:
                found.hits[meant] = sorted({*found.of(referring), *found.of(meant)})
        found.clauses = _clauses(words, found.of(self.number(contrast)))
        due = [place for number in found.hits for place in self._waiting.get(number, ())]
        heapify(due)
        last = -1
        while due:
            place = heappop(due)
            if place == last:
                continue
            last = place
            number, compiled = self._composed[place]
            new = {(match.start, match.stop) for match in matches(compiled, found)}
            if new:
                if number not in found.hits:
                    for later in self._waiting.get(number, ()):
                        heappush(due, later)
                found.hits[number] = sorted(new.union(found.hits.get(number, ())))
        return found

    def _add(self, number: int, pattern: Pattern) -> None:
        if len(pattern.chains) == 1 and not pattern.lists() and not any(p.gap for p in pattern.chains[0]):
            self._plant(number, [piece.term for piece in pattern.chains[0]])
        else:
            compiled = self.compile(pattern)
            self._waiting.setdefault(compiled.key, []).append(len(self._composed))
            self._composed.append((number, compiled))
            self._sizes[number] = self._sizes.get(number, 0) + 1

    def _commonness(self, number: int) -> tuple[int, int]:
        """A rough order: the rarest list of a pattern is the one that says when to try it."""
        return self._sizes.get(number, 0), number

    def _plant(self, number: int, terms: Sequence[str]) -> None:
        node = self._tree
        for term in terms:
            node = node.follows.setdefault(self._vocabulary.number(term), _Node())
        if number not in node.ends:
            node.ends.append(number)
            self._sizes[number] = self._sizes.get(number, 0) + 1

    def _chain(self, chain: Chain) -> tuple[Link, ...]:
        links: list[Link] = []
        run: list[Piece] = []
        for piece in chain:
            if run and (piece.is_list or piece.gap):
                links.append(self._literal(run))
                run = []
            if piece.is_list:
                links.append(Link(self.number(piece.term), piece.gap, piece.leaps))
            else:
                run.append(piece)
        if run:
            links.append(self._literal(run))
        return tuple(links)

    def _literal(self, run: Sequence[Piece]) -> Link:
        terms = [piece.term for piece in run]
        number = self.number(f"'{' '.join(terms)}'")
        self._plant(number, terms)
        self._sizes[number] = _SINGLE_WORD if len(terms) == 1 else 1
        return Link(number, run[0].gap, run[0].leaps)

    def plain_hits(self, folded: Sequence[str]) -> dict[int, list[Hit]]:
        """The hits of the entries that refer to no other list."""
        hits: dict[int, list[Hit]] = {}
        numbers = self._vocabulary.numbers_of
        known = [numbers(word) for word in folded]
        for start, first in enumerate(known):
            if not first:
                continue
            nodes = [self._tree]
            stop = start
            while nodes and stop < len(known) and known[stop]:
                nodes = [node.follows[n] for node in nodes for n in known[stop] if n in node.follows]
                stop += 1
                for node in nodes:
                    for number in node.ends:
                        places = hits.setdefault(number, [])
                        if not places or places[-1] != (start, stop):
                            places.append((start, stop))
        return hits


class Waiting:
    """Patterns of many rules, told apart by whether their rarest list has a hit."""

    def __init__(self) -> None:
        self._rules: dict[int, list[tuple[int, Compiled]]] = {}

    def add(self, rule: int, pattern: Compiled) -> None:
        """One more pattern of the rule with that number."""
        self._rules.setdefault(pattern.key, []).append((rule, pattern))

    def due(self, found: Found, beside: range = range(0)) -> dict[int, list[Match]]:
        """The matches by rule that do not lie among the words `beside`, rules without any left out."""
        results: dict[int, list[Match]] = {}
        for number in found.hits:
            for rule, pattern in self._rules.get(number, ()):
                places = [match for match in matches(pattern, found) if match.reaches_beyond(beside)]
                if places:
                    results.setdefault(rule, []).extend(places)
        return dict(sorted(results.items()))


def matches(compiled: Compiled, found: Found) -> list[Match]:
    """Where the pattern holds, in the order of its first chain."""
    hits = found.hits
    for number in compiled.needs:
        if number not in hits:
            return []
    results = [_along(chain, found) for chain in compiled.chains]
    if len(results) == 1:
        return results[0]
    return _joined(results, found.words.sentences) if all(results) else []


def _along(chain: Sequence[Link], found: Found) -> list[Match]:
    lists = tuple(link.list for link in chain)
    results = []
    for hit in found.hits[chain[0].list]:
        reached: dict[int, tuple[Hit, ...]] = {hit[1]: (hit,)}
        for link in chain[1:]:
            reached = _step(link, reached, found)
            if not reached:
                break
        if reached:
            nearest = reached[min(reached)]
            results.append(Match(nearest, lists, len(nearest)))
    return results


def _step(link: Link, reached: dict[int, tuple[Hit, ...]], found: Found) -> dict[int, tuple[Hit, ...]]:
    places = found.hits[link.list]
    bounds = found.words.sentences if link.leaps else found.clauses
    after: dict[int, tuple[Hit, ...]] = {}
    for stop, hits in reached.items():
        at = bisect_left(places, (stop, 0))
        while at < len(places) and places[at][0] - stop <= link.gap:
            place = places[at]
            if bounds[place[0]] != bounds[stop - 1]:
                break
            after.setdefault(place[1], (*hits, place))
            at += 1
    return after


def _joined(results: Sequence[Sequence[Match]], sentences: Sequence[int]) -> list[Match]:
    by_sentence: list[dict[int, list[Match]]] = []
    for others in results[1:]:
        grouped: dict[int, list[Match]] = {}
        for match in others:
            grouped.setdefault(sentences[match.start], []).append(match)
        by_sentence.append(grouped)
    joined = []
    for match in results[0]:
        hits, lists = match.hits, match.lists
        for grouped in by_sentence:
            beside = [m for m in grouped.get(sentences[match.start], ())[:_NEAREST] if m.hits[0] not in hits]
            if not beside:
                break
            hits, lists = hits + beside[0].hits, lists + beside[0].lists
        else:
            joined.append(Match(hits, lists, len(match.hits)))
    return joined


def _clauses(words: Words, contrasts: Sequence[Hit]) -> list[int]:
    begins = {start for start, _ in contrasts}
    clause = 0
    clauses = []
    for place, breaks in enumerate(words.breaks):
        clause += breaks or place in begins
        clauses.append(clause)
    return clauses
