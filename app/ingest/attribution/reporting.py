"""A sentence in, its reports out: which words were said, by which reporting word, by whom."""

from collections.abc import Sequence

from app.codebook.names import Found
from app.codebook.speech import Act, Form, Speech
from app.codebook.vocabulary import Sort
from app.ingest.attribution import backwards, clauses, credits, interruptions, openings, relays, subjects
from app.ingest.attribution.clauses import Lead, Report, Tie
from app.ingest.attribution.openings import COMMAS
from app.ingest.attribution.pieces import Pieces
from app.ingest.attribution.subjects import Names, Range
from app.ingest.attribution.tokens import ENDS, Item

_SHORTEST = 2
# Words that never stand without a noun.
_ARTICLES = frozenset({"the", "a", "an"})
# No mere time or place is longer.
_ADJUNCT = 6


def reports(sentence: Sequence[Item], speech: Speech, names: Names) -> list[Report]:
    """Every report of the sentence, in order; one without pieces only says who speaks."""
    if relayed := relays.relayed(sentence, speech, names):
        return relayed
    leads = clauses.leads(sentence, speech, names)
    if thus := backwards.thus(sentence, speech, names, leads):
        return thus
    if told := credits.told_of(sentence, speech, names, leads):
        return told
    found = credits.credited(sentence, speech, names, leads)
    if found and not leads:
        return found
    floor = found[0].cue[0] if found else 0
    return found + _Chain(sentence, speech, names, leads, floor).read()


class _Chain:
    """The reporting words of one sentence, from left to right."""

    def __init__(
        self, sentence: Sequence[Item], speech: Speech, names: Names, leads: list[Lead], floor: int
    ) -> None:
        self.sentence = sentence
        self.pieces = Pieces(sentence, speech)
        self.speech = speech
        self.names = names
        self.leads = leads
        self.floor = 0
        # What a clause that goes on after its attribution takes in is said once.
        self.told = 0
        self.found: list[Report] = []

    def read(self) -> list[Report]:
        """All reports of the chain."""
        index = 0
        while index < len(self.leads):
            lead = self.leads[index]
            if lead.cue.first < self.told:
                index += 1
                continue
            credit = self._crediting(index)
            if backwards.points(self.sentence, lead, self.speech):
                self._add([], lead, self._source(lead, index), "this-said")
                index += 1
            elif credit:
                index = credit
            elif lead.open is not None:
                index = self._leading(index)
            else:
                self._trailing(lead)
                index += 1
        return self.found

    def _leading(self, index: int) -> int:
        """Take a report whose clause follows; the next reporting word that is not part of it."""
        lead = self.leads[index]
        assert lead.open is not None
        source = self._source(lead, index)
        stop, after = self._end(index)
        if lead.tie is Tie.OPENING and source and lead.open < source[0] <= stop:
            stop = source[0] - 1 if self.sentence[source[0] - 1].low in COMMAS else source[0]
        piece = self.pieces.trimmed((lead.open, stop))
        quoted = self.pieces.whole_quotation(piece)
        joined = self._interrupted(lead, quoted)
        if quoted:
            piece = quoted
            after = next((i for i in range(index + 1, after) if self.leads[i].cue.first >= quoted[1]), after)
        if (source or lead.tie is Tie.IMPLICIT) and self._is_reported(lead, piece):
            front = None if joined or quoted else self._front(lead)
            halves = joined or front
            pieces = [halves, piece] if halves else [piece]
            rule = "clause-cue-inside" if front else self._rule(lead, bool(quoted), bool(joined))
            self._add(pieces, lead, source, rule)
            self._inner(index, after, piece)
            tail = self.pieces.colon_quotation(piece)
            if tail:
                self.found[-1].pieces = [self.pieces.trimmed((piece[0], tail[0]))]
                self._add([tail], lead, source, "quote-after-colon")
            self.floor = piece[1]
        return max(after, index + 1)

    def _crediting(self, index: int) -> int | None:
        """The later reporting word that credits the whole sentence (Russia calls for a truce, he said)."""
        lead = self.leads[index]
        for later in range(index + 1, len(self.leads)):
            other = self.leads[later]
            if (
                other.open is not None
                or other.tie not in {Tie.OWN, Tie.RIGHT}
                or other.as_said
                or not other.source
            ):
                continue
            media = any(item.low in self.speech.words.media for item in self.sentence[slice(*other.source)])
            first = self.pieces.whole_quotation((lead.open, other.begin)) if lead.open is not None else None
            quotation = self.sentence[first[0]].quotation if first else None
            quoted = quotation is not None and quotation.is_spoken
            if (
                media
                or quoted
                or self.sentence[other.begin - 1].low not in COMMAS
                or other.begin <= lead.cue.last
            ):
                return None
            claimed = openings.claims(self.sentence, self.floor, other.begin, self.speech)
            return later if claimed and lead.tie in {Tie.OWN, Tie.RIGHT} and not lead.as_said else None
        return None

    def _trailing(self, lead: Lead) -> None:
        """Take a report whose clause stands before its speaker."""
        source = self._source(lead, self.leads.index(lead))
        if lead.tie is Tie.AGENT and not lead.as_said:
            piece = self.pieces.trimmed((self.floor, lead.begin))
            if piece[1] - piece[0] >= _SHORTEST:
                self._add([piece], lead, source, "passive-by")
            return
        if lead.as_said and lead.begin == 0:
            comma = next(
                (i for i in range(lead.cue.last, len(self.sentence)) if self.sentence[i].low in COMMAS), None
            )
            if comma is not None:
                piece = self.pieces.trimmed((comma + 1, len(self.sentence)))
                quoted = self.pieces.whole_quotation(piece)
                if quoted or piece[1] - piece[0] >= _SHORTEST:
                    self._add([quoted or piece], lead, source, "as-said")
            return
        at = lead.begin
        before = self.sentence[at - 1] if at else None
        piece = self.pieces.trimmed((self.floor, at))
        credited = (
            before is not None
            and not self._is_second(lead, piece)
            and (before.low in COMMAS or before.quotation is not None or before.low in ENDS)
        )
        if credited and self._only_passes_on(lead, piece):
            return
        rest = self._rest(lead) if credited and piece[1] > piece[0] else None
        # Words before "said X" are what X said, be it that the lexicon knows no verb in them.
        long = lead.tie is Tie.RIGHT and piece[1] - piece[0] > _ADJUNCT
        if not credited or piece[1] <= piece[0] or (self.pieces.is_adjunct(piece) and not rest and not long):
            self._add([], lead, source, "speaker-only")
            return
        quoted = self.pieces.last_quotation(piece)
        if quoted:
            self._add([quoted], lead, source, "quote-cue-after")
        elif rest or piece[1] - piece[0] >= _SHORTEST:
            self._add(
                [piece, rest] if rest else [piece],
                lead,
                source,
                "clause-cue-inside" if rest else "clause-cue-after",
            )
        self.floor = lead.cue.last
        self.told = rest[1] if rest else self.told

    def _only_passes_on(self, lead: Lead, piece: Range) -> bool:
        """Whether the subject before an insertion says it himself (Putin, an aide said, repeated that …)."""
        return any(
            other.source is not None
            and other.open is not None
            and piece[0] <= other.source[0] < other.source[1] <= piece[1]
            and 0 <= other.cue.left - lead.cue.last <= 1
            and other.cue.verb.act in {Act.SPEECH, Act.ACT}
            and any(one.sort is Sort.SURNAME or one.speaker for one in self._named(other.source))
            for other in self.leads
            if other is not lead
        )

    def _named(self, phrase: Range) -> list[Found]:
        return self.names.between(self.sentence[phrase[0]].start, self.sentence[phrase[1] - 1].stop)

    def _is_second(self, lead: Lead, piece: Range) -> bool:
        """Whether a verb only goes on with its subject (…, and briefed him), after no quotation."""
        return lead.tie is Tie.WITH and piece[1] > piece[0] and self.pieces.last_quotation(piece) is None

    def _rest(self, lead: Lead) -> Range | None:
        """The second half of a clause that its attribution interrupts (Russia, he said, is ready)."""
        after = interruptions.resumes(self.sentence, self.floor, lead, self.speech)
        if after is None or any(
            other.begin <= after <= other.cue.first
            for other in self.leads
            if other is not lead and not self._is_same_subject(other, lead)
        ):
            return None
        stop = next(
            (o.begin - 1 for o in self.leads if o.begin > after + 1 and o.open is not None and o.source),
            len(self.sentence),
        )
        return self.pieces.trimmed((after, self.pieces.broken(after, stop)))

    def _is_same_subject(self, other: Lead, lead: Lead) -> bool:
        """Whether a later verb has its subject before the attribution (Moscow, he said, backs the deal)."""
        if other.tie is Tie.WITH:
            return other.cue.verb.act in {Act.BELIEF, Act.STAND}
        return other.source is not None and other.source[1] <= lead.begin and other.cue.first > lead.cue.first

    def _end(self, index: int) -> tuple[int, int]:
        """Where the clause of a report ends, and the next reporting word after it."""
        lead = self.leads[index]
        assert lead.open is not None
        limit = len(self.sentence)
        for later in range(index + 1, len(self.leads)):
            other = self.leads[later]
            if other.cue.first < lead.open:
                continue
            cut = self._cut(lead, other)
            if cut is not None:
                return self.pieces.broken(lead.open, cut), later
        broken = self.pieces.broken(lead.open, limit)
        after = next(
            (i for i in range(index + 1, len(self.leads)) if self.leads[i].cue.first >= broken),
            len(self.leads),
        )
        return broken, after

    def _cut(self, lead: Lead, other: Lead) -> int | None:
        """Where another reporting word ends this report; none if it is part of what was said."""
        words = self.speech.words
        begin = other.begin
        before = self.sentence[begin - 1] if begin else None
        contrasted = lead.begin == 1 and self.sentence[0].low in words.contrasts
        opening = lead.tie is Tie.OPENING or contrasted
        if opening and other.source and before and before.low in COMMAS:
            return begin - 1
        if opening and other.source and before and before.quotation and begin > (lead.open or 0):
            return begin
        opens_quotation = (
            other.open is not None
            and self.pieces.whole_quotation((other.open, len(self.sentence))) is not None
        )
        if other.tie is Tie.PARTICIPLE:
            return begin if not lead.is_clause or opens_quotation else None
        if other.tie is Tie.WITH:
            return begin if opens_quotation or (not lead.is_clause and other.is_clause) else None
        left = other.cue.left
        if (
            other.tie is Tie.OWN
            and begin < lead.begin
            and left > (lead.open or 0)
            and lead.tie is Tie.PARTICIPLE
        ):
            return left if self.sentence[left].low in COMMAS else None
        if before is None or lead.open is None or begin <= lead.open:
            return None
        comma = begin - 1
        while comma > lead.open and (
            self.sentence[comma].low in words.contrasts
            or self.sentence[comma].low in words.adverbs
            or self.sentence[comma].low in words.coordinators
        ):
            comma -= 1
        contrasted = (
            comma < begin - 1
            and self.sentence[comma].low in COMMAS
            and any(self.sentence[i].low in words.contrasts for i in range(comma, begin))
        )
        if contrasted and other.open is not None and not self._is_same(other):
            return comma
        if before.low in {";", "؛"}:
            return begin - 1
        if other.open is None and before.low in COMMAS and not other.as_said:
            return begin - 1
        return None

    def _is_same(self, lead: Lead) -> bool:
        """Whether a reporting word has only a pronoun for its speaker, so that it may be the same one."""
        words = self.speech.words
        if not lead.source:
            return True
        low = self.sentence[lead.source[1] - 1].low
        return low in words.it or low in words.they or low in words.he or low in words.she

    def _interrupted(self, lead: Lead, quoted: Range | None) -> Range | None:
        """The first half of a quotation that its attribution interrupts."""
        if not quoted or lead.begin == 0:
            return None
        before = self.pieces.trimmed((self.floor, lead.begin))
        return self.pieces.last_quotation(before) if before[1] > before[0] else None

    def _front(self, lead: Lead) -> Range | None:
        """The claim before an attribution with a colon (Peace is near, he said: both sides want it)."""
        assert lead.open is not None
        colon = self.sentence[lead.open - 1].low == ":"
        if not colon or not openings.claims(self.sentence, self.floor, lead.begin, self.speech):
            return None
        return self.pieces.trimmed((self.floor, lead.begin))

    def _is_reported(self, lead: Lead, piece: Range) -> bool:
        start, stop = piece
        if stop <= start or lead.cue.verb.act is Act.STAND:
            return False
        if not lead.is_clause and self._is_pronoun(start, stop):
            return False
        said = [item for item in self.sentence[start:stop] if item.is_word or item.quotation]
        if all(item.low in self.speech.words.times for item in said):
            return False
        return stop - start >= _SHORTEST or self.sentence[start].quotation is not None

    def _is_pronoun(self, start: int, stop: int) -> bool:
        """Whether an object only points to something said elsewhere (announced it on Monday)."""
        words = self.speech.words
        if self.sentence[start].low not in words.it | words.determiners - words.own - _ARTICLES:
            return False
        following = self.sentence[start + 1] if start + 1 < stop else None
        if following is None or following.low in words.times:
            return True
        # "Dismissed it as talk" says what about it, "dismissed it on Monday" does not.
        is_adjunct = following.low in words.adjuncts - {"as"} or following.low in words.adverbs
        return is_adjunct and stop - start < 8

    def _source(self, lead: Lead, index: int) -> Range | None:
        if lead.source:
            return lead.source
        if lead.tie is Tie.IMPLICIT:
            return None
        if lead.tie is Tie.OPENING:
            later = next((one.source for one in self.leads[index + 1 :] if one.source), None)
            return later or subjects.after_opening(self.sentence, self.speech, self.names)
        own = [one for one in self.leads[:index] if self._is_main(one)]
        if not own and lead.tie is Tie.PARTICIPLE:
            own = [one for one in self.leads if self._is_main(one) and one.begin < lead.begin]
        return own[-1].source if own else subjects.first(self.sentence, self.speech, self.names)

    def _is_main(self, lead: Lead) -> bool:
        """Whether a reporting word can lend its speaker to the next: it stands in no clause of its own."""
        if not lead.source or lead.tie not in {Tie.OWN, Tie.RIGHT}:
            return False
        before = self.sentence[lead.source[0] - 1].low if lead.source[0] else ""
        return before not in self.speech.words.embeds

    def _inner(self, index: int, after: int, piece: Range) -> None:
        """Speech that is reported inside what was said, where it names its own speaker."""
        for other in self.leads[index + 1 : after]:
            if other.open is None or not other.source or not other.is_clause or self._is_same(other):
                continue
            if (
                not (piece[0] <= other.source[0] and other.open < piece[1])
                or other.cue.verb.act is not Act.SPEECH
            ):
                continue
            inner = self.pieces.trimmed((other.open, self.pieces.broken(other.open, piece[1])))
            if inner[1] - inner[0] >= 3:
                self.found.append(
                    Report(
                        [inner],
                        (other.cue.first, other.cue.last),
                        other.source,
                        "inner-clause",
                        is_inner=True,
                    )
                )

    def _rule(self, lead: Lead, is_quoted: bool, is_joined: bool) -> str:
        if is_joined:
            return "quote-interrupted"
        if is_quoted:
            return "quote-cue-before"
        if lead.tie is Tie.PARTICIPLE or lead.tie is Tie.OPENING:
            return "participle-clause"
        if lead.cue.is_quoted:
            return "quoted-as-saying"
        if lead.is_clause:
            return "reported-that-clause"
        return f"{lead.cue.verb.act.value}-object"

    def _add(self, pieces: list[Range], lead: Lead, source: Range | None, rule: str) -> None:
        verb = lead.cue.verb
        if verb.act is Act.STAND:
            return
        if pieces and verb.act is Act.BELIEF and lead.cue.form is Form.GERUND:
            return
        implicit = lead.tie is Tie.IMPLICIT
        cue = (lead.cue.first, lead.cue.last)
        self.found.append(Report(pieces, cue, source, rule, verb.act, is_implicit=implicit))
