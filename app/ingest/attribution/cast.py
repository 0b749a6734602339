"""A text in, the memory of everyone who speaks or is named in it, in the order of the text."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from app.codebook.dates import PartialDate
from app.codebook.folding import fold, fold_word
from app.codebook.model import Codebook, Outlet, Speaker
from app.codebook.names import Found, index
from app.codebook.speech import Speech
from app.codebook.terms import Gender
from app.codebook.vocabulary import Sort
from app.ingest.attribution import people
from app.ingest.attribution.people import Person, Voiced
from app.ingest.attribution.subjects import Names
from app.ingest.attribution.tokens import Item
from app.ingest.records import Span

# How many speakers back a pronoun or "the minister" may reach.
_MEMORY = 20
# How many are kept before the oldest are forgotten.
_REMEMBERED = 10 * _MEMORY
_ARTICLES = frozenset({"the", "a", "an"})

Turn = tuple[int, Person]


class Cast:
    """Everyone who speaks in one text: `recent` spoke, `met` opened a sentence, `named` were only named."""

    def __init__(
        self,
        text: str,
        names: Names,
        codebook: Codebook,
        speech: Speech,
        day: PartialDate | None,
        outlet: Outlet | None = None,
    ) -> None:
        self.text = text
        self.names = names
        self.codebook = codebook
        self.words = speech.words
        self.day = day
        self.home = outlet.country if outlet else ""
        self.index = index(codebook)
        self.recent: list[Turn] = []
        self.met: list[Turn] = []
        self.named: list[Turn] = []
        self.surnames: dict[str, Person] = {}
        self._people: dict[str, Person] = {}
        self._printed: dict[str, Person] = {}
        self._seen = 0

    def spoke(self, position: int, voiced: Voiced) -> None:
        """Remember who spoke."""
        if voiced.person:
            self.recent.append((position, voiced.person))
        if len(self.recent) > _REMEMBERED:
            self.recent = self.recent[-_MEMORY:]

    def goes_on(self) -> Voiced | None:
        """Whoever spoke last, for a verb without a subject."""
        person = self.latest()
        return Voiced(person, None, 0.7) if person else None

    def latest(self) -> Person | None:
        """Who spoke last."""
        return self.recent[-1][1] if self.recent else None

    def catch_up(self, position: int) -> None:
        """Take note of everyone whom the text names before a place."""
        found = self.names.found
        while self._seen < len(found) and found[self._seen].start < position:
            one = found[self._seen]
            self._seen += 1
            if one.speaker and one.sort in {Sort.NAME, Sort.SURNAME}:
                self.named.append((one.start, self.known(self.codebook.speakers[one.speaker])))

    def meet(self, sentence: Sequence[Item]) -> None:
        """Remember whom a sentence without reported speech is about: who is named among its first words."""
        self.catch_up(sentence[-1].stop)
        start, stop = sentence[0].start, sentence[min(len(sentence), 9) - 1].stop
        for at, person in self.named[-_MEMORY:]:
            before = self.text[max(at - 6, 0) : at].split()
            word = fold_word(before[-1]) if before else ""
            # "It took days for X to call" is about X.
            if start <= at < stop and (word == "for" or word not in self.words.prepositions):
                self.met.append((at, person))
                return
        # Who ends such a sentence is brought in by it (… beginning with Ambassador Nebenzya).
        last = self.named[-1] if self.named else None
        known = self.names.between(last[0], sentence[-1].stop) if last else []
        ends = bool(known) and known[-1].stop >= sentence[-1].start - 1
        if last and last[0] >= start and last[1].is_person and ends:
            self.met.append(last)

    def speakers(self) -> Iterable[Person]:
        """Who spoke, the latest first, then who was named, each once."""
        seen: set[int] = set()
        for _, person in [*reversed(self.recent[-_MEMORY:]), *reversed(self.named[-_MEMORY:])]:
            if id(person) not in seen:
                seen.add(id(person))
                yield person

    def land(self, position: int) -> str | None:
        """The country of which the text spoke last before a place: of whoever speaks, or named as such."""
        latest = self.latest()
        if latest and latest.speaker and latest.speaker.country:
            return latest.speaker.country
        before = [one for one in self.names.found[: bisect_left(self.names.starts, position)] if one.speaker]
        return next((home for one in reversed(before) if (home := self._home_of(one))), None)

    def subject(self, sentence: Sequence[Item]) -> str:
        """The country that a sentence names, else the one that the text named last, else first."""
        at = bisect_left(self.names.starts, sentence[0].start)
        inside = self.names.between(sentence[0].start, sentence[-1].stop)
        before = [*reversed(self.names.found[max(at - _MEMORY, 0) : at])]
        lands = [
            one
            for one in (*inside, *before)
            if len(one.speakers) == 1 and one.speakers[0] in self.names.lands
        ]
        adjective = people.country_of((item.low for item in sentence if item.is_word), self.codebook)
        if adjective and not any(one in inside for one in lands):
            return adjective
        rest = [*inside, *self.names.found[:3]]
        return next((home for one in (*lands, *rest) if (home := self._home_of(one))), "")

    def _home_of(self, one: Found) -> str:
        return self.codebook.speakers[one.speakers[0]].country if len(one.speakers) == 1 else ""

    def known(self, speaker: Speaker) -> Person:
        """A speaker of the codebook as a person of this text."""
        if speaker.id not in self._people:
            self._people[speaker.id] = people.known(speaker, self.codebook, self.day)
        return self._people[speaker.id]

    def stranger(self, name: str) -> Person:
        """Somebody whom the codebook does not know, under the name as printed; a surname refers back."""
        folded = fold(name)
        if len(folded) == 1 and folded[0] in self.surnames:
            return self.surnames[folded[0]]
        person = self._printed.setdefault(name, Person(name))
        if len(folded) > 1:
            self.surnames[folded[-1]] = person
        return person

    def bears(self, name: str, person: Person) -> None:
        """From here on that surname, however it is spelled, means that person."""
        self.surnames[fold(name)[-1]] = person
        self._printed[name] = person

    def as_printed(self, printed: Span, roles: Iterable[str] = (), country: str | None = None) -> Person:
        """A role or body under the words that the text has for it, without the article."""
        words = printed.of(self.text).split()
        # A place can be where it was said as well as who said it (В министерстве отметили).
        while len(words) > 1 and fold_word(words[0]) in _ARTICLES | self.words.prepositions:
            words = words[1:]
        name = " ".join(words)
        heads = [head for word in words if (head := fold_word(word)) in self.words.persons]
        # Several together ("ten members") are no "he".
        is_person = any(not (head.endswith("s") and head[:-1] in self.words.persons) for head in heads)
        person = self._printed.setdefault(name, Person(name, is_person=is_person, country=country))
        person.roles.update(roles)
        return person

    def gender(self, person: Person, words: Iterable[str]) -> None:
        """Learn from a title whether a person is he or she."""
        before = set(words)
        if person.gender is None and before & self.words.female_titles:
            person.gender = Gender.SHE
        elif person.gender is None and before & self.words.male_titles:
            person.gender = Gender.HE
