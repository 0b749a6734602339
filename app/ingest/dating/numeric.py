"""A date in digits that can be read two ways in, the reading that outlet or text decide for out."""

from dataclasses import replace

from app.ingest.dating.candidates import Candidate
from app.ingest.dating.declared import STEP
from app.ingest.dating.evidence import Evidence
from app.ingest.records import Issue
from app.ingest.temporal.resolving import day

# Where the month is written first; everywhere else the day is.
_MONTH_FIRST = frozenset({"United States", "Philippines"})


def settle(one: Candidate, country: str, evidence: Evidence, issues: list[Issue]) -> Candidate:
    """The candidate with one reading: by weekday, outlet's country or text; else with no day at all."""
    expression = one.expression
    if expression.other is None or expression.year is None:
        return one
    month_first = replace(expression, month=expression.other[0], day=expression.other[1], other=None)
    day_first = replace(expression, other=None)
    if expression.other == (expression.month, expression.day):
        return replace(one, expression=day_first)
    days = {
        reading: day(reading.year or 0, reading.month or 0, reading.day or 0)
        for reading in (day_first, month_first)
    }
    if expression.weekday is not None:
        fitting = [reading for reading, on in days.items() if on and on.weekday() == expression.weekday]
        if len(fitting) == 1:
            return replace(one, expression=fitting[0])
    if country:
        return replace(one, expression=month_first if country in _MONTH_FIRST else day_first)
    scored = sorted(
        ((evidence.score(on), number, reading) for number, (reading, on) in enumerate(days.items()) if on)
    )
    if len(scored) == 2 and scored[1][0] - scored[0][0] >= 0.25:
        return replace(one, expression=scored[1][2])
    issues.append(Issue(STEP, "day and month can be read either way", one.evidence))
    return replace(one, expression=replace(expression, month=None, day=None, other=None))
