"""A filter in, what each value of each field would leave of it out."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Select, func, literal, select
from sqlalchemy.orm import Session

from app.codebook.model import Codebook
from app.codebook.terms import Stance
from app.db.tables import Statement
from app.queries import base, rollups, statements, tallies
from app.queries.filter import LISTS, NOT, Filter
from app.queries.labels import NONE, label
from app.queries.memory import remembered
from app.queries.rollups import Cell, Question
from app.queries.rows import FacetValue
from app.queries.tallies import CODED, Tallies

SAMPLE = 10_000


class FacetCounts(dict[str, list[FacetValue]]):
    """Values by field; where `of` is a number they are counted among that many reports, the latest ones."""

    def __init__(self, values: Mapping[str, list[FacetValue]], of: int | None = None) -> None:
        super().__init__(values)
        self.of = of

    def apart_from(self, field: str) -> "FacetCounts":
        """Without one field."""
        return FacetCounts({name: values for name, values in self.items() if name != field}, self.of)


def counts(session: Session, chosen: Filter, codebook: Codebook) -> FacetCounts:
    """For each field its values by frequency, each with what is left if it were the only one chosen.

    Of words that more than `SAMPLE` statements hold, only the latest reports are looked at.
    """
    found = counted(session, chosen, codebook)
    names = _printed_names(session, [value for value in found["speaker"] if value.startswith("~")])
    values = {
        field: [
            FacetValue(
                value,
                names.get(value) or label(field, value, codebook),
                n,
                value in chosen.values(field),
                value in chosen.values(field + NOT),
            )
            for value, n in sorted(found[field].items(), key=lambda each: (-each[1], each[0]))
        ]
        for field in LISTS
    }
    return FacetCounts(values, SAMPLE if _is_sampled(session, chosen) else None)


def counted(session: Session, chosen: Filter, codebook: Codebook) -> Mapping[str, Mapping[str, int]]:
    """The same without names, and without order."""
    question = ("facets", codebook.version, chosen)
    return remembered(session, question, lambda: _counted(session, chosen, codebook))


def _counted(session: Session, chosen: Filter, codebook: Codebook) -> dict[str, Mapping[str, int]]:
    if kept := rollups.kept(session, _LEFT, chosen):
        left = _read(kept)
        return {field: _complete(chosen, field, left[field]) for field in LISTS}
    if _is_sampled(session, chosen):
        newest = tallies.newest(session, chosen, LISTS, SAMPLE)
        return {field: _complete(chosen, field, newest[field]) for field in LISTS}
    everything = _everything(session, chosen)
    rest = [field for field in LISTS if field not in everything]
    untouched = [field for field in rest if _is_untouched(chosen, field)]
    found = tallies.together(session, chosen, untouched)
    asked: list[Select[str, str, int]] = []
    for field in rest:
        if field in CODED and (chosen.position__not or chosen.stance__not):
            asked += _one_by_one(chosen, field, codebook)
        elif field not in untouched:
            # Its own values are left open, so that their siblings stay in sight.
            others = chosen.without(field)
            asked.append(tallies.tally(others, field, base.reports(others)))
    tallies.add(session, asked, found)
    return {field: _complete(chosen, field, (everything | found)[field]) for field in LISTS}


def _is_sampled(session: Session, chosen: Filter) -> bool:
    """Whether a search finds so much that counting all of it would take longer than anybody waits."""
    if chosen.q is None or chosen.position__not or chosen.stance__not:
        return False
    return statements.count(session, chosen) > SAMPLE


def _everything(session: Session, chosen: Filter) -> Tallies:
    """The fields beside which nothing else is chosen, if the counts of everything are known."""
    alone = {field for field in LISTS if chosen.without(field).is_empty}
    known = rollups.known(session, _ALL, Filter(counting=chosen.counting)) if alone else ()
    return {field: values for field, values in _read(known).items() if field in alone}


def _read(cells: Iterable[Cell]) -> Tallies:
    found: Tallies = defaultdict(Counter)
    for _, word, n in cells:
        field, _, value = word.partition("=")
        found[field][value] = n
    return found


def _is_untouched(chosen: Filter, field: str) -> bool:
    """Whether the counts of a field are about the very rows that the filter means."""
    named = CODED if field in CODED else (field,)
    return not any(chosen.values(name) or chosen.values(name + NOT) for name in named)


def _one_by_one(chosen: Filter, field: str, codebook: Codebook) -> list[Select[str, str, int]]:
    """What a value leaves when stances on it are excluded can be told for one value at a time only."""
    known = list(codebook.positions) if field == "position" else list(Stance)
    asked = []
    for value in (*known, NONE):
        units = base.reports(chosen.only(field, value)).with_only_columns(base.unit(chosen)).distinct()
        asked.append(select(literal(field), literal(str(value)), func.count()).select_from(units.subquery()))
    return asked


def _complete(chosen: Filter, field: str, found: Mapping[str, int]) -> Mapping[str, int]:
    """With the chosen values, even those that leave nothing; without all others that leave nothing."""
    named = dict.fromkeys((*chosen.values(field), *chosen.values(field + NOT)), 0)
    return named | {value: n for value, n in found.items() if n}


def _printed_names(session: Session, ids: Sequence[str]) -> dict[str, str]:
    """The names of speakers that the codebook lacks, as statements give them."""
    if not ids:
        return {}
    asked = (
        select(Statement.speaker_id, func.min(Statement.speaker_name))
        .where(Statement.speaker_id.in_(ids))
        .group_by(Statement.speaker_id)
    )
    return dict(session.execute(asked).all())


def _cells(session: Session, chosen: Filter) -> Iterator[Cell]:
    return _written(tallies.together(session, chosen, LISTS))


def _of_country(session: Session, chosen: Filter) -> Iterator[Cell]:
    """What each value leaves of one country."""
    found = tallies.together(session, chosen, [field for field in LISTS if field != "country"])
    others = chosen.without("country")
    tallies.add(session, [tallies.tally(others, "country", base.reports(others))], found)
    return _written(found)


def _written(found: Tallies) -> Iterator[Cell]:
    for field, values in found.items():
        for value, n in values.items():
            yield Cell(None, f"{field}={value}", n)


_ALL = Question("facets", _cells)
_LEFT = Question("facets left", _of_country)
QUESTIONS = (_ALL,)
OF_COUNTRY = (_LEFT,)
