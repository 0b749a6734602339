"""Members in, the disjoint sets that they are joined to out."""

from collections import defaultdict
from collections.abc import Iterable


class Sets:
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
