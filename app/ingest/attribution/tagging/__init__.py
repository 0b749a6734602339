"""A text in, its sources, cues and contents out, as a network trained on marked news finds them."""

from dataclasses import dataclass

from app.ingest.attribution.tagging import features, joining, labelling, stored
from app.ingest.attribution.tagging.tokens import Tokens, tokenise
from app.ingest.records import Span

__all__ = ["Tagged", "tag"]


@dataclass(frozen=True, slots=True)
class Tagged:
    """One attribution: `contents` are its pieces; source and cue are None where none is seen."""

    contents: tuple[Span, ...]
    source: Span | None
    cue: Span | None
    is_direct: bool


def tag(text: str) -> tuple[Tagged, ...]:
    """Every attribution of an English text, in order."""
    tokens = tokenise(text)
    if not len(tokens):
        return ()
    trained = stored.trained()
    windows = list(features.windows(tokens))
    scores, states = trained.read(features.encode(tokens), windows)
    spans = labelling.spans(scores, trained.begins, trained.transitions, tokens)
    readings = trained.point(states, windows, joining.asked(spans, len(tokens)))
    return tuple(_tagged(joined, tokens) for joined in joining.join(spans, readings, tokens))


def _tagged(joined: joining.Joined, tokens: Tokens) -> Tagged:
    return Tagged(
        contents=tuple(_span(stretch, tokens) for stretch in joined.contents),
        source=_span(joined.sources[0], tokens) if joined.sources else None,
        cue=_span(joined.cue, tokens) if joined.cue else None,
        is_direct=any(tokens.quote[at] >= 0 for start, stop in joined.contents for at in range(start, stop)),
    )


def _span(stretch: tuple[int, int], tokens: Tokens) -> Span:
    return Span(tokens.starts[stretch[0]], tokens.stops[stretch[1] - 1])
