"""Remarks in, those that report one and the same act of saying together out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from app.ingest.matching.bands import bands
from app.ingest.matching.remarks import Remark
from app.ingest.matching.retelling import STANCE, retold
from app.ingest.matching.sets import Sets
from app.ingest.matching.wording import alike

_ONE_DAY = timedelta(days=1)
# From this length on, nobody says the same again on the next day: the second is a late report of the first.
_UNREPEATABLE = 20

_Like = Mapping[str, frozenset[str]]


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
    _join_retold(told, known, like, together)
    _place_undated(undated, known, like, together)
    return together.all()


def _compared(remarks: Iterable[Remark]) -> tuple[_Like, Mapping[tuple[str, str], float]]:
    """Which of those that share a band are the same words, and how surely the others are retold."""
    found: dict[str, set[str]] = {}
    told: dict[tuple[str, str], float] = {}
    sharing: defaultdict[int, list[Remark]] = defaultdict(list)
    for remark in remarks:
        met: dict[str, Remark] = {}
        for band in bands(remark):
            met |= {other.id: other for other in sharing[band]}
            sharing[band].append(remark)
        found[remark.id] = set()
        for other in met.values():
            if alike(remark, other):
                found[remark.id].add(other.id)
                found[other.id].add(remark.id)
            elif sure := _retold(remark, other):
                told[other.id, remark.id] = sure
    return {remark: frozenset(others) for remark, others in found.items()}, told


def _retold(one: Remark, other: Remark) -> float:
    return 0.0 if one.said_on is None or other.said_on is None else retold(one, other)


def _same_act(one: Remark, other: Remark, known: Mapping[str, Remark], like: _Like) -> bool:
    if not days_meet(one, other):
        return False
    if one.said_on == other.said_on or min(len(one.words), len(other.words)) >= _UNREPEATABLE:
        return True
    late = max(one, other, key=lambda remark: remark.said_on or date.min)
    return not any(known[it].exact and known[it].said_on == late.said_on for it in like[late.id])


def _join_retold(
    told: Mapping[tuple[str, str], float], known: Mapping[str, Remark], like: _Like, together: Sets
) -> None:
    """Joins acts that are told in other words, unless that brought two remarks of one article together."""
    near: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in told:
        near[one].add(other)
        near[other].add(one)
    either = {name: like[name] | near[name] for name in known}
    for one, other in sorted(told, key=lambda pair: (-told[pair], pair)):
        if not _same_act(known[one], known[other], known, either):
            continue
        first, second = ([known[it] for it in together.members(each)] for each in (one, other))
        if together.of(one) != together.of(other) and _fit(first, second, told):
            together.join(one, other)


def _fit(first: Sequence[Remark], second: Sequence[Remark], told: Mapping[tuple[str, str], float]) -> bool:
    """Whether two acts may be one: no article tells both as two, and they take no two stances."""
    of_article: defaultdict[str, list[str]] = defaultdict(list)
    for remark in first:
        of_article[remark.article].append(remark.id)
    for remark in second:
        for beside in of_article.get(remark.article, ()):
            low, high = sorted((beside, remark.id))
            if (low, high) not in told:
                return False
    stances, others = _stances(first), _stances(second)
    return all(stances[position] & others[position] for position in stances.keys() & others.keys())


def _stances(remarks: Sequence[Remark]) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for trait in {trait for remark in remarks for trait, _ in remark.traits if trait.startswith(STANCE)}:
        position, _, stance = trait.partition("=")
        found[position].add(stance)
    return found


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
