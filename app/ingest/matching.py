"""Statements in, those that report one and the same act of saying together out.

Two statements are compared only if they share a fingerprint of their words, so that a million of them never
meet in pairs. What belongs together follows from the set of statements alone, never from their order.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from rapidfuzz.distance import LCSseq

from app.codebook import folding
from app.codebook.terms import Voice

_ONE_DAY = timedelta(days=1)
# Three words in a row are a shingle; of any four in a row, the one with the smallest hash is a fingerprint:
# so two texts that share six words in a row always share a fingerprint (winnowing, Schleimer et al. 2003).
_SHINGLE = 3
_WINDOW = 4
# The smallest are kept of a very long text: still the same ones for every copy of it.
_MOST_FINGERPRINTS = 200
_SHARED = 0.6
# One changed word breaks three shingles: where outlets spell or translate a word or two in their own way,
# fewer are shared, but nearly all words still come in the same order. Among many more that would be chance.
_SHARED_AT_LEAST = 0.35
_IN_ORDER = 0.8
_COMPARABLE = 1.5
# Fewer words than these turn up in unlike remarks of one day; only the very same words are a repeat.
_FEW_WORDS = 5
# Wires retell a remark in their own words and share only what stands between quotation marks: so few words
# of it are enough on one day, if at least two of them are no small words. Winnowing sees to longer runs.
_QUOTED = 3
_LONG_WORD, _LONG_WORDS = 4, 2
_SHORT_RUN = 12
_MARKED = re.compile(r"“([^”“]+)”|«([^»«]+)»|„([^“”„]+)[“”]|\"([^\"]+)\"")
# From this length on, nobody says the same again on the next day: the second is a late report of the first.
_UNREPEATABLE = 20


@dataclass(frozen=True, slots=True)
class Remark:
    """What grouping needs of a statement.

    `exact` is a day that the text itself names; a day that only its publication suggests may be one too late.
    `verbatim` are the runs of words that stand in quotation marks.
    """

    id: str
    speaker: str
    said_on: date | None
    exact: bool
    words: tuple[str, ...]
    article: str = ""
    verbatim: tuple[tuple[str, ...], ...] = ()
    shingles: frozenset[tuple[str, ...]] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "shingles", frozenset(_shingles(self.words)))


def words_of(quote: str) -> tuple[str, ...]:
    """The words of a quotation as they are compared: without case, accents and marks."""
    return tuple(folding.fold(quote))


def verbatim_of(quote: str, voice: str) -> tuple[tuple[str, ...], ...]:
    """The runs of the speaker's own words: all of a quotation, the marked parts of a report, else none."""
    if voice in (Voice.DIRECT, Voice.TRANSCRIPT):
        return (words_of(quote),)
    if voice != Voice.MIXED:
        return ()
    marked = (next(filter(None, found.groups()), "") for found in _MARKED.finditer(quote))
    return tuple(words for run in marked if (words := words_of(run)))


def fingerprints(
    speaker: str, words: Sequence[str], verbatim: Sequence[Sequence[str]] = ()
) -> frozenset[int]:
    """Numbers of which any two statements of the speaker share one if they share six words in a row.

    Two short quotations inside them share one if they share three.
    """
    hashes = [_hash(speaker, shingle) for shingle in _shingles(words)]
    chosen = (
        {min(hashes[i : i + _WINDOW]) for i in range(max(1, len(hashes) - _WINDOW + 1))} if hashes else set()
    )
    for run in verbatim:
        if _QUOTED <= len(run) <= _SHORT_RUN:
            chosen |= {_hash(speaker, shingle) for shingle in _shingles(run)}
    return frozenset(sorted(chosen)[:_MOST_FINGERPRINTS])


def alike(one: Remark, other: Remark) -> bool:
    """Whether the two are the same words, give or take one or two, or one a cut of the other.

    Reports in different articles on one day are alike, too, if they quote the same few words.
    """
    if one.speaker != other.speaker or not one.words or not other.words:
        return False
    if _quote_the_same(one, other):
        return True
    if min(len(one.words), len(other.words)) < _FEW_WORDS:
        return one.words == other.words
    shared = len(one.shingles & other.shingles) / min(len(one.shingles), len(other.shingles))
    return shared >= _SHARED or (shared >= _SHARED_AT_LEAST and _in_order(one.words, other.words))


def _quote_the_same(one: Remark, other: Remark) -> bool:
    if one.article == other.article or one.said_on is None or other.said_on is None:
        return False
    return any(_holds(run, part) for run in one.verbatim for part in other.verbatim)


def _holds(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the shorter run is a part of the longer one, and says enough to be known by."""
    part, whole = sorted((one, other), key=len)
    if len(part) < _QUOTED or sum(len(word) >= _LONG_WORD for word in part) < _LONG_WORDS:
        return False
    if len(whole) > _SHORT_RUN and len(part) <= _QUOTED + 2:
        return False
    return any(whole[at : at + len(part)] == part for at in range(len(whole) - len(part) + 1))


def _in_order(one: Sequence[str], other: Sequence[str]) -> bool:
    shorter, longer = sorted((len(one), len(other)))
    if longer > _COMPARABLE * shorter:
        return False
    return LCSseq.similarity(one, other) >= _IN_ORDER * shorter


def days_meet(one: Remark, other: Remark) -> bool:
    """Whether two like statements may have been said on the same day, as far as their own dates tell."""
    if one.said_on is None or other.said_on is None:
        return True
    if one.said_on == other.said_on:
        return True
    if abs(one.said_on - other.said_on) > _ONE_DAY:
        return False
    earlier, later = sorted((one, other), key=lambda remark: remark.said_on or date.min)
    if min(len(one.words), len(other.words)) >= _UNREPEATABLE:
        return not (one.exact and other.exact)
    return earlier.exact and not later.exact


def groups(remarks: Iterable[Remark]) -> list[frozenset[str]]:
    """The ids of the statements, those of one act of saying together.

    A like statement of the day before is the same act if it is the only candidate; one without a date joins a
    dated act if there is only one. So a set phrase that comes back on other days is counted on each of them.
    """
    known = {remark.id: remark for remark in sorted(remarks, key=lambda remark: remark.id)}
    like = _like(known.values())
    dated = [remark.id for remark in known.values() if remark.said_on is not None]
    undated = [remark.id for remark in known.values() if remark.said_on is None]
    together = _Sets(known)
    for one in dated:
        for other in like[one]:
            if known[other].said_on is not None and _same_act(known[one], known[other], known, like):
                together.join(one, other)
    _place_undated(undated, known, like, together)
    return together.all()


def _same_act(
    one: Remark, other: Remark, known: Mapping[str, Remark], like: Mapping[str, frozenset[str]]
) -> bool:
    if not days_meet(one, other):
        return False
    if one.said_on == other.said_on or min(len(one.words), len(other.words)) >= _UNREPEATABLE:
        return True
    late = max(one, other, key=lambda remark: remark.said_on or date.min)
    return not any(known[it].exact and known[it].said_on == late.said_on for it in like[late.id])


def _place_undated(
    undated: Sequence[str],
    known: Mapping[str, Remark],
    like: Mapping[str, frozenset[str]],
    together: "_Sets",
) -> None:
    among = _Sets(undated)
    for one in undated:
        for other in like[one]:
            if known[other].said_on is None:
                among.join(one, other)
    for members in among.all():
        acts = {together.of(it) for member in members for it in like[member] if known[it].said_on is not None}
        for member in members:
            together.join(min(members), member)
        if len(acts) == 1:
            together.join(min(members), acts.pop())


def _like(remarks: Iterable[Remark]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    sharing: defaultdict[int, list[Remark]] = defaultdict(list)
    for remark in remarks:
        met: dict[str, Remark] = {}
        for band in fingerprints(remark.speaker, remark.words, remark.verbatim):
            met |= {other.id: other for other in sharing[band]}
            sharing[band].append(remark)
        found[remark.id] = {other.id for other in met.values() if alike(remark, other)}
        for other in found[remark.id]:
            found[other].add(remark.id)
    return {remark: frozenset(others) for remark, others in found.items()}


def _shingles(words: Sequence[str]) -> list[tuple[str, ...]]:
    if len(words) <= _SHINGLE:
        return [tuple(words)] if words else []
    return [tuple(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)]


def _hash(speaker: str, shingle: tuple[str, ...]) -> int:
    digest = hashlib.blake2b(
        "\n".join((speaker, *shingle)).encode("utf-8", "replace"), digest_size=8
    ).digest()
    return int.from_bytes(digest, "big", signed=True)


class _Sets:
    """Disjoint sets; each is known by its smallest member."""

    def __init__(self, members: Iterable[str]) -> None:
        self._parent = {member: member for member in members}

    def of(self, member: str) -> str:
        """The smallest member of the set."""
        while self._parent[member] != member:
            self._parent[member] = self._parent[self._parent[member]]
            member = self._parent[member]
        return member

    def join(self, one: str, other: str) -> None:
        """Makes one set of two."""
        low, high = sorted((self.of(one), self.of(other)))
        self._parent[high] = low

    def all(self) -> list[frozenset[str]]:
        """The sets, by their smallest members."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for member in self._parent:
            found[self.of(member)].add(member)
        return [frozenset(found[smallest]) for smallest in sorted(found)]
