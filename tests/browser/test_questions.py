"""Questions that a researcher brings to the shipped articles, each answered by clicking."""

import csv
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


def test_the_first_condemnation_of_7_october_by_a_russian_official_is_found(research: Open) -> None:
    page = research("/").page
    page.get_by_role("link", name="Attacks by Hamas and other groups are justified.").first.click()
    # The front page is about the country of the codebook, and so is what it leads to.
    expect(page.get_by_role("link", name="Drop Russia")).to_be_visible()
    page.get_by_label("Since").fill("2023-10-07")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile("since=2023-10-07"))
    page.locator("#oppose").get_by_role("link", name="oldest first").click()
    expect(page).to_have_url(re.compile(r"/timeline\?.*stance=oppose.*order=oldest"))

    answer = page.request.get(
        page.get_by_role("link", name="JSON", exact=True).first.get_attribute("href") or ""
    )
    rows = json.loads(answer.text())["rows"]
    assert {row["country"] for row in rows} == {"Russia"}
    first = min(row["said_on"] for row in rows if row["said_on"])
    assert "2023-10-07" <= first <= "2023-10-31"
    assert page.locator(".day > h2 time").first.get_attribute("datetime") == first
    entry = page.locator(".day .entry").first
    expect(entry.locator("mark").first).to_be_visible()
    expect(entry.locator(".from a").first).to_be_visible()


def test_putin_and_lavrov_are_compared_on_self_defence_in_their_own_words(research: Open) -> None:
    page = research("/compare").page
    page.locator("[id='a.speaker']").select_option("putin")
    page.locator("[id='b.speaker']").select_option("lavrov")
    page.get_by_label("On the position").select_option("israel-right-to-self-defence")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("heading", name="In their words")).to_be_visible()
    for side, name in (("a", "Vladimir Putin"), ("b", "Sergey Lavrov")):
        words = page.locator(f"#words .side-{side}")
        assert set(words.locator(".who > a").all_inner_texts()) == {name}
        assert words.locator("blockquote").count() > 0
    row = page.locator("#positions tbody tr").first
    expect(row).to_contain_text("Israel may use force in self-defence.")
    # One statement each is a quotation and not a share.
    expect(row).to_contain_text("not enough")


def test_what_is_shown_is_what_is_exported(research: Open, tmp_path: Path) -> None:
    one = research("/timeline?topic=ceasefire&country=Russia&since=2023-10&until=2023-12")
    one.drawn()
    page = one.page
    n = int(page.get_by_role("heading", level=1).inner_text().split()[0])
    with page.expect_download() as saving:
        page.locator(".take").get_by_role("link", name="CSV", exact=True).click()
    saving.value.save_as(tmp_path / "statements.csv")
    with (tmp_path / "statements.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == n > 10
    page.get_by_text("The numbers as a table").click()
    assert sum(map(int, page.locator("#over-time tbody td").all_inner_texts())) == n
    with page.expect_download() as saving:
        page.locator("#over-time").get_by_role("link", name="CSV", exact=True).click()
    saving.value.save_as(tmp_path / "months.csv")
    with (tmp_path / "months.csv").open(encoding="utf-8", newline="") as file:
        assert sum(int(row["n"]) for row in csv.DictReader(file)) == n
    marks = page.evaluate("document.querySelector('#over-time .plot').data.find((each) => each.customdata).y")
    assert sum(marks) == n
