"""What every page has: its frame and its heading."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, NamedTuple

from app.codebook.model import Codebook
from app.queries import labels


class Link(NamedTuple):
    """Words that lead somewhere."""

    label: str
    url: str


class MenuItem(NamedTuple):
    """A page in the menu, and in a few words what it shows."""

    label: str
    url: str
    is_here: bool
    about: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """What the frame around every page says."""

    title: str
    home: str
    address: str
    snapshot: str
    pages: tuple[MenuItem, ...]
    ingested_at: datetime | None
    statements: int | None
    reviewed: int | None
    codebook: Codebook

    @property
    def ingested_on(self) -> date | None:
        """The day on which articles were last read."""
        return self.ingested_at.date() if self.ingested_at else None

    @property
    def here(self) -> MenuItem | None:
        """The page of the menu that is open, or that is above it."""
        return next((page for page in self.pages if page.is_here), None)

    @property
    def codebook_version(self) -> str:
        """The codebook that this server shows."""
        return self.codebook.version

    def label(self, field: str, value: str) -> str:
        """The name of a coded value."""
        return labels.label(field, value, self.codebook)


@dataclass(frozen=True, slots=True)
class Page:
    """Any page: its frame and its heading."""

    template: ClassVar[str]
    fragment: ClassVar[str | None] = None

    site: Site
    heading: str
