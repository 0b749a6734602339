"""What a recorded vote says about positions."""

from collections.abc import Callable

import pytest

from app.codebook.model import Ballot, Codebook, Vote
from app.codebook.terms import Stance

Complaints = Callable[[str, str, str], list[str]]
VOTE = "type: un-vote\n  vote:\n    body: UN\n    'yes': 3\n    'no': 1\n    abstain: 0\n    'on':\n"


@pytest.mark.parametrize(
    ("cast", "stance"),
    [
        ("yes", Stance.SUPPORT),
        ("no", Stance.OPPOSE),
        ("veto", Stance.OPPOSE),
        ("abstain", None),
        ("absent", None),
        (None, None),
    ],
)
def test_a_vote_takes_the_stance_that_the_codebook_gives_it(cast: str | None, stance: Stance | None) -> None:
    ballot = Ballot("moratorium", Stance.SUPPORT, Stance.OPPOSE)
    assert Vote("UN", None, 3, 1, 0, cast, (ballot,)).stance(ballot) is stance


def test_a_refusal_of_a_text_with_several_parts_is_no_stance() -> None:
    ballot = Ballot("moratorium", Stance.SUPPORT)
    assert Vote("UN", None, 3, 1, 0, "veto", (ballot,)).stance(ballot) is None


@pytest.mark.parametrize(
    ("ballots", "complaint"),
    [
        ("    - {position: peace, 'yes': support}\n", "10: there is no position 'peace'"),
        ("    - {position: moratorium}\n", "10: missing key 'yes'"),
        (
            "    - {position: moratorium, 'yes': support, 'no': support}\n",
            "10: a no cannot be the same stance as a yes, 'support'",
        ),
        (
            "    - {position: moratorium, 'yes': support}\n    - {position: moratorium, 'yes': oppose}\n",
            "11: the position 'moratorium' stands twice in this vote",
        ),
        (
            "    - {position: moratorium, 'yes': maybe}\n",
            "10: 'maybe' is not one of support, conditional, neutral, oppose",
        ),
    ],
)
def test_a_mapping_that_makes_no_sense_is_refused(
    complaints: Complaints, ballots: str, complaint: str
) -> None:
    assert complaints("events.yaml", "type: summit\n", VOTE + ballots) == [f"events.yaml:{complaint}"]


def test_a_name_cannot_both_identify_an_event_and_recur(complaints: Complaints) -> None:
    recurring = "type: summit\n  recurring: [Whaling Days, Tromsø whaling summit]\n"
    assert complaints("events.yaml", "type: summit\n", recurring) == [
        "events.yaml:4: 'Tromsø whaling summit' cannot both identify this event and recur"
    ]


def test_vetoed_texts_of_others_are_no_stance_on_what_they_ask_for(shipped: Codebook) -> None:
    vote = shipped.events["ev-20240322-russia-and-china-veto-us-ceasefire"].vote
    assert vote is not None
    assert {ballot.position: vote.stance(ballot) for ballot in vote.on} == {
        "immediate-ceasefire": None,
        "release-of-hostages": None,
        "hamas-attack": None,
        "unsc-action-on-gaza": Stance.OPPOSE,
    }


def test_nearly_every_vote_is_an_act_on_some_position(shipped: Codebook) -> None:
    votes = [event for event in shipped.events.values() if event.vote]
    silent = [event.id for event in votes if event.vote and not event.vote.on]
    assert len(votes) == 43
    assert silent == ["ev-20150910-assembly-allows-the-palestinian-flag-at"]
