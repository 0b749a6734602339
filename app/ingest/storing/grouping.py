"""New and vanished statements in, the utterances that change by them out.

Reads the neighbourhood only: like statements of the same days, and what is in one utterance with them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Date,
    Integer,
    Text,
    all_,
    bindparam,
    column,
    func,
    select,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.codebook.terms import Precision
from app.db.tables import Article, Statement, UtteranceBand
from app.ingest import matching
from app.ingest.matching import Remark
from app.ingest.storing import ids
from app.ingest.storing.rows import Row

# A phrase said on more days than these is a formula: without a date, nobody can tell which day's it is.
_FORMULA_DAYS = 20
_ONE_DAY = timedelta(days=1)

_asking = (
    func.unnest(
        bindparam("numbers", type_=ARRAY(Integer)),
        bindparam("bands", type_=ARRAY(BigInteger)),
        bindparam("since", type_=ARRAY(Date)),
        bindparam("until", type_=ARRAY(Date)),
    )
    .table_valued(
        column("number", Integer), column("band", BigInteger), column("since", Date), column("until", Date)
    )
    .render_derived(name="asking")
)
_met = (
    select(_asking.c.number, UtteranceBand.statement_id)
    .join_from(_asking, UtteranceBand, UtteranceBand.band == _asking.c.band)
    .where(UtteranceBand.statement_id != all_(bindparam("known", type_=ARRAY(Text))))
)
_SHARING = union_all(
    _met.where(UtteranceBand.said_on.between(_asking.c.since, _asking.c.until)),
    _met.where(UtteranceBand.said_on.is_(None)),
)
_DAYS = (
    select(_asking.c.number)
    .join_from(_asking, UtteranceBand, UtteranceBand.band == _asking.c.band)
    .where(UtteranceBand.said_on.is_not(None))
    .group_by(_asking.c.number)
    .having(func.count(UtteranceBand.said_on.distinct()) > _FORMULA_DAYS)
)
_MEMBERS = select(
    Statement.id,
    Statement.article_id,
    Statement.speaker_id,
    Statement.quote,
    Statement.voice,
    Statement.language,
    Statement.traits,
    Statement.start,
    Statement.said_on,
    Statement.said_precision,
    Statement.said_basis,
    Statement.utterance_id,
    Statement.is_first_report,
    Article.published_on,
).join_from(Statement, Article)


@dataclass(frozen=True, slots=True)
class Member:
    """A statement on its way into an utterance: the remark, what orders its reports, and where it is now."""

    remark: Remark
    report: tuple[date, str, int]
    utterance: str | None = None
    is_first: bool | None = None


class Grouping(NamedTuple):
    """What is to be written: utterances, the place of each statement in them, utterances that are no more."""

    utterances: list[Row]
    places: dict[str, tuple[str, bool]]
    moved: list[str]
    emptied: set[str]


def fresh_member(statement: Row, published_on: date | None) -> Member:
    """A statement that is about to be stored."""
    said_on, start = statement["said_on"], statement["start"]
    traits = statement["traits"]
    assert isinstance(start, int)
    assert isinstance(traits, dict)
    assert said_on is None or isinstance(said_on, date)
    return _member(
        str(statement["id"]),
        str(statement["speaker_id"]),
        (str(statement["quote"]), str(statement["voice"]), str(statement["language"]), traits),
        said_on,
        (str(statement["said_precision"]), str(statement["said_basis"])),
        (published_on, str(statement["article_id"]), start),
    )


def regroup(session: Session, fresh: Mapping[str, Member], gone: set[str], left: set[str]) -> Grouping:
    """The utterances around the fresh members, and those that lose members: `left`, by the ones `gone`."""
    members: dict[str, Member] = {}
    formulas: set[str] = set()
    seen = set(left)
    frontier = [*fresh.values(), *_load(session, Statement.utterance_id, left, gone | fresh.keys())]
    while frontier:
        members |= {member.remark.id: member for member in frontier}
        pairs, hazy = _sharing(session, frontier, gone | members.keys())
        formulas |= hazy
        met = _load(session, Statement.id, set(pairs), set())
        frontier = [
            one
            for one in met
            if any(matching.meet(members[it].remark, one.remark) for it in pairs[one.remark.id])
        ]
        fellows = {one.utterance for one in frontier if one.utterance} - seen
        seen |= fellows
        known = gone | members.keys() | {one.remark.id for one in frontier}
        frontier += _load(session, Statement.utterance_id, fellows, known)
    return _decided(members, formulas, seen)


def bands(members: Iterable[Member]) -> list[Row]:
    """The fingerprints by which later statements find these."""
    return [
        {"band": band, "statement_id": member.remark.id, "said_on": member.remark.said_on}
        for member in members
        for band in sorted(_fingerprints(member.remark))
    ]


@lru_cache(maxsize=2_000)
def _fingerprints(remark: Remark) -> frozenset[int]:
    return matching.bands(remark)


def _sharing(
    session: Session, asking: Sequence[Member], known: set[str]
) -> tuple[dict[str, set[str]], set[str]]:
    """For each statement not yet known, those that share a band with it; and which are hazy formulas."""
    undated = [member for member in asking if member.remark.said_on is None]
    said = {_fingerprints(member.remark) for member in undated}
    formulas = _formulas(session, [fingerprints for fingerprints in said if fingerprints])
    hazy = {member.remark.id for member in undated if _fingerprints(member.remark) in formulas}
    # Reports of one remark share nearly all of their bands: each band is asked for once, whoever has it.
    having: defaultdict[tuple[int, date | None], list[str]] = defaultdict(list)
    for member in asking:
        if member.remark.id not in hazy:
            for band in _fingerprints(member.remark):
                having[band, member.remark.said_on].append(member.remark.id)
    asked = list(having)
    pairs: defaultdict[str, set[str]] = defaultdict(set)
    if asked:
        parameters = _asked((number, band, day) for number, (band, day) in enumerate(asked))
        for number, found in session.execute(_SHARING, parameters | {"known": sorted(known)}):
            pairs[found].update(having[asked[number]])
    return pairs, hazy


def _formulas(session: Session, said: Sequence[frozenset[int]]) -> set[frozenset[int]]:
    if not said:
        return set()
    asked = _asked((number, band, None) for number, bands in enumerate(said) for band in sorted(bands))
    return {said[number] for number in session.scalars(_DAYS, asked)}


def _asked(rows: Iterable[tuple[int, int, date | None]]) -> dict[str, list[object]]:
    asked: dict[str, list[object]] = {"numbers": [], "bands": [], "since": [], "until": []}
    for number, band, day in rows:
        asked["numbers"].append(number)
        asked["bands"].append(band)
        asked["since"].append(day - _ONE_DAY if day else date.min)
        asked["until"].append(day + _ONE_DAY if day else date.max)
    return asked


def _load(
    session: Session,
    column: InstrumentedAttribute[str] | InstrumentedAttribute[str | None],
    values: set[str],
    known: set[str],
) -> list[Member]:
    if not values:
        return []
    found = session.execute(_MEMBERS.where(column.in_(values), Statement.withdrawn_at.is_(None)))
    return [
        _member(
            row.id,
            row.speaker_id,
            (row.quote, row.voice, row.language, row.traits),
            row.said_on,
            (row.said_precision, row.said_basis),
            (row.published_on, row.article_id, row.start),
            (row.utterance_id, row.is_first_report),
        )
        for row in found
        if row.id not in known
    ]


def _member(
    statement_id: str,
    speaker: str,
    said: tuple[str, str, str, Mapping[str, float]],
    said_on: date | None,
    dated: tuple[str, str],
    report: tuple[date | None, str, int],
    place: tuple[str | None, bool | None] = (None, None),
) -> Member:
    precision, basis = dated
    published_on, article, start = report
    day = said_on if precision == Precision.DAY else None
    quote, voice, language, traits = said
    remark = Remark(
        statement_id,
        speaker,
        day,
        basis in matching.EXACT,
        matching.words_of(quote),
        article,
        matching.verbatim_of(quote, voice),
        language,
        tuple(sorted(traits.items())),
    )
    return Member(remark, (published_on or said_on or date.max, article, start), *place)


def _decided(members: Mapping[str, Member], formulas: set[str], before: set[str]) -> Grouping:
    remarks = [
        replace(member.remark, words=(), verbatim=(), traits=()) if name in formulas else member.remark
        for name, member in members.items()
    ]
    grouping = Grouping([], {}, [], set(before))
    for together in matching.groups(remarks):
        utterance = ids.utterance(together)
        first = min((members[name] for name in together), key=lambda member: member.report).remark
        grouping.utterances.append(
            {
                "id": utterance,
                "speaker_id": first.speaker,
                "said_on": _said_on([members[name].remark for name in together]),
                "size": len(together),
                "first_statement_id": first.id,
            }
        )
        grouping.emptied.discard(utterance)
        for name in sorted(together):
            place = (utterance, name == first.id)
            grouping.places[name] = place
            if place != (members[name].utterance, members[name].is_first):
                grouping.moved.append(name)
    return grouping


def _said_on(remarks: Sequence[Remark]) -> date | None:
    named = [remark.said_on for remark in remarks if remark.said_on and remark.exact]
    return min(named or [remark.said_on for remark in remarks if remark.said_on], default=None)
