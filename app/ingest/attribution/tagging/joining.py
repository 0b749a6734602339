"""Sources, cues and contents in, attributions out: which content and which source belong to which cue."""

from dataclasses import dataclass, field

import numpy as np

from app.ingest.attribution.tagging import signatures
from app.ingest.attribution.tagging.labelling import Labelled
from app.ingest.attribution.tagging.network import RELATIONS, Asked, Reading
from app.ingest.attribution.tagging.signatures import Signature
from app.ingest.attribution.tagging.tokens import Tokens

CONTENT_CUE, SOURCE_CUE, CUE_SOURCE = (
    RELATIONS.index(name) for name in ("content-cue", "source-cue", "cue-source")
)

# Log probabilities; below the floor differences say nothing.
_FLOOR = -9.0
# A cue without content takes one from a cue that has two, if that is at most so much less likely.
_MOVE = 4.0
# A source must be at least so likely; the cue's own pointer weighs less than the words that point back to it.
_LEAST_SOURCE = -3.0
_POINTER_WEIGHT = 0.2
_LEAST_POINTER = float(np.log(0.5))
# A cue names its content within the next paragraphs or not at all.
_FAR = 400
_PRONOUNS = frozenset({"he", "she", "they", "we", "i", "you", "it", "who"})

Stretch = tuple[int, int]


@dataclass(slots=True)
class Joined:
    """One attribution in tokens; a quotation that nobody is seen to say has neither cue nor source."""

    contents: list[Stretch]
    cue: Stretch | None = None
    sources: list[Stretch] = field(default_factory=list)


def asked(spans: list[Labelled], length: int) -> Asked:
    """For which words of the article `join` wants to know what they point to, by relation."""
    found = np.zeros((len(RELATIONS), length), np.bool_)
    for span in spans:
        if span.role == "cue":
            found[CUE_SOURCE, span.start] = True
        else:
            found[CONTENT_CUE if span.role == "content" else SOURCE_CUE, span.start : span.stop] = True
    return found


def join(spans: list[Labelled], readings: list[Reading], tokens: Tokens) -> list[Joined]:
    """Attributions in the order of their first content."""
    signed = signatures.find(tokens)
    spans = _apart_from(spans, signed)
    arcs = _Arcs(readings, len(tokens))
    cues = [(span.start, span.stop) for span in spans if span.role == "cue"]
    sources = [(span.start, span.stop) for span in spans if span.role == "source"]
    contents = [(span.start, span.stop) for span in spans if span.role == "content"]
    chosen = _cue_of_each(contents, cues, arcs)
    by_cue: dict[Stretch, Joined] = {}
    found: list[Joined] = []
    for content in contents:
        cue = chosen[content]
        if cue is None:
            found.append(Joined([content]))
        elif cue in by_cue:
            by_cue[cue].contents.append(content)
        else:
            by_cue[cue] = Joined([content], cue, _sources(cue, sources, arcs, tokens))
            found.append(by_cue[cue])
    found += [Joined([one.content], one.dash, [one.name]) for one in signed]
    found.sort(key=lambda joined: joined.contents[0])
    _lend_speakers(found, tokens)
    return found


def _apart_from(spans: list[Labelled], signed: list[Signature]) -> list[Labelled]:
    """The spans that lie in no signed quotation: who signs it says all of it."""
    found, at = [], 0
    for span in sorted(spans, key=lambda span: span.start):
        while at < len(signed) and signed[at].name[1] <= span.start:
            at += 1
        if at == len(signed) or span.stop <= signed[at].content[0]:
            found.append(span)
    return found


class _Arcs:
    """What the network reads, by token of the article."""

    def __init__(self, readings: list[Reading], length: int) -> None:
        self._of = np.zeros(length, np.int32)
        self._readings = readings
        for number, reading in enumerate(readings):
            self._of[reading.start : reading.stop] = number

    def around(self, at: int) -> Reading:
        return self._readings[int(self._of[at])]

    def mean(self, relation: int, stretch: Stretch, head: int | None) -> float:
        """How likely the words point to that token, or to none; words of other windows do not."""
        total, at = 0.0, stretch[0]
        while at < stretch[1]:
            reading = self.around(at)
            stop = min(stretch[1], reading.stop)
            if head is None:
                column = 0
            elif reading.start <= head < reading.stop:
                column = head - reading.start + 1
            else:
                total += _FLOOR * (stop - at)
                at = stop
                continue
            rows = reading.arcs[relation, at - reading.start : stop - reading.start, column]
            total += float(np.maximum(rows, _FLOOR).sum())
            at = stop
        return total / (stretch[1] - stretch[0])


def _cue_of_each(contents: list[Stretch], cues: list[Stretch], arcs: _Arcs) -> dict[Stretch, Stretch | None]:
    scores: dict[tuple[Stretch, Stretch | None], float] = {}
    chosen: dict[Stretch, Stretch | None] = {}
    first = 0
    for content in contents:
        while first < len(cues) and cues[first][0] < content[0] - _FAR:
            first += 1
        near = _until(cues, first, content[1] + _FAR)
        scores[content, None] = arcs.mean(CONTENT_CUE, content, None)
        for cue in near:
            heads = range(cue[0], min(cue[1], cue[0] + 3))
            scores[content, cue] = max(arcs.mean(CONTENT_CUE, content, head) for head in heads)
        chosen[content] = max([None, *near], key=lambda cue, content=content: scores[content, cue])  # type: ignore[misc]
    _share_out(contents, cues, scores, chosen)
    return chosen


def _until(cues: list[Stretch], first: int, end: int) -> list[Stretch]:
    last = first
    while last < len(cues) and cues[last][0] <= end:
        last += 1
    return cues[first:last]


def _share_out(
    contents: list[Stretch],
    cues: list[Stretch],
    scores: dict[tuple[Stretch, Stretch | None], float],
    chosen: dict[Stretch, Stretch | None],
) -> None:
    """Every cue introduces something: one left empty takes the content that costs least to move."""
    held: dict[Stretch, int] = dict.fromkeys(cues, 0)
    takers: dict[Stretch, list[Stretch]] = {cue: [] for cue in cues}
    for content in contents:
        if (cue := chosen[content]) is not None:
            held[cue] += 1
    for content, cue in scores:
        if cue is not None:
            takers[cue].append(content)
    for cue in cues:
        if held[cue]:
            continue
        best, cheapest = None, _MOVE
        for content in takers[cue]:
            holder = chosen[content]
            cost = scores[content, holder] - scores[content, cue]
            if cost < cheapest and (holder is None or held[holder] > 1):
                best, cheapest = content, cost
        if best is not None:
            holder = chosen[best]
            if holder is not None:
                held[holder] -= 1
            chosen[best] = cue
            held[cue] += 1


def _sources(cue: Stretch, sources: list[Stretch], arcs: _Arcs, tokens: Tokens) -> list[Stretch]:
    """The likeliest source; where none is tagged, the words that the cue points to."""
    reading = arcs.around(cue[0])
    pointer = reading.arcs[CUE_SOURCE, cue[0] - reading.start]
    best, chance = None, _LEAST_SOURCE
    for source in sources:
        if not reading.start <= source[0] < reading.stop:
            continue
        columns = pointer[source[0] - reading.start + 1 : min(source[1], reading.stop) - reading.start + 1]
        pointed = float(np.logaddexp.reduce(columns))
        score = _POINTER_WEIGHT * pointed + (1 - _POINTER_WEIGHT) * arcs.mean(SOURCE_CUE, source, cue[0])
        if score > chance:
            best, chance = source, score
    if best:
        return [best]
    column = int(pointer.argmax())
    if column and pointer[column] > _LEAST_POINTER:
        return [_name_at(reading.start + column - 1, reading.stop, tokens)]
    return []


def _name_at(start: int, end: int, tokens: Tokens) -> Stretch:
    """The pronoun, or the run of capitalised words, that begins there."""
    stop = start + 1
    if tokens.words[start].lower() in _PRONOUNS:
        return start, stop
    while stop < end and tokens.words[stop][0].isupper() and tokens.sentence[stop] == tokens.sentence[start]:
        stop += 1
    return start, stop


def _lend_speakers(found: list[Joined], tokens: Tokens) -> None:
    """A quotation with no cue goes on for the speaker before it in this paragraph or the one above."""
    last: Joined | None = None
    for joined in found:
        start = joined.contents[0][0]
        is_bare = joined.cue is None and not joined.sources and tokens.quote[start] >= 0
        if is_bare and last and tokens.paragraph[start] - tokens.paragraph[last.contents[-1][0]] <= 1:
            joined.sources = last.sources
        if joined.sources:
            last = joined
