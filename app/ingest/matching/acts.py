"""Remarks in, those that report one and the same act of saying together out."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from app.ingest.matching.bands import fingerprints, retellings
from app.ingest.matching.joining import join
from app.ingest.matching.remarks import Remark
from app.ingest.matching.retelling import retold
from app.ingest.matching.sets import Sets
from app.ingest.matching.wording import alike

_ONE_DAY = timedelta(days=1)
# From this length on, nobody says the same again on the next day: the second is a late report of the first.
_UNREPEATABLE = 20
# How many of those that share a band are compared.
_LAST = 50

_Like = Mapping[str, frozenset[str]]
_Told = Mapping[tuple[str, str], float]


def meet(one: Remark, other: Remark) -> bool:
    """Whether the two may be one act, as far as they tell by themselves."""
    return days_meet(one, other) and (alike(one, other) or _retold(one, other) > 0)


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
    What only says the same in other words joins last, the surest first.
    """
    known = {remark.id: remark for remark in sorted(remarks, key=lambda remark: remark.id)}
    like, told = _compared(known.values())
    dated = [remark.id for remark in known.values() if remark.said_on is not None]
    undated = [remark.id for remark in known.values() if remark.said_on is None]
    together = Sets(known)
    for one in dated:
        for other in like[one]:
            if known[other].said_on is not None and _same_act(known[one], known[other], known, like):
                together.join(one, other)
    join(told, _on_one_day(told, known, like), known, together)
    _place_undated(undated, known, like, together)
    return together.all()


def _compared(remarks: Iterable[Remark]) -> tuple[_Like, _Told]:
    """Which of those that share a band are the same words, and how surely the others are retold."""
    found: dict[str, set[str]] = {}
    told: dict[tuple[str, str], float] = {}
    met = _Met()
    # Day by day, so that those of one day come near each other.
    for remark in sorted(remarks, key=lambda remark: (remark.said_on or date.min, remark.id)):
        found[remark.id] = set()
        for other in met.by(remark):
            if alike(remark, other):
                found[remark.id].add(other.id)
                found[other.id].add(remark.id)
            elif sure := _retold(remark, other):
                told[min(other.id, remark.id), max(other.id, remark.id)] = sure
    return {remark: frozenset(others) for remark, others in found.items()}, told


class _Met:
    """The remarks of each band, of which only the last are remembered: thousands of one day form a chain."""

    def __init__(self) -> None:
        self._words: defaultdict[int, deque[Remark]] = defaultdict(lambda: deque(maxlen=_LAST))
        self._traits: defaultdict[tuple[int, date], deque[Remark]] = defaultdict(lambda: deque(maxlen=_LAST))

    def by(self, remark: Remark) -> Iterable[Remark]:
        """Those that share a band with this one, which is remembered; of its own article only by words."""
        met: dict[str, Remark] = {}
        for band in fingerprints(remark.speaker, remark.words, remark.verbatim):
            met |= {other.id: other for other in self._words[band]}
            self._words[band].append(remark)
        if remark.said_on is not None:
            for band in retellings(remark):
                for day in (remark.said_on - _ONE_DAY, remark.said_on):
                    others = self._traits.get((band, day), ())
                    met |= {other.id: other for other in others if other.article != remark.article}
                self._traits[band, remark.said_on].append(remark)
        return met.values()


def _retold(one: Remark, other: Remark) -> float:
    return 0.0 if one.said_on is None or other.said_on is None else retold(one, other)


def _same_act(one: Remark, other: Remark, known: Mapping[str, Remark], like: _Like) -> bool:
    if not days_meet(one, other):
        return False
    if one.said_on == other.said_on or min(len(one.words), len(other.words)) >= _UNREPEATABLE:
        return True
    late = max(one, other, key=lambda remark: remark.said_on or date.min)
    return not any(known[it].exact and known[it].said_on == late.said_on for it in like[late.id])


def _on_one_day(told: _Told, known: Mapping[str, Remark], like: _Like) -> Iterator[tuple[str, str]]:
    """The retellings that their days allow."""
    near: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in told:
        near[one].add(other)
        near[other].add(one)
    either = {name: like[name] | others for name, others in near.items()}
    return (pair for pair in told if _same_act(known[pair[0]], known[pair[1]], known, either))


def _place_undated(undated: Sequence[str], known: Mapping[str, Remark], like: _Like, together: Sets) -> None:
    among = Sets(undated)
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
