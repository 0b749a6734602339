"""Statements in the making in, statements as values out."""

from dataclasses import dataclass
from functools import lru_cache

from app.codebook.folding import fold
from app.codebook.model import Codebook
from app.codebook.terms import Voice
from app.ingest.attribution.people import Person
from app.ingest.records import Attribution, Span


@dataclass(slots=True)
class Draft:
    """A statement in the making."""

    pieces: list[Span]
    person: Person | None
    voice: Voice
    rule: str
    score: float
    printed: Span | None = None
    cue: Span | None = None
    runner_up: Person | None = None
    sentence: int = -1
    inner_of: "Draft | None" = None
    is_heading: bool = False

    @property
    def span(self) -> Span:
        """From the first to the last character."""
        return Span(self.pieces[0].start, self.pieces[-1].stop)


def value(draft: Draft, text: str, place: dict[int, int]) -> Attribution:
    """The statement; `place` tells where each draft stands among all."""
    person = draft.person
    known = person.speaker if person else None
    return Attribution(
        span=draft.span,
        voice=draft.voice,
        name=person.name if person else "",
        speaker=known.id if known else None,
        printed=draft.printed.of(text) if draft.printed else "",
        rule=draft.rule,
        score=draft.score,
        cue=draft.cue.of(text) if draft.cue else "",
        printed_span=draft.printed,
        cue_span=draft.cue,
        pieces=tuple(draft.pieces) if len(draft.pieces) > 1 else (),
        runner_up=draft.runner_up.name if draft.runner_up else None,
        nested_in=place.get(id(draft.inner_of)) if draft.inner_of else None,
    )


@lru_cache(maxsize=4)
def outlets(codebook: Codebook) -> frozenset[str]:
    """The folded names of the codebook's outlets."""
    speakers = {" ".join(fold(name)) for one in codebook.speakers.values() for name in one.names.all()}
    names = {" ".join(fold(name)) for one in codebook.outlets.values() for name in (one.name, *one.names)}
    return frozenset(names - speakers)
