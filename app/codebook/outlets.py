"""The nodes of outlets.yaml in, outlets out."""

from app.codebook.model import Outlet
from app.codebook.nodes import Node
from app.codebook.people import new_id

_OUTLET = ("id", "name", "language", "domains", "names")
_OUTLET_MAY = ("country", "state", "datelines", "boilerplate")


def outlets(root: Node) -> dict[str, Outlet]:
    """Every publisher, by id; a domain belongs to one of them."""
    found: dict[str, Outlet] = {}
    domains: dict[str, str] = {}
    for node in root.entries():
        entry = node.fields(_OUTLET, _OUTLET_MAY)
        outlet = Outlet(
            id=new_id(entry.items.get("id"), found),
            name=entry.text("name"),
            country=entry.text("country"),
            domains=tuple(_domain(one) for one in entry.entries("domains")),
            names=entry.texts("names"),
            datelines=entry.texts("datelines"),
            boilerplate=entry.texts("boilerplate"),
            language=entry.text("language"),
            state=entry.text("state"),
        )
        for one, domain in zip(entry.entries("domains"), outlet.domains, strict=True):
            holder = domains.setdefault(domain, outlet.id)
            if holder != outlet.id:
                one.complain(f"domain '{domain}' already belongs to '{holder}'")
        found.setdefault(outlet.id, outlet)
    return found


def _domain(node: Node) -> str:
    text = node.text()
    if text and ("/" in text or "." not in text or text != text.lower() or text.startswith("www.")):
        node.complain(f"'{text}' is not a bare domain like example.org (no www., no address)")
    return text
