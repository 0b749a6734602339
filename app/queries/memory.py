"""A question in, its answer out: from memory, if the data are still those that it was worked out from.

Every refresh keeps answers under new numbers, and whatever changes a fact forgets them. So the highest number
names a state of the data, and what was found in a snapshot of one state holds in every snapshot of it.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sized
from threading import Lock
from typing import TypeVar, cast
from weakref import WeakKeyDictionary

from sqlalchemy import Pool, func, select
from sqlalchemy.orm import Session

from app.db.sessions import is_snapshot
from app.db.tables import Rollup

T = TypeVar("T")

MOST = 256
# Together they may hold so many rows or cells; that is some hundred megabytes at the utmost.
LARGEST = 500_000
_STATE = "state of the data"

_lock = Lock()
_remembered: WeakKeyDictionary[Pool, OrderedDict[Hashable, object]] = WeakKeyDictionary()


def remembered(session: Session, question: Hashable, ask: Callable[[], T]) -> T:
    """What `ask` gives; of the last `MOST` questions to a database, the answer is worked out once.

    Several callers may get the same answer: none of them may change it.
    """
    state = _state(session)
    if state is None:
        return ask()
    pool, key = session.get_bind().engine.pool, (state, question)
    with _lock:
        known = _remembered.setdefault(pool, OrderedDict())
        if key in known:
            known.move_to_end(key)
            return cast(T, known[key])
    answer = ask()
    with _lock:
        known[key] = answer
        while len(known) > MOST or sum(map(_size, known.values())) > LARGEST:
            known.popitem(last=False)
    return answer


def _size(answer: object) -> int:
    return len(answer) if isinstance(answer, Sized) else 1


def _state(session: Session) -> int | None:
    """The number of the state that this snapshot shows; none where it has no name or may change meanwhile."""
    if not is_snapshot(session):
        return None
    if _STATE not in session.info:
        session.info[_STATE] = session.scalar(select(func.max(Rollup.id)))
    state: int | None = session.info[_STATE]
    return state
