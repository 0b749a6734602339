"""The nodes of branches.yaml in, the parts of a state that speak side by side out."""

from collections.abc import Collection

from app.codebook.model import Branch
from app.codebook.nodes import Node
from app.codebook.people import new_id

_BRANCH = ("id", "name")
_BRANCH_MAY = ("offices", "speakers")


def branches(root: Node, offices: Collection[str], speakers: Collection[str]) -> dict[str, Branch]:
    """Every branch, by id; nobody belongs to two."""
    found: dict[str, Branch] = {}
    taken: dict[str, str] = {}
    for node in root.entries():
        entry = node.fields(_BRANCH, _BRANCH_MAY)
        branch = Branch(
            id=new_id(entry.items.get("id"), found),
            name=entry.text("name"),
            offices=_members(entry.entries("offices"), offices, "office", taken, entry.text("id")),
            speakers=_members(entry.entries("speakers"), speakers, "speaker", taken, entry.text("id")),
        )
        found.setdefault(branch.id, branch)
    return found


def _members(
    nodes: Collection[Node], known: Collection[str], what: str, taken: dict[str, str], own: str
) -> tuple[str, ...]:
    members = []
    for node in nodes:
        member = node.reference(known, what)
        if member and taken.setdefault(f"{what} {member}", own) != own:
            node.complain(f"the {what} '{member}' is in the branch '{taken[f'{what} {member}']}' already")
        members.append(member)
    return tuple(members)
