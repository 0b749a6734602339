"""Set phrases: since when, how often, in which wording."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from app.queries.analysis_rows import Change
from app.web.explorer import Explorer, Option
from app.web.marks import Piece
from app.web.views.frame import Page
from app.web.views.lists import Empty
from app.web.views.tables import Table


class Use(NamedTuple):
    """One use of a formula: its quote with the phrase marked, what it leaves out, links that compare it."""

    id: str
    label: str
    speaker: str
    speaker_url: str
    when: str
    language: str
    pieces: Sequence[Piece]
    office: str | None
    outlet: str
    dropped: str
    as_one: str
    as_two: str
    is_one: bool
    is_two: bool


class Differing(NamedTuple):
    """Two uses and their difference word by word."""

    one: Use
    two: Use
    changes: Sequence[Change]


@dataclass(frozen=True, slots=True)
class FormulasPage(Page):
    """Every formula of the codebook with its use."""

    template: ClassVar[str] = "formulas.html"
    fragment: ClassVar[str | None] = "fragments/formulas.html"

    explorer: Explorer
    empty: Empty | None
    table: Table


@dataclass(frozen=True, slots=True)
class FormulaPage(Page):
    """One formula: years, variants, uses, and two uses compared."""

    template: ClassVar[str] = "formula.html"
    fragment: ClassVar[str | None] = "fragments/formula.html"

    explorer: Explorer
    empty: Empty | None
    definition: str
    elements: Sequence[tuple[str, bool]]
    standing: str
    tables: Sequence[Table]
    uses_file: str
    uses: Sequence[Use]
    left_out: int
    differing: Differing | None
    ones: Sequence[Option]
    twos: Sequence[Option]
    path: str
    hidden: Sequence[tuple[str, str]]
