"""A text in, the codebook's events that it refers to out, each with the words that show it.

Seven kinds of evidence, each scored between 0 and 1:

- resolution: the number of an adopted text ("resolution 2712", "ES-10/22"); 1.
- name: a name that the codebook gives the event; 0.9.
- title: the words of the event's title and place within two sentences, each weighing the more the fewer events
  have it (inverse frequency); the share of that weight which the text has, when at least two such words stand there.
- date: a day and month of the event beside one of its own words; 0.8.
- proper: a name of two or more words inside the title ("Doha Forum"), less sure because the next such occasion has
  it too; 0.6.
- vote: the body that voted, a word for voting and a word of the event's title in one sentence; 0.6.
- participants: the people who met, named within two sentences that speak of talks or a like occasion; 0.7.

Where the same words fit several events, all of them are given and each names the others as rivals.
"""

import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from app.codebook.model import Codebook, Event
from app.codebook.terms import Precision, SpeakerKind
from app.ingest.records import Span
from app.ingest.temporal.expressions import Expression
from app.ingest.temporal.stems import Word, sentences, stem, stems, words

_STOP = frozenset(
    stem(word)
    for word in [
        "the",
        "a",
        "an",
        "of",
        "in",
        "on",
        "at",
        "and",
        "for",
        "to",
        "with",
        "by",
        "after",
        "from",
        "into",
        "over",
        "near",
        "as",
        "its",
        "his",
        "her",
        "gaza",
        "israel",
        "israeli",
        "palestine",
        "palestinian",
        "russia",
        "russian",
        "moscow",
    ]
)
_RESOLUTION = re.compile(
    r"(?:resolutions?|resolution no|UNSCR|S/RES/|A/RES/|ES-|резолюци\w+|قرار\w{0,3}|القرار\w{0,3})"
    r"[\s№#.]{0,4}(?:رقم\s)?(?:No\.?\s?|ES-)?(\d{1,4}(?:/\d{1,3})?)(?!\d)",
    re.IGNORECASE,
)
_RUN = re.compile(r"[A-Z][\w+-]*(?:\s[A-Z][\w+-]*)+")
_COMMON = frozenset(
    stem(word)
    for word in ["Security", "Council", "General", "Assembly", "UN", "US", "President", "Council", "West"]
)
_SYMBOL = re.compile(r"\([^)]*\)")
_ENOUGH = 0.7
_LEAST_WEIGHT = 5.0
# What a vote was about: words that most events lack.
_CONTENT = 2.0
# A word is rare if no more than this many events have it in their title.
_RARE = 2
# Two words of an event beside its day, or one that hardly any other event has.
_SHARED_WEIGHT = 4.0


# Phrases by their first stem, longest first: the stems of each and the ids of all that bear it.
Phrases = Mapping[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]


class Kind(StrEnum):
    """What shows that a text refers to an event."""

    RESOLUTION = "resolution"
    NAME = "name"
    TITLE = "title"
    DATE = "date"
    PARTICIPANTS = "participants"
    PROPER = "proper"
    VOTE = "vote"


_SCORES = {
    Kind.RESOLUTION: 1.0,
    Kind.NAME: 0.9,
    Kind.DATE: 0.8,
    Kind.PARTICIPANTS: 0.7,
    Kind.PROPER: 0.6,
    Kind.VOTE: 0.6,
}


@dataclass(frozen=True, slots=True)
class Reference:
    """One place where a text refers to an event; `rivals` are other events that the same words fit.

    It is `telling` where the words belong to hardly any other occasion: a given name, a number, or a word of the title
    that is rare among events and nobody's name (people meet more often than any list knows).
    """

    event: str
    span: Span
    kind: Kind
    score: float
    rivals: tuple[str, ...] = ()
    telling: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class _Index:
    events: Mapping[str, Event]
    names: Phrases
    people: Phrases
    proper: Phrases
    numbers: Mapping[str, str]
    title: Mapping[str, frozenset[str]]
    place: Mapping[str, frozenset[str]]
    own: Mapping[str, frozenset[str]]
    weight: Mapping[str, float]
    with_word: Mapping[str, tuple[str, ...]]
    on_day: Mapping[tuple[int, int], tuple[str, ...]]
    occasions: frozenset[str]
    voting: frozenset[str]
    votes: tuple[tuple[str, frozenset[str], frozenset[str]], ...]
    surnames: frozenset[str]
    everyday: frozenset[str]
    rare: float


def find(text: str, expressions: Sequence[Expression], codebook: Codebook) -> tuple[Reference, ...]:
    """Every reference, in text order; the best one where several kinds of evidence meet in a sentence."""
    index = _index(codebook)
    tokens = words(text)
    near = _sentences(text, tokens)
    found = [
        *_numbers(text, index),
        *_names(tokens, index.names, Kind.NAME),
        *_names(tokens, index.proper, Kind.PROPER),
        *_titles(near, frozenset(token.stem for token in tokens), index),
        *_dates(near, expressions, index),
        *_votes(near, index),
        *_participants(near, tokens, index),
    ]
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


def _numbers(text: str, index: _Index) -> Iterator[Reference]:
    for match in _RESOLUTION.finditer(text):
        printed = match.group(1)
        number = f"ES-{printed}" if "ES-" in match.group().upper() else printed
        event = index.numbers.get(number)
        if event is not None:
            yield Reference(
                event, Span(match.start(), match.end()), Kind.RESOLUTION, _SCORES[Kind.RESOLUTION]
            )


def _runs(tokens: Sequence[Word], index: Phrases) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Where the longest phrase of an index that begins at each word stands, and what it is a name of."""
    for at, token in enumerate(tokens):
        for phrase, named in index.get(token.stem, ()):
            last = at + len(phrase) - 1
            if last < len(tokens) and all(tokens[at + i].stem == part for i, part in enumerate(phrase)):
                yield Span(token.start, tokens[last].stop), named
                break


def _names(
    tokens: Sequence[Word],
    named: Phrases,
    kind: Kind,
) -> Iterator[Reference]:
    for span, events in _runs(tokens, named):
        for event in events:
            rivals = tuple(other for other in events if other != event)
            yield Reference(event, span, kind, _SCORES[kind], rivals, telling=kind is Kind.NAME)


def _titles(near: Iterable[_Sentence], text: frozenset[str], index: _Index) -> Iterator[Reference]:
    for sentence in near:
        seen = sentence.around | sentence.stems.keys()
        candidates = {
            event
            for word in sentence.stems
            if word not in _STOP
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
    event: str, sentence: _Sentence, seen: frozenset[str] | set[str], index: _Index
) -> Reference | None:
    wanted, place = index.title[event], index.place[event]
    # A number in a title tells it from its like ("Resolution 1860", "press conference 2023"): it must stand there.
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
    telling = any(_tells(word, index) for word in here)
    return Reference(event, span, Kind.TITLE, round(min(share, 1.0) * 0.9, 3), telling=telling)


def _tells(word: str, index: _Index) -> bool:
    """Whether hardly any other occasion has the word: rare among events, nobody's name, no everyday word."""
    return (
        index.weight.get(word, 0.0) >= index.rare
        and word not in index.surnames
        and word not in index.everyday
    )


def _dates(
    near: Sequence[_Sentence], expressions: Sequence[Expression], index: _Index
) -> Iterator[Reference]:
    starts = [sentence.span.start for sentence in near]
    for expression in expressions:
        if expression.month is None or expression.day is None:
            continue
        sentence = near[_at(starts, expression.span.start) - 1] if near else None
        if sentence is None:
            continue
        found: dict[str, bool] = {}
        for event in index.on_day.get((expression.month, expression.day), ()):
            on = index.events[event].on.first
            fits = expression.weekday in (None, on.weekday())
            if fits and (expression.year is None or on.year == expression.year):
                shared = index.own[event] & sentence.stems.keys()
                if sum(index.weight.get(word, 3.0) for word in shared) >= _SHARED_WEIGHT:
                    found[event] = any(_tells(word, index) for word in shared)
        for event, telling in found.items():
            rivals = tuple(other for other in found if other != event)
            yield Reference(event, expression.span, Kind.DATE, _SCORES[Kind.DATE], rivals, telling)


def _votes(near: Iterable[_Sentence], index: _Index) -> Iterator[Reference]:
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


def _participants(near: Sequence[_Sentence], tokens: Sequence[Word], index: _Index) -> Iterator[Reference]:
    starts = [sentence.span.start for sentence in near]
    present: dict[int, dict[str, Span]] = defaultdict(dict)
    for span, bearers in _runs(tokens, index.people):
        for person in bearers:
            present[_at(starts, span.start) - 1].setdefault(person, span)
    by_pair = _by_pair(index)
    for at, people in present.items():
        sentence = near[at]
        if not (index.occasions & sentence.stems.keys()):
            continue
        around = {**present.get(at - 1, {}), **people} if sentence.around else people
        met = [
            event
            for event, needed in by_pair
            if needed <= around.keys() and not needed.isdisjoint(people.keys())
        ]
        met = [event for event in met if _others(index, event) & people.keys()]
        for event in met:
            spans = [span for person, span in people.items() if person in index.events[event].participants]
            span = Span(min(one.start for one in spans), max(one.stop for one in spans))
            rivals = tuple(one for one in met if one != event)
            yield Reference(event, span, Kind.PARTICIPANTS, _SCORES[Kind.PARTICIPANTS], rivals)


@lru_cache(maxsize=4)
def _by_pair(index: _Index) -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple(
        (event.id, frozenset(event.participants))
        for event in index.events.values()
        if len(event.participants) == 2
    )


def _others(index: _Index, event: str) -> frozenset[str]:
    """The participants who make the occasion: those who take part in fewest events."""
    people = index.events[event].participants
    counts = _attendance(index)
    fewest = min((counts[person] for person in people), default=0)
    return frozenset(person for person in people if counts[person] <= max(fewest, 1))


@lru_cache(maxsize=4)
def _attendance(index: _Index) -> Counter[str]:
    return Counter(person for event in index.events.values() for person in event.participants)


@lru_cache(maxsize=4)
def _index(codebook: Codebook) -> _Index:
    events = codebook.events
    title = {
        event.id: frozenset(word for word in stems(_SYMBOL.sub(" ", event.title)) if word not in _STOP)
        for event in events.values()
    }
    place = {
        event.id: frozenset(word for word in stems(event.place) if word not in _STOP)
        for event in events.values()
    }
    counts = Counter(word for event_id in title for word in title[event_id] | place[event_id])
    weight = {word: math.log(1 + len(events) / count) for word, count in counts.items()}
    with_word: dict[str, list[str]] = defaultdict(list)
    for event_id, found in title.items():
        for word in found:
            if weight[word] >= 2.5:
                with_word[word].append(event_id)
    on_day: dict[tuple[int, int], list[str]] = defaultdict(list)
    for event in events.values():
        if event.on.precision is Precision.DAY:
            for day in {event.on.first, event.last}:
                on_day[day.month, day.day].append(event.id)
    people = _phrase_index(_people(codebook))
    return _Index(
        events=events,
        names=_phrase_index(
            (name, event.id) for event in events.values() for name in (*event.names, event.title)
        ),
        people=people,
        proper=_rare(_phrase_index(_proper(events.values(), codebook))),
        numbers=_symbols(events.values()),
        title={event_id: found or frozenset({"\0"}) for event_id, found in title.items()},
        place=place,
        own={event.id: title[event.id] | place[event.id] | _own(event) for event in events.values()},
        weight={**weight, "\0": 99.0},
        with_word={word: tuple(found) for word, found in with_word.items()},
        on_day={day: tuple(found) for day, found in on_day.items()},
        surnames=frozenset(part for group in people.values() for phrase, _ in group for part in phrase),
        everyday=frozenset(
            part
            for word in (*codebook.calendar.everyday, *codebook.calendar.occasions, *codebook.calendar.votes)
            for part in stems(word)
        ),
        rare=math.log(1 + len(events) / _RARE),
        voting=frozenset(part for word in codebook.calendar.votes for part in stems(word)),
        votes=tuple(_ballot(event, weight) for event in events.values() if event.vote),
        occasions=frozenset(part for word in codebook.calendar.occasions for part in stems(word)),
    )


def _ballot(event: Event, weight: Mapping[str, float]) -> tuple[str, frozenset[str], frozenset[str]]:
    """A vote by its body and by the words of its title that say what it was about."""
    body = frozenset(stems(event.vote.body if event.vote else "")) - {"un"}
    title = frozenset(stems(_SYMBOL.sub(" ", event.title))) - _STOP - _COMMON - body
    return event.id, body, frozenset(word for word in title if weight.get(word, 0.0) >= _CONTENT)


def _own(event: Event) -> frozenset[str]:
    described = " ".join((event.summary, *event.names))
    return frozenset(word for word in stems(described) if word not in _STOP and len(word) > 3)


def _people(codebook: Codebook) -> Iterator[tuple[str, str]]:
    """The names of all who take part in an event; surnames only where they are nobody else's."""
    taking_part = {person for event in codebook.events.values() for person in event.participants}
    for person in sorted(taking_part):
        speaker = codebook.speakers.get(person)
        if speaker is None or speaker.kind is not SpeakerKind.PERSON:
            continue
        for name in (*speaker.names.all(), *speaker.surnames.all()):
            yield name, person


def _proper(events: Iterable[Event], codebook: Codebook) -> Iterator[tuple[str, str]]:
    """Runs of capitalised words inside a title that are not the name of a person or a state."""
    speakers = {
        stems(name)
        for speaker in codebook.speakers.values()
        if speaker.kind is not SpeakerKind.INSTITUTION
        for name in speaker.names.all()
    }
    for event in events:
        for run in _RUN.findall(event.title):
            phrase = stems(run)
            if len(phrase) >= 2 and phrase not in speakers and not set(phrase) <= _STOP | _COMMON:
                yield run, event.id


def _phrase_index(
    named: Iterable[tuple[str, str]],
) -> Phrases:
    """Phrases by their first stem, longest first, with everything that bears the name."""
    bearers: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, bearer in named:
        phrase = stems(name)
        if phrase and bearer not in bearers[phrase]:
            bearers[phrase].append(bearer)
    found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = defaultdict(list)
    for phrase, ids in bearers.items():
        found[phrase[0]].append((phrase, tuple(ids)))
    return {first: tuple(sorted(group, key=lambda one: -len(one[0]))) for first, group in found.items()}


def _rare(index: Phrases) -> Phrases:
    """Only phrases of one or two events: what more have is the name of a region or a body."""
    return {first: tuple(one for one in group if len(one[1]) <= 2) for first, group in index.items()}


def _symbols(events: Iterable[Event]) -> dict[str, str]:
    """Resolution numbers as texts print them: `2712` of S/RES/2712 (2023), `ES-10/22` of A/RES/ES-10/22."""
    found: dict[str, str] = {}
    for event in events:
        if event.vote and event.vote.symbol:
            number = event.vote.symbol.split("RES/")[-1].split("(")[0].strip()
            found[number] = event.id
    return found
