"""A request in, what every route asks of it out: the filter, the session, the codebook, fragment or page."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy.orm import Session

from app.codebook.model import Codebook
from app.db import sessions
from app.queries.filter import Filter

# What a list's address may hold beside the filter.
PAGING = ("order", "after")
BY_DEFAULT = {("order", "newest")}
# What the pages of analyses may be asked for beside it; two filters side by side are told apart by a letter.
ASKED = ("type", "days", "least", "one", "two", "normalization", "name")
SIDES = ("a.", "b.")


def read_session(request: Request) -> Iterator[Session]:
    """A snapshot that lasts as long as the answer."""
    with sessions.reading(request.app.state.engine) as session:
        yield session


def home_of(request: Request) -> str:
    """What every link that leaves this house begins with."""
    home: str | None = request.app.state.home
    return home or str(request.base_url).rstrip("/")


def codebook_of(request: Request) -> Codebook:
    """The codebook that this server shows."""
    codebook: Codebook = request.app.state.codebook
    return codebook


def chosen_on_page(request: Request) -> Filter:
    """The filter in the address; names that mean nothing are left alone, since shared links trail them."""
    return Filter.from_params(request.query_params.multi_items(), codebook_of(request))


def chosen_in_file(request: Request) -> Filter:
    """The filter in the address of a file; a name that means nothing is refused, as no one would notice."""
    return Filter.from_params(
        request.query_params.multi_items(),
        codebook_of(request),
        strict=True,
        beside=("after", "bom", "safe", "size", "period"),
    )


def chosen_in_table(request: Request) -> Filter:
    """The filter in the address of a table's file, beside what its page may be asked for."""
    return Filter.from_params(
        request.query_params.multi_items(),
        codebook_of(request),
        strict=True,
        beside=(*ASKED, "bom", "safe", "table"),
    )


def wants_fragment(request: Request) -> bool:
    """Whether htmx asks for the part that changes; a page restored from history is whole."""
    return request.headers.get("HX-Request-Type") == "partial"


def opened_facets(request: Request) -> frozenset[str]:
    """The fields whose values are all to be listed."""
    return frozenset(request.query_params.getlist("more"))


ReadSession = Annotated[Session, Depends(read_session)]
TheCodebook = Annotated[Codebook, Depends(codebook_of)]
Home = Annotated[str, Depends(home_of)]
Chosen = Annotated[Filter, Depends(chosen_on_page)]
ChosenStrictly = Annotated[Filter, Depends(chosen_in_file)]
ChosenForTable = Annotated[Filter, Depends(chosen_in_table)]
Fragment = Annotated[bool, Depends(wants_fragment)]
Opened = Annotated[frozenset[str], Depends(opened_facets)]
