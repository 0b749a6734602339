"""Codes in, a codebook in the exchange format of REFI-QDA out."""

from collections.abc import Sequence
from uuid import UUID, uuid5
from xml.etree import ElementTree as ET

from app.codebook.terms import Stance
from app.web.codes.tree import Code

MEDIA_TYPE = "application/xml; charset=utf-8"
_NAMESPACE = "urn:QDA-XML:codebook:1.0"
# Made once; the same code keeps its identifier for ever, whatever it comes to be called.
_CODES = UUID("6f1b6a52-58a9-5c3b-8a53-3f0f6c1f7a10")


def qdc(codes: Sequence[Code], origin: str) -> bytes:
    """The codes as a tree, and one set for each stance across all positions."""
    ET.register_namespace("", _NAMESPACE)
    root = ET.Element(_tag("CodeBook"), origin=origin)
    tree = ET.SubElement(root, _tag("Codes"))
    placed: dict[str, ET.Element] = {}
    for code in codes:
        placed[code.id] = _add(placed.get(code.parent, tree), code)
    sets = ET.SubElement(root, _tag("Sets"))
    for stance in Stance:
        _set(
            sets, stance, [code for code in codes if code.kind == "stance" and code.id.endswith(f"/{stance}")]
        )
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def guid(id_: str) -> str:
    """The identifier of a code, made of its id and nothing else."""
    return str(uuid5(_CODES, id_)).upper()


def _add(parent: ET.Element, code: Code) -> ET.Element:
    told = {"guid": guid(code.id), "name": code.name, "isCodable": "true" if code.is_codable else "false"}
    if code.colour:
        told["color"] = code.colour
    element = ET.SubElement(parent, _tag("Code"), told)
    parts = [
        code.description,
        f"Include: {code.include}" if code.include else "",
        f"Exclude: {code.exclude}" if code.exclude else "",
    ]
    if words := "\n".join(filter(None, parts)):
        ET.SubElement(element, _tag("Description")).text = words
    return element


def _set(sets: ET.Element, stance: Stance, members: Sequence[Code]) -> None:
    told = {"guid": guid(f"set:{stance}"), "name": f"All that {_VERBS[stance]}"}
    element = ET.SubElement(sets, _tag("Set"), told)
    for code in members:
        ET.SubElement(element, _tag("MemberCode"), guid=guid(code.id))


_VERBS = {
    Stance.SUPPORT: "support",
    Stance.CONDITIONAL: "support on a condition",
    Stance.NEUTRAL: "take no side",
    Stance.OPPOSE: "oppose",
}


def _tag(name: str) -> str:
    return f"{{{_NAMESPACE}}}{name}"
