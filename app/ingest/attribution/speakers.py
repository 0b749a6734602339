"""The words for a speaker in, the speaker out: names, offices, pronouns, bodies; strangers as printed."""

from collections.abc import Sequence

from app.codebook.terms import Gender
from app.codebook.vocabulary import Sort
from app.ingest.attribution import bodies, garbled, naming, people
from app.ingest.attribution.cast import Cast
from app.ingest.attribution.people import Person, Voiced
from app.ingest.attribution.subjects import Range, core_of, is_pronoun
from app.ingest.attribution.tokens import Item
from app.ingest.records import Span

# Among so many first words stands the subject of a sentence.
_SUBJECT = 7


def speak(sentence: Sequence[Item], phrase: Range, cast: Cast) -> Voiced:
    """Who the phrase names; the cast remembers that this was the latest to speak."""
    position = sentence[phrase[0]].start
    cast.catch_up(position)
    voiced = _who(sentence, phrase, cast)
    cast.spoke(position, voiced)
    return voiced


def _who(sentence: Sequence[Item], phrase: Range, cast: Cast) -> Voiced:
    item = sentence[phrase[0]]
    if phrase[1] - phrase[0] == 1 and (is_pronoun(item, cast.words) or item.low in cast.words.own):
        return _own_subject(sentence, phrase[0], cast) or _pronoun(item, cast)
    person = _person(sentence, phrase, cast) or _role(sentence, phrase, cast)
    if person:
        return person
    core = core_of(sentence, phrase, cast.words)
    issuer = phrase[0] + len(core) + 1
    if core[-1].low in cast.words.documents and issuer < phrase[1]:
        return _who(sentence, (issuer, phrase[1]), cast)
    return bodies.voiced(sentence, phrase, cast)


def _own_subject(sentence: Sequence[Item], index: int, cast: Cast) -> Voiced | None:
    """Whom "it" means where a body opens the sentence (Hamas put out a text in which it thanked …)."""
    item = sentence[index]
    if item.low not in cast.words.it or index < 2 or sentence[0].low in cast.words.prepositions:
        return None
    stop = next((i for i in range(1, min(index, _SUBJECT)) if not sentence[i].is_capital), 1)
    found = cast.names.between(sentence[0].start, sentence[stop - 1].stop)
    body = bodies.named([one for one in found if one.stop == sentence[stop - 1].stop], cast)
    return Voiced(body, Span(item.start, item.stop), 0.7) if body else None


def _pronoun(item: Item, cast: Cast) -> Voiced:
    printed = Span(item.start, item.stop)
    words = cast.words
    if item.low in words.own:
        found = cast.latest() or (cast.named[-1][1] if cast.named else None)
        return Voiced(found, printed, 0.7)
    if item.low in words.he:
        return _recent(item, printed, Gender.HE, cast)
    if item.low in words.she:
        return _recent(item, printed, Gender.SHE, cast)
    latest = sorted([*cast.recent[-12:], *cast.met[-4:]], key=lambda turn: turn[0])
    bodies = [person for _, person in latest if not person.is_person or item.low in words.they]
    return Voiced(bodies[-1] if bodies else None, printed, 0.6)


def _recent(item: Item, printed: Span, gender: Gender, cast: Cast) -> Voiced:
    """Who spoke last, or whom a later sentence was about; otherwise who was named last."""

    def fitting(turns: Sequence[tuple[int, Person]]) -> list[tuple[int, Person]]:
        return [(at, one) for at, one in turns[-12:] if one.is_person and one.gender in {gender, None}]

    spoke, met, named = fitting(cast.recent), fitting(cast.met), fitting(cast.named)
    near = sorted([*spoke[-1:], *met[-1:]], key=lambda turn: turn[0]) or named[-1:]
    if not near:
        return Voiced(None, printed, 0.3)
    chosen = near[-1][1]
    chosen.gender = chosen.gender or gender
    rest = [one for _, one in reversed(spoke + met) if one is not chosen]
    return Voiced(chosen, printed, 0.7 if rest else 0.8, rest[0] if rest else None)


def _person(sentence: Sequence[Item], phrase: Range, cast: Cast) -> Voiced | None:
    """The person whom a phrase names; of several who speak together the first, with the next as runner-up."""
    named = list(naming.persons(sentence, phrase, cast))
    if not named:
        return None
    joint = (
        i
        for i, one in enumerate(named)
        if one[1] < phrase[1] and sentence[one[1]].low in cast.words.coordinators
    )
    first_of = next(joint, len(named) - 1)
    partner = named[first_of + 1][2] if first_of + 1 < len(named) else None
    best = named[first_of]
    start, stop, person = best
    before = [item.low for item in sentence[phrase[0] : start] if item.is_word]
    near = None if person.speaker else garbled.holder(before, person.name, cast)
    if near:
        cast.bears(person.name, near)
        person = near
    titled = any(word in cast.words.persons for word in before)
    first = phrase[0] if titled else start
    while (
        not titled
        and first > phrase[0]
        and sentence[first - 1].low not in cast.words.prepositions | cast.words.coordinators
    ):
        first -= 1
    person.roles.update(before)
    cast.gender(person, before)
    return Voiced(
        person, Span(sentence[first].start, sentence[stop - 1].stop), 0.8 if near else 0.95, partner
    )


def _role(sentence: Sequence[Item], phrase: Range, cast: Cast) -> Voiced | None:
    core = core_of(sentence, phrase, cast.words)
    nouns = [item.low for item in core if item.low in cast.words.persons]
    if not nouns:
        return None
    printed = Span(sentence[phrase[0]].start, sentence[phrase[1] - 1].stop)
    found = cast.names.between(printed.start, printed.stop)
    if nouns[-1] in cast.words.spokesmen:
        last = next(i for i in range(phrase[1] - 1, phrase[0] - 1, -1) if sentence[i].low == nouns[-1])
        body = bodies.named(found, cast)
        if body is None and last + 1 < phrase[1]:
            body = bodies.voiced(sentence, (last + 1, phrase[1]), cast).person
        if body and body.speaker:
            return Voiced(body, printed, 0.75)
    if core[0].low in cast.words.indefinite:
        return Voiced(cast.as_printed(printed, nouns), printed, 0.7)
    held = _holder([office for one in found for office in one.offices if one.sort is Sort.OFFICE], cast)
    if held:
        return Voiced(held, printed, 0.9)
    short = {office for one in found if one.sort is Sort.SHORT for office in one.offices}
    country = bodies.country(sentence, phrase, cast)
    if country is None and _is_foreign(sentence, phrase, cast):
        return Voiced(cast.as_printed(printed, nouns), printed, 0.7)
    person = _in_role(nouns, short, country, cast)
    if person:
        return Voiced(person, printed, 0.75)
    return Voiced(cast.as_printed(printed, nouns, country), printed, 0.7)


def _is_foreign(sentence: Sequence[Item], phrase: Range, cast: Cast) -> bool:
    """Whether the phrase names a country or body that the codebook does not know (the Maltese envoy)."""
    words = cast.words
    return any(
        item.is_capital
        and item.low not in words.titles
        and item.low not in words.determiners
        and item.low not in words.bodies
        for item in sentence[phrase[0] + 1 : phrase[1]]
    )


def _holder(offices: list[str], cast: Cast) -> Person | None:
    """Who of this text holds one of the offices, or else who held it on the day."""
    for person in cast.speakers():
        if person.speaker and _holds(person, set(offices), cast):
            return person
    found = (cast.index.resolve_office(office, cast.day) for office in offices)
    return next((cast.known(speaker) for speaker in found if speaker), None)


def _holds(person: Person, offices: set[str], cast: Cast) -> bool:
    tenures = person.speaker.tenures if person.speaker else ()
    day = cast.day
    return any(
        t.office in offices and (day is None or t.covers(day.first) or t.covers(day.last)) for t in tenures
    )


def _in_role(nouns: list[str], offices: set[str], country: str | None, cast: Cast) -> Person | None:
    """Who spoke or was named last in such a role: by the office, by its word, by a word for any official."""
    able = [one for one in cast.speakers() if one.is_person and people.is_from(one, country)]
    for person in able:
        if offices and _holds(person, offices, cast):
            return person
    for person in able:
        if any(noun in person.roles for noun in nouns):
            return person
    return next((one for one in able if any(noun in cast.words.generic for noun in nouns)), None)
