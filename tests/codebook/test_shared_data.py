"""The shipped codebook against the data set that it was built from."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from app.codebook.model import Codebook

DATA = Path(__file__).parents[3] / "shared/data"
pytestmark = pytest.mark.skipif(not DATA.exists(), reason="the data set does not lie beside this checkout")


def test_every_event_keeps_its_facts(shipped: Codebook) -> None:
    records = [json.loads(line) for line in (DATA / "events.jsonl").read_text("utf-8").splitlines()]
    names = {speaker.name: speaker.id for speaker in shipped.speakers.values()}
    told = {record["id"]: _told(shipped.events[record["id"]]) for record in records}
    assert told == {record["id"]: _record(record, names) for record in records}


def test_every_speaker_keeps_the_offices_and_spellings_that_were_found(shipped: Codebook) -> None:
    by_name = {speaker.name: speaker for speaker in shipped.speakers.values()}
    for record in json.loads((DATA / "speakers.json").read_text("utf-8")):
        speaker = by_name[record["name"]]
        known = {*speaker.names.all(), *speaker.surnames.all(), *speaker.places.all()}
        assert set(record["variants"]) <= known | {speaker.name}, record["name"]
        held = {(term.title, str(term.since or ""), str(term.until or "")) for term in speaker.tenures}
        for role in record.get("roles", []):
            if speaker.kind == "person":
                assert (role["title"], role["from"] or "", role["to"] or "") in held, (record["name"], role)


def test_every_page_of_the_data_set_belongs_to_an_outlet(shipped: Codebook) -> None:
    domains = tuple(domain for outlet in shipped.outlets.values() for domain in outlet.domains)
    for line in (DATA / "statements.jsonl").read_text("utf-8").splitlines():
        host = f".{urlsplit(json.loads(line)['url']).hostname}"
        assert host.endswith(tuple(f".{domain}" for domain in domains)), host


def _told(event: Any) -> tuple[Any, ...]:
    vote = event.vote
    return (
        str(event.on),
        str(event.until or ""),
        event.type.value,
        event.title,
        event.place,
        event.url,
        set(event.participants),
        (vote.symbol, vote.yes, vote.no, vote.abstain, vote.russia) if vote else None,
    )


def _record(record: dict[str, Any], names: dict[str, str]) -> tuple[Any, ...]:
    un = record.get("un")
    return (
        record["date"][:7] if record.get("date_precision") == "month" else record["date"],
        record.get("end_date", ""),
        record["type"],
        record["title"],
        record["place"],
        record["url"],
        {names[name] for name in record.get("participants", [])},
        (un.get("symbol"), un["yes"], un["no"], un["abstain"], un.get("russia")) if un else None,
    )
