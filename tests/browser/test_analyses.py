"""The analyses in a real browser: with script, without, on paper."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("script", [True, False])
def test_two_speakers_are_compared_from_the_form(visit: Open, script: bool) -> None:
    page = visit("/compare", java_script_enabled=script).page
    page.locator("[id='a.speaker']").select_option("ivanova")
    page.locator("[id='b.speaker']").select_option("petrov")
    page.get_by_role("button", name="Compare").click()
    expect(page).to_have_url(re.compile(r"a\.speaker=ivanova.*b\.speaker=petrov"))
    if script:
        expect(page).to_have_url(
            re.compile(r"/compare\?a\.speaker=ivanova&b\.speaker=petrov&counting=utterance$")
        )
    assert page.locator(".compared.positions tbody").count() == 2
    page.locator(".compared.positions td.number a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("by Anna Ivanova")


def test_on_paper_a_comparison_still_says_what_is_compared(visit: Open) -> None:
    page = visit("/compare?a.speaker=ivanova&b.speaker=petrov").page
    page.emulate_media(media="print")
    expect(page.locator(".side-a .standing")).to_be_visible()
    expect(page.locator(".side-b .standing")).to_be_visible()
    expect(page.get_by_role("button", name="Compare")).to_be_hidden()


def test_a_cell_of_the_network_leads_to_its_statements(visit: Open) -> None:
    page = visit("/network").page
    cell = page.locator(".upright tbody td a").first
    n = int(cell.inner_text())
    cell.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile(rf"^{n} statements? by"))


def test_the_minimum_of_the_network_stands_in_its_address(visit: Open) -> None:
    page = visit("/network", java_script_enabled=False).page
    page.get_by_label("A stance counts from").fill("12")
    page.get_by_role("main").get_by_role("button", name="Show").last.click()
    expect(page).to_have_url(re.compile(r"least=12"))
    assert page.locator(".upright tbody tr").count() > 0


def test_words_searched_for_are_seen_in_the_quotes(visit: Open) -> None:
    page = visit("/timeline?q=bridge").page
    hits = page.locator(".entry .hit")
    assert {text.lower() for text in hits.all_inner_texts()} == {"bridge"}
