"""A supporter tells of himself on a phone, and his coordinator reads it."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from platform_site.accounts.models import Organisation
from platform_site.accounts.roles import Role
from rubric.framework.seeding import seed_rubric
from rubric.supporters.models import Conflict, OfferedMonth, SupporterProfile
from tests.factories import make_case, make_user
from tests.functional.conftest import DESKTOP, PHONE, scrolls_sideways, sign_in, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def me(site):
    seed_rubric()
    make_case(external_id="inn", title="旅館を継いだ三代目")
    return make_user(role=Role.SUPPORTER, name="支援 梅子", prefecture="saitama")


def expect_told(page, words):
    """Wait for the page that says what became of what was sent."""
    expect(page.locator(".banner")).to_contain_text(words)


def fill_profile(page, site):
    page.goto(f"{site}/me/")
    page.get_by_role("link", name="支援者プロフィール").click()
    page.get_by_label("埼玉県").check()
    page.get_by_label("東京都").check()
    page.get_by_label("オンラインでも支援できます").check()
    page.locator("#strengths").locator("xpath=..").get_by_label("製造業").check()
    page.get_by_label("中小企業診断士").check()
    page.get_by_label("後押し型").check()
    page.get_by_text("お受けできない業種").first.click()
    page.locator("#id_declined_industries").get_by_label("漁業").check()
    page.get_by_role("button", name="保存").click()
    expect_told(page, "プロフィールを保存しました")


def test_profile_hours_case_and_conflict_are_entered_on_a_phone(phone, site, me, open_context):
    sign_in(phone, site, me)
    fill_profile(phone, site)
    assert violations(phone) == []
    mine = SupporterProfile.objects.get()
    assert (mine.prefectures, mine.industries, mine.declined_industries) == (["saitama", "tokyo"], ["E"], ["B"])

    phone.get_by_role("link", name="1か月の時間").click()
    phone.get_by_label("1か月の時間").fill("12")
    phone.get_by_role("button", name="保存").click()
    expect_told(phone, "時間を保存しました")
    expect(phone.locator(".supporter__months tbody tr")).to_have_count(12)
    assert OfferedMonth.objects.filter(hours=12, month__gte=timezone.localdate().replace(day=1)).count() == 12

    phone.get_by_role("link", name="関わった事例").click()
    phone.get_by_label("題名の言葉").fill("旅館")
    phone.get_by_role("button", name="検索", exact=True).last.click()
    phone.get_by_role("button", name="追加").click()
    expect_told(phone, "追加しました")
    expect(phone.get_by_role("link", name="旅館を継いだ三代目")).to_be_visible()
    assert violations(phone) == []

    phone.get_by_role("link", name="利益相反").click()
    phone.get_by_label("企業").fill("株式会社ひみつ")
    phone.get_by_label("親族").check()
    phone.get_by_role("button", name="追加").click()
    expect(phone.locator(".supporter__list")).to_contain_text("株式会社ひみつ")
    phone.get_by_role("link", name="削除").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("この利益相反を削除しますか")
    assert violations(phone) == [] and Conflict.objects.count() == 1
    read_by_the_coordinator(open_context, site, me)


def read_by_the_coordinator(open_context, site, me):
    home = Organisation.objects.get(memberships__user=me)
    senior = make_user(role=Role.COORDINATOR, organisation=home)
    for size in (DESKTOP, PHONE):
        page = open_context(viewport=size).new_page()
        sign_in(page, site, senior)
        page.goto(f"{site}/desk/supporters/{SupporterProfile.objects.get().pk}/")
        expect(page.locator("main")).to_contain_text("旅館を継いだ三代目")
        expect(page.locator("main")).not_to_contain_text("ひみつ")
        assert not scrolls_sideways(page)
        assert violations(page) == []


def test_everything_is_entered_without_javascript(open_context, site, me):
    page = open_context(viewport=PHONE, java_script_enabled=False).new_page()
    sign_in(page, site, me)
    fill_profile(page, site)
    page.goto(f"{site}/me/profile/hours/")
    page.locator(".supporter__months a").nth(1).click()
    page.wait_for_url(re.compile(r"\?month="))
    page.get_by_label("1か月の時間").fill("8")
    page.get_by_role("button", name="保存").click()
    expect_told(page, "時間を保存しました")
    assert OfferedMonth.objects.get().hours == 8


def test_first_window_is_not_overwritten_silently(open_context, site, me):
    context = open_context()
    page, other = context.new_page(), context.new_page()
    sign_in(page, site, me)
    for one in (page, other):
        one.goto(f"{site}/me/profile/")
    page.get_by_label("そのほか学びたいこと").fill("先に保存")
    page.get_by_role("button", name="保存").click()
    expect_told(page, "プロフィールを保存しました")
    other.get_by_label("そのほか学びたいこと").fill("後から保存")
    other.get_by_role("button", name="保存").click()
    expect(other.locator(".error-summary")).to_contain_text("上書きはしていません")
    expect(other.get_by_label("そのほか学びたいこと")).to_have_value("後から保存")
    assert SupporterProfile.objects.get().wants_to_learn == "先に保存"
    assert violations(other) == []
