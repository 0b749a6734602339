"""What the codebook says of an entry, as rows."""

from pathlib import Path

from app.codebook import describing, loading
from app.codebook.describing import Row


def test_an_entry_is_told_in_rows_without_empty_ones(folder: Path) -> None:
    codebook = loading.load(folder)
    (event,) = describing.find(codebook, "tromso-summit")
    assert describing.describe(event) == [
        Row("id", "tromso-summit"),
        Row("summit", "Whaling summit in Tromsø"),
        Row("date", "2023-06-02"),
        Row("place", "Tromsø"),
        Row("participants", "kari-nordmann"),
        Row("names", "Tromsø whaling summit"),
        Row("summary", "Eight states discussed catch limits."),
        Row("url", "https://gazette.example/tromso"),
    ]
    (person,) = describing.find(codebook, "ola-van-fjord")
    assert Row("office", "Minister of Foreign Affairs, 2023-10 to now or not known (general)") in (
        describing.describe(person)
    )


def test_every_shipped_entry_can_be_told() -> None:
    codebook = loading.loaded(Path(__file__).parents[2] / "seeds")
    for kind in (codebook.topics, codebook.positions, codebook.speakers, codebook.offices, codebook.events):
        for entry_id in kind:
            for entry in describing.find(codebook, entry_id):
                assert len(describing.describe(entry)) > 2, entry_id


def test_nothing_is_found_under_an_unknown_id(folder: Path) -> None:
    assert describing.find(loading.load(folder), "nobody") == []


def test_the_counts_are_those_of_the_files(folder: Path) -> None:
    counts = dict(describing.counts(loading.load(folder)))
    assert (counts["speakers"], counts["offices"], counts["events"]) == ("4", "2", "1")
