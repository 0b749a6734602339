"""A reference in, the names and contents of a page's metadata out, for tools that read pages."""

from typing import NamedTuple

from app.web.citing.references import PRODUCT, Creator, Kind, Reference

_TYPES = {Kind.SPEECH: "Text.Speech", Kind.NEWS: "Text.Article", Kind.PAGE: "Text", Kind.DATASET: "Dataset"}


class Meta(NamedTuple):
    """One line of metadata."""

    name: str
    content: str


def meta(reference: Reference) -> list[Meta]:
    """Highwire and Dublin Core; what is not known has no line."""
    people = [_name(creator) for creator in reference.creators]
    issued = str(reference.issued or "")
    told = [
        ("citation_title", reference.title),
        *(("citation_author", name) for name in people),
        ("citation_publication_date", issued.replace("-", "/")),
        ("citation_language", reference.language),
        ("citation_public_url", reference.permalink),
        *(("citation_keywords", keyword) for keyword in reference.keywords),
        ("DC.title", reference.title),
        *(("DC.creator", name) for name in people),
        ("DC.publisher", PRODUCT),
        ("DC.date", issued),
        ("DC.type", _TYPES[reference.kind]),
        ("DC.language", reference.language),
        ("DC.identifier", reference.permalink),
        ("DC.source", reference.url),
        ("DC.description", reference.abstract),
    ]
    return [Meta(name, content) for name, content in told if content]


def _name(creator: Creator) -> str:
    return f"{creator.family}, {creator.given}" if creator.given else creator.family
