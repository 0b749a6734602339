"""References in, items of CSL-JSON out: the form from which citation styles are made."""

from collections.abc import Mapping

from app.web.citing.references import PRODUCT, Creator, Kind, Reference, When

Item = Mapping[str, object]

_TYPES = {
    Kind.SPEECH: "speech",
    Kind.NEWS: "article-newspaper",
    Kind.PAGE: "webpage",
    Kind.DATASET: "dataset",
}


def csl(reference: Reference) -> Item:
    """The reference with what is known of it; nothing is made up for what is not."""
    told = {
        "id": reference.key,
        "type": _TYPES[reference.kind],
        "title": reference.title,
        "author": [_name(creator) for creator in reference.creators],
        "container-title": reference.container,
        "publisher": PRODUCT if reference.kind is Kind.DATASET else "",
        "issued": _date(reference.issued),
        "event-date": _date(reference.said),
        "event-title": reference.event,
        "accessed": _date(When(reference.accessed) if reference.accessed else None),
        "URL": reference.url or reference.permalink,
        "archive": PRODUCT if reference.url else "",
        "archive_location": reference.permalink if reference.url else "",
        "language": reference.language,
        "abstract": reference.abstract,
        "keyword": ", ".join(reference.keywords),
        "note": reference.note,
        "custom": {"statement_id": reference.statement_id} if reference.statement_id else None,
    }
    return {name: value for name, value in told.items() if value}


def _name(creator: Creator) -> dict[str, str]:
    if creator.given:
        return {"family": creator.family, "given": creator.given}
    return {"literal": creator.family}


def _date(when: When | None) -> dict[str, list[list[int]]] | None:
    return {"date-parts": [list(when.parts)]} if when else None
