"""What the steps hand to each other: values only, offsets always half-open code points."""

from bisect import bisect_right
from dataclasses import dataclass, field

from app.codebook import spans
from app.codebook.dates import PartialDate
from app.codebook.terms import ArticleKind, Basis, LinkKind, Stance, Voice

# The codebook's patterns find spans too and know nothing of the steps.
Span = spans.Span


@dataclass(frozen=True, slots=True)
class Issue:
    """A doubt that a step could not settle, with the words it is about."""

    step: str
    complaint: str
    words: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """What came beside the text (front matter, JSON fields, HTML metadata), as given and unchecked."""

    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    published: str | None = None
    kind: ArticleKind = ArticleKind.ARTICLE


@dataclass(frozen=True, slots=True)
class Source:
    """One article as it arrived: `text` is the decoded file or field, line ends as LF, else unchanged.

    The article begins at `body_start`, after the front matter where there is one.
    """

    id: str
    place: str
    text: str
    sha256: str
    is_html: bool = False
    is_markdown: bool = False
    body_start: int = 0
    given: Given = field(default_factory=Given)
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Offsets:
    """Where each character of a clean text stood in its source, as runs that advance together.

    `clean[i]` and `source[i]` are the first characters of run i; inside a run both advance one by one.
    """

    clean: tuple[int, ...]
    source: tuple[int, ...]

    def to_source(self, position: int) -> int:
        """The source offset of the character at that clean offset."""
        run = max(bisect_right(self.clean, position) - 1, 0)
        return self.source[run] + position - self.clean[run]

    def span_to_source(self, span: Span) -> Span:
        """The source span from the first to the last character of a clean one."""
        return Span(self.to_source(span.start), self.to_source(span.stop - 1) + 1)


@dataclass(frozen=True, slots=True)
class Text:
    """The clean text that is stored and that every later offset refers to.

    `title` is the span of the headline where it stands in the text, `headings` the spans of teasers and
    section heads; `removed` the source spans that cleaning left out, with the reason (banner, repeat …).
    """

    text: str
    sha256: str
    offsets: Offsets
    language: str
    title: Span | None = None
    title_given: str | None = None
    headings: tuple[Span, ...] = ()
    removed: tuple[tuple[Span, str], ...] = ()
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class When:
    """A date with what it rests on: the words, and the event if one was used."""

    on: PartialDate | None = None
    basis: Basis = Basis.NONE
    evidence: str = ""
    event: str | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """When an article appeared, who carried it, and every date that its text names."""

    published: When
    outlet: str | None = None
    outlet_name: str | None = None
    mentions: tuple[tuple[Span, When], ...] = ()
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """One statement: a span of the text and who said it.

    `speaker` is a codebook id or None; `name` the canonical name, or the printed role or body where none is
    known. `pieces` are the parts of an interrupted statement. `score` is between 0 and 1; `runner_up` is the
    next best speaker.
    """

    span: Span
    voice: Voice
    name: str
    speaker: str | None
    printed: str
    rule: str
    score: float
    cue: str = ""
    printed_span: Span | None = None
    cue_span: Span | None = None
    pieces: tuple[Span, ...] = ()
    runner_up: str | None = None
    nested_in: int | None = None


@dataclass(frozen=True, slots=True)
class TopicFound:
    """A topic with the words that show it."""

    topic: str
    rule: str
    evidence: Span


@dataclass(frozen=True, slots=True)
class StanceFound:
    """A stance on a position, with the words and the rule that decided."""

    position: str
    stance: Stance
    rule: str
    evidence: Span
    condition: str | None = None
    runner_up: str | None = None


@dataclass(frozen=True, slots=True)
class Judgment:
    """What one statement is about and where it stands."""

    topics: tuple[TopicFound, ...] = ()
    stances: tuple[StanceFound, ...] = ()
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """An event that the article, or its statement number `statement`, has to do with."""

    event: str
    kind: LinkKind
    evidence: str
    statement: int | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Harvest:
    """Everything one article yields; attributions, times and judgments run parallel."""

    source: Source
    text: Text
    dated: Dated
    attributions: tuple[Attribution, ...]
    times: tuple[When, ...]
    judgments: tuple[Judgment, ...]
    links: tuple[Link, ...]
    issues: tuple[Issue, ...] = ()
