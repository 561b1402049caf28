"""Cases like mine in a real browser: from a memo to a case, on a phone, and by keyboard alone."""

import pytest
from playwright.sync_api import expect

from platform_site.accounts.roles import Role
from tests.factories import make_barrier, make_case, make_organisation, make_user
from tests.functional.conftest import DESKTOP, PHONE, scrolls_sideways, sign_in, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MEMO = "埼玉県川口市の切削加工の会社。従業員は正社員14名。製品ごとの原価が分からない。"


@pytest.fixture
def cases(site):
    make_barrier(slug="cannot-see")
    make_barrier(slug="cannot-act")
    make_case(
        external_id="twin",
        title="双子の町工場",
        prefecture="saitama",
        industry="E",
        employees=14,
        barriers=("cannot-see",),
        turning_point="原価は誰が知っていますか",
    )
    make_case(external_id="inn", title="遠くの旅館", prefecture="okinawa", industry="M", barriers=("cannot-act",))


def test_memo_is_read_corrected_and_answered_on_a_phone(open_context, site, cases):
    page = open_context(viewport=PHONE).new_page()
    page.goto(f"{site}/cases/similar/")
    memo, fields = (page.locator(it).bounding_box()["y"] for it in ("#id_memo", "#id_prefecture"))
    assert memo < fields
    page.locator("#id_memo").fill(MEMO)
    page.locator("button[name=read]").click()
    expect(page.locator("#id_prefecture")).to_have_value("saitama")
    expect(page.locator("#id_employees")).to_have_value("14")
    expect(page.locator(".told").last).to_contain_text("原価が分からない")
    expect(page).to_have_url(f"{site}/cases/similar/")  # nothing of the memo stands in the address
    assert violations(page) == []
    page.locator('.similar__head a[href="#similar-results"]').click()
    expect(page.locator("#similar-results")).to_be_in_viewport()

    page.locator("input[value=cannot-act]").check()
    page.locator("input[value=cannot-see]").uncheck()
    page.locator(".conditions__form button:not([name])").first.click()
    # The answer comes first: the conditions are folded away.
    expect(page.locator("#similar-conditions:not([open])")).to_be_attached()
    expect(page.locator(".alike__title").first).to_be_visible()
    expect(page.locator("input[value=cannot-act]")).to_be_checked()
    expect(page.locator("#id_memo")).to_have_value(MEMO)


def test_fields_make_an_address_that_can_be_passed_on(open_context, site, cases):
    page = open_context(viewport=DESKTOP).new_page()
    page.goto(f"{site}/cases/similar/")
    page.locator("input[value=cannot-see]").check()
    page.locator(".conditions__form button:not([name])").first.click()
    page.wait_for_url("**barrier=cannot-see*")
    address = page.url
    other = open_context(viewport=DESKTOP).new_page()
    other.goto(address)
    expect(other.locator(".alike__title")).to_have_text(["双子の町工場"])

    other.locator(".alike__more a").click()
    expect(other.locator(".versus__row").nth(3)).to_be_visible()
    assert violations(other) == []
    other.locator(".versus > p a").first.click()
    expect(other).to_have_url(f"{site}/cases/similar/?barrier=cannot-see")


def test_everything_works_by_keyboard_and_without_scripts(open_context, site, cases):
    page = open_context(viewport=DESKTOP, java_script_enabled=False).new_page()
    page.goto(f"{site}/cases/similar/")
    page.locator("#id_employees").focus()
    page.keyboard.type("14")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**employees=14*")
    assert "barrier=" in page.url
    expect(page.locator(".alike")).to_have_count(1)


def test_case_leads_to_cases_like_it(open_context, site, cases):
    make_case(external_id="sister", title="妹の町工場", prefecture="saitama", industry="E", barriers=("cannot-see",))
    page = open_context(viewport=DESKTOP).new_page()
    page.goto(f"{site}/cases/twin/")
    page.locator('.case__tools a[href="/cases/similar/?case=twin"]').click()
    expect(page.locator(".alike__title").first).to_have_text("妹の町工場")


def test_paper_shows_the_cases_and_not_the_form(open_context, site, cases):
    page = open_context(viewport=DESKTOP).new_page()
    page.goto(f"{site}/cases/similar/?barrier=cannot-see")
    page.emulate_media(media="print")
    expect(page.locator(".alike__agrees").first).to_be_visible()
    expect(page.locator("#similar-conditions")).to_be_hidden()


@pytest.mark.parametrize("width", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_weights_have_no_problem(open_context, site, cases, width):
    page = open_context(viewport=width).new_page()
    sign_in(page, site, make_user(role=Role.MODERATOR, organisation=make_organisation()))
    page.goto(f"{site}/cms/similarity/")
    page.locator("#id_prefecture").fill("90")
    page.locator("button[name=try]").click()
    expect(page.locator(".weights-trial").first).to_be_visible()
    page.locator("button[name=save]").click()
    expect(page.locator(".messages")).to_contain_text("この重みを反映しました")
    expect(page.locator("#id_prefecture")).to_have_value("90")
    assert not scrolls_sideways(page)
