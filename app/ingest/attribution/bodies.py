"""The words for a ministry, a movement, a country or a document in, who speaks by them out."""

from collections.abc import Iterable, Sequence

from app.codebook.folding import fold
from app.codebook.model import Speaker
from app.codebook.names import Found
from app.codebook.terms import SpeakerKind
from app.ingest.attribution import people
from app.ingest.attribution.cast import Cast
from app.ingest.attribution.people import Person, Voiced
from app.ingest.attribution.subjects import Range, core_of
from app.ingest.attribution.tokens import Item
from app.ingest.records import Span


def country(sentence: Sequence[Item], phrase: Range, cast: Cast) -> str | None:
    """The country that the phrase names by name, adjective or as the one of which the text speaks."""
    start, stop = sentence[phrase[0]].start, sentence[phrase[1] - 1].stop
    items = [item for item in sentence[phrase[0] : phrase[1]] if item.is_word]
    if any(item.low in cast.words.lands for item in items[:2]) and len(items) > 2:
        return cast.land(start)
    for one in cast.names.between(start, stop):
        own = cast.codebook.speakers[one.speakers[0]].country if one.speakers else ""
        if own:
            return own
    return people.country_of([item.low for item in items], cast.codebook)


def voiced(sentence: Sequence[Item], phrase: Range, cast: Cast) -> Voiced:
    """The body that speaks, as the codebook knows it or as printed."""
    printed = Span(sentence[phrase[0]].start, sentence[phrase[1] - 1].stop)
    core = core_of(sentence, phrase, cast.words)
    found = cast.names.between(printed.start, printed.stop)
    body = named([one for one in found if one.start < core[-1].stop], cast)
    if body:
        return Voiced(body, printed, 0.9)
    lows = [item.low for item in core if item.is_word]
    if len(lows) == 2 and lows[0] in cast.words.own and lows[1] in cast.words.lands:
        home = _land(cast.land(printed.start), cast)
        if home:
            return Voiced(home, printed, 0.75)
    nouns = {low for low in lows if low in cast.words.bodies}
    is_document = any(low in cast.words.documents for low in lows)
    if core[0].low not in cast.words.indefinite and (nouns or is_document):
        words = {low for low in lows if low not in cast.words.determiners | cast.words.prepositions}
        again = _again(words, nouns, country(sentence, phrase, cast), cast, sentence, is_document)
        if again:
            return Voiced(again, printed, 0.65)
    return Voiced(cast.as_printed(printed), printed, 0.7)


def named(found: Sequence[Found], cast: Cast) -> Person | None:
    """The first body among those whom a phrase names."""
    for one in found:
        if one.speaker:
            person = cast.known(cast.codebook.speakers[one.speaker])
            if not person.is_person:
                return person
    return None


def _land(name: str | None, cast: Cast) -> Person | None:
    speakers = cast.codebook.speakers.values()
    found = (one for one in speakers if one.kind is SpeakerKind.COUNTRY and one.country == name)
    return next((cast.known(one) for one in found), None)


def _again(
    words: set[str],
    nouns: set[str],
    where: str | None,
    cast: Cast,
    sentence: Sequence[Item],
    is_document: bool,
) -> Person | None:
    """The body that "the ministry" refers back to, or the country tells (the Foreign Ministry in Moscow)."""
    words = words - cast.words.lands
    able = [one for one in cast.speakers() if where is None or people.is_from(one, where)]
    if is_document and not nouns and able:
        return able[0]
    spoke = [one for one in able if not one.is_person]
    for person in spoke:
        own = person.speaker.names.all() if person.speaker else ()
        if is_document or (words and _is_called((person.name, *own), words)):
            return person
    if nouns and _stems(nouns) <= _stems(cast.words.groups):
        group = next((one for one in spoke if one.speaker and _is_group(one, cast)), None)
        if group:
            return group
    spoken = (one.speaker.country for _, one in reversed(cast.recent) if one.speaker)
    home = where or next(spoken, "") or cast.subject(sentence) or cast.home
    fitting = [
        speaker
        for speaker in cast.codebook.speakers.values()
        if speaker.kind is SpeakerKind.INSTITUTION
        and speaker.country == home
        and words
        and _is_called(speaker.names.all(), words)
    ]
    if len(fitting) > 1:
        fitting = _own_body(fitting, cast)
    return cast.known(fitting[0]) if len(fitting) == 1 and nouns else None


def _own_body(fitting: Sequence[Speaker], cast: Cast) -> list[Speaker]:
    """Of several ministries the one to which the latest official belongs."""
    for person in cast.speakers():
        if person.speaker and person.speaker.affiliation and person.is_person:
            own = set(fold(person.speaker.affiliation))
            return [one for one in fitting if any(own <= set(fold(name)) for name in one.names.all())]
    return []


def _is_group(person: Person, cast: Cast) -> bool:
    """Whether a body is called by a name alone (Hamas), so that "the group" can mean it."""
    is_body = person.speaker is not None and person.speaker.kind is SpeakerKind.INSTITUTION
    return is_body and not any(word in cast.words.bodies for word in fold(person.name))


def _is_called(names: Sequence[str], words: set[str]) -> bool:
    return any(_stems(words) <= _stems(fold(name)) for name in names)


def _stems(words: Iterable[str]) -> set[str]:
    """Words as they are in English, without their last letters where nouns have cases."""
    return {word if word.isascii() else word[: max(len(word) - 2, 3)] for word in words}
