"""Which words are a statement: the unit rules of the codebook on invented sentences."""

import pytest

from app import resources
from app.codebook import loading
from app.codebook.model import Codebook
from app.codebook.terms import Voice
from app.ingest.records import Span
from tests.ingest.attributing import attributed, said


@pytest.fixture(scope="module")
def seeds() -> Codebook:
    return loading.loaded(resources.folder("seeds"))


def voices(codebook: Codebook, words: str) -> list[Voice]:
    return [one.voice for one in attributed(codebook, words)[0]]


def rules(codebook: Codebook, words: str) -> list[str]:
    return [one.rule for one in attributed(codebook, words)[0]]


# spans


def test_a_quotation_is_given_without_its_marks_and_closing_comma(seeds: Codebook) -> None:
    words = '"The shelling of the camp has to end tonight," Lavrov said.'
    assert said(seeds, words) == [("Sergey Lavrov", "The shelling of the camp has to end tonight")]


def test_a_reported_clause_is_given_without_verb_and_attribution(seeds: Codebook) -> None:
    words = "Peskov told reporters on Tuesday that the Kremlin was watching the crossing closely."
    assert said(seeds, words) == [("Dmitry Peskov", "the Kremlin was watching the crossing closely")]


def test_a_clause_before_its_speaker_is_a_statement(seeds: Codebook) -> None:
    words = "The convoys must be let through without delay, Zakharova said at a weekly briefing."
    assert said(seeds, words) == [("Maria Zakharova", "The convoys must be let through without delay")]


def test_a_clause_that_its_attribution_interrupts_is_one_statement(seeds: Codebook) -> None:
    words = "A truce, Lavrov said, is within reach."
    found, _ = attributed(seeds, words)
    assert [one.span.of(words) for one in found] == ["A truce, Lavrov said, is within reach"]
    assert [piece.of(words) for piece in found[0].pieces] == ["A truce", "is within reach"]


def test_a_dateline_is_no_part_of_what_was_said(seeds: Codebook) -> None:
    words = "CAIRO, March 3. /TASS/. The border post will open on Sunday, Zakharova said."
    assert said(seeds, words) == [("Maria Zakharova", "The border post will open on Sunday")]


def test_the_narrators_background_after_a_comma_is_left_out(seeds: Codebook) -> None:
    words = "Putin announced that the talks had moved to Kazan, after both delegations agreed on the date."
    assert said(seeds, words) == [("Vladimir Putin", "the talks had moved to Kazan")]


# units


def test_an_interrupted_quotation_is_one_statement_from_first_to_last_character(seeds: Codebook) -> None:
    words = '"We never closed the door to talks," he said. "It was closed from the other side," Lavrov added.'
    found, _ = attributed(seeds, "Lavrov spoke in Sochi.\n" + words)
    assert len(found) == 1
    assert len(found[0].pieces) == 2
    assert found[0].voice is Voice.DIRECT


def test_a_new_paragraph_is_a_new_statement_also_where_the_quotation_runs_on(seeds: Codebook) -> None:
    words = (
        'Nebenzya told the Council: "Nobody in this room believes that figure.\n'
        '"And nobody has asked where the aid went," he said.'
    )
    assert said(seeds, words) == [
        ("Vasily Nebenzya", "Nobody in this room believes that figure"),
        ("Vasily Nebenzya", "And nobody has asked where the aid went"),
    ]


def test_two_reporting_verbs_in_one_sentence_make_one_statement(seeds: Codebook) -> None:
    words = "Lavrov noted that the siege was going on and warned against widening the war."
    assert said(seeds, words) == [
        ("Sergey Lavrov", "the siege was going on and warned against widening the war")
    ]


def test_a_reported_clause_and_a_full_quotation_make_two_statements(seeds: Codebook) -> None:
    words = 'Lavrov said that mediators were needed, adding: "No single country can do this work alone."'
    assert [text for _, text in said(seeds, words)] == [
        "mediators were needed",
        "No single country can do this work alone",
    ]


def test_an_act_and_a_clause_with_its_own_verb_are_one_reported_sentence(seeds: Codebook) -> None:
    words = "Hamas accused Israel of breaking the truce and announced that it would answer in kind."
    assert said(seeds, words) == [
        ("Hamas", "Israel of breaking the truce and announced that it would answer in kind"),
    ]


def test_a_quotation_without_attribution_goes_on_with_the_speaker_of_its_paragraph(seeds: Codebook) -> None:
    words = 'Peskov said that the line was open. "It has been open for years, day and night."'
    assert said(seeds, words)[-1] == ("Dmitry Peskov", "It has been open for years, day and night")


def test_a_contrast_with_another_speaker_parts_two_statements(seeds: Codebook) -> None:
    words = "Hamas said that the list was complete, while Israel denied the report of a deal."
    assert said(seeds, words) == [("Hamas", "the list was complete"), ("Israel", "the report of a deal")]


def test_a_trailing_attribution_credits_the_whole_sentence(seeds: Codebook) -> None:
    words = "Russia calls for an end to the strikes and expects an answer, Zakharova said."
    assert said(seeds, words) == [
        ("Maria Zakharova", "Russia calls for an end to the strikes and expects an answer")
    ]


# voices


def test_fragments_in_marks_make_a_mixed_statement(seeds: Codebook) -> None:
    assert voices(seeds, 'Lavrov said the plan was "dead on arrival" in the region.') == [Voice.MIXED]


def test_only_quoted_words_make_a_direct_statement(seeds: Codebook) -> None:
    assert voices(seeds, "“The plan was dead before it arrived,” said Lavrov.") == [Voice.DIRECT]


def test_no_marks_make_an_indirect_statement(seeds: Codebook) -> None:
    assert voices(seeds, "According to Peskov, the visit is being prepared.") == [Voice.INDIRECT]


def test_labelled_paragraphs_are_a_transcript_without_the_questions(seeds: Codebook) -> None:
    words = (
        "Question: Will the conference take place?\n"
        "Sergey Lavrov: It will take place once both sides are ready for it.\n"
        "Nobody has withdrawn so far.\n"
        "Question: And the date?\n"
        "Sergey Lavrov: There is no date yet."
    )
    found, _ = attributed(seeds, words)
    assert [(one.name, one.voice) for one in found] == [("Sergey Lavrov", Voice.TRANSCRIPT)] * 3
    assert found[1].span.of(words) == "Nobody has withdrawn so far."


def test_a_mission_statement_belongs_to_the_person_of_its_title(seeds: Codebook) -> None:
    words = (
        "Statement by Permanent Representative Vassily Nebenzia at a meeting on the Middle East\n"
        "Mr. President, we thank the briefers for their sober words today.\n"
        "We have heard for months that aid is on its way, and we still wait for it.\n"
        "Our delegation will vote accordingly when the time comes for it."
    )
    found, _ = attributed(seeds, words)
    assert [(one.speaker, one.voice) for one in found] == [("nebenzya", Voice.TRANSCRIPT)] * 3


# what is no statement


@pytest.mark.parametrize(
    "words",
    [
        "Lavrov did not say when the talks would resume.",
        "Peskov declined to comment on the strike.",
        "The ministry will announce the date next week.",
        "The resolution calls for the release of all captives.",
        "The meeting reflected a wish to calm the border.",
    ],
)
def test_what_nobody_said_is_no_statement(seeds: Codebook, words: str) -> None:
    assert said(seeds, words) == []


def test_outlets_report_and_do_not_speak(seeds: Codebook) -> None:
    assert said(seeds, "The TASS news agency reported that the convoy had left Cairo.") == []


# headlines


def test_a_headline_that_the_body_repeats_is_no_second_statement(seeds: Codebook) -> None:
    title = "Lavrov says convoys must reach Rafah"
    body = "MOSCOW, May 3. /TASS/. Convoys must reach Rafah without new checks, Lavrov said in Moscow."
    found, _ = attributed(seeds, f"{title}\n\n{body}", title=Span(0, len(title)))
    assert [one.span.start > len(title) for one in found] == [True]


def test_a_headline_that_stands_alone_counts_once(seeds: Codebook) -> None:
    words = "No settlement in sight without Palestinians — Lavrov\n\nThe forum opened on Monday in Sochi."
    assert said(seeds, words) == [("Sergey Lavrov", "No settlement in sight without Palestinians")]


# marks


def test_single_marks_quote_beside_apostrophes(seeds: Codebook) -> None:
    words = "'The countries' patience isn't endless, and Israel's isn't either,' Lavrov said."
    assert voices(seeds, words) == [Voice.DIRECT]


def test_a_lost_opening_mark_still_gives_the_quotation(seeds: Codebook) -> None:
    words = 'We have offered this format to all sides more than once," Lavrov said.'
    assert said(seeds, words) == [
        ("Sergey Lavrov", "We have offered this format to all sides more than once")
    ]


def test_an_opening_shape_may_close_a_quotation(seeds: Codebook) -> None:
    words = "“The list of names has been handed over in full,“ Hamas said."
    assert said(seeds, words) == [("Hamas", "The list of names has been handed over in full")]


def test_spoken_text_after_a_colon_needs_no_marks(seeds: Codebook) -> None:
    words = "Zakharova said: the embassy is working around the clock."
    assert said(seeds, words) == [("Maria Zakharova", "the embassy is working around the clock")]


# evidence


def test_every_statement_says_which_words_credit_it(seeds: Codebook) -> None:
    words = "Russian Foreign Minister Sergey Lavrov stressed that the vote had changed nothing."
    (one,) = attributed(seeds, words)[0]
    assert one.cue_span is not None
    assert one.cue_span.of(words) == one.cue == "stressed"
    assert one.printed == "Russian Foreign Minister Sergey Lavrov"
    assert one.rule == "reported-that-clause"
    assert 0 < one.score <= 1


def test_a_long_quotation_that_nobody_says_is_kept_and_raised(seeds: Codebook) -> None:
    words = '"All of this was known to everyone a year ago and nobody moved."'
    found, issues = attributed(seeds, words + "\n\nThe hall was half empty that evening.")
    assert [(one.speaker, one.name, one.printed) for one in found] == [(None, "", "")]
    assert [issue.complaint for issue in issues] == ["no speaker found for this quotation"]


def test_a_verbatim_record_names_its_speakers_before_a_colon(seeds: Codebook) -> None:
    words = (
        "Mr. Nebenzia (Russian Federation) (spoke in Russian): The draft has been on the table for a week.\n"
        "It has not grown better.\n"
        "Mrs. Thomas-Greenfield (United States of America): My country will vote in favour.\n"
        "Mr. Nebenzia (Russian Federation) (spoke in Russian): I have no doubt of it."
    )
    found, _ = attributed(seeds, words)
    assert [one.speaker for one in found] == ["nebenzya", "nebenzya", "linda-thomas-greenfield", "nebenzya"]


def test_a_summary_record_writes_its_speakers_in_capitals(seeds: Codebook) -> None:
    words = "VASSILY NEBENZIA (Russian Federation) said that the paper had been weakened line by line."
    assert said(seeds, words) == [("Vasily Nebenzya", "the paper had been weakened line by line")]


def test_a_sentence_credited_by_the_next_one_is_a_statement(seeds: Codebook) -> None:
    words = "The crossing will stay shut until Friday. This was announced by Dmitry Peskov."
    assert said(seeds, words) == [("Dmitry Peskov", "The crossing will stay shut until Friday")]
