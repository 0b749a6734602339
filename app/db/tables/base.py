"""What every table shares: naming of constraints, closed lists, the way words are indexed."""

from enum import StrEnum

from sqlalchemy import CheckConstraint, MetaData
from sqlalchemy.orm import DeclarativeBase

NAMING = {
    "ix": "%(table_name)s_%(column_0_N_name)s_index",
    "uq": "%(table_name)s_%(column_0_N_name)s_unique",
    "ck": "%(table_name)s_%(constraint_name)s_check",
    "fk": "%(table_name)s_%(column_0_name)s_fkey",
    "pk": "%(table_name)s_pkey",
}

# One text search configuration per language; any other language is indexed word by word. A tsvector holds
# 1 MB at most, so only the beginning of an enormous text is indexed. Where the locale is C, PostgreSQL takes
# every sign beyond ASCII for a letter: without its marks «квартет» would be another word than квартет.
MARKS = "«»“”„‟‹›‘’‚‛…—–−،؛؟"
SEARCH = (
    "to_tsvector(CASE language WHEN 'en' THEN 'english'::regconfig WHEN 'ru' THEN 'russian'::regconfig "
    "WHEN 'ar' THEN 'arabic'::regconfig ELSE 'simple'::regconfig END, "
    f"translate({{column}}, '{MARKS}', '{' ' * len(MARKS)}'))"
)


def one_of(column: str, terms: type[StrEnum]) -> CheckConstraint:
    """That a column holds one of the terms of a closed list."""
    return CheckConstraint(f"{column} IN ({', '.join(repr(str(term)) for term in terms)})", name=column)


class Base(DeclarativeBase):
    """The one metadata, with the naming rule for constraints."""

    metadata = MetaData(naming_convention=NAMING)
