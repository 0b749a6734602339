"""What news agencies print: several verbs, labels, releases, words passed on; invented texts."""

import pytest

from app import resources
from app.codebook import loading
from app.codebook.model import Codebook
from app.codebook.terms import Voice
from tests.ingest.attributing import attributed, said


@pytest.fixture(scope="module")
def seeds() -> Codebook:
    return loading.loaded(resources.folder("seeds"))


@pytest.mark.parametrize(
    ("words", "claim"),
    [
        (
            "Norway on Monday called on Israel to reopen the crossing, saying it was “indefensible.”",
            "Israel to reopen the crossing, saying it was “indefensible.”",
        ),
        (
            "Moscow condemned the raid on the village, accusing the army of wrecking homes.",
            "the raid on the village, accusing the army of wrecking homes",
        ),
        (
            "Peskov repeated the view that neglect feeds the fighting, describing the bloodshed as a lesson.",
            "the view that neglect feeds the fighting, describing the bloodshed as a lesson",
        ),
        (
            "Zakharova called the road “a scar across the valley” and stressed that it has no basis in law.",
            "the road “a scar across the valley” and stressed that it has no basis in law",
        ),
        (
            "Peskov praised Oslo's “sober approach,” but cautioned that “any step taken alone will fail.”",
            "Oslo's “sober approach,” but cautioned that “any step taken alone will fail",
        ),
    ],
)
def test_a_reported_sentence_with_two_verbs_is_one_statement(seeds: Codebook, words: str, claim: str) -> None:
    assert [found for _, found in said(seeds, words)] == [claim]


def test_a_clause_beside_a_full_quotation_is_a_statement_of_its_own(seeds: Codebook) -> None:
    words = "“We will not wait for another winter,” Lavrov said, adding that the council was asleep."
    assert said(seeds, words) == [
        ("Sergey Lavrov", "We will not wait for another winter"),
        ("Sergey Lavrov", "the council was asleep"),
    ]


def test_an_arabic_quotation_after_inna_is_a_full_one(seeds: Codebook) -> None:
    words = 'وقالت ماريا زاخاروفا إن "كل خطوة نحو السلام تستحق الترحيب"، مشيرة إلى أن بلادها تنتظر الرد.'
    found = said(seeds, words, language="ar")
    assert found[0] == ("Maria Zakharova", "كل خطوة نحو السلام تستحق الترحيب")
    assert len(found) == 2


def test_a_quotation_that_runs_on_past_a_clause_is_one_statement(seeds: Codebook) -> None:
    words = (
        "“We will not wait for another winter,” Lavrov said, adding that the council was feeding "
        "“greedy brokers”. “The people will remember this day.”"
    )
    found, _ = attributed(seeds, words)
    assert [(one.name, one.voice) for one in found] == [("Sergey Lavrov", Voice.DIRECT)]
    assert found[0].span.of(words) == words[1:-2]


def test_two_speakers_of_one_sentence_stay_two(seeds: Codebook) -> None:
    words = "Lavrov warned of a wider war, while Guterres urged both sides to lay down their arms."
    assert [name for name, _ in said(seeds, words)] == ["Sergey Lavrov", "Antonio Guterres"]


def test_an_opening_participle_and_its_main_clause_are_one_statement_in_two_parts(seeds: Codebook) -> None:
    words = "Urging a pause in the fighting, Lavrov warned of a long winter for the camps."
    found, _ = attributed(seeds, words)
    assert [[piece.of(words) for piece in one.pieces] for one in found] == [
        ["a pause in the fighting", "a long winter for the camps"]
    ]


@pytest.mark.parametrize("label", ["UPDATING LIVE", "WATCH", "EXCLUSIVE"])
def test_a_label_before_a_colon_is_no_speaker(seeds: Codebook, label: str) -> None:
    words = (
        f"{label}: Council debates the port plan\n\nThe envoys are heard, beginning with Russia’s Ambassador "
        "Vassily Nebenzia.\n\nHe said the plan deserves nothing less than a full reading."
    )
    assert said(seeds, words) == [("Vasily Nebenzya", "the plan deserves nothing less than a full reading")]


@pytest.mark.parametrize(
    ("language", "line"), [("ru", "ВИДЕО: Послы покинули зал"), ("ar", "مباشر: السفراء يغادرون القاعة")]
)
def test_a_label_is_no_speaker_in_other_languages(seeds: Codebook, language: str, line: str) -> None:
    assert said(seeds, f"{line}\n\n2024", language=language) == []


def test_a_middle_initial_ends_neither_a_name_nor_a_sentence(seeds: Codebook) -> None:
    words = "The text was weak, Vitaly I. Churkin said on Friday."
    assert said(seeds, words) == [("Vitaly Churkin", "The text was weak")]


def test_i_at_the_end_of_a_sentence_stays_a_pronoun(seeds: Codebook) -> None:
    words = "Lavrov said that nobody was sorrier than I. The envoy of Norway said that nothing was decided."
    assert len(said(seeds, words)) == 2


def test_a_relative_clause_is_not_what_was_said(seeds: Codebook) -> None:
    words = (
        "The roadmap is of no use to anybody now, Sergey Lavrov told a news conference on Tuesday "
        "when asked about the plan that will be shown to the press."
    )
    assert said(seeds, words) == [("Sergey Lavrov", "The roadmap is of no use to anybody now")]


def test_what_is_called_a_name_does_not_speak(seeds: Codebook) -> None:
    words = (
        'The American envoy, Linda Thomas-Greenfield, called the Russian and Syrian speeches "not just cold."'
    )
    assert said(seeds, words) == [
        ("Linda Thomas-Greenfield", 'the Russian and Syrian speeches "not just cold."')
    ]


def test_a_body_that_adopts_a_text_says_nothing(seeds: Codebook) -> None:
    words = "The UN General Assembly on Friday adopted a resolution calling for an end to the fighting."
    assert said(seeds, words) == []


def test_an_object_with_an_article_is_something_said(seeds: Codebook) -> None:
    words = "Lavrov condemned the long siege of the port."
    assert said(seeds, words) == [("Sergey Lavrov", "the long siege of the port")]


def test_a_named_envoy_beats_a_bare_role_of_the_headline(seeds: Codebook) -> None:
    words = (
        "Council meets as President demands calm\n\nThe envoys are heard, beginning with Russia’s Ambassador "
        "Vassily Nebenzia.\n\nHe said the plan deserves nothing less than a full reading."
    )
    assert said(seeds, words)[-1][0] == "Vasily Nebenzya"


def test_it_in_a_clause_is_the_body_that_opens_the_sentence(seeds: Codebook) -> None:
    words = "Russia warned of a storm. Hamas put out a paper in which it praised the work of the envoy."
    assert said(seeds, words)[-1] == ("Hamas", "the work of the envoy")


def test_a_plan_suggests_nothing_in_the_name_of_who_spoke_last(seeds: Codebook) -> None:
    words = (
        "Russia urged both sides to wait. The so-called harbour plan has drawn criticism as it undoes old "
        "agreements and suggests giving the port almost everything."
    )
    assert [claim for _, claim in said(seeds, words)] == ["both sides to wait"]


@pytest.mark.parametrize(
    ("words", "claim"),
    [
        (
            "Zakharova attributed the disaster to the broker's neglect of his own agreements.",
            "the disaster to the broker's neglect of his own agreements",
        ),
        ("Zakharova wished a swift recovery to the wounded.", "a swift recovery to the wounded"),
        (
            "Zakharova defended the visit against its critics, saying the door must stay open.",
            "the visit against its critics, saying the door must stay open",
        ),
        (
            "Zakharova has in recent weeks repeatedly called for the freeing of forty fishermen held there.",
            "the freeing of forty fishermen held there",
        ),
    ],
)
def test_further_acts_of_speech_have_their_content(seeds: Codebook, words: str, claim: str) -> None:
    assert said(seeds, words) == [("Maria Zakharova", claim)]


def test_defending_a_town_is_no_statement(seeds: Codebook) -> None:
    assert said(seeds, "The Israeli army defended the town against a new attack on Friday.") == []


def test_what_a_quotation_ascribes_to_others_stays_part_of_it(seeds: Codebook) -> None:
    words = (
        "“That harbour is one in which, according to the Israeli authorities, crews could shelter from the "
        "war,” Zakharova stressed."
    )
    assert [name for name, _ in said(seeds, words)] == ["Maria Zakharova"]


def test_a_verb_glued_to_an_abbreviation_is_heard(seeds: Codebook) -> None:
    words = "Paul Weber, Permanent Representative of Norway to the UNsaid the war brought hunger to many."
    assert said(seeds, words) == [("Paul Weber", "the war brought hunger to many")]


def test_what_a_speaker_calls_a_thing_in_a_relative_clause_is_heard(seeds: Codebook) -> None:
    words = "They toured the harbour, which Lavrov described as “a graveyard of good intentions”."
    assert said(seeds, words) == [("Sergey Lavrov", "a graveyard of good intentions")]


def test_a_quotation_that_an_agency_prints_goes_to_the_source_it_names(seeds: Codebook) -> None:
    words = (
        "Engineers came to Moscow for talks on the port, two news agencies reported, citing the foreign "
        "ministry of Russia.\n\nThe militants hold the port.\n\n“They were heard out, since it is our wish "
        "to see it open,” TASS said."
    )
    assert said(seeds, words) == [
        ("Russian Foreign Ministry", "Engineers came to Moscow for talks on the port"),
        ("Russian Foreign Ministry", "They were heard out, since it is our wish to see it open"),
    ]


def test_a_quotation_of_an_agency_without_a_source_is_nobodys(seeds: Codebook) -> None:
    words = "Lavrov came to Doha.\n\n“Contacts were held with them in line with our wish,” Interfax said."
    found, issues = attributed(seeds, words)
    assert [one.name for one in found] == [""]
    assert [issue.words for issue in issues] == ["Contacts were held with them in line with our wish"]


@pytest.mark.parametrize(
    ("words", "who", "claim"),
    [
        (
            "Хамас решил закрыть порт. В группировке отметили, что порт нуждается в ремонте.",
            "Hamas",
            "порт нуждается в ремонте",
        ),
        ("В Москве подтверждают готовность принять переговоры.", "Russia", "готовность принять переговоры"),
        (
            "Дмитрия Пескова на брифинге попросили прокомментировать заявление Нетаньяху о том, что армия "
            "не уйдёт из города.",
            "Benjamin Netanyahu",
            "армия не уйдёт из города",
        ),
        (
            "Песков прокомментировал слова Гутерреша о том, что порт закрыт.",
            "Antonio Guterres",
            "порт закрыт",
        ),
    ],
)
def test_russian_places_and_nouns_tell_who_spoke(seeds: Codebook, words: str, who: str, claim: str) -> None:
    assert said(seeds, words, language="ru") == [(who, claim)]


RELEASE = (
    "О закрытии порта\n\nСООБЩЕНИЕ ДЛЯ СМИ\n\n5 мая было объявлено о закрытии порта для всех судов, "
    "что вызвало беспокойство соседей.\n\nВ Москве подтверждают позицию о необходимости открыть порт. "
    "{}, что такая линия не помогает переговорам между сторонами."
)


def test_a_release_in_the_first_person_is_the_ministrys(seeds: Codebook) -> None:
    found, _ = attributed(seeds, RELEASE.format("Считаем"), language="ru")
    assert [(one.name, one.voice) for one in found] == [("Russian Foreign Ministry", Voice.TRANSCRIPT)] * 2


def test_a_release_without_a_first_person_is_read_as_news(seeds: Codebook) -> None:
    found, _ = attributed(seeds, RELEASE.format("Ясно"), language="ru")
    assert Voice.TRANSCRIPT not in {one.voice for one in found}


def test_a_fragment_after_two_quotations_is_still_their_speakers(seeds: Codebook) -> None:
    words = (
        "“We have seen a shameful play in this hall,” Nebenzya said.\n\n“The paper serves nobody but its "
        "author,” he said.\n\nThe paper will “leave all the guilty people of this war without a sentence.”"
        "\n\nThe paper links the truce to talks."
    )
    found, _ = attributed(seeds, words)
    assert [(one.name, one.voice) for one in found][2:] == [("Vasily Nebenzya", Voice.MIXED)]


def test_a_russian_relative_clause_that_tells_of_a_noun_is_no_statement(seeds: Codebook) -> None:
    words = "В проекте нет упоминания о совете, который Вашингтон предлагает как временный орган управления."
    assert said(seeds, words, language="ru") == []


def test_several_speakers_together_are_no_he(seeds: Codebook) -> None:
    text = (
        "Norway had voted for it, ambassador Vasily Nebenzya explained. The draft prepared by the ten "
        "elected members called for a pause. The chance was wasted, he said."
    )
    assert [speaker for speaker, words in said(seeds, text) if "chance" in words] == ["Vasily Nebenzya"]
