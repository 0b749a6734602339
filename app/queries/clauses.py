"""A filter in, its conditions on a row of facts out; each field is turned into SQL here and nowhere else."""

from collections.abc import Sequence
from itertools import product

from sqlalchemy import ColumnElement, Text, and_, cast, false, func, literal, not_, or_, select
from sqlalchemy.dialects.postgresql import ARRAY, REGCONFIG
from sqlalchemy.orm import InstrumentedAttribute

from app.codebook.terms import Stance
from app.db.tables import MARKS, Statement, StatementFact
from app.queries.filter import Filter, Undated
from app.queries.labels import NONE

Clauses = list[ColumnElement[bool]]
Fact = type[StatementFact]

CONFIGURATIONS = {"en": "english", "ru": "russian", "ar": "arabic"}
OTHER = "simple"
# As in the index; what a reader pastes between typographic quotation marks is a phrase too.
_MARKS = str.maketrans({**dict.fromkeys(MARKS, " "), **dict.fromkeys("«»“”„‟", '"')})


def clauses(chosen: Filter, fact: Fact) -> Clauses:
    """Conditions that hold together for each statement that the filter means."""
    found: Clauses = []
    scalars: dict[str, InstrumentedAttribute[str] | InstrumentedAttribute[str | None]] = {
        "speaker": fact.speaker_id,
        "country": fact.country,
        "outlet": fact.outlet_id,
        "language": fact.language,
        "voice": fact.voice,
        "kind": fact.kind,
    }
    for field, column in scalars.items():
        if wanted := chosen.values(field):
            found.append(_is_one_of(column, wanted))
        if unwanted := chosen.values(f"{field}__not"):
            found.append(not_(func.coalesce(_is_one_of(column, unwanted), False)))
    lists: dict[str, InstrumentedAttribute[list[str]]] = {"topic": fact.topics, "event": fact.events}
    for field, several in lists.items():
        if wanted := chosen.values(field):
            found.append(_holds_one_of(several, wanted))
        if unwanted := chosen.values(f"{field}__not"):
            found.append(not_(_holds_one_of(several, unwanted)))
    return [*found, *_coded(chosen, fact), *_dated(chosen, fact), *_worded(chosen, fact)]


def coding_clauses(chosen: Filter, coding: ColumnElement[str]) -> Clauses:
    """Conditions that hold together for each coding `position=stance` that the filter means."""
    found: Clauses = []
    for part, field in ((1, "position"), (2, "stance")):
        value = func.split_part(coding, "=", part)
        if wanted := chosen.values(field):
            found.append(value.in_(wanted))
        if unwanted := chosen.values(f"{field}__not"):
            found.append(value.not_in(unwanted))
    return found


def _is_one_of(
    column: InstrumentedAttribute[str] | InstrumentedAttribute[str | None], values: Sequence[str]
) -> ColumnElement[bool]:
    named = column.in_([value for value in values if value != NONE])
    return or_(named, column.is_(None)) if NONE in values else named


def _holds_one_of(column: InstrumentedAttribute[list[str]], values: Sequence[str]) -> ColumnElement[bool]:
    named = column.bool_op("&&")(words([value for value in values if value != NONE]))
    return or_(named, column == words([])) if NONE in values else named


def _coded(chosen: Filter, fact: Fact) -> Clauses:
    """Position and stance hold for one coding; what `__not` leaves out is what choosing it would keep."""
    positions, stances = chosen.position, chosen.stance
    found = [_has_coding(fact, positions, stances)] if positions or stances else []
    if chosen.position__not:
        found.append(not_(_has_coding(fact, chosen.position__not, stances)))
    if chosen.stance__not:
        found.append(not_(_has_coding(fact, positions, chosen.stance__not)))
    return found


def _has_coding(fact: Fact, positions: Sequence[str], stances: Sequence[str]) -> ColumnElement[bool]:
    """Whether one coding has such a position and such a stance; no coding at all is `none` and `none`."""
    ways: Clauses = []
    of_position = [value for value in positions if value != NONE]
    of_stance = [value for value in stances if value != NONE]
    if of_position and (of_stance or not stances):
        codings = [f"{position}={stance}" for position, stance in product(of_position, of_stance or Stance)]
        ways.append(fact.codings.bool_op("&&")(words(codings)))
    elif of_stance and not positions:
        ways.append(fact.stances.bool_op("&&")(words(of_stance)))
    if all(NONE in values or not values for values in (positions, stances)):
        ways.append(fact.codings == words([]))
    return or_(*ways) if ways else false()


def _dated(chosen: Filter, fact: Fact) -> Clauses:
    undated = fact.said_on.is_(None)
    if chosen.undated is Undated.ONLY:
        return [undated]
    within: Clauses = []
    if chosen.since:
        within.append(fact.said_on >= chosen.since.first)
    if chosen.until:
        # The first condition follows from the second and is there for the index.
        within += [fact.said_on <= chosen.until.last, fact.said_last <= chosen.until.last]
    if chosen.undated is Undated.EXCLUDE:
        return [not_(undated), *within]
    if chosen.undated is Undated.INCLUDE and within:
        return [or_(undated, and_(*within))]
    return within


def _worded(chosen: Filter, fact: Fact) -> Clauses:
    """Words are stemmed as the language of each statement stems them."""
    if chosen.q is None:
        return []
    ways = [
        and_(Statement.language == language, _matches(configuration, chosen.q))
        for language, configuration in CONFIGURATIONS.items()
    ]
    other = and_(Statement.language.not_in(list(CONFIGURATIONS)), _matches(OTHER, chosen.q))
    return [fact.id.in_(select(Statement.id).where(or_(*ways, other)))]


def _matches(configuration: str, words: str) -> ColumnElement[bool]:
    asked = func.websearch_to_tsquery(cast(literal(configuration), REGCONFIG), searched(words))
    return Statement.search.bool_op("@@")(asked)


def searched(words: str) -> str:
    """The words of a search as the index writes them."""
    return words.translate(_MARKS)


def words(values: Sequence[str]) -> ColumnElement[list[str]]:
    """Values as an array to compare with one of the lists of a row."""
    return literal(list(values), ARRAY(Text))
