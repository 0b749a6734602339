"""A text in, its lines and sentences as spans out, and what a sentence says of the time of its matter."""

import re
from functools import lru_cache

from app.codebook.calendar_terms import CalendarWords
from app.ingest.records import Span
from app.ingest.temporal.stems import sentences

_ENDS = re.compile(r"[.!?؟][\"”»)]*\s+(?![a-zа-яё\d])|\n")
_OPENING = 12_000
# Shorter than any sentence of news: a section name, a place, a byline.
_SHORT = 60
_CLAUSE = 240


def speaks_of_future(sentence: str, words: CalendarWords) -> bool:
    """Whether the sentence holds a word for what is still to come."""
    pattern = _pattern(words.future)
    return bool(pattern and pattern.search(sentence))


def speaks_of_recent(sentence: str, words: CalendarWords) -> bool:
    """Whether the sentence calls its matter recent."""
    pattern = _pattern(words.recent)
    return bool(pattern and pattern.search(sentence))


def speaks_of_earlier(sentence: str, words: CalendarWords) -> bool:
    """Whether the sentence moves its matter to some day before the news."""
    pattern = _pattern(words.earlier)
    return bool(pattern and pattern.search(sentence))


def words_of_just_before(sentence: str, words: CalendarWords) -> str:
    """The word that puts the matter a few days before the news at most; empty if there is none."""
    pattern = _pattern(words.just_before)
    found = pattern.search(sentence) if pattern else None
    return found.group() if found else ""


def is_then(text: str, span: Span, words: CalendarWords) -> bool:
    """Whether a date says when its sentence happened: not "since Monday", "Monday's talks"."""
    if text[span.stop : span.stop + 2] in ("'s", "’s"):
        return False
    before = text[max(0, span.start - 24) : span.start]
    pattern = _before_pattern(words.not_then)
    return not (pattern and pattern.search(before))


def in_clause(text: str, span: Span, words: CalendarWords) -> bool:
    """Whether the date stands in a clause of its own ("who were seized on …")."""
    sentence = sentence_before(text, span)
    clause = sentence[max(sentence.rfind(","), sentence.rfind("،")) + 1 :]
    inside, opening = _pattern(words.clauses), _pattern(words.openings)
    # "Even as forces advanced in Rafah, Gaza, on …": commas inside an opening clause do not end it.
    opens = " ".join(sentence.split()[:2])
    return bool((inside and inside.search(clause)) or (opening and opening.search(opens)))


def in_relative(text: str, span: Span, words: CalendarWords) -> bool:
    """Whether the date belongs to a person, a place or a thing of the sentence ("where he had been on …")."""
    before = sentence_before(text, span)
    pattern = _pattern(words.relatives)
    return bool(pattern and pattern.search(before[max(before.rfind(","), before.rfind("،")) + 1 :]))


def line_of(text: str, span: Span) -> str:
    """The line that holds this place."""
    start = text.rfind("\n", 0, span.start) + 1
    stop = text.find("\n", span.stop)
    return text[start : stop if stop >= 0 else len(text)]


def opens_clause(part: str, words: CalendarWords) -> bool:
    """Whether this part of a sentence opens a clause about something else."""
    pattern = _pattern(words.clauses)
    return bool(pattern and pattern.search(part))


def sentence_before(text: str, span: Span) -> str:
    """The words of the sentence that stand before this place."""
    before = text[max(0, span.start - _CLAUSE) : span.start]
    return before[max((match.end() for match in _ENDS.finditer(before)), default=0) :]


def lead(text: str, title: Span | None, sentences_wanted: int) -> Span:
    """The first full sentences of the body: headline, place lines and other short lines left out."""
    found = [span for span in sentences(text[:_OPENING]) if not (title and span.overlaps(title))]
    full = [span for span in found if len(span.of(text).strip()) >= _SHORT]
    chosen = (full or found)[:sentences_wanted]
    return Span(chosen[0].start, chosen[-1].stop) if chosen else Span(0, 0)


@lru_cache(maxsize=8)
def _before_pattern(words: tuple[str, ...]) -> re.Pattern[str] | None:
    if not words:
        return None
    forms = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:{forms})\s{{1,2}}$", re.IGNORECASE)


@lru_cache(maxsize=8)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str] | None:
    if not words:
        return None
    forms = "|".join(
        r"\s{1,2}".join(map(re.escape, word.split())) for word in sorted(words, key=len, reverse=True)
    )
    return re.compile(rf"(?<!\w)(?:{forms})(?!\w)", re.IGNORECASE)
