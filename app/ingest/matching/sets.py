"""Members in, the disjoint sets that they are joined to out."""

from collections.abc import Iterable


class Sets:
    """Disjoint sets; each is known by its smallest member."""

    def __init__(self, members: Iterable[str]) -> None:
        self._members = {member: [member] for member in members}
        self._of = {member: member for member in self._members}

    def of(self, member: str) -> str:
        """The smallest member of the set."""
        return self._of[member]

    def members(self, member: str) -> list[str]:
        """All that are in the set with it."""
        return self._members[self._of[member]]

    def join(self, one: str, other: str) -> None:
        """Makes one set of two."""
        low, high = sorted((self._of[one], self._of[other]))
        if low == high:
            return
        moved = self._members.pop(high)
        self._members[low] += moved
        for member in moved:
            self._of[member] = low

    def all(self) -> list[frozenset[str]]:
        """The sets, by their smallest members."""
        return [frozenset(self._members[smallest]) for smallest in sorted(self._members)]
