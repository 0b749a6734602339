"""Which events an article and its statements have to do with, and how."""

import hashlib

import pytest

from app.codebook.model import Codebook
from app.codebook.terms import LinkKind, Voice
from app.ingest import cleaning, dating, linking, timing
from app.ingest.records import Attribution, Given, Link, Source, Span

BELTA = "ev-20231028-lavrov-interview-with-belta"
ATTACK = "ev-20231007-hamas-attack-on-israel-and-start"


def links(
    codebook: Codebook, text: str, said: dict[str, str | None], published: str | None
) -> tuple[Link, ...]:
    digest = hashlib.sha256(text.encode()).hexdigest()
    source = Source("an-article", "an-article.txt", text, digest, given=Given(published=published))
    clean = cleaning.clean(source, codebook)
    dated = dating.date(clean, source, codebook)
    attributions = [
        Attribution(Span(at, at + len(words)), Voice.INDIRECT, "x", speaker, "x", "by hand", 1.0)
        for words, speaker in said.items()
        for at in [clean.text.index(words)]
    ]
    times = timing.time(clean, dated, attributions, codebook)
    return linking.link(clean, dated, attributions, times, codebook)


def test_a_statement_is_linked_to_the_occasion_it_was_said_at(codebook: Codebook) -> None:
    text = "In an interview with the Belarusian agency Belta, Sergey Lavrov said that force has its limits."
    [link] = links(codebook, text, {"force has its limits": "lavrov"}, "2023-10-29")
    assert (link.event, link.kind, link.statement) == (BELTA, LinkKind.SAID_AT, 0)
    assert "Belta" in link.evidence


@pytest.mark.parametrize(
    ("published", "kind"),
    [
        ("2023-11-10", LinkKind.ANTICIPATES),
        ("2023-11-16", LinkKind.REACTS_TO),
        ("2024-05-06", LinkKind.RECALLS),
        (None, LinkKind.MENTIONS),
    ],
)
def test_a_resolution_number_links_by_its_time(
    published: str | None, kind: LinkKind, codebook: Codebook
) -> None:
    text = "Resolution 2712 must be carried out, Dmitry Polyanskiy said. He asked for monitors."
    [link] = links(codebook, text, {"Resolution 2712 must be carried out": "polyanskiy"}, published)
    assert (link.event, link.kind, link.evidence) == (
        "ev-20231115-resolution-2712-on-humanitarian-pauses-adopted",
        kind,
        "Resolution 2712",
    )


def test_background_is_recalled_by_the_article(codebook: Codebook) -> None:
    text = (
        "Talks are needed, Sergey Lavrov said.\n\nHamas attacked Israel on October 7, and war began in Gaza."
    )
    [link] = links(codebook, text, {"Talks are needed": "lavrov"}, "2024-05-06")
    assert (link.event, link.kind, link.statement) == (ATTACK, LinkKind.RECALLS, None)


def test_words_that_fit_several_events_link_to_none_of_them(codebook: Codebook) -> None:
    text = "Sergey Lavrov spoke about the Doha Forum and its guests. He was glad to have been there."
    assert links(codebook, text, {"was glad to have been there": "lavrov"}, "2022-05-06") == ()


@pytest.mark.parametrize(("published", "found"), [("2023-12-14", 1), ("2024-12-12", 0), (None, 0)])
def test_a_yearly_occasion_is_linked_only_in_the_weeks_after_it(
    published: str | None, found: int, codebook: Codebook
) -> None:
    text = "During his speech at the Federation Council, Sergey Lavrov said that monitors were needed."
    assert len(links(codebook, text, {"monitors were needed": "lavrov"}, published)) == found


def test_a_yearly_occasion_with_its_number_needs_nothing_beside_it(codebook: Codebook) -> None:
    text = "At the 13th Valdai Middle East Conference, Sergey Lavrov said that monitors were needed."
    [link] = links(codebook, text, {"monitors were needed": "lavrov"}, None)
    assert link.event == "ev-20240213-valdai-club-middle-east-conference"


def test_a_text_without_events_has_no_links(codebook: Codebook) -> None:
    assert (
        links(codebook, "Talks are needed, Sergey Lavrov said.", {"Talks are needed": "lavrov"}, "2024-05-06")
        == ()
    )
