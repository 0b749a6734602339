"""Sources in, clean text out; every offset leads back."""

import hashlib
import textwrap
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app import resources
from app.codebook import loading
from app.codebook.model import Codebook
from app.errors import SourceError
from app.ingest.cleaning import clean
from app.ingest.reading import read_all
from app.ingest.records import Given, Source, Span, Text

SHARED = Path(__file__).parents[3] / "shared" / "seeds"
BODY = (
    "The envoy asked both sides on Tuesday to let lorries through the northern gate before the weekend.",
    '"There is no time left," he told a small group of reporters, and then he named three villages.',
    "A spokeswoman for the mission would not say how many lorries had been counted so far.",
)


def source_of(text: str, *, is_html: bool = False, is_markdown: bool = False, **given_fields: str) -> Source:
    digest = hashlib.sha256(text.encode()).hexdigest()
    beside = Given(**given_fields)  # type: ignore[arg-type]
    body_start = text.index("---\n", 3) + 4 if is_markdown else 0
    return Source(
        "x",
        "x.txt",
        text,
        digest,
        is_html=is_html,
        is_markdown=is_markdown,
        body_start=body_start,
        given=beside,
    )


def paragraphs(text: Text) -> list[str]:
    return text.text.split("\n\n")


def test_the_body_that_stands_three_times_is_one_body(codebook: Codebook) -> None:
    page = "\n\n".join(["Envoy asks for the northern gate", *BODY, *BODY, "Show more", *BODY])
    text = clean(source_of(page), codebook)
    assert paragraphs(text) == ["Envoy asks for the northern gate", *BODY]
    assert [reason for _, reason in text.removed] == ["repeat"] * 3 + ["label"] + ["repeat"] * 3


def test_a_cookie_banner_and_interface_labels_are_left_out(codebook: Codebook) -> None:
    banner = "This site keeps cookies to better your experience; open settings to choose which."
    text = clean(source_of("\n".join([banner, "All news", *BODY, "Read more", "Share"])), codebook)
    assert paragraphs(text) == list(BODY)
    assert {reason for _, reason in text.removed} == {"banner", "label"}


def test_a_time_stamp_leaves_the_text_but_not_the_source(codebook: Codebook) -> None:
    stamp = "أكتوبر ١٦, ٢٠٢٣ at ٠٨:٣٠ GMT +00:00 · Published"
    source = source_of("\n".join([*BODY, stamp]))
    text = clean(source, codebook)
    assert stamp not in text.text
    assert [span.of(source.text) for span, reason in text.removed if reason == "stamp"] == [stamp]


def test_the_headline_and_the_teaser_are_told_from_the_body(codebook: Codebook) -> None:
    headline, teaser = "Envoy wants the northern gate opened", "He names three villages and no date for them"
    text = clean(source_of("\n".join([headline, teaser, *BODY])), codebook)
    assert text.title is not None and text.title.of(text.text) == headline
    assert [span.of(text.text) for span in text.headings] == [teaser]


def test_the_running_time_of_a_film_is_cut_from_the_headline(codebook: Codebook) -> None:
    text = clean(source_of("\n".join(["Envoy wants the northern gate opened٠٠:٠٥:٢١", *BODY])), codebook)
    assert text.title is not None and text.title.of(text.text) == "Envoy wants the northern gate opened"


def test_a_first_paragraph_is_no_headline(codebook: Codebook) -> None:
    text = clean(source_of("\n".join(BODY)), codebook)
    assert text.title is None and not text.headings


def test_lines_wrapped_to_one_width_become_paragraphs(codebook: Codebook) -> None:
    wrapped = (
        "The envoy asked both sides on Tuesday to let the lorries through the\n"
        "northern gate before the end of the week, and he added that nobody in\n"
        "the three villages had seen flour since the second day of the month,\n"
        "which he called a matter of shame for everyone who sits at the table.\n"
        "\n"
        "A spokeswoman for the mission would not say how many lorries had been\n"
        "counted so far, or whether the drivers had been given their papers at\n"
        "the border post that the two sides had named in their latest letters.\n"
    )
    found = paragraphs(clean(source_of(wrapped), codebook))
    assert len(found) == 2
    assert found[0].startswith(
        "The envoy asked both sides on Tuesday to let the lorries through the northern gate"
    )


def test_broken_letters_are_mended_and_still_lead_back(codebook: Codebook) -> None:
    whole = "The envoy’s words — “no time left” — were read out in Vöcklabruck and in Ruse on the same day."
    broken = whole.encode().decode("latin-1")
    source = source_of(f"{broken}\n{BODY[0]}")
    text = clean(source, codebook)
    assert text.text.startswith(whole)
    start = text.text.index("Ruse")
    assert text.offsets.span_to_source(Span(start, start + 4)).of(source.text) == "Ruse"


def test_html_gives_the_article_with_places_in_the_page(codebook: Codebook) -> None:
    inner = "".join(f"<p>{words}</p>\n" for words in BODY).replace(
        "no time left", "no&nbsp;time <em>left</em>"
    )
    page = (
        "<html><head><title>t</title><script>var x = '<p>no</p>';</script></head><body><nav><a>Home</a></nav>"
        f"<article><h1>Envoy wants the northern gate opened</h1>{inner}"
        f"{inner.replace('envoy', 'delegate')}</article>"
        "<aside>Weather: rain is expected in the north for the rest of this week.</aside></body></html>"
    )
    source = source_of(page, is_html=True, title="Envoy wants the northern gate opened")
    text = clean(source, codebook)
    assert paragraphs(text)[:3] == ["Envoy wants the northern gate opened", BODY[0], BODY[1]]
    assert "rain" not in text.text and "var x" not in text.text
    start = text.text.index("northern gate before")
    assert text.offsets.span_to_source(Span(start, start + 13)).of(page) == "northern gate"


def test_markdown_marks_are_not_words(codebook: Codebook) -> None:
    words = f"---\nid: x\n---\n# A gate\n\n{BODY[0]} **Now**, he [said](https://example.org).\n"
    text = clean(source_of(words, is_markdown=True), codebook)
    assert paragraphs(text) == ["A gate", f"{BODY[0]} Now, he said."]
    assert text.title is not None and text.title.of(text.text) == "A gate"


@pytest.mark.parametrize(
    ("words", "language"),
    [
        (" ".join(BODY), "en"),
        ("Посланник попросил обе стороны пропустить грузовики через северные ворота до выходных дней.", "ru"),
        (
            "طلب المبعوث من الطرفين السماح للشاحنات بالمرور عبر البوابة الشمالية قبل نهاية الأسبوع الحالي.",
            "ar",
        ),
    ],
)
def test_the_language_is_what_the_words_speak(codebook: Codebook, words: str, language: str) -> None:
    assert clean(source_of(words), codebook).language == language


def test_a_wrongly_given_language_becomes_an_issue(codebook: Codebook) -> None:
    text = clean(source_of(" ".join(BODY), language="ru"), codebook)
    assert text.language == "en"
    assert [issue.step for issue in text.issues] == ["cleaning"]


def test_nothing_but_boilerplate_is_an_error(codebook: Codebook) -> None:
    with pytest.raises(SourceError, match="no article text"):
        clean(source_of("Read more\nShare\nSubscribe"), codebook)


@settings(deadline=None)
@given(
    st.lists(
        st.text(alphabet="ab é\u0301«»“”\u200b\t.\nжق&;", min_size=1, max_size=60), min_size=1, max_size=8
    )
)
def test_every_clean_letter_stands_in_the_source(lines: list[str]) -> None:
    source = source_of("\n".join(lines))
    try:
        text = clean(source, loading.loaded(resources.folder("seeds")))
    except SourceError:
        return
    places = [text.offsets.to_source(position) for position in range(len(text.text))]
    assert places == sorted(places)
    plain = {"a", "b", "ж", "ق", "«", "»", "“", "”"}
    assert all(source.text[places[n]] == letter for n, letter in enumerate(text.text) if letter in plain)


@pytest.mark.skipif(not SHARED.exists(), reason="../shared/seeds is not here")
def test_real_articles_lead_back_letter_by_letter(codebook: Codebook) -> None:
    for path in sorted(SHARED.glob("*.txt")):
        (source,) = read_all(path)
        assert isinstance(source, Source)
        text = clean(source, codebook)
        wrong = [
            n for n, c in enumerate(text.text) if c.strip() and source.text[text.offsets.to_source(n)] != c
        ]
        assert wrong == []
        assert len(set(paragraphs(text))) == len(paragraphs(text))


def test_a_long_line_and_many_lines_end_soon(codebook: Codebook) -> None:
    endless = "word " * 100_000 + "â€™" * 2000
    assert len(clean(source_of(endless), codebook).text) > 400_000
    many = "\n".join(f"Sentence number {n} says that the gate is shut." for n in range(20_000))
    assert len(paragraphs(clean(source_of(many), codebook))) == 20_000


def kept(codebook: Codebook, *lines: str) -> list[str]:
    """The paragraphs left of a page that ends with those lines, the article itself put aside."""
    found = paragraphs(clean(source_of("\n".join([*BODY, *lines])), codebook))
    assert found[: len(BODY)] == list(BODY)
    return found[len(BODY) :]


@pytest.mark.parametrize(
    "line",
    [
        "Read also: Farmers wait at the southern gate",
        "Читайте также: Фермеры ждут у южных ворот",
        "اقرأ أيضا: المزارعون ينتظرون عند البوابة الجنوبية",
        "© Ivan Sidorov/TASS",
        "Photo: press service of the mission",
        "An envoy looks at a lorry near the gate, March 4, 2024. (AP Photo/Ann Other)",
        "An envoy looks at a lorry [Ann Other/Reuters]",
        "Посланник у ворот. Фото: Иван Сидоров / РИА Новости",
        "مبعوث عند البوابة (رويترز)",
        "By Ann Other",
        "(Reporting by Ann Other and Ivan Sidorov; Editing by Some Body)",
        "Автор: Мария Сидорова",
        "March 4, 2024 10:20 AM UTC Updated 3 hours ago",
        "4 марта 2024, 11:20",
        "2024-03-04T10:20",
        "12 shares",
        "https://example.org/gate",
        "#Gate #Lorries",
        "Copyright © 2024 The Gate. All rights reserved.",
        "The post Envoy wants the gate opened appeared first on The Gate.",
        "Your email address will not be published. Required fields are marked *",
    ],
)
def test_what_stands_around_an_article_is_left_out(codebook: Codebook, line: str) -> None:
    assert kept(codebook, line) == []
    assert paragraphs(clean(source_of("\n".join([BODY[0], line, *BODY[1:]])), codebook)) == list(BODY)


@pytest.mark.parametrize(
    "line",
    [
        "“No.”",
        "Question:",
        "Sergey Lavrov:",
        "Copyright law, he said, was the least of their worries.",
        "Photo after photo was held up in the hall.",
        "Share the burden, the envoy of Kenya told them.",
        "By Friday the hall was empty.",
        "Reporting by the mission was slow, he said.",
        "Published figures differ.",
        "Related questions were left to the morning.",
        "By Sergey Lavrov",
        '"The gate is shut," the envoy said in the evening. (ANI)',
        "Israel updated the toll of the third week to 1,200 people",
        "— Mission in the North (@mission_north) March 4, 2024",
    ],
)
def test_short_lines_of_an_article_stay(codebook: Codebook, line: str) -> None:
    assert kept(codebook, line) == [line]
    for around in ("Advertisement", "Photo: TASS"):
        page = "\n".join([*BODY[:2], around, line, around, BODY[2]])
        if line not in ("By Sergey Lavrov", "Israel updated the toll of the third week to 1,200 people"):
            assert line in paragraphs(clean(source_of(page), codebook))


def test_a_list_of_other_articles_goes_down_to_the_next_paragraph(codebook: Codebook) -> None:
    page = "\n".join(
        [
            BODY[0],
            "Read also:",
            "Farmers wait at the southern gate",
            "Who holds the key?",
            BODY[1],
            "What comes next",
            BODY[2],
            "Tags",
            "Gates",
            "Farmers and lorries",
        ]
    )
    assert paragraphs(clean(source_of(page), codebook)) == [BODY[0], BODY[1], "What comes next", BODY[2]]


def test_comments_are_no_article(codebook: Codebook) -> None:
    comments = [
        "3 Comments",
        "Ann O.",
        "They always say that, and the gate stays shut. Lavrov knows it.",
        "Reply",
    ]
    assert kept(codebook, *comments) == []


def test_a_box_in_the_middle_does_not_end_the_article(codebook: Codebook) -> None:
    page = "\n".join(["Envoy wants the gate opened", "Leave a comment", *BODY])
    assert paragraphs(clean(source_of(page), codebook)) == ["Envoy wants the gate opened", *BODY]


def test_the_menu_and_the_trail_of_sections_stand_above_the_headline(codebook: Codebook) -> None:
    menu = ["Home", "Regions", "Money", "World | Middle East", "World, Russia, Middle East", "BBC"]
    text = clean(
        source_of("\n".join([*menu, "Envoy wants the northern gate opened", "MOSCOW", *BODY])), codebook
    )
    assert paragraphs(text) == ["Envoy wants the northern gate opened", "MOSCOW", *BODY]
    assert text.title is not None and text.title.of(text.text) == "Envoy wants the northern gate opened"


def test_a_teaser_that_breaks_off_and_a_pulled_quotation_repeat_the_body(codebook: Codebook) -> None:
    teaser = f"{BODY[0][:70]}... The Gate, 04.03.2024"
    page = "\n".join(["Envoy wants the gate opened", teaser, BODY[0], '"There is no time left"', *BODY[1:]])
    assert paragraphs(clean(source_of(page), codebook)) == ["Envoy wants the gate opened", *BODY]


def test_an_updated_paragraph_is_a_repeat_unless_its_numbers_differ(codebook: Codebook) -> None:
    first = (
        "The mission counted forty lorries at the northern gate on Monday morning, and it said that the "
        "drivers had neither water nor papers, that two of them were ill, and that nobody on the other side "
        "of the gate had answered its letters since the 12th of the month."
    )
    again, later = first.replace("morning, and it", "morning and it"), first.replace("12th", "14th")
    found = paragraphs(clean(source_of("\n".join([first, *BODY, again, later])), codebook))
    assert found == [first, *BODY, later]


def test_headings_named_in_a_table_of_contents_stay_above_their_sections(codebook: Codebook) -> None:
    heads = ["On the northern gate of the town", "On the lorries that wait there"]
    page = "\n".join(["Briefing of the mission", *heads, heads[0], BODY[0], heads[1], BODY[1]])
    found = paragraphs(clean(source_of(page), codebook))
    assert found == ["Briefing of the mission", heads[0], BODY[0], heads[1], BODY[1]]


def test_the_running_head_of_a_printed_page_is_left_out(codebook: Codebook) -> None:
    page = "\n".join(line for n, words in enumerate(BODY) for line in (f"Bulletin No. 14 Page {n}", words))
    assert paragraphs(clean(source_of(page), codebook)) == list(BODY)


def test_the_head_and_the_signature_of_a_letter_are_left_out(codebook: Codebook) -> None:
    head = ["From: press@example.org", "To: list@example.org", "Subject: The gate"]
    page = "\n".join([*head, *BODY, "-- ", "Press service", "Tel. 12 34 56"])
    assert paragraphs(clean(source_of(page), codebook)) == list(BODY)


def test_a_headline_may_ask(codebook: Codebook) -> None:
    title = "Who will open the northern gate before the weekend, and who will pay?"
    text = clean(source_of("\n".join([title, *BODY])), codebook)
    assert text.title is not None and text.title.of(text.text) == title


LONG = (
    *("Envoy wants the northern gate opened", BODY[0], "He was brief.", BODY[1], "What comes next?"),
    "The mission said on Wednesday that it would bring the matter to the Council, and that the meeting of "
    "the nine ministers would be put off until the talks had ended.",
)


@pytest.mark.parametrize("width", [60, 72, 80])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("mark", ["", "> "])
def test_wrapped_lines_become_paragraphs_again(
    codebook: Codebook, width: int, between: str, mark: str
) -> None:
    lines = between.join(textwrap.fill(words, width) for words in LONG).split("\n")
    text = clean(source_of("\n".join(mark + line for line in lines)), codebook)
    assert paragraphs(text) == list(LONG)


def test_lines_that_are_paragraphs_are_not_joined(codebook: Codebook) -> None:
    lines = (
        "Question: Will there be a meeting in Moscow this week or next?",
        "Answer: Yes, there will be one, and it will be on Thursday.",
        "Question: Who will come to it, and with which proposals?",
        "Answer: The ministers of nine countries, and the envoy too.",
        "Moscow calls for talks about the northern gate in Cairo",
        "Egypt opens its post to the lorries of the mission at last",
        "Nine lorries pass the gate after a long night of waiting",
        "The Council meets on Thursday to hear of three villages",
    )
    assert paragraphs(clean(source_of("\n".join(lines)), codebook)) == list(lines)


def test_words_cut_at_the_end_of_a_line_are_whole_again(codebook: Codebook) -> None:
    page = (
        "The envoy said on Tuesday that the negotia-\ntions about the long road to the north-\n"
        "ern gate would go on, that long-\nterm guarantees were needed, and that the Russian-\n"
        "Arab meeting in the capital would not be put off.\n"
    )
    assert paragraphs(clean(source_of(page), codebook)) == [
        "The envoy said on Tuesday that the negotiations about the long road to the northern gate would go "
        "on, that long-term guarantees were needed, and that the Russian-Arab meeting in the capital would "
        "not be put off."
    ]


@pytest.mark.parametrize(
    "line",
    [
        "The Reuters/Ipsos poll showed that most of the people in the north would rather have bread.",
        "The ministry moved nine of its envoys that week, he said, and did so only to mend its image.",
        " ".join([*BODY, *BODY]) + " Sign up for our newsletter here.",
    ],
)
def test_paragraphs_that_only_look_like_boxes_stay(codebook: Codebook, line: str) -> None:
    page = "\n".join(
        ["Envoy wants the gate opened", line, "Some more was said on the way home by all of them."]
    )
    assert line in paragraphs(clean(source_of(page), codebook))


def test_of_a_teaser_and_the_sentence_it_was_made_from_the_sentence_stays(codebook: Codebook) -> None:
    told = (
        "that the mission has drawn the attention of both sides at the last meeting of the committee to its "
        'old idea of holding talks with the three villages to "bring the views of all together at one table'
    )
    teaser, sentence = f'The head of the mission said {told}"', f'Ober said {told}."'
    headline = "Mission sees little hope for the northern gate this year"
    text = clean(source_of("\n\n".join([headline, teaser, BODY[0], sentence, BODY[2]])), codebook)
    assert paragraphs(text) == [headline, BODY[0], sentence, BODY[2]]


def test_a_sentence_that_opens_the_page_alone_is_read_where_it_stands_in_the_text(codebook: Codebook) -> None:
    headline = "Envoy wants the gate opened"
    page = "\n\n".join([headline, BODY[2], "Read Time: 2 mins", BODY[0], BODY[2], BODY[1]])
    assert paragraphs(clean(source_of(page), codebook)) == [headline, BODY[0], BODY[2], BODY[1]]
