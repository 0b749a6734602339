"""A text in, everyone of the codebook whom it names out; an office and a day in, its holder out."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from app.codebook import vocabulary
from app.codebook.dates import PartialDate
from app.codebook.holders import holders
from app.codebook.model import Codebook, Speaker
from app.codebook.phrases import Hit, Word, words_of
from app.codebook.terms import SpeakerKind
from app.codebook.vocabulary import Meaning, Sort

_DATELINE = frozenset(",(/—–")


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody named in a text; several speakers or offices mean that the words alone do not decide.

    A PLACE is a country or capital where it stands as one ("in Moscow"); SHORT is "the minister".
    """

    start: int
    stop: int
    printed: str
    sort: Sort
    speakers: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()

    @property
    def speaker(self) -> str | None:
        """The one speaker that the words mean."""
        return self.speakers[0] if len(self.speakers) == 1 else None

    @property
    def office(self) -> str | None:
        """The one office that the words mean."""
        return self.offices[0] if len(self.offices) == 1 else None


class NameIndex:
    """Every printed name of a codebook, ready to be found in texts of any language."""

    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook
        self._vocabulary = vocabulary.of(codebook)
        self._phrases = self._vocabulary.phrases
        self._common = vocabulary.folded(codebook.naming.common)
        self._titles = vocabulary.folded(codebook.naming.titles)
        self._locatives = vocabulary.folded(codebook.naming.locatives)
        self._holders = holders(codebook)

    def find(self, text: str, language: str = "en") -> list[Found]:
        """Everyone named in the text, in order and without overlaps; `language` is that of the text."""
        words = words_of(text)
        hits = list(self._phrases.find(text, words))
        present = frozenset(m.id for hit in hits for m in hit.meanings if m.sort is Sort.NAME)
        found = (self._read(text, words, hit, present) for hit in hits)
        return [one for one in found if one]

    def by_name(self, printed: str) -> tuple[str, ...]:
        """The speakers that have exactly this full name, in any spelling."""
        return self._exactly(printed, Sort.NAME)

    def by_surname(self, printed: str) -> tuple[str, ...]:
        """The persons to whom a text may refer by this surname alone, in any spelling."""
        return self._exactly(printed, Sort.SURNAME)

    def by_office(self, printed: str) -> tuple[str, ...]:
        """The offices that this phrase names."""
        return self._exactly(printed, Sort.OFFICE)

    def resolve_office(self, office: str, day: date | PartialDate | None) -> Speaker | None:
        """Who held the office then; none if nobody is known, several may be, or it is no single post."""
        return self._holders.on(office, day)

    def _exactly(self, printed: str, sort: Sort) -> tuple[str, ...]:
        words = words_of(printed)
        whole = (hit for hit in self._phrases.find(printed, words) if hit.last - hit.first == len(words))
        return next((_ids(hit, sort) for hit in whole), ())

    def _read(
        self, text: str, words: list[Word], hit: Hit[Meaning], present: Collection[str]
    ) -> Found | None:
        start, stop = words[hit.first].start, words[hit.last - 1].stop
        printed = text[start:stop]
        if named := _ids(hit, Sort.NAME):
            sort = Sort.PLACE if self._is_place(text, words, hit, named) else Sort.NAME
            return Found(start, stop, printed, sort, named)
        if surnamed := _ids(hit, Sort.SURNAME):
            persons = self._persons(text, words, hit, surnamed, present)
            return Found(start, stop, printed, Sort.SURNAME, persons) if persons else None
        if offices := _ids(hit, Sort.OFFICE):
            return Found(start, stop, printed, Sort.OFFICE, (), offices)
        return _short(text, words, hit)

    def _persons(
        self,
        text: str,
        words: list[Word],
        hit: Hit[Meaning],
        surnamed: tuple[str, ...],
        present: Collection[str],
    ) -> tuple[str, ...]:
        """Whom this surname may mean here; nobody if the given name before it makes it a stranger's."""
        before = _word_before(text, words, hit)
        if before and before.case:
            if own := tuple(one for one in surnamed if self._is_given_name(before.folded, one)):
                return own
            if len(before.folded) == 1 or self._is_stranger(before.folded):
                return ()
        if here := tuple(one for one in surnamed if one in present):
            return here
        titled = before is not None and before.folded in self._titles
        is_word = hit.last - hit.first == 1 and words[hit.first].folded in self._common and not titled
        return () if is_word else surnamed

    def _is_given_name(self, word: str, speaker: str) -> bool:
        """Whether the word before a surname is a given name of the person, or its initial."""
        given = self._vocabulary.given[speaker]
        if len(word) == 1:
            return any(name.startswith(word) for name in given)
        return any(key in given for key in self._phrases.keys(word))

    def _is_stranger(self, word: str) -> bool:
        return any(key in self._vocabulary.strangers for key in self._phrases.keys(word))

    def _is_place(self, text: str, words: list[Word], hit: Hit[Meaning], named: tuple[str, ...]) -> bool:
        """Whether a country or capital follows a preposition of place or stands in a dateline."""
        if any(self._codebook.speakers[one].kind is not SpeakerKind.COUNTRY for one in named):
            return False
        before = _word_before(text, words, hit)
        if before and before.folded in self._locatives:
            return True
        start, stop = words[hit.first].start, words[hit.last - 1].stop
        opens_line = start == 0 or text[start - 1] == "\n"
        return opens_line and text[stop : stop + 2].strip()[:1] in _DATELINE


@lru_cache(maxsize=4)
def index(codebook: Codebook) -> NameIndex:
    """The index of a codebook, built once for each."""
    return NameIndex(codebook)


def _short(text: str, words: list[Word], hit: Hit[Meaning]) -> Found | None:
    """The minister, the envoy: from its article on, if it needs one."""
    before = _word_before(text, words, hit)
    has_article = before is not None and before.folded == "the"
    short = [one for one in hit.meanings if one.sort is Sort.SHORT and (has_article or not one.article)]
    if not short:
        return None
    start = before.start if before and has_article else words[hit.first].start
    stop = words[hit.last - 1].stop
    return Found(start, stop, text[start:stop], Sort.SHORT, (), tuple(sorted({one.id for one in short})))


def _word_before(text: str, words: list[Word], hit: Hit[Meaning]) -> Word | None:
    """The word before a phrase, if nothing but blanks or an initial's full stop stands between."""
    if not hit.first:
        return None
    before = words[hit.first - 1]
    gap = text[before.stop : words[hit.first].start]
    return before if gap.isspace() or (gap.strip() == "." and before.stop - before.start == 1) else None


def _ids(hit: Hit[Meaning], sort: Sort) -> tuple[str, ...]:
    return tuple(sorted({meaning.id for meaning in hit.meanings if meaning.sort is sort}))
