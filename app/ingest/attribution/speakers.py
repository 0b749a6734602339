"""The words that name a speaker in, the speaker out: names, offices, pronouns, bodies; strangers as printed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from app.codebook.dates import PartialDate
from app.codebook.folding import fold, fold_word
from app.codebook.model import Codebook, Speaker
from app.codebook.names import Found, NameIndex, index
from app.codebook.speech import Speech
from app.codebook.terms import Gender, SpeakerKind
from app.codebook.vocabulary import Sort
from app.ingest.attribution.subjects import Names, Range, core_of, is_pronoun
from app.ingest.attribution.tokens import Item
from app.ingest.records import Span


@dataclass(slots=True)
class Person:
    """Somebody who speaks in this text, known to the codebook or not."""

    name: str
    speaker: Speaker | None = None
    gender: Gender | None = None
    roles: set[str] = field(default_factory=set)
    is_person: bool = True

    @property
    def key(self) -> str:
        """What tells two persons of a text apart."""
        return self.speaker.id if self.speaker else self.name


@dataclass(frozen=True, slots=True)
class Voiced:
    """A speaker with the words that name him and how sure that is."""

    person: Person
    printed: Span | None
    how: str
    score: float
    runner_up: Person | None = None


class Cast:
    """Everyone who speaks in one text, in the order in which they come up."""

    def __init__(
        self, text: str, names: Names, codebook: Codebook, speech: Speech, day: PartialDate | None
    ) -> None:
        self.text = text
        self.names = names
        self.codebook = codebook
        self.words = speech.words
        self.day = day
        self.index: NameIndex = index(codebook)
        self.people: dict[str, Person] = {}
        self.surnames: dict[str, Person] = {}
        self.recent: list[tuple[int, Person]] = []
        self.named: list[tuple[int, Person]] = []
        self.met: list[tuple[int, Person]] = []
        self._seen = 0

    def speak(self, sentence: Sequence[Item], phrase: Range) -> Voiced | None:
        """Who the phrase names; the person is then the latest to have spoken."""
        self._catch_up(sentence[phrase[0]].start)
        item = sentence[phrase[0]]
        lone = phrase[1] - phrase[0] == 1 and (is_pronoun(item, self.words) or item.low in self.words.own)
        voiced = self._pronoun(sentence, phrase) if lone else self._named(sentence, phrase)
        if voiced:
            self.recent.append((sentence[phrase[0]].start, voiced.person))
        return voiced

    def _named(self, sentence: Sequence[Item], phrase: Range) -> Voiced | None:
        return self._person(sentence, phrase) or self._role(sentence, phrase) or self._body(sentence, phrase)

    def meet(self, sentence: Sequence[Item]) -> None:
        """Remember whom a sentence without reported speech is about: the person named among its first words."""
        self._catch_up(sentence[-1].stop)
        start, stop = sentence[0].start, sentence[min(len(sentence), 9) - 1].stop
        for at, person in reversed(self.named[-6:]):
            if start <= at < stop and self.text[max(at - 4, 0) : at].split()[-1:] not in (
                ["of"],
                ["to"],
                ["by"],
            ):
                self.met.append((at, person))
                return

    def latest(self) -> Person | None:
        """Who spoke last."""
        return self.recent[-1][1] if self.recent else None

    def goes_on(self) -> Voiced | None:
        """Whoever spoke last, for a verb without a subject."""
        person = self.latest()
        return Voiced(person, None, "implicit", 0.7) if person else None

    def again(self, person: Person, position: int) -> None:
        """Let somebody go on speaking."""
        self.recent.append((position, person))

    def _catch_up(self, position: int) -> None:
        """Meet everyone whom the text names before a place."""
        found = self.names.found
        while self._seen < len(found) and found[self._seen].start < position:
            one = found[self._seen]
            self._seen += 1
            if one.speaker and one.sort in {Sort.NAME, Sort.SURNAME}:
                person = self._known(self.codebook.speakers[one.speaker])
                if person.is_person:
                    self.named.append((one.start, person))

    def _known(self, speaker: Speaker) -> Person:
        person = self.people.get(speaker.id)
        if person is None:
            roles = (
                {word for tenure in speaker.tenures for word in fold(tenure.title)}
                if self.day is None
                else set()
            )
            tenure = speaker.tenure_on(self.day.first) if self.day else None
            if tenure:
                roles = set(fold(tenure.title))
                office = self.codebook.offices.get(tenure.office)
                roles |= {
                    word
                    for name in (office.names.all() + office.short.all() if office else ())
                    for word in fold(name)
                }
            person = Person(speaker.name, speaker, speaker.gender, roles, speaker.kind is SpeakerKind.PERSON)
            self.people[speaker.id] = person
        return person

    def _stranger(self, name: str) -> Person:
        """Somebody whom the codebook does not know, under the name as printed."""
        folded = fold(name)
        if len(folded) == 1 and folded[0] in self.surnames:
            return self.surnames[folded[0]]
        person = self.people.setdefault(name, Person(name))
        if len(folded) > 1:
            self.surnames.setdefault(folded[-1], person)
        return person

    # pronouns

    def _pronoun(self, sentence: Sequence[Item], phrase: Range) -> Voiced | None:
        if phrase[1] - phrase[0] != 1:
            return None
        item = sentence[phrase[0]]
        printed = Span(item.start, item.stop)
        if item.low in self.words.own:
            person = self.latest() or (self.named[-1][1] if self.named else None)
            return Voiced(person, printed, "pronoun", 0.7) if person else None
        if item.low in self.words.he:
            return self._recent(sentence, item, printed, Gender.HE)
        if item.low in self.words.she:
            return self._recent(sentence, item, printed, Gender.SHE)
        if item.low in self.words.it or item.low in self.words.they:
            bodies = [
                person
                for _, person in reversed(self.recent[-12:])
                if not person.is_person or item.low in self.words.they
            ]
            return Voiced(bodies[0], printed, "pronoun", 0.6) if bodies else None
        return None

    def _recent(self, sentence: Sequence[Item], item: Item, printed: Span, gender: Gender) -> Voiced | None:
        able = [(at, p) for at, p in self.recent[-12:] if p.is_person and p.gender in {gender, None}]
        met = [(at, p) for at, p in self.met[-6:] if p.gender in {gender, None}]
        best = max([*able[-1:], *met[-1:]], key=lambda one: one[0], default=None)
        if best is None:
            others = [(at, p) for at, p in self.named[-12:] if p.gender in {gender, None}]
            best = others[-1] if others else None
        if best is None:
            return None
        chosen = best[1]
        if chosen.gender is None:
            chosen.gender = gender
        rest = [p for _, p in reversed(able + met) if p is not chosen]
        return Voiced(chosen, printed, "pronoun", 0.8 if not rest else 0.7, rest[0] if rest else None)

    # names

    def _person(self, sentence: Sequence[Item], phrase: Range) -> Voiced | None:
        best: tuple[int, int, Person] | None = None
        joint = 0
        for start, stop, person in self._persons(sentence, phrase):
            best = (start, stop, person)
            joint += 1
            if stop < phrase[1] and sentence[stop].low in self.words.coordinators:
                break
        if best is None:
            return None
        start, stop, person = best
        first = start
        while (
            first > phrase[0]
            and sentence[first - 1].low not in self.words.prepositions | self.words.coordinators
        ):
            first -= 1
        person.roles |= {item.low for item in sentence[phrase[0] : start] if item.is_word}
        self._gender(person, {item.low for item in sentence[phrase[0] : start]})
        return Voiced(person, Span(sentence[first].start, sentence[stop - 1].stop), "name", 0.95)

    def _gender(self, person: Person, before: set[str]) -> None:
        if person.gender is None and before & self.words.female_titles:
            person.gender = Gender.SHE
        elif person.gender is None and before & self.words.male_titles:
            person.gender = Gender.HE

    def _persons(self, sentence: Sequence[Item], phrase: Range) -> Iterable[tuple[int, int, Person]]:
        """The persons named in a phrase who are its head: not owners, not after a preposition."""
        start, stop = phrase
        known = {one.start: one for one in self.names.between(sentence[start].start, sentence[stop - 1].stop)}
        index_ = start
        while index_ < stop:
            first, last, person = index_, index_ + 1, None
            one = known.get(sentence[index_].start)
            if one:
                last = next((i for i in range(first, stop) if sentence[i].stop >= one.stop), first) + 1
                if one.speaker and one.sort in {Sort.NAME, Sort.SURNAME}:
                    speaker = self._known(self.codebook.speakers[one.speaker])
                    person = speaker if speaker.is_person else None
            elif sentence[index_].is_capital:
                last = self._run(sentence, first, stop, known)
                found = self._unknown(sentence, first, last, stop)
                first, person = found if found else (first, None)
            if person and self._is_head(sentence, phrase, first, last):
                yield first, last, person
            index_ = last

    def _is_head(self, sentence: Sequence[Item], phrase: Range, first: int, last: int) -> bool:
        if last < phrase[1] and sentence[last].text in {"'s", "’s", "'", "’"}:
            return False
        before = first - 1
        while (
            before >= phrase[0] and sentence[before].low in self.words.titles and sentence[before].is_capital
        ):
            before -= 1
        return before < phrase[0] or sentence[before].low not in self.words.prepositions

    def _run(self, sentence: Sequence[Item], first: int, stop: int, known: dict[int, Found]) -> int:
        last = first + 1
        while (
            last < stop
            and sentence[last].start not in known
            and (sentence[last].is_capital or sentence[last].low in self.words.particles)
        ):
            last += 1
        return last

    def _unknown(
        self, sentence: Sequence[Item], first: int, last: int, stop: int
    ) -> tuple[int, Person] | None:
        """The person of a run of capitals, after the titles and bodies that lead it."""
        words = self.words
        start = first
        for i in range(first, last):
            low = sentence[i].low
            if (
                low in words.titles
                or low in words.persons
                or low in words.bodies
                or low in words.times
                or low in words.determiners
                or low in words.prepositions
                or low in words.adverbs
            ):
                start = i + 1
        if start >= last or (
            last < stop
            and sentence[last].is_word
            and sentence[last].text.islower()
            and not self._is_link(sentence[last])
        ):
            return None
        name = self.text[sentence[start].start : sentence[last - 1].stop]
        single = last - start == 1
        if single and not (
            fold_word(name) in self.surnames
            or start > first
            or sentence[start].low in self.names.proper
            or start > 0
        ):
            return None
        if single and sentence[start].low in words.media:
            return None
        if name.isupper() and single:
            return None
        return start, self._stranger(name)

    def _is_link(self, item: Item) -> bool:
        words = self.words
        return (
            item.low in words.prepositions
            or item.low in words.coordinators
            or item.low in words.adverbs
            or item.low in words.times
        )

    # roles and bodies

    def _role(self, sentence: Sequence[Item], phrase: Range) -> Voiced | None:
        core = core_of(sentence, phrase, self.words)
        start, stop = sentence[phrase[0]].start, sentence[phrase[1] - 1].stop
        found = self.names.between(start, stop)
        nouns = [item.low for item in core if item.low in self.words.persons]
        if not nouns:
            return None
        printed = Span(start, stop)
        if core[0].low not in self.words.indefinite:
            held = self._holder(
                [office for one in found for office in one.offices if one.sort is Sort.OFFICE]
            )
            if held:
                return Voiced(held, printed, "office", 0.9)
            owned = [self.codebook.speakers[one.speaker].country for one in found if one.speaker]
            short = [office for one in found if one.sort is Sort.SHORT for office in one.offices]
            person = self._by_role(nouns, set(short), owned, [item.low for item in core])
            if person:
                return Voiced(person, printed, "role", 0.75)
        return Voiced(self._as_printed(printed), printed, "printed", 0.7)

    def _holder(self, offices: list[str]) -> Person | None:
        for _, person in reversed(self.recent + self.named):
            if person.speaker and any(
                t.office in offices and (self.day is None or t.covers(self.day.first))
                for t in person.speaker.tenures
            ):
                return person
        for office in offices:
            speaker = self.index.resolve_office(office, self.day)
            if speaker:
                return self._known(speaker)
        return None

    def _by_role(
        self, nouns: list[str], offices: set[str], countries: list[str], core: list[str]
    ) -> Person | None:
        """Who spoke last in such a role."""
        seen: set[str] = set()
        for _, person in reversed(
            self.recent[-20:] + self.named[-20:] if not self.recent else self.recent[-20:]
        ):
            if not person.is_person or person.key in seen:
                continue
            seen.add(person.key)
            if not self._fits_country(person, core):
                continue
            tenures = person.speaker.tenures if person.speaker else ()
            if offices and any(
                t.office in offices and (self.day is None or t.covers(self.day.first)) for t in tenures
            ):
                return person
            if any(noun in person.roles or noun in self.words.generic for noun in nouns):
                return person
        return None

    def _fits_country(self, person: Person, core: list[str]) -> bool:
        """Whether adjectives of nationality allow the person (the Russian official is no Israeli)."""
        if person.speaker is None:
            return True
        country = fold_word(person.speaker.country.split()[0]) if person.speaker.country else ""
        nations = {fold_word(s.country.split()[0]) for s in self.codebook.speakers.values() if s.country}
        for low in core:
            match = next((n for n in nations if len(n) > 3 and low[:5] == n[:5]), None)
            if match and country and match[:5] != country[:5]:
                return False
        return True

    def _body(self, sentence: Sequence[Item], phrase: Range) -> Voiced | None:
        start, stop = sentence[phrase[0]].start, sentence[phrase[1] - 1].stop
        printed = Span(start, stop)
        core = core_of(sentence, phrase, self.words)
        for one in self.names.between(start, core[-1].stop):
            if one.speaker and not self._known(self.codebook.speakers[one.speaker]).is_person:
                return Voiced(self._known(self.codebook.speakers[one.speaker]), printed, "body", 0.9)
        lows = {item.low for item in core}
        if (
            core[0].low not in self.words.indefinite
            and len(core) <= 2
            and (lows & self.words.bodies or lows & self.words.documents)
        ):
            bodies = [p for _, p in reversed(self.recent[-10:]) if not p.is_person]
            if bodies:
                return Voiced(bodies[0], printed, "body-again", 0.6)
        return Voiced(self._as_printed(printed), printed, "printed", 0.7)

    def _as_printed(self, printed: Span) -> Person:
        """A role or body without its article."""
        words = printed.of(self.text).split()
        while len(words) > 1 and fold_word(words[0]) in {"the", "a", "an"}:
            words = words[1:]
        name = " ".join(words)
        lows = {fold_word(word) for word in words}
        return self.people.setdefault(name, Person(name, is_person=bool(lows & self.words.persons)))
