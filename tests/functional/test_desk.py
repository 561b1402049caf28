"""A coordinator in the morning: what needs him, the board narrowed to it, and the same on a phone."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from platform_site.accounts.roles import Role
from rubric.engagement import actions
from rubric.engagement.models import Engagement
from tests.factories import make_organisation, make_user
from tests.functional.conftest import PHONE, scrolls_sideways, sign_in, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = ("", "board/", "board/?view=list", "load/", "fairness/")


@pytest.fixture
def keeper(site):
    home = make_organisation(name="試験商工会議所")
    keeper = make_user(role=Role.COORDINATOR, organisation=home, name="調整 太郎")
    soon = timezone.localdate() + timedelta(days=5)
    for name, alias, prefecture, start in (
        ("株式会社ためし精機", "精密部品のT社", "saitama", soon),
        ("有限会社みほん亭", "飲食のM店", "gunma", None),
    ):
        engagement = Engagement(
            organisation=home,
            coordinator=keeper,
            company_name=name,
            alias=alias,
            prefecture=prefecture,
            industry="E",
            wished_start=start,
        )
        actions.register(by=keeper, engagement=engagement)
    return keeper


def test_morning_leads_to_the_board_and_its_filters_work_live(page, site, keeper):
    sign_in(page, site, keeper)
    page.locator("header .account-menu a[href='/desk/']:visible").click()
    expect(page.locator("#starting")).to_be_visible()
    expect(page.locator("#unstaffed")).to_be_visible()
    assert violations(page) == []

    page.locator(".desk-tabs a[href='/desk/board/']").click()
    expect(page.locator(".board__card")).to_have_count(2)
    page.select_option("[name=prefecture]", "gunma")
    expect(page.locator(".board__card")).to_have_count(1)
    expect(page.locator(".board__name")).to_have_text("有限会社みほん亭")
    expect(page).to_have_url(re.compile("prefecture=gunma"))
    page.go_back()
    expect(page.locator(".board__card")).to_have_count(2)
    for address in PAGES:
        page.goto(f"{site}/desk/{address}")
        assert violations(page) == [], address


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no scripts"])
def test_desk_fits_a_phone_and_needs_no_script(open_context, site, keeper, has_scripts):
    page = open_context(viewport=PHONE, java_script_enabled=has_scripts).new_page()
    sign_in(page, site, keeper)
    for address in PAGES:
        page.goto(f"{site}/desk/{address}")
        expect(page.locator("h1")).to_be_visible()
        if has_scripts:
            assert not scrolls_sideways(page), address
            assert violations(page) == [], address
    page.goto(f"{site}/desk/board/")
    if has_scripts:
        page.locator("#desk-filters summary").click()
    page.select_option("[name=prefecture]", "gunma")
    page.locator("#desk-filter button[type=submit]").click()
    expect(page.locator(".board__card")).to_have_count(1)
