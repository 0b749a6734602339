"""Everything but drawing works where scripts are off."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.pages import PAGES

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_all_it_says_without_a_script(visit: Open, path: str) -> None:
    page = visit(path, java_script_enabled=False).page
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.locator(".plot:visible").count() == 0
    for chart in page.locator("figure.chart").all():
        if not chart.locator(".plot").count():
            continue
        chart.get_by_text("The numbers as a table").click()
        assert chart.locator("tbody tr:visible").count() > 0
        expect(chart.get_by_role("link", name="CSV").first).to_be_visible()
    # A button that only a script could answer would be a dead one.
    assert page.locator("button:visible:not([type=submit])").count() == 0


@pytest.mark.parametrize("path", ["/timeline", "/stances/open-the-bridge", "/formulas", "/network"])
def test_a_list_is_narrowed_by_plain_links(visit: Open, path: str) -> None:
    page = visit(path, java_script_enabled=False).page
    page.locator("#f-speaker-petrov").click()
    expect(page).to_have_url(re.compile(rf"{path}\?.*speaker=petrov"))
    expect(page.locator(".chips a, #f-speaker-petrov[aria-current]").first).to_be_visible()


def test_a_list_is_read_page_by_page(visit: Open) -> None:
    page = visit("/timeline?counting=statement", java_script_enabled=False).page
    first = page.locator(".entry").first.get_attribute("id")
    page.get_by_role("link", name="Earlier statements").click()
    expect(page).to_have_url(re.compile("after="))
    assert page.locator(".entry").first.get_attribute("id") != first
    page.get_by_role("link", name="Back to the latest").click()
    assert page.locator(".entry").first.get_attribute("id") == first


def test_the_dates_are_narrowed_by_a_link_under_the_histogram(visit: Open) -> None:
    page = visit("/timeline", java_script_enabled=False).page
    link = page.locator(".narrowings a").last
    words = link.inner_text()
    n = re.search(r"\((\d+)\)", words)
    assert n
    link.click()
    expect(page).to_have_url(re.compile(r"since=\d{4}(-\d\d)?&until=\d{4}"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile(rf"^{n[1]} statement"))


def test_the_other_reports_of_a_remark_are_two_clicks_away(visit: Open) -> None:
    page = visit("/timeline", java_script_enabled=False).page
    carried = page.locator(".carried").first
    carried.locator("summary").click()
    carried.get_by_role("link", name="Their words, side by side").click()
    expect(page).to_have_url(re.compile(r"/statements/\w+#reports$"))
    assert page.locator("#reports .reports li").count() > 0


def test_why_a_stance_was_coded_stands_on_the_page(visit: Open) -> None:
    page = visit("/stances/open-the-bridge", java_script_enabled=False).page
    page.locator(".latest .entry blockquote a").first.click()
    expect(page.locator(".why").get_by_text("Decided by").first).to_be_visible()
    expect(page.locator(".why").get_by_text("Rule").first).to_be_visible()
