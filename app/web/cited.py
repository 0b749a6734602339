"""The address of a statement or an article in, the forms in which it can be cited out."""

from app.web.explorer import CITED
from app.web.views import Link


def references(path: str) -> list[Link]:
    """A link for each form of reference."""
    return [Link(label, f"{path}.{form}") for form, label in CITED.items()]
