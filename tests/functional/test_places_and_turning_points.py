"""From the map to the cases of a prefecture, and from a turning point to its case."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories import make_case
from tests.functional.conftest import scrolls_sideways

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SMALLEST_TARGET = 24


@pytest.fixture
def cases(site):
    wanted = make_case(
        title="創業者が手放せなかった町工場",
        prefecture="saitama",
        industry="E",
        barriers=("cannot-act",),
        turning_point="「あなたがいない日、だれが決めますか」と聞かれた",
    )
    make_case(title="町工場の宣伝", prefecture="aomori", industry="E", barriers=("cannot-see",))
    make_case(title="旅館の値上げ", prefecture="tokyo", industry="M", turning_point="娘が帳簿を開いた")
    return wanted


def tile(page, name):
    return page.locator(".tile-map").get_by_role("link", name=name)


def test_prefecture_on_the_map_leads_to_its_cases_on_a_phone(phone, site, cases):
    phone.goto(f"{site}/cases/?q=町工場")
    phone.get_by_role("link", name="地図で見る").tap()
    phone.wait_for_url(re.compile(r"/cases/map/\?q="))
    expect(tile(phone, "東京都")).to_have_count(0)
    box = tile(phone, "埼玉県").locator("rect").bounding_box()
    assert min(box["width"], box["height"]) >= SMALLEST_TARGET
    assert not scrolls_sideways(phone)
    tile(phone, "埼玉県").tap()
    expect(phone.locator(".library__count")).to_contain_text("1")
    expect(phone.locator(".case-card")).to_have_count(1)
    expect(phone.locator(".case-card__title")).to_contain_text("創業者が手放せなかった")
    expect(phone.locator(".filter-chip")).to_contain_text("埼玉県")


def test_keyboard_goes_from_north_to_south_and_opens_a_prefecture(page, site, cases):
    page.goto(f"{site}/cases/map/")
    page.locator(".case-map__bar a").focus()
    visited = []
    for _step in range(3):
        page.keyboard.press("Tab")
        visited.append(page.evaluate("document.activeElement.getAttribute('href')"))
    assert visited == [f"/cases/?prefecture={slug}" for slug in ("aomori", "saitama", "tokyo")]
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("prefecture=saitama"))


def test_table_of_the_map_is_closed_on_a_phone_and_opens(phone, site, cases):
    phone.goto(f"{site}/cases/map/")
    expect(phone.locator(".place-table")).to_be_hidden()
    phone.locator(".case-map__summary").tap()
    phone.locator(".place-table").get_by_role("link", name="埼玉県").tap()
    expect(phone).to_have_url(re.compile("prefecture=saitama"))


def test_turning_point_is_found_by_its_words_and_leads_to_its_case(page, site, cases):
    page.goto(f"{site}/cases/turning-points/")
    expect(page.locator(".turn")).to_have_count(2)
    page.locator("#turning-points-q").fill("だれが決めますか")
    page.keyboard.press("Enter")
    expect(page.locator(".turn")).to_have_count(1)
    expect(page).to_have_url(re.compile(r"turning-points/\?q="))
    expect(page.locator("#turning-points-status")).to_contain_text("1")
    page.get_by_role("link", name="創業者が手放せなかった町工場").click()
    expect(page).to_have_url(re.compile(f"/cases/{cases.slug}/#turning-point"))
    expect(page.locator("#turning-point")).to_be_in_viewport()


def test_barrier_is_chosen_and_taken_back(page, site, cases):
    page.goto(f"{site}/cases/turning-points/")
    choice = page.locator("#choice-barrier-cannot-act")
    choice.click()
    expect(page.locator(".turn")).to_have_count(1)
    expect(choice).to_have_attribute("aria-current", "true")
    expect(page).to_have_url(re.compile("barrier=cannot-act"))
    choice.click()
    expect(page.locator(".turn")).to_have_count(2)
    page.go_back()
    expect(page.locator(".turn")).to_have_count(1)


def test_turning_points_work_without_javascript(open_context, site, cases):
    page = open_context(java_script_enabled=False).new_page()
    page.goto(f"{site}/cases/turning-points/?barrier=cannot-act&barrier=cannot-see")
    page.locator("#turning-points-q").fill("だれが決めますか")
    page.get_by_role("button", name="検索").click()
    page.wait_for_url(re.compile(r"\?q=.+&barrier=cannot-act&barrier=cannot-see"))
    expect(page.locator(".turn")).to_have_count(1)
    expect(page.locator("[data-copy-quote]")).to_be_hidden()


def test_quote_is_copied_with_its_address(open_context, site, cases):
    page = open_context(permissions=["clipboard-read", "clipboard-write"]).new_page()
    page.goto(f"{site}/cases/turning-points/?barrier=cannot-act")
    page.locator("[data-copy-quote]").click()
    expect(page.locator("#turning-points-status")).not_to_be_empty()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "だれが決めますか" in copied and cases.title in copied
    assert copied.endswith(f"{site}/cases/{cases.slug}/#turning-point")
