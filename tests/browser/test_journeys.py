"""What a researcher does: narrow down, read, check, take the numbers away."""

import csv
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


def number(words: str | None) -> int:
    """The first number of a sentence."""
    found = re.search(r"\d+", words or "")
    assert found
    return int(found[0])


def test_from_filter_to_article_to_file_with_one_and_the_same_count(visit: Open, tmp_path: Path) -> None:
    one = visit("/timeline")
    page = one.page
    page.get_by_role("link", name="Anna Ivanova", exact=True).first.click()
    expect(page).to_have_url(re.compile(r"\?speaker=ivanova$"))
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("by Anna Ivanova")
    n = number(heading.text_content())
    assert page.locator(".entry").count() == n

    with page.expect_download() as saving:
        page.get_by_role("link", name="CSV", exact=True).first.click()
    target = tmp_path / "statements.csv"
    saving.value.save_as(target)
    with target.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == n
    assert {row["speaker_id"] for row in rows} == {"ivanova"}

    answer = page.request.get(
        page.get_by_role("link", name="JSON", exact=True).first.get_attribute("href") or ""
    )
    assert json.loads(answer.text())["count"] == n

    first = page.locator(".entry").first
    quote = first.locator("blockquote").inner_text()
    first.locator("blockquote a").click()
    expect(page.locator(".hero .words")).to_have_text(quote)
    page.locator(".from a").first.click()
    expect(page).to_have_url(re.compile(r"/articles/a\d+#s-a\d+s\d+$"))


def test_a_filter_swaps_the_list_keeps_the_focus_and_tells_the_count(visit: Open) -> None:
    one = visit("/timeline")
    page = one.page
    page.evaluate("window.stayed = true")
    link = page.locator("#f-topic-tolls")
    link.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?topic=tolls$"))
    assert page.evaluate("window.stayed")
    assert page.evaluate("document.activeElement.id") == "f-topic-tolls"
    n = number(page.get_by_role("heading", level=1).text_content())
    expect(page.locator("#announcement")).to_have_text(f"{n} statements")
    expect(page).to_have_title(re.compile("on Tolls"))


def test_back_and_forward_restore_the_list_and_draw_its_chart(visit: Open) -> None:
    one = visit("/timeline")
    page = one.page
    one.drawn()
    everything = page.get_by_role("heading", level=1).inner_text()
    page.locator("#f-topic-tolls").click()
    expect(page).to_have_url(re.compile(r"\?topic=tolls$"))
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(everything)
    one.drawn()
    assert page.locator(".js-plotly-plot .bars path").count() > 0
    page.go_forward()
    expect(page.get_by_role("heading", level=1)).to_contain_text("on Tolls")
    one.drawn()


def test_the_words_box_searches_and_leaves_no_empty_names_in_the_address(visit: Open) -> None:
    page = visit("/timeline?topic=tolls").page
    page.get_by_role("searchbox", name="Words").fill("bridge")
    page.get_by_role("searchbox", name="Words").press("Enter")
    expect(page).to_have_url(re.compile(r"/timeline\?topic=tolls&q=bridge$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("with the words “bridge”")


def test_a_bad_date_gets_a_page_that_names_it(visit: Open) -> None:
    one = visit("/timeline")
    one.page.get_by_label("Since").fill("yesterday")
    one.page.get_by_role("button", name="Show").click()
    expect(one.page.locator("#complaint")).to_contain_text("is not a date")
    expect(one.page.locator("[name=since]")).to_have_value("yesterday")
    # Chromium itself reports that a document was answered with 400.
    one.complaints[:] = [words for words in one.complaints if "400 (Bad Request)" not in words]


def test_a_mark_of_a_chart_leads_to_its_statements(visit: Open) -> None:
    one = visit("/timeline")
    one.drawn()
    bar = one.page.locator(".js-plotly-plot .bars path").first
    box = bar.bounding_box()
    assert box
    one.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] - 2)
    expect(one.page).to_have_url(re.compile(r"since=\d{4}-\d\d-\d\d&until=\d{4}-\d\d-\d\d"))


def test_the_matrix_leads_from_a_cell_to_its_statements(visit: Open) -> None:
    page = visit("/").page
    cell = page.locator(".matrix tbody td a").first
    n = int(cell.inner_text())
    cell.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        re.compile(rf"^{n} statements? taking a stance")
    )


def test_without_script_every_step_of_the_journey_works(visit: Open) -> None:
    page = visit("/timeline", java_script_enabled=False).page
    page.locator("#f-speaker-petrov").click()
    expect(page).to_have_url(re.compile(r"\?speaker=petrov$"))
    page.get_by_role("searchbox", name="Words").fill("bridge")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile(r"speaker=petrov"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("by Oleg Petrov")
    page.get_by_text("The numbers as a table").click()
    assert page.locator(".numbers tbody tr").count() > 0
    expect(page.locator(".plot")).to_be_hidden()


def test_keys_move_through_the_list(visit: Open) -> None:
    page = visit("/timeline").page
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.locator(".entry").nth(1)
    assert second.evaluate("entry => entry.contains(document.activeElement)")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"


def test_at_the_width_of_a_phone_the_filters_fold_to_one_button(visit: Open) -> None:
    page = visit("/timeline", viewport={"width": 320, "height": 700}).page
    expect(page.locator("#f-speaker-petrov")).to_be_hidden()
    page.get_by_text("Filters", exact=True).click()
    expect(page.locator("#f-speaker-petrov")).to_be_visible()


def test_a_chart_can_be_taken_away_as_a_picture(visit: Open) -> None:
    one = visit("/timeline")
    one.drawn()
    with one.page.expect_download() as saving:
        one.page.get_by_role("button", name="SVG").click()
    assert saving.value.suggested_filename == "over-time.svg"
    assert Path(saving.value.path()).read_text(encoding="utf-8").startswith("<svg")


def test_the_keys_are_listed_and_can_be_switched_off(visit: Open) -> None:
    page = visit("/timeline").page
    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="Keys")).to_be_visible()
    page.get_by_label("Switch these keys off").check()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") != "q"


def test_the_dark_scheme_draws_the_same_chart_in_its_own_colours(visit: Open) -> None:
    one = visit("/timeline")
    one.drawn()
    bar = one.page.locator(".js-plotly-plot .bars path").first
    light = bar.evaluate("bar => getComputedStyle(bar).fill")
    one.page.emulate_media(color_scheme="dark")
    expect(bar).not_to_have_css("fill", light)
