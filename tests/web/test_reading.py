"""Articles and statements show hostile text as text, and every code with its evidence."""

import re
from datetime import date

import pytest
from fastapi.testclient import TestClient
from sqlalchemy.orm import Session

from app.codebook.model import Codebook
from tests.queries import invented
from tests.queries.invented import NOW

TEXT = (
    "Bridge talks\n\nOn Tuesday <script>alert('x')</script> Ivanova said the bridge must stay open "
    "“because the harbour lives from it” & more.\n\nيبقى الجسر مفتوحا"
)
START = TEXT.index("the bridge must")
INNER = TEXT.index("because the harbour")
STOP = TEXT.index("” & more")


@pytest.fixture
def stored(session: Session, book: Codebook) -> None:
    """An article with one statement inside another one, and a remark that two outlets carry."""
    invented.add(session, *(invented.event_row(event) for event in book.events.values()))
    article = invented.article_row(
        "art",
        title="Bridge talks",
        text=TEXT,
        outlet_id="gazette",
        kind="digest",
        published_on=date(2023, 11, 21),
    )
    article.published_basis, article.published_evidence = "weekday", "On Tuesday"
    article.published_event_id = "bridge-summit"
    again = invented.article_row("again", outlet_id="herald", published_on=date(2023, 11, 22))
    invented.add(session, article, again)
    invented.add(
        session,
        invented.Utterance(
            id="u1", speaker_id="ivanova", said_on=date(2023, 11, 21), size=2, first_statement_id="outer"
        ),
    )
    outer = invented.statement_row(
        "outer",
        article,
        start=START,
        stop=STOP,
        quote=TEXT[START:STOP],
        said_on=date(2023, 11, 21),
        said_basis="weekday",
        said_evidence="On Tuesday",
        office="Mayor of <b>Harbour</b>",
        utterance_id="u1",
        rule="named-subject",
        runner_up="petrov",
    )
    inner = invented.statement_row("inner", article, start=INNER, stop=STOP, quote=TEXT[INNER:STOP])
    repeat = invented.statement_row(
        "repeat", again, utterance_id="u1", said_on=date(2023, 11, 21), is_first_report=False
    )
    invented.add(session, outer, inner, repeat)
    words = TEXT.index("must stay open")
    invented.add(
        session,
        invented.coding_row(
            outer,
            "open-the-bridge",
            "conditional",
            condition="tolls fall first",
            evidence="must stay open",
            evidence_start=words,
            evidence_stop=words + len("must stay open"),
            rule_id="bridge/must-stay",
        ),
        invented.coding_row(outer, "open-the-bridge", "oppose", superseded_at=NOW, rule_id="bridge/old-rule"),
    )


def visible(html: str) -> str:
    """The words of the text column, without marks."""
    column = html[html.index('<div class="text"') : html.index('<p class="provenance')]
    column = re.sub(r'<ol class="notes".*?</ol>\s*</div>', "", column, flags=re.DOTALL)
    column = re.sub(r'<a class="ref".*?</a>', "", column)
    return re.sub(r"<[^>]+>", "", column)


@pytest.mark.usefixtures("stored")
def test_hostile_text_is_shown_and_not_run(own: TestClient) -> None:
    html = own.get("/articles/art").text
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;" in html
    assert "Mayor of &lt;b&gt;Harbour&lt;/b&gt;" in html


@pytest.mark.usefixtures("stored")
def test_the_article_shows_every_word_of_its_text(own: TestClient) -> None:
    words = visible(own.get("/articles/art").text)
    for word in ("On Tuesday", "Ivanova said", "lives from it", "more.", "يبقى الجسر مفتوحا"):
        assert word in words


@pytest.mark.usefixtures("stored")
def test_a_statement_inside_another_is_marked_in_both(own: TestClient) -> None:
    html = own.get("/articles/art").text
    assert re.search(r'<span class="said-here" id="s-outer">', html)
    assert re.search(r'<span class="said-here nested" id="s-inner">', html)
    assert "<mark>must stay open</mark>" in html


@pytest.mark.usefixtures("stored")
def test_a_digest_is_never_passed_off_as_the_outlets_text(own: TestClient) -> None:
    assert "Our digest of <bdi>Gazette</bdi>" in own.get("/articles/art").text
    assert "our digest of <bdi>Gazette</bdi>" in own.get("/timeline").text


@pytest.mark.usefixtures("stored")
def test_an_inferred_date_is_marked_and_shows_what_it_rests_on(own: TestClient) -> None:
    html = own.get("/articles/art").text
    assert "inferred from a weekday" in html
    assert "On Tuesday</q>" in html
    assert '<a href="/events/bridge-summit">Summit on the bridge</a>' in html
    assert 'aria-label="inferred date"' in html


@pytest.mark.usefixtures("stored")
def test_a_statement_says_why_it_was_coded_so(own: TestClient) -> None:
    html = own.get("/statements/outer").text
    assert "<code>bridge/must-stay</code>" in html
    assert "<mark>must stay open</mark>" in html
    assert "Condition: tolls fall first" in html
    assert "next best petrov" in html


@pytest.mark.usefixtures("stored")
def test_a_superseded_coding_is_kept_as_history(own: TestClient) -> None:
    html = own.get("/statements/outer").text
    assert "<code>bridge/old-rule</code>" in html[html.index("Earlier codings") :]


@pytest.mark.usefixtures("stored")
def test_other_reports_of_the_same_remark_stand_beside_it(own: TestClient) -> None:
    html = own.get("/statements/outer").text
    assert '<a href="/statements/repeat"><bdi>Herald</bdi></a>' in html
    timeline = own.get("/timeline").text
    assert "<summary>+1 outlet</summary>" in timeline
    assert re.search(r'<a href="/statements/\w+#reports">Their words, side by side</a>', timeline)


@pytest.mark.usefixtures("stored")
def test_a_withdrawn_statement_keeps_its_address_and_says_so(own: TestClient, session: Session) -> None:
    statement = session.get_one(invented.Statement, "outer")
    statement.withdrawn_at = NOW
    session.flush()
    answer = own.get("/statements/outer")
    assert answer.status_code == 200
    assert "Withdrawn on 2024-05-01" in answer.text
    assert "must stay open" not in own.get("/timeline").text


@pytest.mark.usefixtures("stored")
def test_a_quote_carries_its_language_and_direction(own: TestClient) -> None:
    assert re.search(r'<blockquote lang="en" dir="auto">', own.get("/timeline").text)


@pytest.mark.usefixtures("stored")
def test_links_that_leave_the_house_tell_nothing(own: TestClient) -> None:
    html = own.get("/articles/art").text
    outward = re.findall(r'<a href="https?://[^"]+"([^>]*)>', html)
    assert outward
    assert all("noopener noreferrer" in rest for rest in outward)
