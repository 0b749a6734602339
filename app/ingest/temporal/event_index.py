"""A codebook in, its events ready to be found in texts out."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from app.codebook.model import Codebook, Event
from app.codebook.terms import Precision, SpeakerKind
from app.ingest.temporal import expressions
from app.ingest.temporal.stems import stem, stems

STOP = frozenset(
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
    ]
)
_RUN = re.compile(r"[A-Z][\w+-]*(?:\s[A-Z][\w+-]*)+")
_SYMBOL = re.compile(r"\([^)]*\)")
# A word of a title that may bring an event to mind; what a vote was about must be such a word too.
_CUE = 2.5
_CONTENT = 2.0
# A word is rare if no more than this many events have it in their title.
_RARE = 2

# Phrases by their first stem, longest first: the stems of each and the ids of all that bear it.
Phrases = Mapping[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """Events by everything that texts may say of them; words are stems, weights are inverse frequencies."""

    events: Mapping[str, Event]
    names: Phrases
    recurring: Mapping[str, frozenset[tuple[str, ...]]]
    people: Phrases
    proper: Phrases
    numbers: Mapping[str, str]
    title: Mapping[str, frozenset[str]]
    place: Mapping[str, frozenset[str]]
    own: Mapping[str, frozenset[str]]
    called_by_day: frozenset[str]
    weight: Mapping[str, float]
    with_word: Mapping[str, tuple[str, ...]]
    on_day: Mapping[tuple[int, int], tuple[str, ...]]
    occasions: frozenset[str]
    voting: frozenset[str]
    votes: tuple[tuple[str, frozenset[str], frozenset[str]], ...]
    surnames: frozenset[str]
    everyday: frozenset[str]
    rare: float
    pairs: tuple[tuple[str, frozenset[str], frozenset[str]], ...]

    def tells(self, word: str) -> bool:
        """Whether hardly any other occasion has the word: rare, nobody's name, no everyday word."""
        return self.weight.get(word, 0.0) >= self.rare and word not in self.surnames | self.everyday


@lru_cache(maxsize=4)
def index(codebook: Codebook) -> Index:
    """The index of a codebook, built once for each."""
    events = codebook.events
    title = {
        event.id: frozenset(word for word in stems(_SYMBOL.sub(" ", event.title)) if word not in STOP)
        for event in events.values()
    }
    place = {
        event.id: frozenset(word for word in stems(event.place) if word not in STOP)
        for event in events.values()
    }
    counts = Counter(word for event_id in title for word in title[event_id] | place[event_id])
    weight = {word: math.log(1 + len(events) / count) for word, count in counts.items()}
    with_word: dict[str, list[str]] = defaultdict(list)
    for event_id, found in title.items():
        for word in found:
            if weight[word] >= _CUE:
                with_word[word].append(event_id)
    on_day: dict[tuple[int, int], list[str]] = defaultdict(list)
    for event in events.values():
        if event.on.precision is Precision.DAY:
            for day in {event.on.first, event.last}:
                on_day[day.month, day.day].append(event.id)
    people = _phrase_index(_people(codebook))
    # A date cannot bear witness to itself by the name of its month or by its number.
    months = {part for word, _ in codebook.calendar.months for part in stems(word)}
    return Index(
        events=events,
        names=_phrase_index((name, event) for event, name in _names(events) if not _is_day(name, codebook)),
        recurring={event.id: frozenset(map(stems, event.recurring)) for event in events.values()},
        people=people,
        proper=_rare(_phrase_index(_proper(events.values(), codebook))),
        numbers=_symbols(events.values()),
        title={event_id: found or frozenset({"\0"}) for event_id, found in title.items()},
        place=place,
        called_by_day=frozenset(event_id for event_id, name in _names(events) if _is_day(name, codebook)),
        own={
            event.id: (title[event.id] | place[event.id] | _own(event)) - months for event in events.values()
        },
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
        pairs=_pairs(codebook),
    )


def _names(events: Mapping[str, Event]) -> list[tuple[str, str]]:
    return [(event.id, name) for event in events.values() for name in _called(event)]


def _called(event: Event) -> tuple[str, ...]:
    return *event.names, *event.recurring, event.title


def _is_day(name: str, codebook: Codebook) -> bool:
    """Whether a name is a date and nothing else ("October 7"), which other years have too."""
    found = expressions.find(name, codebook.calendar)
    return len(found) == 1 and found[0].span.of(name).strip() == name.strip()


def _pairs(codebook: Codebook) -> tuple[tuple[str, frozenset[str], frozenset[str]], ...]:
    """Meetings of two, with those of the two who make it the occasion: they take part in fewest events.

    Two of one country travelled together; that both are named is no sign of the journey.
    """
    counts = Counter(person for event in codebook.events.values() for person in event.participants)
    found = []
    for event in codebook.events.values():
        if len(event.participants) == 2 and not _compatriots(event, codebook):
            fewest = min(counts[person] for person in event.participants)
            rarer = frozenset(person for person in event.participants if counts[person] == fewest)
            found.append((event.id, frozenset(event.participants), rarer))
    return tuple(found)


def _compatriots(event: Event, codebook: Codebook) -> bool:
    countries = {codebook.speakers[one].country for one in event.participants if one in codebook.speakers}
    return len(countries) == 1 and countries != {""}


def _ballot(event: Event, weight: Mapping[str, float]) -> tuple[str, frozenset[str], frozenset[str]]:
    """A vote by its body and by the words of its title that say what it was about."""
    body = frozenset(stems(event.vote.body if event.vote else "")) - {"un"}
    title = frozenset(stems(_SYMBOL.sub(" ", event.title))) - STOP - body
    return event.id, body, frozenset(word for word in title if weight.get(word, 0.0) >= _CONTENT)


def _own(event: Event) -> frozenset[str]:
    described = " ".join((event.summary, *event.names, *event.recurring))
    return frozenset(
        word for word in stems(described) if word not in STOP and len(word) > 3 and not word[0].isdigit()
    )


def _people(codebook: Codebook) -> Iterator[tuple[str, str]]:
    """The names of all who take part in an event; surnames only where they are nobody else's."""
    taking_part = {person for event in codebook.events.values() for person in event.participants}
    for person in sorted(taking_part):
        speaker = codebook.speakers.get(person)
        if speaker is None or speaker.kind is not SpeakerKind.PERSON:
            continue
        for name in (*speaker.names.all(), *speaker.surnames.all()):
            yield name, person


def _proper(events: Collection[Event], codebook: Codebook) -> Iterator[tuple[str, str]]:
    """Runs of capitalised words inside a title that are not the name of a person or a state."""
    speakers = {
        stems(name)
        for speaker in codebook.speakers.values()
        if speaker.kind is not SpeakerKind.INSTITUTION
        for name in speaker.names.all()
    }
    bodies = {part for event in events if event.vote for part in stems(event.vote.body)}
    for event in events:
        for run in _RUN.findall(event.title):
            phrase = stems(run)
            if len(phrase) >= 2 and phrase not in speakers and not set(phrase) <= STOP | bodies:
                yield run, event.id


def _phrase_index(named: Iterable[tuple[str, str]]) -> Phrases:
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
