"""The name of a folder that travels with the code in, where it lies out."""

from pathlib import Path

from app.errors import SetupError


def folder(name: str) -> Path:
    """`migrations`, `templates`, `static` or `seeds`: inside the package, or at the top of a checkout."""
    package = Path(__file__).parent
    for place in (package / "_data" / name, package.parent / name):
        if place.is_dir():
            return place
    raise SetupError(f"The folder {name!r} is missing beside {package}. Install positions again.")
