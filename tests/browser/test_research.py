"""Questions that a researcher brings, each answered in a few clicks."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


def test_the_first_time_a_stance_was_taken_is_two_clicks_from_the_front_page(visit: Open) -> None:
    page = visit("/").page
    page.locator(".matrix tbody th a").first.click()
    position = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("link", name="oldest first").first.click()
    expect(page).to_have_url(re.compile(r"/timeline\?.*position=.*stance=.*&order=oldest$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(position.rstrip("."))
    days = page.locator(".day > h2 time").evaluate_all("all => all.map(each => each.dateTime)")
    assert len(days) > 1
    assert days == sorted(days)


def test_the_order_is_kept_while_the_list_is_narrowed(visit: Open) -> None:
    page = visit("/timeline").page
    page.get_by_role("link", name="Oldest first").click()
    expect(page).to_have_url(re.compile(r"\?order=oldest$"))
    page.locator("#f-speaker-petrov").click()
    expect(page).to_have_url(re.compile(r"\?speaker=petrov&order=oldest$"))
    expect(page.get_by_role("link", name="Oldest first")).to_have_attribute("aria-current", "true")


def test_what_is_shown_can_be_cited_exported_and_followed(visit: Open) -> None:
    page = visit("/timeline?speaker=petrov").page
    page.get_by_text("Cite, export, follow").click()
    cited = page.locator(".take .citation").inner_text()
    assert "by Oleg Petrov, repeats counted once" in cited
    assert cited.endswith("/timeline?speaker=petrov")
    with page.expect_download() as saving:
        page.get_by_role("link", name="RIS").click()
    assert saving.value.suggested_filename.endswith(".ris")
    assert page.request.get(page.get_by_role("link", name="Atom").get_attribute("href") or "").ok


def test_a_citation_is_copied_whole(visit: Open) -> None:
    page = visit("/statements/a001s0", permissions=["clipboard-read", "clipboard-write"]).page
    words = page.locator("[data-copy]").first.inner_text()
    page.get_by_role("button", name="Copy").first.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == words


def test_the_rule_behind_a_stance_is_one_click_from_the_statement(visit: Open) -> None:
    page = visit("/stances/open-the-bridge").page
    page.locator(".latest .entry blockquote a").first.click()
    expect(page.locator(".why dt").first).to_be_visible()
    page.locator(".why dd a").first.click()
    expect(page).to_have_url(re.compile(r"/methods/[\w-]+#"))
    expect(page.get_by_role("heading", name="How to read a rule")).to_be_visible()


def test_a_printed_list_says_what_it_lists_and_where(visit: Open) -> None:
    page = visit("/timeline?speaker=petrov").page
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".rail")).to_be_hidden()
    expect(page.get_by_role("navigation", name="Pages", exact=True)).to_be_hidden()
    after = page.locator(".colophon .address").evaluate("each => getComputedStyle(each, '::after').content")
    assert "/timeline?speaker=petrov" in after
