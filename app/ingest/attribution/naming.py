"""A phrase in, the persons whom it names as its head out: no owners, nobody after a preposition."""

from collections.abc import Iterator, Sequence

from app.codebook.folding import fold_word
from app.codebook.names import Found
from app.codebook.vocabulary import Sort
from app.ingest.attribution.cast import Cast
from app.ingest.attribution.cues import POSSESSIVES
from app.ingest.attribution.people import Person
from app.ingest.attribution.subjects import Range
from app.ingest.attribution.tokens import Item

Named = tuple[int, int, Person]


def persons(sentence: Sequence[Item], phrase: Range, cast: Cast) -> Iterator[Named]:
    """The items of each person's name, with the person."""
    start, stop = phrase
    known = {one.start: one for one in cast.names.between(sentence[start].start, sentence[stop - 1].stop)}
    index = start
    while index < stop:
        first, last, person = _at(sentence, index, stop, known, cast)
        if person and _is_head(sentence, phrase, first, last, cast):
            yield first, last, person
        index = last


def _at(
    sentence: Sequence[Item], index: int, stop: int, known: dict[int, Found], cast: Cast
) -> tuple[int, int, Person | None]:
    one = known.get(sentence[index].start)
    if one:
        last = next((i for i in range(index, stop) if sentence[i].stop >= one.stop), index) + 1
        if one.speaker and one.sort in {Sort.NAME, Sort.SURNAME}:
            person = cast.known(cast.codebook.speakers[one.speaker])
            return index, last, person if person.is_person else None
        return index, last, None
    if not sentence[index].is_capital:
        return index, index + 1, None
    last = index + 1
    while last < stop and sentence[last].start not in known and _is_part(sentence[last], cast):
        last += 1
    return _stranger(sentence, index, last, stop, cast)


def _is_part(item: Item, cast: Cast) -> bool:
    return item.is_capital or item.low in cast.words.particles


def _stranger(
    sentence: Sequence[Item], first: int, last: int, stop: int, cast: Cast
) -> tuple[int, int, Person | None]:
    """The person of a run of capitals, after the titles and bodies that lead it."""
    start = first
    if last - first > 2 and first > 0 and sentence[first - 1].low == "of":
        start = last - 2
    for index in range(start, last):
        if _is_title(sentence[index], cast):
            start = index + 1
    if start >= last or _goes_on(sentence, last, stop, cast):
        return first, last, None
    name = cast.text[sentence[start].start : sentence[last - 1].stop]
    if last - start == 1:
        low = sentence[start].low
        is_proper = fold_word(name) in cast.surnames or low in cast.names.proper or start > 0
        if name.isupper() or low in cast.words.media or not is_proper:
            return first, last, None
    return start, last, cast.stranger(name)


def _is_title(item: Item, cast: Cast) -> bool:
    words = cast.words
    return any(
        item.low in some
        for some in (
            words.titles,
            words.persons,
            words.bodies,
            words.times,
            words.determiners,
            words.prepositions,
            words.adverbs,
        )
    )


def _goes_on(sentence: Sequence[Item], last: int, stop: int, cast: Cast) -> bool:
    """Whether a small word follows whose adjective the capitals are (Israeli side)."""
    if last >= stop or not sentence[last].is_word or not sentence[last].text.islower():
        return False
    low, words = sentence[last].low, cast.words
    return not (
        low in words.prepositions or low in words.coordinators or low in words.adverbs or low in words.times
    )


def _is_head(sentence: Sequence[Item], phrase: Range, first: int, last: int, cast: Cast) -> bool:
    if last < phrase[1] and sentence[last].text in POSSESSIVES:
        return False
    # "Permanent Representative of Malta Vanessa Fraser": the run after "of" begins with the country.
    before = first - 1
    while before >= phrase[0] and sentence[before].low in cast.words.titles and sentence[before].is_capital:
        before -= 1
    if before < phrase[0] or sentence[before].low not in cast.words.prepositions:
        return True
    return _is_post(sentence, phrase, before, first, cast)


def _is_post(sentence: Sequence[Item], phrase: Range, preposition: int, first: int, cast: Cast) -> bool:
    """Whether a post and where it is held lead the name (постпред России при ООН Василий Небензя)."""
    if first == preposition + 1:
        return False
    stop = sentence[first - 1].stop
    posts = cast.names.between(sentence[phrase[0]].start, stop)
    if any(one.offices and one.stop == stop for one in posts):
        return True
    ahead = sentence[max(phrase[0], preposition - 3) : preposition]
    held = any(one.speakers and one.start >= sentence[preposition].stop for one in posts)
    return held and any(item.low in cast.words.persons for item in ahead)
