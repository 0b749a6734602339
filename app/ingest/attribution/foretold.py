"""Statements of a text in, speakers who are named only later settled (The envoy said …, Nebenzya added …)."""

from collections.abc import Sequence

from app.ingest.attribution.cast import Cast
from app.ingest.attribution.drafts import Draft
from app.ingest.attribution.people import Person

# Whom a post announces is named within so many statements.
_SOON = 3


def settle(drafts: Sequence[Draft], cast: Cast) -> None:
    """Give statements by a mere post or pronoun to the person of that country who is named next."""
    order = sorted((one for one in drafts if one.inner_of is None), key=lambda one: one.span.start)
    meant: dict[int, Person] = {}
    for number, one in enumerate(order):
        if one.person is None:
            if one.printed is not None and number == 0:
                one.person = _next_person(order[1 : 1 + _SOON], None, cast)
                one.score = min(one.score, 0.5)
        elif _is_open(one.person):
            person = meant.get(id(one.person)) or _next_person(
                order[number + 1 : number + 1 + _SOON], one.person, cast
            )
            if person:
                meant[id(one.person)] = person
    for one in drafts:
        if one.person and id(one.person) in meant:
            one.person, one.score = meant[id(one.person)], round(min(one.score, 0.7), 3)


def _is_open(person: Person) -> bool:
    """Whether only a post of some country is known (Russia's delegate)."""
    return person.speaker is None and person.is_person and person.country is not None and bool(person.roles)


def _next_person(following: Sequence[Draft], announced: Person | None, cast: Cast) -> Person | None:
    """The first person whom the text names next, if the post can be his."""
    for one in following:
        person = one.person
        if person is None or person.speaker is None or not person.is_person or one.printed is None:
            continue
        if announced is None:
            return person
        if person.speaker.country != announced.country:
            continue
        own = person.roles | {
            word for tenure in person.speaker.tenures for word in tenure.title.lower().split()
        }
        fits = announced.roles & own or announced.roles & (cast.words.generic | cast.words.delegates)
        return person if fits else None
    return None
