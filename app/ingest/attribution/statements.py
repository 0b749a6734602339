"""A text in, its statements out, by the codebook's rules of unit."""

from collections.abc import Sequence

from app.codebook.speech import Act, Speech
from app.codebook.terms import Voice
from app.ingest.attribution import (
    continuing,
    drafting,
    drafts,
    following,
    foretold,
    headings,
    layout,
    records,
    releases,
    subjects,
    units,
)
from app.ingest.attribution.cast import Cast
from app.ingest.attribution.clauses import Report
from app.ingest.attribution.drafts import Draft, outlets
from app.ingest.attribution.layout import Paragraph
from app.ingest.attribution.opinions import Opinion, Opinions
from app.ingest.attribution.people import Person, Voiced
from app.ingest.attribution.reporting import reports
from app.ingest.attribution.speakers import speak
from app.ingest.attribution.subjects import Names
from app.ingest.attribution.tokens import ENDS, Item, tokens
from app.ingest.attribution.transcripts import Turn
from app.ingest.records import Attribution, Issue, Span

# By such words outlets name their source.
_CITING = frozenset({"according-to", "quoted-as-saying"})
# A shorter quotation has no room for somebody else's words.
_TELLING = 60
# A shorter quotation that nobody says is a title or a slogan.
_ALONE = 25
_INNER = frozenset({"reported-that-clause", "quote-cue-before", "quote-cue-after"})


# How much of the doubt is gone where the network agrees, and how sure it is alone (measured on marked news).
_AGREED = 0.5
_NETWORK = 0.85
# No name with its post under a quotation is longer.
_NAME = 12
# Below the first a speaker is doubtful, above the second one is named and no pronoun.
_DOUBTFUL = 0.6
_NAMED = 0.85


class Collector:
    """The statements of one text, paragraph by paragraph."""

    def __init__(self, text: str, cast: Cast, speech: Speech, names: Names, opinions: Opinions) -> None:
        self.text = text
        self.cast = cast
        self.speech = speech
        self.names = names
        self.opinions = opinions
        self.drafts: list[Draft] = []
        self.issues: list[Issue] = []
        self.runs_on: Person | None = None
        # Whom the text names as the source of what outlets report.
        self.cited: Person | None = None
        self.last_sentence: list[Item] = []
        self.is_record = False
        self.outlets = outlets(cast.codebook)

    def paragraph(self, paragraph: Paragraph) -> None:
        """Take the statements of one paragraph."""
        if self._is_credit_line(paragraph) or self._is_signature(paragraph):
            return
        first = len(self.drafts)
        recorded = self.is_record and records.opens(self.text, paragraph, self.speech.words)
        bare: Voiced | None = None
        pending: list[Draft] = []
        carried, self.runs_on = self.runs_on, None
        for number, sentence in enumerate(paragraph.sentences):
            found = reports(sentence, self.speech, self.names)
            if not found:
                self._continue(sentence, number, first, recorded)
                self.cast.meet(sentence)
            used: list[Span] = []
            last: Voiced | None = None
            for report in found:
                if report.source and self._is_outlet(sentence, report):
                    used += self._pass_on(sentence, report, number, first)
                    continue
                voiced = speak(sentence, report.source, self.cast) if report.source else None
                if voiced and report.rule in _CITING:
                    self.cited = voiced.person
                if report.is_implicit:
                    voiced = self.cast.goes_on()
                    if voiced is None:
                        continue
                if report.is_inner:
                    self._add_inner(sentence, report, voiced)
                    continue
                last = voiced or last
                if not report.pieces:
                    bare = voiced or bare
                    if report.rule == "this-said":
                        self._look_back(paragraph, number, sentence, report, voiced)
                    continue
                draft = drafting.draft(self.text, sentence, report, voiced, number)
                used += draft.pieces
                self._add(draft, first)
            for index, item in enumerate(sentence):
                quotation = item.quotation
                if (
                    not quotation
                    or not (quotation.is_long or quotation.is_spoken)
                    or any(s.start <= quotation.start < s.stop for s in used)
                ):
                    continue
                if not self._stands(sentence, index):
                    continue
                draft = Draft(
                    [Span(quotation.start, quotation.stop)], None, Voice.DIRECT, "", 0.0, sentence=number
                )
                if last is None and index and sentence[index - 1].low == ":":
                    subject = subjects.first(sentence[:index], self.speech, self.names)
                    last = speak(sentence, subject, self.cast) if subject else None
                if (
                    last is None
                    and bare is None
                    and len(self.drafts) == first
                    and not (carried and number == 0)
                ):
                    pending.append(draft)
                else:
                    self._credit(draft, last or bare, carried if number == 0 else None, first)
            if pending and (last or bare):
                for draft in pending:
                    self._credit(draft, last or bare, None, first)
                self.drafts.sort(key=lambda d: d.span.start)
                pending = []
            self._second(sentence, number, first, pending)
            units.join_clauses(self.drafts, first, number, sentence)
        for draft in pending:
            self._credit(draft, None, None, first)
        units.join_quotations(self.drafts, first)
        self._run_on(paragraph, first)
        self.drafts += [*following.between(self.drafts[first:], paragraph, self.speech, self.names)]
        self.last_sentence = paragraph.sentences[-1] if paragraph.sentences else []
        if paragraph.quotations and paragraph.quotations[-1].runs_on and len(self.drafts) > first:
            self.runs_on = max(self.drafts[first:], key=lambda one: one.span.start).person

    def _pass_on(self, sentence: Sequence[Item], report: Report, number: int, first: int) -> list[Span]:
        """Give a quotation that an outlet prints to its source, else to nobody: outlets do not speak."""
        if not report.pieces or not report.rule.startswith("quote-"):
            return []
        draft = drafting.draft(self.text, sentence, report, None, number)
        own = [one.person for one in self.drafts[first:] if one.inner_of is None]
        draft.person = own[-1] if own else self.cited
        draft.rule, draft.score = "passed-on", 0.6 if draft.person else 0.1
        span = draft.span
        if draft.person is None:
            complaint = "no speaker found for this quotation"
            self.issues.append(Issue("attribution", complaint, span.of(self.text), span))
        self._add(draft, first)
        return draft.pieces

    def _run_on(self, paragraph: Paragraph, first: int) -> None:
        """Give a sentence that ends in a long fragment to whose two quotations it follows."""
        last = self.drafts[-2:] if len(paragraph.sentences) == 1 and len(self.drafts) == first else []
        if len(last) < 2 or not self.last_sentence or last[1].span.start < self.last_sentence[0].start:
            return
        sentence = paragraph.sentences[0]
        said = continuing.fragmentary(sentence, last[1].person, self.speech, self.names)
        is_same = last[0].person is last[1].person and last[0].voice is last[1].voice is Voice.DIRECT
        if said and is_same and last[1].person and not reports(sentence, self.speech, self.names):
            draft = following.draft(sentence, 0, last[1].person, said, "fragment-follows")
            self.drafts += [draft] if draft else []

    def _is_credit_line(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph only names its sources (Source: …)."""
        first = paragraph.sentences[0] if paragraph.sentences else []
        return len(first) > 1 and first[0].low in self.speech.words.editors and first[1].low == ":"

    def _is_signature(self, paragraph: Paragraph) -> bool:
        """Whether a line is the name under the quotation before it, whose speaker it tells (– The envoy)."""
        items = [item for sentence in paragraph.sentences for item in sentence]
        if not 2 <= len(items) <= _NAME or items[0].low not in {"-", "–", "—"}:
            return False
        if not subjects.is_speaker(items, (1, len(items)), self.speech, self.names):
            return False
        last = self.drafts[-1] if self.drafts else None
        if last and last.printed is None and last.voice is Voice.DIRECT and not last.inner_of:
            voiced = speak(items, (1, len(items)), self.cast)
            last.person, last.printed, last.rule, last.score = (
                voiced.person,
                voiced.printed,
                "signed",
                voiced.score,
            )
        return True

    def _second(self, sentence: Sequence[Item], number: int, first: int, pending: list[Draft]) -> None:
        """Hear the network on the statements of a sentence, and take those that the rules missed."""
        for opinion in self.opinions.of(sentence):
            same = [
                one for one in (*self.drafts[first:], *pending) if drafting.overlap(one.span, opinion.span)
            ]
            if any(
                one.printed and drafting.overlap(one.printed, drafting.span(sentence, opinion.source))
                for one in same
            ):
                for one in same:
                    one.score = round(one.score + (1 - one.score) * _AGREED, 3)
                continue
            if (same or opinion.is_speech) and not self._is_outlet(
                sentence, Report([], opinion.cue, opinion.source, "network")
            ):
                self._take(sentence, opinion, same, pending, number)

    def _take(
        self,
        sentence: Sequence[Item],
        opinion: Opinion,
        same: list[Draft],
        pending: list[Draft],
        number: int,
    ) -> None:
        """Name the speaker where he is doubtful, or take a statement of which the rules know nothing."""
        if same and all(one.score >= _DOUBTFUL for one in same):
            return
        spoken = self.cast.recent[:]
        voiced = speak(sentence, opinion.source, self.cast)
        cue = drafting.span(sentence, opinion.cue)
        # Whom the rules heard say one thing by that word did not say another by it.
        heard = not same and any(one.cue and drafting.overlap(one.cue, cue) for one in self.drafts)
        if voiced.person is None or heard:
            self.cast.recent = spoken
            return
        for one in same:
            if one.score >= _DOUBTFUL or one.inner_of or one.person is voiced.person:
                continue
            if one in pending:
                pending.remove(one)
                self.drafts.append(one)
            elif voiced.score < _NAMED:
                one.runner_up = one.runner_up or voiced.person
                continue
            one.person, one.runner_up, one.rule = voiced.person, one.person, "network"
            one.printed, one.cue, one.score = voiced.printed, cue, round(voiced.score * _NETWORK, 3)
            drafting.unended(self.text, one)
        if same:
            self.cast.recent = spoken
            return
        score = round(voiced.score * _NETWORK, 3)
        draft = Draft([*opinion.pieces], voiced.person, opinion.voice, "network", score, voiced.printed, cue)
        draft.runner_up, draft.sentence = voiced.runner_up, number
        self.drafts.append(draft)

    def _continue(self, sentence: Sequence[Item], number: int, first: int, recorded: bool) -> None:
        own = self.drafts[first:]
        draft = following.after(own, sentence, number, self.speech, self.names, recorded=recorded)
        if draft:
            self.drafts.append(draft)

    def _is_outlet(self, sentence: Sequence[Item], report: Report) -> bool:
        """Whether the words name an outlet, which reports and does not speak."""
        assert report.source is not None
        phrase = subjects.core_of(sentence, report.source, self.speech.words)
        words = self.speech.words
        if any(item.low in words.persons for item in phrase):
            return False
        if any(item.low in words.media for item in phrase):
            return True
        if any(item.low in words.bodies for item in phrase):
            return False
        return " ".join(item.low for item in phrase if item.low not in words.determiners) in self.outlets

    def heading(self, paragraph: Paragraph) -> None:
        """Take the statements of a headline, to be dropped if the body repeats them."""
        first = len(self.drafts)
        if self._is_credit_line(paragraph):
            return
        span = Span(paragraph.start, paragraph.stop)
        parts = headings.credited(self.text, span)
        speaker = self._labelled(parts[1]) if parts else None
        if parts and speaker:
            claim = self._unquoted(parts[0])
            voice = Voice.DIRECT if claim != parts[0] else Voice.INDIRECT
            draft = Draft([claim], speaker.person, voice, "headline", speaker.score, speaker.printed)
            self.drafts.append(draft)
        else:
            issues = len(self.issues)
            self.paragraph(paragraph)
            del self.issues[issues:]
        for draft in self.drafts[first:]:
            draft.is_heading = True

    def turn(self, turn: Turn) -> None:
        """Take one paragraph of a transcript."""
        if turn.label is None or turn.span.stop <= turn.span.start:
            return
        speaker = self._labelled(turn.label)
        person = speaker.person if speaker else None
        person = releases.ministry(person, self.cast) if turn.rule == "release-page" else person
        score = speaker.score if speaker else 0.3
        self.drafts.append(Draft([turn.span], person, Voice.TRANSCRIPT, turn.rule, score, turn.label))

    def _labelled(self, label: Span) -> Voiced | None:
        """Who a label names (Sergey Lavrov:, Mr. Nebenzia (Russian Federation):)."""
        bracket = label.of(self.text).find("(")
        stop = label.start + bracket if bracket > 3 else label.stop
        words = tokens(self.text, label.start, stop)
        if not words or not subjects.is_speaker(words, (0, len(words)), self.speech, self.names):
            return None
        if headings.is_label(words, self.speech, self.names):
            return None
        return speak(words, (0, len(words)), self.cast)

    def _unquoted(self, span: Span) -> Span:
        words = span.of(self.text)
        bare = words.strip("\"'“”‘’«» ")
        at = words.find(bare)
        whole = len(words) - len(bare) <= 2 and words[:1] in "\"'“‘«"
        return Span(span.start + at, span.start + at + len(bare)) if whole else span

    def settle_headings(self) -> None:
        """Drop what headlines say where the body says it again."""
        self.drafts = headings.settled(self.drafts, self.text)

    def _look_back(
        self,
        paragraph: Paragraph,
        number: int,
        sentence: Sequence[Item],
        report: Report,
        voiced: Voiced | None,
    ) -> None:
        """Give the sentence before, if it is nobody else's, to the speaker of "This was said by …"."""
        before = paragraph.sentences[number - 1] if number else self.last_sentence
        while voiced and before and self.drafts and self._is_of_body(self.drafts[-1], before[0].start):
            self.drafts.pop()
        if not voiced or not before or (self.drafts and self.drafts[-1].span.stop > before[0].start):
            return
        stop = before[-1].stop - (before[-1].low in ENDS)
        quoted = any(item.quotation for item in before)
        self._add(
            Draft(
                [Span(before[0].start, stop)],
                voiced.person,
                Voice.MIXED if quoted else Voice.INDIRECT,
                report.rule,
                0.85,
                voiced.printed,
                drafting.span(sentence, report.cue),
                sentence=number - 1,
            ),
            len(self.drafts),
        )

    def _is_of_body(self, draft: Draft, start: int) -> bool:
        """Whether a statement of the sentence that begins there is a body's, as its spokesman would say."""
        return draft.span.start >= start and draft.person is not None and not draft.person.is_person

    def _stands(self, sentence: Sequence[Item], index: int) -> bool:
        """Whether a quotation is a sentence of its own and no fragment in the narrator's."""
        before = sentence[index - 1] if index else None
        return before is None or before.low == ":" or before.low in ENDS or before.quotation is not None

    def _add(self, draft: Draft, first: int) -> None:
        """A statement, or the rest of the quotation before it in the same paragraph."""
        last = self.drafts[-1] if len(self.drafts) > first else None
        if last and drafting.goes_on(last, draft):
            last.pieces += draft.pieces
            last.sentence = draft.sentence
            return
        self.drafts.append(draft)

    def _add_inner(self, sentence: Sequence[Item], report: Report, voiced: Voiced | None) -> None:
        if voiced and voiced.person and self.drafts and voiced.person is not self.drafts[-1].person:
            draft = drafting.draft(self.text, sentence, report, voiced, -1)
            draft.inner_of = next((d for d in reversed(self.drafts) if d.inner_of is None), None)
            self.drafts.append(draft)

    def _credit(self, draft: Draft, voiced: Voiced | None, carried: Person | None, first: int) -> None:
        """Give a quotation that no reporting word credits to whoever speaks around it."""
        here = next(
            (d.person for d in reversed(self.drafts[first:]) if d.person and d.inner_of is None), None
        )
        if carried:
            draft.person, draft.rule, draft.score = carried, "quote-runs-on", 0.85
        elif voiced:
            draft.person, draft.rule, draft.score, draft.printed = (
                voiced.person,
                "quote-beside-speaker",
                0.75,
                voiced.printed,
            )
        elif here:
            draft.person, draft.rule, draft.score = here, "quote-follows", 0.8
        elif self.cast.latest():
            draft.person, draft.rule, draft.score = self.cast.latest(), "quote-after-speaker", 0.5
        elif draft.span.stop - draft.span.start < _ALONE:
            return
        else:
            draft.rule, draft.score = "quote-alone", 0.1
            span = draft.span
            self.issues.append(
                Issue("attribution", "no speaker found for this quotation", span.of(self.text), span)
            )
        drafting.unended(self.text, draft)
        self._add(draft, first)

    def look_inside(self) -> None:
        """Take what a quotation reports that somebody else said, where it names him."""
        for outer in [draft for draft in self.drafts if draft.voice in {Voice.DIRECT, Voice.TRANSCRIPT}]:
            for piece in outer.pieces:
                if piece.stop - piece.start >= _TELLING:
                    self._look_into(outer, piece)

    def _look_into(self, outer: Draft, piece: Span) -> None:
        for sentence in layout.paragraph(self.text, piece.start, piece.stop).sentences:
            for report in reports(sentence, self.speech, self.names):
                plain = report.rule in _INNER and report.act is Act.SPEECH and report.source is not None
                if not plain or report.source is None or self._is_outlet(sentence, report):
                    continue
                spoken = self.cast.recent[:]
                voiced = speak(sentence, report.source, self.cast)
                self.cast.recent = spoken
                person = voiced.person
                if (
                    person
                    and (person.speaker or person.is_person)
                    and person is not outer.person
                    and voiced.score > 0.8
                ):
                    draft = drafting.draft(self.text, sentence, report, voiced, -1)
                    draft.inner_of = outer
                    self.drafts.append(draft)

    def finished(self) -> tuple[Attribution, ...]:
        """The statements as values, in the order of the text."""
        foretold.settle(self.drafts, self.cast)
        order = sorted(self.drafts, key=lambda d: (d.span.start, -d.span.stop))
        place = {id(draft): number for number, draft in enumerate(order)}
        return tuple(drafts.value(draft, self.text, place) for draft in order)
