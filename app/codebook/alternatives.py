"""A line such as "(Russian|Russia's) (foreign|) minister" in, every phrase that it stands for out."""

import re
from itertools import product

MOST = 600
_GROUP = re.compile(r"\(([^()]*)\)")


def expand(line: str) -> tuple[str, ...]:
    """The phrases, the first alternative of every group first; ValueError for brackets that do not close."""
    parts = _GROUP.split(line)
    if any(mark in part for part in parts[::2] for mark in "()") or any("|" in part for part in parts[::2]):
        raise ValueError(f"'{line}' has a bracket or bar that belongs to no group like (one|other)")
    choices = [part.split("|") if index % 2 else [part] for index, part in enumerate(parts)]
    count = 1
    for choice in choices:
        count *= len(choice)
    if count > MOST:
        raise ValueError(f"'{line}' stands for {count} phrases; write at most {MOST}")
    return tuple(dict.fromkeys(" ".join("".join(one).split()) for one in product(*choices)))
