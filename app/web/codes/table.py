"""Codes and how often each was given in, the rows of a codebook table out."""

from collections.abc import Mapping, Sequence

from app.queries.usage import Usage
from app.web.codes.tree import Code
from app.web.views.tables import Value

NAMES = (
    "code_id",
    "path",
    "name",
    "kind",
    "description",
    "include_when",
    "exclude_when",
    "example_en",
    "example_ru",
    "example_ar",
    "parent_id",
    "color",
    "version_added",
    "version_retired",
    "replaced_by",
    "n_statements",
    "n_articles",
)


def codebook_table(codes: Sequence[Code], used: Mapping[str, Usage]) -> list[list[Value]]:
    """A row for each code; what this codebook does not record stays empty."""
    return [_row(code, used.get(code.id)) for code in codes]


def _row(code: Code, used: Usage | None) -> list[Value]:
    counted = code.kind in ("topic", "stance")
    n = used or (Usage(0, 0) if counted else None)
    return [
        code.id,
        code.path,
        code.name,
        code.kind,
        code.description,
        code.include,
        code.exclude,
        *(None,) * 3,
        code.parent or None,
        code.colour or None,
        *(None,) * 3,
        n.statements if n else None,
        n.articles if n else None,
    ]
