"""What words are read in, and whose they are: denials, pronouns, bodies, other people's drafts."""

import pytest

from app import resources
from app.codebook import loading
from app.codebook.model import Codebook
from app.codebook.terms import Voice
from app.ingest.coding import code
from app.ingest.records import Attribution, Judgment, Offsets, Span, Text


@pytest.fixture(scope="module")
def russia_on_gaza() -> Codebook:
    return loading.loaded(resources.folder("seeds"))


def judged(codebook: Codebook, words: str, by: str = "Sergey Lavrov", before: str = "") -> Judgment:
    """The judgment on words that stand in an article about the conflict, after what may stand before them."""
    ids = {speaker.name: speaker.id for speaker in codebook.speakers.values()}
    start = len(before) + bool(before)
    text = f"{before} {words}".strip()
    attribution = Attribution(
        Span(start, len(text)), Voice.DIRECT, by, ids.get(by), by, "test", 1.0, cue_span=None
    )
    article = Text(f"{text}\n\nThe war in Gaza.", "", Offsets((0,), (0,)), "en")
    return code(article, (attribution,), codebook)[0]


def stances(codebook: Codebook, words: str, by: str = "Sergey Lavrov", before: str = "") -> set[str]:
    return {f"{s.position} {s.stance.value}" for s in judged(codebook, words, by, before).stances}


def topics(codebook: Codebook, words: str) -> set[str]:
    return {found.topic for found in judged(codebook, words).topics}


TAKEN = [
    ("Needless to say, Israel has a right to security.", "israel-security-guarantees support"),
    ("Israel uses brutal methods in the enclave.", "israeli-military-operation oppose"),
    ("There will be no calm without an independent Palestinian state.", "palestinian-state support"),
    ("Without a truce nobody there can be fed.", "immediate-ceasefire support"),
    ("The fair solution of the Palestinian problem must not wait.", "palestinian-state support"),
    ("It is the Russian draft that called for a ceasefire.", "immediate-ceasefire support"),
    ("Each draft resolution does not call for a ceasefire.", "immediate-ceasefire support"),
    ("We have not yet studied the American proposal on Gaza.", "us-gaza-plan neutral"),
    ("We support Trump's plan provided that it leads to two states.", "us-gaza-plan conditional"),
    ("The plan of Trump deals with Gaza but it must lead to a state.", "us-gaza-plan conditional"),
    ("We must prevent the geography of the conflict from expanding.", "regional-escalation oppose"),
    ("Restrictions on the entry of aid are unacceptable.", "blockade-of-gaza oppose"),
    ("We thank Qatar and Egypt for their efforts.", "collective-mediation support"),
    ("Мы исходим из двугосударственного решения.", "palestinian-state support"),
    ("Нет никакого оправдания гибели палестинцев.", "use-of-force-against-civilians oppose"),
    ("Россия осудила нападение ХАМАСа на Израиль.", "hamas-attack oppose"),
    ("Планы аннексии Западного берега недопустимы.", "israeli-settlements oppose"),
    ("Необходимо снять ограничения на доставку помощи.", "humanitarian-access support"),
    ("Рассчитываем на Совет Безопасности.", "unsc-action-on-gaza support"),
    ("نرفض العقاب الجماعي للفلسطينيين.", "use-of-force-against-civilians oppose"),
    ("تقييد دخول المساعدات غير مقبول.", "blockade-of-gaza oppose"),
    ("خطة ترامب أفضل خيار.", "us-gaza-plan support"),
    ("نرفض تهجير الفلسطينيين.", "displacement-of-palestinians oppose"),
]


@pytest.mark.parametrize(("words", "stance"), TAKEN)
def test_a_stand_is_heard(russia_on_gaza: Codebook, words: str, stance: str) -> None:
    assert stance in stances(russia_on_gaza, words)


NOT_TAKEN = [
    (
        "The Security Council must not put its name to accords with unclear terms.",
        "unsc-action-on-gaza support",
    ),
    (
        "We keep up a dialogue with the Palestinian National Authority.",
        "palestinian-governance-of-gaza support",
    ),
    ("We do not call for a ceasefire now.", "immediate-ceasefire support"),
    ("The United Nations spoke of an independent Palestine.", "palestinian-unity-talks support"),
    ("Two states should live in peace and security.", "israel-security-guarantees support"),
    ("We condemned the terrorist attack on Israel.", "israeli-military-operation oppose"),
    ("The Arab League met in the morning.", "collective-mediation support"),
]


@pytest.mark.parametrize(("words", "stance"), NOT_TAKEN)
def test_a_stand_is_not_imagined(russia_on_gaza: Codebook, words: str, stance: str) -> None:
    assert stance not in stances(russia_on_gaza, words)


def test_a_pronoun_is_read_with_what_it_stands_for(russia_on_gaza: Codebook) -> None:
    before = "Trump's plan for Gaza is on the table."
    assert "us-gaza-plan support" in stances(russia_on_gaza, "Moscow supports it.", before=before)
    assert not stances(russia_on_gaza, "Moscow supports it.", before="The weather was fine.")


def test_what_stands_before_takes_no_stand_by_itself(russia_on_gaza: Codebook) -> None:
    before = "All hostages must be released."
    assert not stances(russia_on_gaza, "They drank tea after that.", before=before)


def test_the_council_of_a_country_speaks_for_the_country(russia_on_gaza: Codebook) -> None:
    words = "Moscow supports an independent Palestinian state."
    assert "palestinian-state support" in stances(russia_on_gaza, words, by="Dmitry Medvedev")


def test_terrorists_driven_from_a_city_are_no_displacement(russia_on_gaza: Codebook) -> None:
    assert "displacement" not in topics(russia_on_gaza, "We shall expel the terrorists from Moscow.")


def test_a_party_merely_named_is_not_even_another_topic(russia_on_gaza: Codebook) -> None:
    assert topics(russia_on_gaza, "He mentioned Israel twice.") == set()
    assert topics(russia_on_gaza, "The Arab countries wish to trade with us.") == {"other"}


def in_sentence(codebook: Codebook, text: str, own: str, cue: str, voice: Voice = Voice.INDIRECT) -> set[str]:
    """The stances of a statement that is part of a sentence."""
    start, told = text.index(own), text.index(cue)
    attribution = Attribution(
        Span(start, start + len(own)),
        voice,
        "Sergey Lavrov",
        "lavrov",
        "Lavrov",
        "test",
        1.0,
        cue_span=Span(told, told + len(cue)),
    )
    article = Text(f"{text}\n\nThe war in Gaza.", "", Offsets((0,), (0,)), "en")
    return {f"{s.position} {s.stance.value}" for s in code(article, (attribution,), codebook)[0].stances}


def test_a_reported_statement_is_read_with_the_rest_of_its_sentence(russia_on_gaza: Codebook) -> None:
    text = "Two things are urgent, Lavrov said by telephone: a ceasefire, and help for those who starve."
    assert "immediate-ceasefire support" in in_sentence(russia_on_gaza, text, "Two things are urgent", "said")


def test_the_occasion_of_a_statement_takes_no_stand(russia_on_gaza: Codebook) -> None:
    text = "Much remains to be done, Lavrov said at a forum in support of the release of all hostages."
    assert not in_sentence(russia_on_gaza, text, "Much remains to be done", "said")


def test_what_stands_beside_a_quotation_is_not_the_speakers(russia_on_gaza: Codebook) -> None:
    text = '"The weather is fine," Lavrov said, while others demanded the release of all hostages at once.'
    assert not in_sentence(russia_on_gaza, text, "The weather is fine", "said", Voice.DIRECT)


def test_the_plan_means_the_plan_that_was_named(russia_on_gaza: Codebook) -> None:
    words = "Moscow backs the initiative and wishes it success."
    assert "us-gaza-plan support" in stances(
        russia_on_gaza, words, before="On Monday Trump's plan was read out in Cairo."
    )
    assert not stances(russia_on_gaza, words, before="On Monday a gardening scheme was read out in Cairo.")


def in_paragraph(codebook: Codebook, text: str, own: str, voice: Voice = Voice.DIRECT) -> Judgment:
    start = text.index(own)
    attribution = Attribution(
        Span(start, start + len(own)), voice, "Sergey Lavrov", "lavrov", "Lavrov", "test", 1.0
    )
    article = Text(f"{text}\n\nThe war in Gaza.", "", Offsets((0,), (0,)), "en")
    return code(article, (attribution,), codebook)[0]


def test_what_a_statement_does_not_name_its_paragraph_tells(russia_on_gaza: Codebook) -> None:
    text = "The talk came round to the hostages. “One waits and hopes”, the guest remarked."
    found = in_paragraph(russia_on_gaza, text, "One waits and hopes").topics
    assert [(topic.topic, topic.rule.rsplit("/", 1)[1]) for topic in found] == [
        ("hostages-prisoners", "inherited")
    ]


def test_a_statement_that_names_its_subject_needs_no_paragraph(russia_on_gaza: Codebook) -> None:
    text = "The talk came round to the hostages. “The famine is spreading”, the guest remarked."
    found = in_paragraph(russia_on_gaza, text, "The famine is spreading").topics
    assert {topic.topic for topic in found} == {"humanitarian-access"}


def test_a_paragraph_takes_no_stand_for_a_statement(russia_on_gaza: Codebook) -> None:
    text = "All hostages must be released. “One waits and hopes”, the guest remarked."
    assert in_paragraph(russia_on_gaza, text, "One waits and hopes").stances == ()
