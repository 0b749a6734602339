"""A filter in, who takes how many stances on which position out: in all, and in stretches of time."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from math import gcd
from typing import NamedTuple

import numpy as np
from sqlalchemy.orm import Session

from app.queries import periods, rollups
from app.queries.analysis_rows import Stretch, Stretches, Tie
from app.queries.filter import Filter
from app.queries.memory import remembered
from app.queries.network import scanning
from app.queries.network.stretches import Held, joined, standing
from app.queries.periods import Period
from app.queries.rollups import Cell, Question

MONTHS = 12
STEP = 6

_UNDATED = "undated"


class _Found(NamedTuple):
    """What one scan of the filter gives: the ties in all, and those of each step of some months.

    `first` and `last` are the months between which the steps lie.
    """

    ties: list[Tie]
    first: date | None
    last: date | None
    steps: dict[int, Held]
    undated: int


def two_mode(session: Session, chosen: Filter, at_least: int = 1) -> list[Tie]:
    """Every speaker and position with that many units of the filter, undated ones included; most first."""
    ties = remembered(session, ("ties", chosen), lambda: _every(session, chosen))
    return [tie for tie in ties if tie.n >= at_least]


def over_time(
    session: Session, chosen: Filter, months: int = MONTHS, step: int = STEP, at_least: int = 1
) -> Stretches:
    """Each stretch of that many months, a new one every `step` months; those with nothing are there too.

    A unit stands in the month of its earliest dated report. The last stretch may be shorter than the others.
    """
    if (months, step, at_least) != (MONTHS, STEP, 1):
        found = _found(session, chosen, gcd(months, step))
        return Stretches(_stretches(found, months, step, at_least), found.undated)
    cells = rollups.answer(session, _NETWORK, chosen)
    stretches = [_read_stretch(cell.day, cell.word) for cell in cells if cell.day]
    return Stretches(stretches, sum(cell.n for cell in cells if cell.word == _UNDATED))


def _every(session: Session, chosen: Filter) -> list[Tie]:
    cells = rollups.answer(session, _NETWORK, chosen)
    ties = next(json.loads(cell.word) for cell in cells if cell.word.startswith("["))
    return [Tie._make((*held, _day(first), _day(last))) for *held, first, last in ties]


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _cells(session: Session, chosen: Filter) -> Iterator[Cell]:
    """How many units have no month, all ties as one list, and the stretches by their first day."""
    found = _found(session, chosen, gcd(MONTHS, STEP))
    yield Cell(None, _UNDATED, found.undated)
    yield Cell(None, json.dumps(found.ties, default=date.isoformat), len(found.ties))
    for stretch in _stretches(found, MONTHS, STEP, 1):
        yield Cell(stretch.first, json.dumps(stretch._asdict(), default=date.isoformat), stretch.stances)


_NETWORK = Question("network", _cells)
QUESTIONS = (_NETWORK,)


def _read_stretch(first: date, words: str) -> Stretch:
    held = json.loads(words)
    return Stretch(**held)._replace(first=first, last=date.fromisoformat(held["last"]))


def _found(session: Session, chosen: Filter, step: int) -> _Found:
    rows = scanning.rows(session, chosen, step)
    ties = [tie for row in rows if row.is_whole for tie in _ties(row)]
    ties.sort(key=lambda tie: (-tie.n, tie.speaker_id, tie.position))
    speakers = {id_: place for place, id_ in enumerate(sorted({tie.speaker_id for tie in ties}))}
    positions = {id_: place for place, id_ in enumerate(sorted({tie.position for tie in ties}))}
    in_time = [row for row in rows if not row.is_whole]
    steps = {row.step: _held(row, speakers, positions) for row in in_time if row.step is not None}
    undated = sum(sum(row.n) for row in in_time if row.step is None)
    return _Found(ties, *_ends(chosen, in_time), steps, undated)


def _ties(row: scanning.Row) -> list[Tie]:
    columns = (row.speakers, row.positions, row.n, *row.by_stance, row.firsts, row.lasts)
    return [Tie._make(each) for each in zip(*columns, strict=True)]


def _held(row: scanning.Row, speakers: Mapping[str, int], positions: Mapping[str, int]) -> Held:
    return Held(
        np.array([speakers[each] for each in row.speakers]),
        np.array([positions[each] for each in row.positions]),
        np.array(row.n),
        np.array(row.by_stance),
    )


def _ends(chosen: Filter, rows: Sequence[scanning.Row]) -> tuple[date | None, date | None]:
    """The range that is asked for, else that of the months with a stance."""
    first = min((row.first for row in rows if row.first), default=None)
    last = max((row.last for row in rows if row.last), default=None)
    return chosen.since.first if chosen.since else first, chosen.until.last if chosen.until else last


def _stretches(found: _Found, months: int, step: int, at_least: int) -> list[Stretch]:
    if found.first is None or found.last is None:
        return []
    unit = gcd(months, step)
    origin = _number(found.first)
    n_months = _number(found.last) - origin + 1
    stretches = []
    for start in range(0, max(n_months - months + step, step), step):
        steps = joined(found.steps, start // unit, (start + months) // unit)
        first, last = _month(origin + start), _month(origin + min(start + months, n_months) - 1)
        # A single wrong century must not make thousands of empty stretches.
        if steps or n_months < periods.MOST:
            stretches.append(Stretch(first, Period.MONTH.end(last), *standing(steps, at_least)))
    return stretches


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _month(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)
