"""Vendored files are what they say they are."""

import hashlib
import re

from app import resources
from app.web import assets

VENDOR = resources.folder("static") / "vendor"
LISTED = dict(
    re.findall(r"^\| `([^`]+)` \|.*\| `([0-9a-f]{64})` \|$", (VENDOR / "README.md").read_text(), re.MULTILINE)
)


def test_every_vendored_file_is_listed_with_its_sum() -> None:
    found = {
        str(path.relative_to(VENDOR)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.suffix in {".js", ".woff2"}
    }
    assert found == LISTED


def test_every_vendored_folder_holds_its_licence() -> None:
    assert all((folder / "LICENSE").is_file() for folder in VENDOR.iterdir() if folder.is_dir())


def test_the_style_sheets_load_nothing_from_elsewhere() -> None:
    for sheet in (resources.folder("static") / "css").glob("*.css"):
        words = sheet.read_text()
        assert not re.search(r"url\(\s*[\"']?(https?:)?//|@import", words)
        for name in re.findall(r"url\(\.\./vendor/([^)]+)\)", words):
            assert (VENDOR / name).is_file()


def test_the_address_of_a_file_carries_the_version_of_its_content() -> None:
    base = assets.address("css/base.css")
    assert re.fullmatch(r"/static/css/base\.css\?v=[0-9a-f]{10}", base)
    assert base != assets.address("css/tables.css").replace("tables", "base")
