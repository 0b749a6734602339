"""References in, RIS records out: a tag of two letters, two spaces, a hyphen, a space and a value a line."""

from app.web.citing.references import PRODUCT, Creator, Kind, Reference, When

_TYPES = {Kind.SPEECH: "ELEC", Kind.NEWS: "NEWS", Kind.PAGE: "ELEC", Kind.DATASET: "DATA"}
_END = "\r\n"


def ris(reference: Reference) -> str:
    """One record, from `TY` to `ER`, and the empty line that parts it from the next."""
    lines = [("TY", _TYPES[reference.kind]), ("ID", reference.key)]
    lines += [("AU", _name(creator)) for creator in reference.creators]
    lines += [
        ("TI", reference.title),
        ("T2", reference.container),
        ("DA", _date(reference.issued)),
        ("PY", str(reference.issued or "").partition("-")[0]),
        ("LA", reference.language),
        ("UR", reference.url or reference.permalink),
        ("Y2", _date(When(reference.accessed) if reference.accessed else None)),
        ("DB", PRODUCT),
        ("AN", reference.permalink),
    ]
    lines += [("KW", keyword) for keyword in reference.keywords]
    lines += [("AB", reference.abstract), ("N1", _notes(reference))]
    told = [f"{tag}  - {_one_line(value)}" for tag, value in lines if value]
    return _END.join([*told, "ER  - ", "", ""])


def _name(creator: Creator) -> str:
    """Family name, given name; what follows a comma in the name of a body would be taken for a given one."""
    return f"{creator.family}, {creator.given}" if creator.given else creator.family.replace(",", "")


def _date(when: When | None) -> str:
    """`YYYY/MM/DD/`: parts that are not known are left empty, their slashes stay."""
    if when is None:
        return ""
    known = [f"{part:02}" for part in when.parts]
    return "/".join([*known, "", "", ""][:4])


def _notes(reference: Reference) -> str:
    said = f"Said {reference.said}." if reference.said else ""
    at = f"At: {reference.event}." if reference.event else ""
    return " ".join(part for part in (said, at, reference.note) if part)


def _one_line(value: str) -> str:
    return " ".join(value.split())
