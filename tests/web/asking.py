"""A page in, its tables and numbers as a test reads them out."""

import csv
import html
import re
from io import StringIO

from fastapi.testclient import TestClient

_LINKED = (
    r'<a class="plain" href="(/timeline[^"#]*)"[^>]*>(?:<svg[^>]*>.*?</svg>)?'
    r"(?:<bdi>|<span>)?([\d\u202f]+)(?:</bdi>|</span>)?</a>"
)


def linked_numbers(page: str) -> dict[str, int]:
    """Every number of a page that leads to the timeline, by its address."""
    found = re.findall(_LINKED, page)
    return {html.unescape(url): int(n.replace("\u202f", "")) for url, n in found}


def listed(client: TestClient, address: str) -> int:
    """How many statements stand behind an address of the timeline."""
    return int(client.get(address.replace("/timeline", "/statements.json")).json()["count"])


def section(page: str, id_: str) -> str:
    """The part of a page under one heading."""
    start = page.index(f'<section class="section" id="{id_}"')
    return page[start : page.index("</section>", start)]


def file_of(client: TestClient, page: str, id_: str) -> list[dict[str, str]]:
    """The rows of the file that a section of a page offers."""
    link = re.search(r'<a href="([^"]+\.csv[^"]*)" download>', section(page, id_))
    assert link
    answer = client.get(html.unescape(link[1]))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    return list(csv.DictReader(StringIO(answer.text)))


def row_heads(page: str, id_: str) -> list[str]:
    """What the rows of a table are about, in order."""
    heads = re.findall(r'<th scope="row"[^>]*>(.*?)</th>', section(page, id_), re.DOTALL)
    return [html.unescape(re.sub("<[^>]+>", "", head)).strip() for head in heads]
