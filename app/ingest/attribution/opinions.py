"""What the network sees in a text in, its attributions by sentence out, held to the codebook's units.

The network finds attributions of every kind, also of wishes and fears; only acts of speech with a speaker and
something said are passed on.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from app.codebook.speech import Act, Form, Speech, VerbForm
from app.codebook.terms import Voice
from app.ingest.attribution import openings, subjects, tagging
from app.ingest.attribution.cues import choose, phrase_at, skip_left
from app.ingest.attribution.openings import COMMAS
from app.ingest.attribution.pieces import Pieces
from app.ingest.attribution.subjects import Names, Range
from app.ingest.attribution.tagging import Tagged
from app.ingest.attribution.tokens import Item
from app.ingest.records import Issue, Span, Text

# The network reads English, and so much of it in some seconds.
_LANGUAGE = "en"
_LONGEST_TEXT = 60_000
_FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Opinion:
    """One attribution in the items of its sentence; `is_speech` where it may stand alone as a statement."""

    pieces: tuple[Span, ...]
    voice: Voice
    source: Range
    cue: Range
    is_speech: bool

    @property
    def span(self) -> Span:
        """From the first to the last character of what was said."""
        return Span(self.pieces[0].start, self.pieces[-1].stop)


class Opinions:
    """The network's attributions of one text, by the place of their cues."""

    def __init__(self, tagged: Sequence[Tagged], speech: Speech, names: Names) -> None:
        found = [(one.cue.start, one) for one in tagged if one.cue and one.source]
        found.sort(key=lambda pair: pair[0])
        self._starts = [start for start, _ in found]
        self._tagged = [one for _, one in found]
        self._speech = speech
        self._names = names

    def of(self, sentence: Sequence[Item]) -> list[Opinion]:
        """The attributions whose words for speaker, act and content stand in that sentence."""
        first = bisect_left(self._starts, sentence[0].start)
        last = bisect_left(self._starts, sentence[-1].stop)
        read = (self._read(sentence, one) for one in self._tagged[first:last])
        return [opinion for opinion in read if opinion]

    def _read(self, sentence: Sequence[Item], tagged: Tagged) -> Opinion | None:
        assert tagged.cue and tagged.source
        cue, source = _items(sentence, tagged.cue), _items(sentence, tagged.source)
        source = self._named(sentence, source) if source else None
        if not cue or not source:
            return None
        parts = [self._said(sentence, content, source, cue) for content in tagged.contents]
        pieces = [part for part in parts if part]
        act = self._act(sentence, cue)
        silent = act is None or self._is_elsewhere(sentence, source, cue)
        if (
            len(pieces) < len(parts)
            or act is None
            or silent
            or not self._is_proposition(sentence, pieces, act)
        ):
            return Opinion(tagged.contents, Voice.INDIRECT, source, cue, False)
        spans, voices = zip(*(_measured(sentence, piece) for piece in pieces), strict=True)
        return Opinion(spans, voices[0] if len(set(voices)) == 1 else Voice.MIXED, source, cue, True)

    def _is_elsewhere(self, sentence: Sequence[Item], source: Range, cue: Range) -> bool:
        """Whether the words said stand in another sentence (said so), or the clause only tells when."""
        words = self._speech.words
        following = sentence[cue[1]].low if cue[1] < len(sentence) else ""
        before = sentence[source[0] - 1].low if source[0] else ""
        if following in words.backwards or before in words.moments:
            return True
        return self._is_relative(sentence, source[1], cue[0])

    def _is_relative(self, sentence: Sequence[Item], source: int, cue: int) -> bool:
        """Whether a verb goes on with the clause of a noun (offered a text that would … and condemned)."""
        words = self._speech.words
        for index in range(cue - 1, source, -1):
            if sentence[index].low in COMMAS:
                return False
            following = sentence[index + 1].low
            if (
                sentence[index].low in words.that
                and index + 1 < cue
                and following in words.verbs | words.modals
            ):
                return True
        return False

    def _named(self, sentence: Sequence[Item], source: Range) -> Range | None:
        """The first part between commas that can name a speaker, with the name that follows it."""
        start = source[0]
        found: Range | None = None
        for index in range(source[0], source[1] + 1):
            if index < source[1] and sentence[index].low not in {",", "(", ")"}:
                continue
            part = (start, index)
            if found:
                return (found[0], index) if subjects.is_name(sentence, part, self._speech) else found
            if subjects.is_speaker(sentence, part, self._speech, self._names):
                found = part
            start = index + 1
        return found

    def _said(self, sentence: Sequence[Item], content: Span, source: Range, cue: Range) -> Range | None:
        """A content without "that" and marks around it; none if it leaves its sentence or holds its cue."""
        items = _items(sentence, content) if content.stop <= sentence[-1].stop else None
        if not items:
            return None
        start, stop = items
        if start <= source[0] < stop or start <= cue[0] < stop:
            return None
        if sentence[start].low in self._speech.words.that:
            start += 1
        if (
            start
            and sentence[start - 1].low in self._speech.words.that
            and openings.is_relative(sentence, start - 1, self._speech)
        ):
            return None
        pieces = Pieces(sentence, self._speech)
        piece = pieces.trimmed((start, pieces.broken(start, stop)))
        return piece if piece[1] > piece[0] else None

    def _act(self, sentence: Sequence[Item], cue: Range) -> Act | None:
        """What the cue says was done; None for a wish, a denial of speech, for anything merely possible."""
        words, phrases = self._speech.words, self._speech.phrases
        if any(phrase_at(sentence, index, phrases.according) for index in range(*cue)):
            return Act.SPEECH
        if any(item.low in words.votes for item in sentence[cue[0] : cue[1]]):
            return None
        before = sentence[max(cue[0] - 1, 0) : cue[1]]
        if any(item.low in words.negations or item.low in words.modals - {"to"} for item in before):
            return None
        for index in range(*cue):
            # What he was speaking of is a subject, nothing that he said of it.
            if phrase_at(sentence, index, phrases.breakers) and sentence[index].low in words.adjuncts:
                return None
            if sentence[index].low in words.notions:
                return Act.SPEECH
            form = self._form(sentence, index)
            if form and form.verb.act in {Act.ACT, Act.SPEECH}:
                left, marks = skip_left(sentence, index - 1, words)
                # "When asked about the plan" tells what was done to the speaker.
                undergone = form.form is Form.PAST and left >= 0 and sentence[left].low in words.moments
                return None if undergone or marks & {"negation", "modal", "copula"} else form.verb.act
        return None

    def _form(self, sentence: Sequence[Item], index: int) -> VerbForm | None:
        """The verb of speech that stands there with all that it needs; acts before mere speech."""
        forms = self._speech.forms.get(sentence[index].low, ())
        acts = [form for form in forms if form.verb.act is Act.ACT]
        able = [form for form in forms if form.verb.clause or form.verb.object or form.verb.person]
        that = self._speech.words.that
        quoted = any(item.quotation or item.low in that for item in sentence)
        for some in (acts, able, forms if quoted else ()):
            if chosen := choose(sentence, index, some):
                return chosen[0]
        return None

    def _is_proposition(self, sentence: Sequence[Item], pieces: Sequence[Range], act: Act) -> bool:
        """Whether what was said can be true or done: a clause, an infinitive, the object of a demand."""
        words = self._speech.words
        said = [item for start, stop in pieces for item in sentence[start:stop]]
        if len(said) == 1 and said[0].quotation:
            return said[0].quotation.is_long
        if sum(item.is_word for item in said) < _FEWEST_WORDS:
            return False
        return act is Act.ACT or any(
            item.low in words.verbs or item.low in words.modals or item.quotation is not None for item in said
        )


def seen(text: Text) -> tuple[tuple[Tagged, ...], tuple[Issue, ...]]:
    """What the network finds in an English text of bearable length; an issue for one that is too long."""
    if text.language != _LANGUAGE:
        return (), ()
    if len(text.text) > _LONGEST_TEXT:
        complaint = "the text is too long for the second opinion: only the rules looked for statements"
        return (), (Issue("attribution", complaint),)
    return tagging.tag(text.text), ()


def _items(sentence: Sequence[Item], span: Span) -> Range | None:
    """The items that lie within a span; a quotation does if its words do."""
    inside = [
        index
        for index, item in enumerate(sentence)
        if (item.quotation.start if item.quotation else item.start) >= span.start
        and (item.quotation.stop if item.quotation else item.stop) <= span.stop + 1
        and item.start < span.stop
    ]
    return (inside[0], inside[-1] + 1) if inside else None


def _measured(sentence: Sequence[Item], piece: Range) -> tuple[Span, Voice]:
    """The span of a piece, without the marks where it is one quotation, and its voice."""
    start, stop = piece
    only = sentence[start].quotation if stop - start == 1 else None
    if only:
        return Span(only.start, only.stop), Voice.DIRECT
    quoted = any(item.quotation for item in sentence[start:stop])
    return Span(sentence[start].start, sentence[stop - 1].stop), Voice.MIXED if quoted else Voice.INDIRECT
