"""From when on a position was held differently."""

from collections import defaultdict
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.codebook.terms import Stance
from app.db import sessions
from app.queries import refreshing, rollups, shifts
from app.queries.filter import Filter
from tests.queries import oracle
from tests.queries.drawing import FILTERS
from tests.queries.telling import Teller

START = date(2023, 1, 1)


def day(number: int) -> str:
    return (START + timedelta(days=number)).isoformat()


@pytest.fixture
def told(session: Session) -> list[str]:
    """Twelve remarks for tolls, every ten days, then twelve against them; one carried by four outlets."""
    teller = Teller(session)
    ids = []
    for number in range(24):
        stance = "support" if number < 12 else "oppose"
        utterance = "often-told" if number == 11 else None
        ids.append(teller.say("ivanova", day(number * 10), {"tolls": stance}, utterance=utterance))
    for _ in range(3):
        teller.say("ivanova", day(110), {"tolls": "support"}, utterance="often-told", is_first_report=False)
    teller.say("ivanova", None, {"tolls": "neutral"})
    teller.say("ivanova", "2023-05", {"tolls": "neutral"})
    for number in range(19):
        teller.say("petrov", day(number), {"fishing": "support"})
    return ids


def test_a_shift_names_its_day_its_size_and_its_evidence(session: Session, told: list[str]) -> None:
    (found,) = [each for each in shifts.all_(session, Filter()) if each.position == "tolls"]
    assert (found.n, found.undated, found.enough) == (24, 2, True)
    (shift,) = found.shifts
    assert shift.on == date.fromisoformat(day(120))
    assert shift.low <= date.fromisoformat(day(110)) < shift.on <= shift.high
    assert (shift.n_before, shift.n_after) == (12, 12)
    assert (shift.net_before, shift.net_after, shift.effect) == (1, -1, -2)
    assert -2 <= shift.effect_low < shift.effect_high < -1
    assert shift.p == 0.001
    assert list(shift.before) == [told[11], told[10], told[9]]
    assert list(shift.after) == told[12:15]


def test_too_few_remarks_are_said_to_be_too_few(session: Session, told: list[str]) -> None:
    found = shifts.of_position(session, Filter(), "fishing")
    assert (found.n, found.enough, found.shifts) == (19, False, [])
    assert shifts.of_position(session, Filter(), "bridges") == ("bridges", 0, 0, False, [])


def test_only_shifts_of_the_last_days_are_recent(session: Session, told: list[str]) -> None:
    assert [each.position for each in shifts.biggest_recent(session, Filter())] == ["tolls"]
    Teller(session).say("ivanova", "2026-01-01", {"fishing": "support"})
    assert shifts.biggest_recent(session, Filter()) == []
    assert shifts.biggest_recent(session, Filter(speaker=("nobody",))) == []


def test_the_filter_decides_what_shifts(session: Session, told: list[str]) -> None:
    until = Filter.checked({"until": day(115)})
    assert shifts.of_position(session, until, "tolls").n == 12


def test_an_outburst_of_one_day_is_one_sign(session: Session) -> None:
    teller = Teller(session)
    for number in range(25):
        teller.say("ivanova", day(number), {"tolls": "support"})
    for _ in range(30):
        teller.say("ivanova", day(30), {"tolls": "oppose"})
    found = shifts.of_position(session, Filter(), "tolls")
    assert (found.n, found.shifts) == (26, [])


def test_kept_shifts_are_those_found_anew(session: Session, told: list[str]) -> None:
    anew = shifts.biggest_recent(session, Filter())
    refreshing.refresh(session)
    kept = rollups.known(session, shifts.QUESTIONS[0], Filter())
    assert len(kept) == 2
    assert shifts.biggest_recent(session, Filter()) == anew


@settings(max_examples=25, deadline=None)
@given(chosen=FILTERS)
def test_speaker_days_are_those_of_the_list(corpus: Engine, seen: list[oracle.Seen], chosen: Filter) -> None:
    with sessions.reading(corpus) as session:
        found = {each.position: each for each in shifts.all_(session, chosen)}
    for position in ("open-the-bridge", "free-fishing"):
        speaker_days, undated = set(), 0
        for stance in Stance:
            reports = defaultdict(list)
            for one in seen:
                for unit in oracle.coded_units(chosen, [one], position, stance):
                    reports[unit].append(one.statement)
            for some in reports.values():
                days = [each.said_on for each in some if each.said_precision == "day" and each.said_on]
                undated += not days
                if days:
                    speaker_days.add((min(each.speaker_id for each in some), min(days), stance))
        if position in found:
            assert (found[position].n, found[position].undated) == (len(speaker_days), undated)
        else:
            assert (speaker_days, undated) == (set(), 0)
