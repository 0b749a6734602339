"""A harvest in, its statements in the terms of the gold files out."""

from dataclasses import dataclass

from app.codebook.folding import fold
from app.codebook.model import Codebook
from app.codebook.terms import Voice
from app.ingest.records import Harvest, Span

# What stands between "deputy-" and the institution in the id of an office.
_SPOKESPERSON = "spokesperson-of-the-"
_OWN_WORDS = (Voice.DIRECT, Voice.MIXED, Voice.TRANSCRIPT)


@dataclass(frozen=True, slots=True)
class Predicted:
    """One statement as it was found; the span lies in the decoded source file."""

    speaker: str
    span: Span
    is_direct: bool
    date: str | None
    topics: frozenset[str]
    stances: frozenset[tuple[str, str]]


def predictions(harvest: Harvest) -> tuple[Predicted, ...]:
    """The statements of one article."""
    return tuple(
        Predicted(
            speaker=attribution.name,
            span=harvest.text.offsets.span_to_source(attribution.span),
            is_direct=attribution.voice in _OWN_WORDS,
            date=when.on.isoformat() if when.on else None,
            topics=frozenset(found.topic for found in judgment.topics),
            stances=frozenset((found.position, found.stance.value) for found in judgment.stances),
        )
        for attribution, when, judgment in zip(
            harvest.attributions, harvest.times, harvest.judgments, strict=True
        )
    )


class Names:
    """Which names mean the same speaker."""

    def __init__(self, codebook: Codebook) -> None:
        self._ids = {
            " ".join(fold(name)): speaker.id
            for speaker in codebook.speakers.values()
            for name in (speaker.name, *speaker.names.all(), *speaker.places.all())
        }
        self._spoken_for = {
            speaker.id: {
                tenure.office.split(_SPOKESPERSON)[1]
                for tenure in speaker.tenures
                if _SPOKESPERSON in tenure.office
            }
            for speaker in codebook.speakers.values()
        }

    def same(self, name: str, others: tuple[str, ...]) -> bool:
        """Whether the name is one of the others, by the codebook or by surname and first letter."""
        return any(self._key(name) == self._key(other) or _alike(name, other) for other in others)

    def speaks_for(self, name: str, others: tuple[str, ...]) -> bool:
        """Whether the name is one of the others, or that of somebody who is spokesperson of one of them."""
        bodies = self._spoken_for.get(self._key(name), set())
        return self.same(name, others) or any(self._key(other) in bodies for other in others)

    def _key(self, name: str) -> str:
        folded = " ".join(fold(name)).removeprefix("the ")
        return self._ids.get(folded, folded)


def _alike(name: str, other: str) -> bool:
    words, others = fold(name), fold(other)
    if not words or not others or words[-1] != others[-1] or len(words) > 3 or len(others) > 3:
        return False
    # A surname alone is the person; two first names must at least begin alike.
    return len(words) == 1 or len(others) == 1 or words[0][0] == others[0][0]
