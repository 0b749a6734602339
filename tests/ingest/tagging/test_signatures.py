"""Quotations signed with a dash."""

import pytest

from app.ingest.attribution import tagging
from app.ingest.attribution.tagging import signatures
from app.ingest.attribution.tagging.tokens import tokenise


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Readers wrote.\n“The gate stays shut.” — Ana Ober\n“Open it.” ― J. B. van Dorn.",
            ["Ana Ober", "J. B. van Dorn"],
        ),
        ('"The gate stays shut."\n- Ana Ober', ["Ana Ober"]),
        ("”The gate stays shut.” — Ana Ober", ["Ana Ober"]),
        ("“What she calls “peace” is none.” — Ana Ober", ["Ana Ober"]),
        ('"The gate," he said, "stays shut." — Ana Ober', []),
        ('"The gate stays shut" - Ana Ober said so at dawn', []),
        ('He said "the gate stays shut" — Ana Ober', []),
        ('"The gate stays shut," Ana Ober said.', []),
        ('"The gate stays shut." —', []),
    ],
)
def test_a_name_that_ends_the_paragraph_signs_the_quotation(text: str, names: list[str]) -> None:
    tokens = tokenise(text)
    found = signatures.find(tokens)
    assert [text[tokens.starts[a] : tokens.stops[b - 1]] for _, _, (a, b) in found] == names


def test_each_signed_quotation_is_the_signer_s() -> None:
    text = (
        "“The gate stays shut, she says.” — Ana Ober\n“Open it, he said.” — Jan Dorn\n“Why not?” — Eva Lund"
    )
    told = [
        (tagged.source.of(text) if tagged.source else None, [content.of(text) for content in tagged.contents])
        for tagged in tagging.tag(text)
    ]
    assert told == [
        ("Ana Ober", ["“The gate stays shut, she says.”"]),
        ("Jan Dorn", ["“Open it, he said.”"]),
        ("Eva Lund", ["“Why not?”"]),
    ]


def test_many_signed_quotations_are_found_in_one_pass() -> None:
    assert len(signatures.find(tokenise("“Shut it.” — Ana Ober\n" * 5_000))) == 5_000
