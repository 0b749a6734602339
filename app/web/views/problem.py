"""What cannot be answered, with the form as it was filled."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from app.web.views.frame import Page


@dataclass(frozen=True, slots=True)
class ProblemPage(Page):
    """A request that could not be answered, with the form as it was filled."""

    template: ClassVar[str] = "problem.html"

    words: str
    form: "RepairForm | None"


class RepairField(NamedTuple):
    """A parameter as it was given."""

    name: str
    value: str
    is_wrong: bool


class RepairForm(NamedTuple):
    """The parameters of a request, ready to be put right."""

    path: str
    fields: Sequence[RepairField]
    complaint: str
