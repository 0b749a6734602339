"""What can be done with a chart: mark out a span, walk along it by key, take it away, cite it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


def test_bars_that_are_dragged_over_narrow_the_dates_and_back_widens_them(visit: Open) -> None:
    one = visit("/timeline")
    one.drawn()
    page = one.page
    box = page.locator("#over-time .nsewdrag").first.bounding_box()
    assert box
    height = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 2, height)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, height, steps=6)
    page.mouse.up()
    # Whole months, since the bars are months.
    expect(page).to_have_url(re.compile(r"\?since=\d{4}-\d\d-01&until=\d{4}-\d\d-(28|29|30|31)$"))
    page.go_back()
    expect(page).to_have_url(re.compile(r"/timeline$"))
    one.drawn()


def test_arrow_keys_walk_along_the_marks_and_enter_opens_their_statements(visit: Open) -> None:
    one = visit("/timeline")
    one.drawn()
    page = one.page
    page.get_by_role("group", name=re.compile("^Statements over time")).focus()
    page.keyboard.press("ArrowRight")
    said = page.locator("#announcement")
    expect(said).to_have_text(re.compile(r"^\w+ 2023: \d+$"))
    expect(page.locator(".hoverlayer .hovertext")).to_have_count(1)
    n = said.inner_text().rpartition(" ")[2]
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"since=2023-\d\d-01&until=2023"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile(rf"^{n} statement"))


@pytest.mark.parametrize("path", ["/timeline", "/stances", "/stances/open-the-bridge", "/network"])
def test_every_chart_has_its_numbers_its_files_its_citation_and_its_address(visit: Open, path: str) -> None:
    one = visit(path)
    one.drawn()
    charts = one.page.locator("figure.chart")
    assert charts.count() > 0
    for chart in charts.all():
        expect(chart.get_by_role("group").first).to_have_attribute("aria-label", re.compile(r"\w+ \w+"))
        assert chart.locator("details table tbody tr").count() > 0
        for name in ("CSV", "Link"):
            expect(chart.get_by_role("link", name=name).first).to_be_visible()
        for name in ("SVG", "PNG"):
            expect(chart.get_by_role("button", name=name)).to_be_visible()
        link = chart.get_by_role("link", name="Link").get_attribute("href")
        assert link == f"{path}#{chart.get_attribute('id')}"
        assert (chart.locator(".citation").text_content() or "").endswith(link)


def test_a_picture_says_by_itself_what_it_shows_and_where_it_is_from(visit: Open) -> None:
    one = visit("/stances?speaker=petrov")
    one.drawn()
    with one.page.expect_download() as saving:
        one.page.get_by_role("button", name="SVG").click()
    picture = Path(saving.value.path()).read_text(encoding="utf-8")
    words = re.sub("<[^>]+>", "", picture)
    assert "Every position over time" in words
    assert "by Oleg Petrov" in words
    assert "Snapshot run" in words
    assert "/stances?speaker=petrov#strips" in words


def test_speakers_and_positions_are_tied_by_lines_that_lead_to_the_statements(visit: Open) -> None:
    one = visit("/network")
    one.drawn()
    page = one.page
    assert page.locator("#ties .scatterlayer .lines path").count() > 0
    assert page.locator("#windows .scatterlayer .points path").count() > 0
    page.locator("#ties .plot").focus()
    page.keyboard.press("ArrowRight")
    name = page.locator("#announcement").inner_text().partition(" n = ")[0]
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"by {name}")
