"""The statements of a sentence or paragraph in, those that the codebook counts as one joined out."""

from collections.abc import Sequence
from itertools import pairwise, takewhile

from app.codebook.terms import Voice
from app.ingest.attribution.drafts import Draft
from app.ingest.attribution.openings import COMMAS
from app.ingest.attribution.tokens import ENDS, Item
from app.ingest.records import Span


def join_clauses(drafts: list[Draft], first: int, number: int, sentence: Sequence[Item]) -> None:
    """A reported sentence is one statement, be it with two reporting verbs of one speaker.

    A full quotation beside its clauses stays a statement of its own.
    """
    latest = takewhile(
        lambda one: one.sentence in {number, -1}, (drafts[at] for at in range(len(drafts) - 1, first - 1, -1))
    )
    own = sorted((one for one in latest if one.inner_of is None), key=lambda one: one.span.start)
    for before, after in pairwise(own):
        if before.person is None or after.person is not before.person:
            continue
        if any(_holds_full_quotation(sentence, one) for one in (before, after)):
            continue
        # Through the next pair the joined statement goes on under the later draft.
        after.pieces = _around(before, after)
        after.voice = Voice.MIXED if Voice.DIRECT in {before.voice, after.voice} else _mixed(before, after)
        after.rule, after.printed, after.cue = before.rule, before.printed, before.cue
        after.score, after.runner_up = before.score, before.runner_up
        _replace(drafts, before, after)


def join_quotations(drafts: list[Draft], first: int) -> None:
    """A quotation that runs on past a clause is one with it ("A," he said, adding that B. "C.")."""
    own = [one for one in drafts[first:] if one.inner_of is None]
    for opens, clause, goes_on in zip(own, own[1:], own[2:], strict=False):
        runs_on = opens.voice is goes_on.voice is Voice.DIRECT and clause.voice is not Voice.DIRECT
        follows = opens.sentence == clause.sentence == goes_on.sentence - 1 and goes_on.printed is None
        one_speaker = opens.person is not None and opens.person is clause.person is goes_on.person
        in_order = opens.span.stop <= clause.span.start and clause.span.stop <= goes_on.span.start
        if runs_on and follows and one_speaker and in_order:
            goes_on.pieces = [*opens.pieces, *clause.pieces, *goes_on.pieces]
            goes_on.rule, goes_on.printed, goes_on.cue = opens.rule, opens.printed, opens.cue
            goes_on.score, goes_on.runner_up = opens.score, opens.runner_up
            _replace(drafts, opens, goes_on)
            _replace(drafts, clause, goes_on)


def _holds_full_quotation(sentence: Sequence[Item], draft: Draft) -> bool:
    """Whether a statement is a quotation that could stand alone, no fragment that its clause takes in."""
    return any(
        item.quotation is not None
        and any(piece.start <= item.quotation.start < piece.stop for piece in draft.pieces)
        and draft.voice is Voice.DIRECT
        and _is_full(sentence, index)
        for index, item in enumerate(sentence)
    )


def _is_full(sentence: Sequence[Item], index: int) -> bool:
    """Whether a quotation opens as a sentence; in a small letter after "that" or "as" it only goes on."""
    before = sentence[index - 1] if index else None
    words = sentence[index].text.lstrip("\"'“”‘’«»„…. ")
    opens = before is None or before.low in COMMAS | ENDS | {":"} or before.quotation is not None
    return opens or not words[:1].islower()


def _mixed(one: Draft, other: Draft) -> Voice:
    return Voice.MIXED if Voice.MIXED in {one.voice, other.voice} else Voice.INDIRECT


def _around(before: Draft, after: Draft) -> list[Span]:
    """One stretch where the second verb has the subject of the first, else the parts."""
    between = before.printed is not None and before.span.stop <= before.printed.start < after.span.start
    if (
        after.printed == before.printed
        and before.cue
        and before.cue.start < before.span.start
        and not between
    ):
        return [Span(before.span.start, after.span.stop)]
    return [*before.pieces, *after.pieces]


def _replace(drafts: list[Draft], gone: Draft, stays: Draft) -> None:
    drafts[:] = [one for one in drafts if one is not gone]
    for one in drafts:
        if one.inner_of is gone:
            one.inner_of = stays
