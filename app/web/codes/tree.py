"""A codebook in, its codes as a tree laid out in lines out: topics, positions with stances, formulas."""

from collections.abc import Iterator
from typing import NamedTuple

from app.codebook.model import Codebook, Position
from app.codebook.terms import Stance

_COLOURS = {
    Stance.SUPPORT: "#5E3C99",
    Stance.CONDITIONAL: "#B2ABD2",
    Stance.NEUTRAL: "#7F7F7F",
    Stance.OPPOSE: "#E66101",
}


class Code(NamedTuple):
    """A code, or a heading that no passage can be given; its id never changes, its name may."""

    id: str
    parent: str
    path: str
    name: str
    kind: str
    description: str = ""
    include: str = ""
    exclude: str = ""
    colour: str = ""
    is_codable: bool = True


def codes(codebook: Codebook) -> list[Code]:
    """Every code after its parent."""
    return [*_topics(codebook), *_positions(codebook), *_formulas(codebook)]


def _topics(codebook: Codebook) -> Iterator[Code]:
    yield _heading("topics", "Topics")
    for topic in codebook.topics.values():
        yield Code(
            f"topic:{topic.id}",
            "topics",
            f"Topics/{topic.name}",
            topic.name,
            "topic",
            topic.definition,
            " ".join(topic.include),
            " ".join(topic.exclude),
        )


def _positions(codebook: Codebook) -> Iterator[Code]:
    yield _heading("positions", "Positions")
    for position in codebook.positions.values():
        sentence = position.sentence.rstrip(".")
        yield Code(
            f"position:{position.id}",
            "positions",
            f"Positions/{sentence}",
            sentence,
            "position",
            position.definition,
            " ".join(position.include),
            " ".join(position.exclude),
            is_codable=False,
        )
        yield from (_stance(position, stance) for stance in Stance)


def _stance(position: Position, stance: Stance) -> Code:
    """The name says the position too, since some programs show codes without what they stand under."""
    sentence = position.sentence.rstrip(".")
    return Code(
        f"position:{position.id}/{stance}",
        f"position:{position.id}",
        f"Positions/{sentence}/{stance}",
        f"{stance}: {sentence}",
        "stance",
        position.looks_like.get(stance, ""),
        colour=_COLOURS[stance],
    )


def _formulas(codebook: Codebook) -> Iterator[Code]:
    yield _heading("formulas", "Formulas")
    for formula in codebook.formulas.values():
        yield Code(
            f"formula:{formula.id}",
            "formulas",
            f"Formulas/{formula.name}",
            formula.name,
            "formula",
            formula.definition,
        )


def _heading(id_: str, name: str) -> Code:
    return Code(id_, "", name, name, "heading", is_codable=False)
