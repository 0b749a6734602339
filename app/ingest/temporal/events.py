"""A text in, the codebook's events that it refers to out, each with the words that show it.

Seven kinds of evidence, each scored between 0 and 1:

- resolution: the number of an adopted text ("resolution 2712", "ES-10/22"); 1.
- name: a name that the codebook gives the event; 0.9, or 0.6 if it recurs on other days.
- title: the words of the event's title and place within two sentences, each weighing the more the fewer
  events have it (inverse frequency); the share of that weight which the text has, if two such words stand
  there.
- date: a day and month of the event beside its own words; 0.8 (0.6 for a day alone that is the event's name).
- participants: the two who met, named within two sentences that speak of talks or a like occasion; 0.7.
- proper: a name of two or more words inside the title ("Doha Forum"), less sure because the next such
  occasion has it too; 0.6.
- vote: the body that voted, a word for voting and a word of the event's title in one sentence; 0.6.

Where the same words fit several events, all of them are given and each names the others as rivals.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from app.codebook.model import Codebook
from app.ingest.records import Span
from app.ingest.temporal import weekdays
from app.ingest.temporal.event_index import STOP, Index, Phrases, index
from app.ingest.temporal.expressions import Expression
from app.ingest.temporal.references import Kind, Reference
from app.ingest.temporal.stems import Word, sentences, stems, words

_RESOLUTION = re.compile(
    r"(?:resolutions?|resolution no|UNSCR|S/RES/|A/RES/|ES-|резолюци\w+|قرار\w{0,3}|القرار\w{0,3})"
    r"[\s№#.]{0,4}(?:رقم\s)?(?:No\.?\s?|ES-)?(\d{1,4}(?:/\d{1,3})?)(?!\d)",
    re.IGNORECASE,
)
_ENOUGH = 0.7
_LEAST_WEIGHT = 5.0
# A day that is itself the name of an event ("October 7"), with none of the event's words beside it.
_DAY_ALONE = 0.6
# A name that the occasions of other years bear too.
_RECURRING = 0.6
# Two words of an event beside its day, or one that hardly any other event has.
_SHARED_WEIGHT = 4.0


_SCORES = {
    Kind.RESOLUTION: 1.0,
    Kind.NAME: 0.9,
    Kind.DATE: 0.8,
    Kind.PARTICIPANTS: 0.7,
    Kind.PROPER: 0.6,
    Kind.VOTE: 0.6,
}


def find(text: str, expressions: Sequence[Expression], codebook: Codebook) -> tuple[Reference, ...]:
    """Every reference, in text order; the best one where several kinds of evidence meet in a sentence."""
    return _found(text, tuple(expressions), codebook)


# Dating, timing and linking ask this of one text after the other.
@lru_cache(maxsize=1)
def _found(text: str, expressions: tuple[Expression, ...], codebook: Codebook) -> tuple[Reference, ...]:
    known = index(codebook)
    tokens = words(text)
    near = _sentences(text, tokens)
    found = [
        *_numbers(text, known),
        *_names(tokens, known.names, known, Kind.NAME),
        *_names(tokens, known.proper, known, Kind.PROPER),
        *_titles(near, frozenset(token.stem for token in tokens), known),
        *_dates(near, expressions, known),
        *_votes(near, known),
        *_participants(near, tokens, known),
    ]
    found = list(weekdays.agreeing(text, found, expressions, codebook))
    best: dict[tuple[str, int], Reference] = {}
    starts = [sentence.span.start for sentence in near]
    for reference in found:
        place = (reference.event, _at(starts, reference.span.start))
        if place not in best or best[place].score < reference.score:
            best[place] = reference
    return tuple(sorted(best.values(), key=lambda one: (one.span.start, -one.score, one.event)))


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with its words, and those of the sentence before it in the same paragraph."""

    span: Span
    stems: Mapping[str, Word]
    around: frozenset[str]


def _sentences(text: str, tokens: Sequence[Word]) -> list[_Sentence]:
    found: list[_Sentence] = []
    at = 0
    before: frozenset[str] = frozenset()
    for span in sentences(text):
        inside: dict[str, Word] = {}
        while at < len(tokens) and tokens[at].start < span.stop:
            inside.setdefault(tokens[at].stem, tokens[at])
            at += 1
        found.append(_Sentence(span, inside, before))
        ends = text[max(span.stop - 2, span.start) : span.stop]
        before = frozenset() if "\n" in ends else frozenset(inside)
    return found


def _at(starts: Sequence[int], position: int) -> int:
    return bisect_right(starts, position)


def _numbers(text: str, index: Index) -> Iterator[Reference]:
    for match in _RESOLUTION.finditer(text):
        printed = match.group(1)
        number = f"ES-{printed}" if "ES-" in match.group().upper() else printed
        event = index.numbers.get(number)
        if event is not None:
            yield Reference(
                event, Span(match.start(), match.end()), Kind.RESOLUTION, _SCORES[Kind.RESOLUTION]
            )


def _runs(tokens: Sequence[Word], index: Phrases) -> Iterator[tuple[Span, tuple[str, ...], tuple[str, ...]]]:
    """Where the longest phrase of an index that begins at each word stands, its words and its bearers."""
    for at, token in enumerate(tokens):
        for phrase, named in index.get(token.stem, ()):
            last = at + len(phrase) - 1
            if last >= len(tokens) or tokens[last].stem != phrase[-1]:
                continue
            if all(tokens[at + i].stem == part for i, part in enumerate(phrase)):
                yield Span(token.start, tokens[last].stop), phrase, named
                break


def _names(
    tokens: Sequence[Word],
    named: Phrases,
    index: Index,
    kind: Kind,
) -> Iterator[Reference]:
    for span, phrase, events in _runs(tokens, named):
        for event in events:
            rivals = tuple(other for other in events if other != event)
            recurs = phrase in index.recurring[event]
            score = _RECURRING if recurs else _SCORES[kind]
            telling = kind is Kind.NAME and not recurs
            yield Reference(event, span, kind, score, rivals, telling=telling, recurs=recurs)


def _titles(near: Iterable[_Sentence], text: frozenset[str], index: Index) -> Iterator[Reference]:
    for sentence in near:
        seen = sentence.around | sentence.stems.keys()
        candidates = {
            event
            for word in sentence.stems
            if word not in STOP
            for event in index.with_word.get(word, ())
            if index.title[event] & index.surnames <= text
        }
        scored = sorted(
            filter(None, (_title(event, sentence, seen, index) for event in candidates)), key=_order
        )
        best = scored[0].score if scored else 0.0
        close = [one for one in scored if one.score >= best - 0.05]
        for one in close:
            yield replace(one, rivals=tuple(other.event for other in close if other.event != one.event))


def _order(reference: Reference) -> tuple[float, str]:
    return -reference.score, reference.event


def _title(
    event: str, sentence: _Sentence, seen: frozenset[str] | set[str], index: Index
) -> Reference | None:
    wanted, place = index.title[event], index.place[event]
    # A number tells an event from its like ("Resolution 1860", "press conference 2023"): it must stand there.
    if any(word not in seen for word in wanted if word[0].isdigit()):
        return None
    here = [word for word in wanted if word in seen]
    there = [word for word in place - wanted if word in seen]
    weight = sum(index.weight[word] for word in here) + sum(index.weight[word] for word in there) / 2
    share = weight / sum(index.weight[word] for word in wanted)
    inside = [sentence.stems[word] for word in here if word in sentence.stems]
    if share < _ENOUGH or weight < _LEAST_WEIGHT or len(here) < 2 or len(inside) < 2:
        return None
    span = Span(min(word.start for word in inside), max(word.stop for word in inside))
    recurs = stems(index.events[event].title) in index.recurring[event]
    telling = not recurs and any(index.tells(word) for word in here)
    score = round(min(share, 1.0) * (_RECURRING if recurs else _SCORES[Kind.NAME]), 3)
    return Reference(event, span, Kind.TITLE, score, telling=telling, recurs=recurs)


def _dates(near: Sequence[_Sentence], expressions: Sequence[Expression], index: Index) -> Iterator[Reference]:
    starts = [sentence.span.start for sentence in near]
    for expression in expressions:
        if expression.month is None or expression.day is None:
            continue
        sentence = near[_at(starts, expression.span.start) - 1] if near else None
        if sentence is None:
            continue
        found: dict[str, tuple[float, bool]] = {}
        for event in index.on_day.get((expression.month, expression.day), ()):
            on = index.events[event].on.first
            fits = expression.weekday in (None, on.weekday())
            if fits and (expression.year is None or on.year == expression.year):
                shared = index.own[event] & sentence.stems.keys()
                if sum(index.weight.get(word, 3.0) for word in shared) >= _SHARED_WEIGHT:
                    found[event] = (_SCORES[Kind.DATE], any(index.tells(word) for word in shared))
                elif event in index.called_by_day and expression.weekday is None:
                    found[event] = (_DAY_ALONE, False)
        for event, (score, telling) in found.items():
            rivals = tuple(other for other in found if other != event)
            yield Reference(event, expression.span, Kind.DATE, score, rivals, telling)


def _votes(near: Iterable[_Sentence], index: Index) -> Iterator[Reference]:
    for sentence in near:
        if not index.voting & sentence.stems.keys():
            continue
        found: dict[str, Span] = {}
        for event, body, content in index.votes:
            if body <= sentence.stems.keys() and (shared := content & sentence.stems.keys()):
                inside = [sentence.stems[word] for word in (*body, *shared)]
                found[event] = Span(min(word.start for word in inside), max(word.stop for word in inside))
        for event, span in found.items():
            rivals = tuple(other for other in found if other != event)
            yield Reference(event, span, Kind.VOTE, _SCORES[Kind.VOTE], rivals)


def _participants(near: Sequence[_Sentence], tokens: Sequence[Word], index: Index) -> Iterator[Reference]:
    starts = [sentence.span.start for sentence in near]
    present: dict[int, dict[str, Span]] = defaultdict(dict)
    for span, _, bearers in _runs(tokens, index.people):
        for person in bearers:
            present[_at(starts, span.start) - 1].setdefault(person, span)
    for at, people in present.items():
        sentence = near[at]
        if not (index.occasions & sentence.stems.keys()):
            continue
        around = {**present.get(at - 1, {}), **people} if sentence.around else people
        met = [
            event
            for event, both, rarer in index.pairs
            if both <= around.keys() and not rarer.isdisjoint(people.keys())
        ]
        for event in met:
            spans = [span for person, span in people.items() if person in index.events[event].participants]
            span = Span(min(one.start for one in spans), max(one.stop for one in spans))
            rivals = tuple(one for one in met if one != event)
            yield Reference(event, span, Kind.PARTICIPANTS, _SCORES[Kind.PARTICIPANTS], rivals)
