"""Acts of saying and how surely remarks of theirs are one in, the acts joined out, the surest first."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.ingest.matching.remarks import Remark
from app.ingest.matching.retelling import STANCE
from app.ingest.matching.sets import Sets

Pair = tuple[str, str]


@dataclass(slots=True)
class _Act:
    """What the remarks of an act say together: which articles tell them, and the stances they take."""

    articles: dict[str, list[str]] = field(default_factory=dict)
    stances: dict[str, set[str]] = field(default_factory=dict)


def join(
    sure: Mapping[Pair, float], may: Iterable[Pair], known: Mapping[str, Remark], together: Sets
) -> None:
    """Joins acts that are told in other words, unless that brought two remarks of one article together.

    `may` are the pairs that their days allow, `sure` says how likely each is, smaller id first.
    """
    acts = _acts(known, together)
    for one, other in sorted(may, key=lambda pair: (-sure[pair], pair)):
        first, second = together.of(one), together.of(other)
        if first != second and _fit(acts[first], acts[second], sure):
            together.join(first, second)
            acts[together.of(first)] = _both(acts[first], acts[second])


def _acts(known: Mapping[str, Remark], together: Sets) -> dict[str, _Act]:
    acts: defaultdict[str, _Act] = defaultdict(_Act)
    for remark in known.values():
        act = acts[together.of(remark.id)]
        act.articles.setdefault(remark.article, []).append(remark.id)
        for trait, _ in remark.traits:
            if trait.startswith(STANCE):
                position, _, stance = trait.partition("=")
                act.stances.setdefault(position, set()).add(stance)
    return acts


def _fit(one: _Act, other: _Act, sure: Mapping[Pair, float]) -> bool:
    """Whether two acts may be one: no article tells both as two, and they take no two stances."""
    few, many = sorted((one, other), key=lambda act: len(act.articles))
    for article in few.articles.keys() & many.articles.keys():
        for mine in few.articles[article]:
            for theirs in many.articles[article]:
                if (min(mine, theirs), max(mine, theirs)) not in sure:
                    return False
    return all(
        one.stances[position] & other.stances[position] for position in one.stances & other.stances.keys()
    )


def _both(one: _Act, other: _Act) -> _Act:
    few, many = sorted((one, other), key=lambda act: len(act.articles))
    for article, told in few.articles.items():
        many.articles.setdefault(article, []).extend(told)
    for position, stances in few.stances.items():
        many.stances.setdefault(position, set()).update(stances)
    return many
