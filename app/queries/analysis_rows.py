"""What the analyses hand to pages and files; the field order is the column order of JSON and CSV."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from app.codebook.terms import Stance
from app.queries.rows import Share, StatementRow


class Heard(StrEnum):
    """Whether a speaker was heard after an event; only `SILENT` says that there was a chance to hear."""

    SPOKE = "spoke"
    PERHAPS = "perhaps"
    SILENT = "silent"
    NO_SOURCE = "no source"


class Shift(NamedTuple):
    """A day from which a position was held differently; `on` is the first day of the new kind.

    It happened after `low` and not later than `high` (95 % credible). `net` runs from -1 (opposed) to 1
    (supported), over the speaker-days since the shift before and up to the one after; `effect` is their
    difference with its 95 % interval. `p` is the share of `permutations` that show as clear a shift by
    chance, none where there are too many to shuffle. `before` and `after` are the ids of the nearest
    statements, the nearest first.
    """

    position: str
    on: date
    low: date
    high: date
    n_before: int
    n_after: int
    net_before: float
    net_after: float
    effect: float
    effect_low: float
    effect_high: float
    bayes_factor: float
    p: float | None
    permutations: int
    before: Sequence[str]
    after: Sequence[str]


class PositionShifts(NamedTuple):
    """The shifts of one position in order, found among `n` speaker-days: one speaker, one day, one stance.

    `undated` units could not be used. Where not `enough`, no shift was looked for: nothing is known.
    """

    position: str
    n: int
    undated: int
    enough: bool
    shifts: Sequence[Shift]


class Condition(NamedTuple):
    """Words on which support of a position hangs; none where the coder recorded no words.

    `n` units give it in these words (case and blanks apart); `statement_id` is the latest of them.
    """

    words: str | None
    n: int
    first_on: date | None
    last_on: date | None
    statement_id: str


class PositionConditions(NamedTuple):
    """The conditions set for one position, the commonest first.

    Of `total` units with any stance on it, `n` are conditional; `left_out` wordings are not listed.
    """

    position: str
    n: int
    total: int
    left_out: int
    conditions: Sequence[Condition]


class Silence(NamedTuple):
    """An event and what the filter has in the days from its beginning, `first` to `last`.

    `n` units were said within; `possible` more may have been, by a date known only to the month or year.
    `others` counts the units of anyone, `articles` the texts that appeared in those days from any outlet.
    """

    event_id: str
    title: str
    type: str
    first: date
    last: date
    state: Heard
    n: int
    possible: int
    others: int
    articles: int


class Silences(NamedTuple):
    """The events in order of their dates; `undated` units of the filter may belong to any of them."""

    rows: Sequence[Silence]
    undated: int


class Difference(NamedTuple):
    """The right share minus the left one with its 95 % Newcombe interval; nothing where an n is too small."""

    difference: float | None
    low: float | None
    high: float | None


class Compared(NamedTuple):
    """One value held against the same value on the other side: its share of the units there."""

    key: str
    stance: Stance | None
    left: Share
    right: Share
    difference: Difference


class Comparison(NamedTuple):
    """Two filters side by side; `both` units are in each, which makes the intervals too wide or too narrow.

    A share of a stance is of the units with any stance on that position; a share of a topic is of all units.
    Units of two stances count in both, so that shares may add up to more than one.
    """

    n_left: int
    n_right: int
    both: int
    positions: Sequence[Compared]
    topics: Sequence[Compared]


class Contradiction(NamedTuple):
    """Two remarks of one speaker that take opposite stances on one position, with nothing opposed between."""

    speaker_id: str
    position: str
    days: int
    earlier_stance: Stance
    later_stance: Stance
    earlier: StatementRow
    later: StatementRow


class Contradictions(NamedTuple):
    """The pairs nearest in time; `n` are there in all, and `undated` units could not be placed."""

    rows: Sequence[Contradiction]
    n: int
    undated: int


class VoteAct(NamedTuple):
    """A recorded vote as an act on one position, and what was said on it in the days around.

    `cast` is the country's own vote, none where the record does not give it; `stance` is what that vote takes
    on the position, none for an abstention or a refusal that need not mean it. A vote that the codebook maps
    to no position stands once, without one. `same` is the share of units with the stance of the vote among
    the `total` with any stance on the position; a unit may take two.
    """

    event_id: str
    title: str
    on_date: date
    body: str
    symbol: str | None
    cast: str | None
    yes: int
    no: int
    abstain: int
    position: str | None
    stance: Stance | None
    support: int
    conditional: int
    neutral: int
    oppose: int
    total: int
    same: Share


class Tie(NamedTuple):
    """How one speaker stands to one position: units with any stance, with each, and the days they span.

    A unit may take two stances, so that these may add up to more than `n`.
    """

    speaker_id: str
    position: str
    n: int
    support: int
    conditional: int
    neutral: int
    oppose: int
    first_on: date | None
    last_on: date | None


class Stretch(NamedTuple):
    """How many hold together in one stretch of time, both days included.

    `speakers` take `stances` on `positions`, a unit counted once for each position; of their pairs so many
    agree and so many are opposed on anything, and a pair may do both.
    """

    first: date
    last: date
    speakers: int
    positions: int
    stances: int
    agreeing: int
    opposed: int


class Stretches(NamedTuple):
    """Stretches in order, overlapping if the step is shorter than the width; `undated` units are in none."""

    stretches: Sequence[Stretch]
    undated: int


class Pair(NamedTuple):
    """Two speakers: positions both hold, on how many they take one stance, on how many they are opposed.

    `congruence`, `conflict` and `subtract` (the one less the other) are those numbers after normalisation.
    """

    one: str
    other: str
    shared: int
    n_congruent: int
    n_conflicting: int
    congruence: float
    conflict: float
    subtract: float


class Agreement(NamedTuple):
    """Pairs of speakers with something in common or against each other; `left_out` speakers were too many."""

    normalization: str
    at_least: int
    speakers: Sequence[str]
    pairs: Sequence[Pair]
    left_out: int


class TenureRow(NamedTuple):
    """One term in an office; an open end means still held or not known, and dates are as exact as known."""

    title: str
    since: str | None
    until: str | None
    source: str


class HeldPosition(NamedTuple):
    """How a speaker stands to one position: units by stance, and the share of the commonest stance.

    `majority` is none where two stances are as common; a unit may take two stances.
    """

    position: str
    support: int
    conditional: int
    neutral: int
    oppose: int
    total: int
    majority: Stance | None
    consistency: Share
    first_on: date | None
    last_on: date | None


class PrintedName(NamedTuple):
    """A name by which texts call a speaker, and the number of reports that do."""

    printed: str
    n: int


class SpeakerProfile(NamedTuple):
    """One speaker; `known` says whether the codebook has them, else only the printed names are known.

    `n` units in `reports` reports within the filter, of which `undated` units have no date; `first` and
    `last` are the first and last dated remarks.
    """

    speaker_id: str
    name: str
    known: bool
    kind: str | None
    country: str | None
    affiliation: str | None
    spellings: Sequence[str]
    tenures: Sequence[TenureRow]
    n: int
    reports: int
    undated: int
    printed: Sequence[PrintedName]
    positions: Sequence[HeldPosition]
    first: StatementRow | None
    last: StatementRow | None


class BranchStances(NamedTuple):
    """What one branch of the state holds: its units and the positions they take a stance on.

    No `branch` means that the speaker's office on that day is unknown or belongs to none.
    """

    branch: str | None
    name: str | None
    n: int
    positions: Sequence[HeldPosition]


class FormulaUse(NamedTuple):
    """One unit that uses a formula, in the report that first does; `words` are `start` to `stop` of it.

    `present` and `dropped` are the elements of the full wording, in its order.
    """

    statement_id: str
    speaker_id: str
    said_on: date | None
    said_last: date | None
    language: str
    words: str
    start: int
    stop: int
    present: Sequence[str]
    dropped: Sequence[str]


class FormulaYear(NamedTuple):
    """The share of a year's units in the filter that use a formula."""

    year: int
    share: Share


class FormulaVariant(NamedTuple):
    """One choice of elements: the units that use the formula so, and the first and last dated of them."""

    present: Sequence[str]
    dropped: Sequence[str]
    n: int
    first_on: date | None
    last_on: date | None


class FormulaHistory(NamedTuple):
    """The uses of one formula in order of their dates, undated ones last; many are not all listed.

    `first` and `last` are the first and last dated ones. `years` run from the first to the last year with a
    use, with zero where a year has none; units whose date does not settle the year are in none of them.
    """

    formula: str
    n: int
    unsettled: int
    first: FormulaUse | None
    last: FormulaUse | None
    years: Sequence[FormulaYear]
    variants: Sequence[FormulaVariant]
    uses: Sequence[FormulaUse]


class Change(NamedTuple):
    """Words that two texts share, that only the first has, or that only the second has."""

    kind: str
    words: str


class Breakdown(NamedTuple):
    """How the statements of one value of a field stand to one position; the ends are known to the day.

    A unit may take two stances, so that these may add up to more than `total`.
    """

    value: str
    support: int
    conditional: int
    neutral: int
    oppose: int
    total: int
    first_on: date | None
    last_on: date | None


class SpeakerCount(NamedTuple):
    """One speaker with the units within the filter, those with a stance, and the positions these are on.

    The first and last day are those known to the day.
    """

    speaker_id: str
    name: str
    known: bool
    kind: str | None
    country: str | None
    n: int
    coded: int
    positions: int
    first_on: date | None
    last_on: date | None


class HeardSpeaker(NamedTuple):
    """A speaker and the units said within some days: surely, and perhaps, by a date that leaves it open."""

    speaker_id: str
    n: int
    possible: int
