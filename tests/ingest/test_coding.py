"""The rules on invented sentences: what takes a stand and what does not."""

from dataclasses import replace
from time import process_time

import pytest

from app import resources
from app.codebook import loading
from app.codebook.model import Codebook, Position
from app.codebook.rules import StanceRule, parse
from app.codebook.terms import Stance, Voice
from app.ingest.coding import code
from app.ingest.records import Attribution, Judgment, Offsets, Span, StanceFound, Text


@pytest.fixture(scope="module")
def russia_on_gaza() -> Codebook:
    return loading.loaded(resources.folder("seeds"))


def as_text(words: str, article: str = "The war in Gaza.") -> Text:
    """The words in an article that is about the conflict, unless another is given."""
    return Text(f"{words}\n\n{article}", "", Offsets((0,), (0,)), "en")


def said(name: str, span: Span, cue: Span | None = None, nested_in: int | None = None) -> Attribution:
    ids = {"Sergey Lavrov": "lavrov", "Vladimir Putin": "putin"}
    return Attribution(
        span, Voice.INDIRECT, name, ids.get(name), name, "test", 1.0, cue_span=cue, nested_in=nested_in
    )


def judged(codebook: Codebook, words: str, by: str = "Sergey Lavrov", cue: str = "") -> Judgment:
    """The judgment on words that follow their cue."""
    text = f"{cue} {words}".strip()
    start = len(text) - len(words)
    attribution = said(by, Span(start, len(text)), Span(0, len(cue)) if cue else None)
    return code(as_text(text), (attribution,), codebook)[0]


def stances(codebook: Codebook, words: str, by: str = "Sergey Lavrov", cue: str = "") -> dict[str, str]:
    return {found.position: found.stance.value for found in judged(codebook, words, by, cue).stances}


def the_stance(codebook: Codebook, words: str, position: str, by: str = "Sergey Lavrov") -> StanceFound:
    return next(found for found in judged(codebook, words, by).stances if found.position == position)


TAKES_A_STAND = [
    (
        "The guns should fall silent and a ceasefire must be declared this week.",
        "immediate-ceasefire",
        "support",
    ),
    ("We demand an immediate end to hostilities in the enclave.", "immediate-ceasefire", "support"),
    ("Relief convoys must be allowed into Gaza at once.", "humanitarian-access", "support"),
    ("All hostages should be released without further delay.", "release-of-hostages", "support"),
    ("Only the creation of a Palestinian state will calm the region.", "palestinian-state", "support"),
    ("That state must lie within the 1967 borders.", "1967-borders-east-jerusalem-capital", "support"),
    ("Both sides need to return to direct negotiations.", "direct-negotiations", "support"),
    (
        "An international conference with the countries of the region is needed.",
        "collective-mediation",
        "support",
    ),
    ("Washington has tried for decades to monopolise the settlement.", "us-monopoly-on-mediation", "oppose"),
    (
        "A settlement must rest on the decisions of the UN Security Council.",
        "un-resolutions-as-basis",
        "support",
    ),
    ("We condemn the Israeli offensive in the south of the Strip.", "israeli-military-operation", "oppose"),
    ("We condemn the terrorist attack of 7 October.", "hamas-attack", "oppose"),
    (
        "Nothing can justify the collective punishment of a people.",
        "use-of-force-against-civilians",
        "oppose",
    ),
    ("The siege of Gaza is unacceptable and must end.", "blockade-of-gaza", "oppose"),
    ("We reject any plan to expel Palestinians from Gaza.", "displacement-of-palestinians", "oppose"),
    ("Israeli settlements on occupied land are illegal.", "israeli-settlements", "oppose"),
    ("We call on the Palestinian factions to restore their unity.", "palestinian-unity-talks", "support"),
    ("Russia is ready to mediate between the parties.", "russian-mediation", "support"),
    ("We welcome Trump's plan for Gaza.", "us-gaza-plan", "support"),
    ("Israeli troops must withdraw from the Strip.", "israeli-troop-withdrawal", "support"),
    ("Palestine deserves full membership in the United Nations.", "un-membership-for-palestine", "support"),
    ("We urge all sides to show restraint.", "regional-escalation", "oppose"),
    ("We deplore yet another American veto in the Council.", "unsc-action-on-gaza", "support"),
    ("The United States is guilty of hypocrisy and double standards.", "us-policy-in-conflict", "oppose"),
    ("International observers should be sent to Gaza.", "international-monitoring-in-gaza", "support"),
    ("Мы требуем немедленного прекращения огня.", "immediate-ceasefire", "support"),
    ("Россия выступает за создание независимого палестинского государства.", "palestinian-state", "support"),
    ("Мы осуждаем теракт 7 октября.", "hamas-attack", "oppose"),
    ("يجب وقف إطلاق النار فورا في قطاع غزة.", "immediate-ceasefire", "support"),
    ("ندعو إلى إطلاق سراح جميع الرهائن.", "release-of-hostages", "support"),
]


@pytest.mark.parametrize(("words", "position", "stance"), TAKES_A_STAND)
def test_a_demand_praise_or_blame_is_a_stance(
    russia_on_gaza: Codebook, words: str, position: str, stance: str
) -> None:
    assert stances(russia_on_gaza, words).get(position) == stance


TAKES_NO_STAND = [
    "A truce took effect on Sunday morning and has held for two days.",
    "The ministers discussed the ceasefire over the telephone.",
    "More than ninety people were wounded in the city during the night.",
    "The next round of talks will be held in Doha on Thursday.",
    "Hamas handed over four captives to the Red Cross.",
    "We are saddened by the news from the region.",
    "The fighting will probably go on for many months.",
    "Ukraine should agree to a ceasefire along the line of contact.",
    "The delegation landed in Cairo and was met by the ambassador.",
]


@pytest.mark.parametrize("words", TAKES_NO_STAND)
def test_a_report_a_forecast_or_sorrow_is_no_stance(russia_on_gaza: Codebook, words: str) -> None:
    assert stances(russia_on_gaza, words) == {}


def test_what_somebody_else_demands_is_not_the_speakers_demand(russia_on_gaza: Codebook) -> None:
    assert "immediate-ceasefire" not in stances(russia_on_gaza, "Hamas demands an immediate ceasefire.")
    assert "immediate-ceasefire" in stances(russia_on_gaza, "Hamas demands an immediate ceasefire.", "Hamas")


def test_a_denied_demand_is_no_demand(russia_on_gaza: Codebook) -> None:
    assert "immediate-ceasefire" not in stances(
        russia_on_gaza, "We do not call for a ceasefire at this hour."
    )


def test_the_same_words_stand_differently_by_who_says_them(russia_on_gaza: Codebook) -> None:
    words = "The operation will continue until victory."
    assert stances(russia_on_gaza, words, "Benjamin Netanyahu")["israeli-military-operation"] == "support"
    assert "israeli-military-operation" not in stances(russia_on_gaza, words, "Sergey Lavrov")


def test_attacking_a_veto_is_no_call_for_a_ceasefire(russia_on_gaza: Codebook) -> None:
    found = stances(
        russia_on_gaza, "It is shameful that the United States vetoed a text demanding a ceasefire."
    )
    assert found["unsc-action-on-gaza"] == "support"
    assert "immediate-ceasefire" not in found


def test_an_offer_under_a_condition_keeps_the_condition(russia_on_gaza: Codebook) -> None:
    found = the_stance(
        russia_on_gaza,
        "Russia is ready to mediate if both parties want it, he told the paper.",
        "russian-mediation",
    )
    assert (found.stance.value, found.condition) == ("conditional", "if both parties want it")


def test_the_cue_that_introduces_a_clause_governs_it(russia_on_gaza: Codebook) -> None:
    clause = "the Israeli offensive in the south of the Strip"
    assert stances(russia_on_gaza, clause, cue="condemned") == {"israeli-military-operation": "oppose"}
    assert stances(russia_on_gaza, clause, cue="described") == {}


def test_evidence_and_rule_show_what_decided(russia_on_gaza: Codebook) -> None:
    words = "At the briefing we demanded an immediate ceasefire in the enclave."
    found = the_stance(russia_on_gaza, words, "immediate-ceasefire")
    assert found.rule == "immediate-ceasefire/truce-demanded"
    assert found.evidence.of(words) == "demanded an immediate ceasefire"


def test_this_at_the_start_means_what_was_said_before(russia_on_gaza: Codebook) -> None:
    text = "The minister spoke of Israeli settlements in the valley. This is illegal, he said."
    attribution = said("Sergey Lavrov", Span(57, 72))
    [judgment] = code(as_text(text), (attribution,), russia_on_gaza)
    assert [found.position for found in judgment.stances] == ["israeli-settlements"]
    assert "settlements-annexation" in {found.topic for found in judgment.topics}


def test_words_that_the_speaker_quotes_from_another_are_not_his(russia_on_gaza: Codebook) -> None:
    text = "Guterres told me: a ceasefire must be declared now. I listened."
    inner = Span(18, 50)
    outer, quoted = code(
        as_text(text),
        (said("Sergey Lavrov", Span(0, 62)), said("Antonio Guterres", inner, nested_in=0)),
        russia_on_gaza,
    )
    assert [found.position for found in quoted.stances] == ["immediate-ceasefire"]
    assert outer.stances == ()


def with_rules(codebook: Codebook, *rules: StanceRule) -> Codebook:
    return replace(
        codebook, positions={"plan": Position("plan", "The plan is good.", "The plan.", rules=rules)}
    )


FOR = StanceRule("plan/for", Stance.SUPPORT, (parse("welcome .. plan"),))
AGAINST = StanceRule("plan/against", Stance.OPPOSE, (parse("reject .. plan"),))


def test_rules_that_disagree_give_an_issue_and_no_stance(russia_on_gaza: Codebook) -> None:
    book = with_rules(russia_on_gaza, FOR, AGAINST)
    judgment = judged(book, "We welcome the plan and we reject the plan.")
    assert judgment.stances == ()
    assert [issue.complaint for issue in judgment.issues] == [
        "plan: rules disagree: plan/against (oppose), plan/for (support)"
    ]


def test_the_weightier_rule_decides_and_the_other_is_named(russia_on_gaza: Codebook) -> None:
    book = with_rules(russia_on_gaza, replace(FOR, weight=3), AGAINST)
    [found] = judged(book, "We welcome the plan and we reject the plan.").stances
    assert (found.stance, found.rule, found.runner_up) == (Stance.SUPPORT, "plan/for", "plan/against")


def test_of_equal_rules_the_one_after_the_but_decides(russia_on_gaza: Codebook) -> None:
    book = with_rules(russia_on_gaza, FOR, AGAINST)
    [found] = judged(book, "We welcome the plan, but we reject the plan.").stances
    assert found.stance == Stance.OPPOSE


def test_a_rule_holds_for_the_sides_that_it_names(russia_on_gaza: Codebook) -> None:
    book = with_rules(russia_on_gaza, replace(FOR, by=("israel",)))
    assert stances(book, "We welcome the plan.", "Benjamin Netanyahu") == {"plan": "support"}
    assert stances(book, "We welcome the plan.", "Sergey Lavrov") == {}


def test_a_rule_is_silent_beside_what_it_excludes_and_without_what_it_needs(russia_on_gaza: Codebook) -> None:
    words = "We welcome the plan of the bank. Gaza was not discussed."
    assert stances(with_rules(russia_on_gaza, FOR), words) == {"plan": "support"}
    assert stances(with_rules(russia_on_gaza, replace(FOR, unless=(parse("bank"),))), words) == {}
    assert stances(with_rules(russia_on_gaza, replace(FOR, given=(parse("gaza"),))), words) == {
        "plan": "support"
    }
    assert stances(with_rules(russia_on_gaza, replace(FOR, given=(parse("cairo"),))), words) == {}


TOPICS = [
    ("The truce has been broken twice.", {"ceasefire"}),
    ("Famine is spreading in the north of the Strip.", {"humanitarian-access"}),
    ("Thirty hostages are still in the tunnels.", {"hostages-prisoners"}),
    ("The parties spoke about Iran's enrichment.", {"iran"}),
    ("Russian citizens were waiting at the crossing.", {"evacuation-of-citizens"}),
    ("The Arab summit will be held in autumn.", {"other"}),
    ("В секторе свирепствует голод.", {"humanitarian-access"}),
    ("تحدث الوزير عن الاستيطان.", {"settlements-annexation"}),
]


@pytest.mark.parametrize(("words", "topics"), TOPICS)
def test_a_statement_is_about_what_its_words_name(
    russia_on_gaza: Codebook, words: str, topics: set[str]
) -> None:
    assert {found.topic for found in judged(russia_on_gaza, words).topics} >= topics


def test_other_is_given_only_where_nothing_else_fits(russia_on_gaza: Codebook) -> None:
    found = {found.topic for found in judged(russia_on_gaza, "The Arab states spoke about the truce.").topics}
    assert "ceasefire" in found
    assert "other" not in found


def test_a_statement_about_another_part_of_the_world_has_no_codes(russia_on_gaza: Codebook) -> None:
    judgment = judged(russia_on_gaza, "Kiev must agree to a ceasefire and free its prisoners.")
    assert (judgment.topics, judgment.stances) == ((), ())


def test_a_statement_in_an_article_on_other_things_has_no_codes(russia_on_gaza: Codebook) -> None:
    words = "Both parties must return to the negotiating table and end the war over the budget."
    attribution = said("Sergey Lavrov", Span(0, len(words)))
    elsewhere = as_text(words, "The mayor of the town listened.")
    assert code(elsewhere, (attribution,), russia_on_gaza) == (Judgment(),)
    assert code(replace(elsewhere, title_given="Talks on Gaza"), (attribution,), russia_on_gaza)[0].stances


def test_every_evidence_lies_in_the_text(russia_on_gaza: Codebook) -> None:
    for words, _, _ in TAKES_A_STAND:
        judgment = judged(russia_on_gaza, words)
        for found in (*judgment.topics, *judgment.stances):
            assert 0 <= found.evidence.start < found.evidence.stop <= len(words)


@pytest.mark.parametrize(
    "hostile",
    [
        "we demand a ceasefire " * 30_000,
        "must not stop end halt fighting war " * 17_000,
        "if " * 100_000,
        "israel strike gaza " * 33_000,
        "Израиль должен прекратить огонь, " * 20_000,
        "«" * 100_000,
    ],
)
def test_a_sentence_of_a_hundred_thousand_words_ends_in_seconds(
    russia_on_gaza: Codebook, hostile: str
) -> None:
    started = process_time()
    judged(russia_on_gaza, hostile)
    assert process_time() - started < 20


def test_ten_thousand_nested_statements_end_in_seconds(russia_on_gaza: Codebook) -> None:
    text = "he said no. " * 10_000
    outer = said("Sergey Lavrov", Span(0, len(text)))
    inner = [said("Antonio Guterres", Span(n * 12, n * 12 + 10), nested_in=0) for n in range(10_000)]
    started = process_time()
    assert len(code(as_text(text), (outer, *inner), russia_on_gaza)) == 10_001
    assert process_time() - started < 30
