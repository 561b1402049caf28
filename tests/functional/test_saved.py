"""Keeping searches and cases, as a person does it: by mouse, by keyboard, on a phone, without JavaScript, on paper."""

import pytest
from django.core import mail
from django.http import QueryDict
from django.utils import translation
from playwright.sync_api import expect

from casebook.library.criteria import read_criteria
from casebook.pages.collections import CollectedCase, CollectionPage
from casebook.pages.models import KnowHowIndexPage
from casebook.saved import actions, alerts
from casebook.saved.models import Bookmark, SavedSearch
from casebook.taxonomy.words import load_taxonomies
from tests.factories import make_case, make_user
from tests.functional.conftest import DESKTOP, PHONE, sign_in, violations
from tests.functional.test_every_page import problems

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def me(site):
    return make_user(role="supporter", email="me@example.org")


@pytest.fixture
def case(site):
    turning_point = "あと何年続けますか"
    return make_case(
        external_id="the-case", title="承継を五年かけた会社", turning_point=turning_point, prefecture="saitama"
    )


@pytest.fixture
def shelf(me, case):
    """Something of everything."""
    mark = actions.keep_bookmark(by=me, case=case)
    actions.write_note(on=mark, note="来週もう一度読む\n社長に渡す")
    found = actions.save_collection(by=me, name="ものづくり部会で読む事例", description="11月に配る。")
    for one in (case, make_case(title="二つ目の事例"), make_case(title="隠れる事例")):
        actions.collect(collection=found, case=one)
    one.unpublish()
    criteria = read_criteria(QueryDict("q=承継&region=kanto"), load_taxonomies())
    actions.save_search(by=me, criteria=criteria, name="関東の承継", frequency="daily")
    return found


def test_star_shines_in_place_and_by_keyboard(page, site, me, case):
    sign_in(page, site, me)
    page.goto(f"{site}/cases/the-case/")
    star = page.locator("#bookmark")
    star.focus()
    page.keyboard.press("Enter")
    expect(star).to_have_attribute("aria-pressed", "true")
    expect(star).to_be_focused()
    expect(page).to_have_url(f"{site}/cases/the-case/")
    assert Bookmark.objects.visible_to(me).count() == 1
    page.keyboard.press("Enter")
    expect(star).to_have_attribute("aria-pressed", "false")
    assert Bookmark.objects.visible_to(me).count() == 0


def test_star_works_without_javascript(open_context, site, me, case):
    page = open_context(java_script_enabled=False).new_page()
    sign_in(page, site, me)
    page.goto(f"{site}/cases/the-case/")
    page.click("#bookmark")
    expect(page.locator("#bookmark")).to_have_attribute("aria-pressed", "true")
    expect(page).to_have_url(f"{site}/cases/the-case/#bookmark")


def test_star_in_the_list_shines_in_place_and_by_keyboard(page, site, me, case):
    sign_in(page, site, me)
    page.goto(f"{site}/cases/?q=承継")
    name = page.locator(".case-card__title").inner_text()
    star = page.get_by_role("button", name=name)
    star.focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"#bookmark-{case.pk}")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(f"#bookmark-{case.pk}")).to_be_focused()
    expect(page).to_have_url(f"{site}/cases/?q=%E6%89%BF%E7%B6%99")
    assert Bookmark.objects.visible_to(me).get().case_id == case.pk


def test_star_in_the_list_works_without_javascript_and_under_a_thumb(open_context, site, me, case):
    page = open_context(java_script_enabled=False, viewport={"width": 390, "height": 800}).new_page()
    sign_in(page, site, me)
    page.goto(f"{site}/cases/?sort=newest")
    size = page.locator(".star__button").bounding_box()
    assert min(size["width"], size["height"]) >= 44
    page.click(".star__button")
    expect(page.locator(".star__button")).to_have_attribute("aria-pressed", "true")
    expect(page).to_have_url(f"{site}/cases/?sort=newest#bookmark-{case.pk}")


def test_outsider_is_led_through_the_login_back_to_the_case(page, site, me, case):
    page.goto(f"{site}/cases/the-case/")
    page.click("#bookmark")
    page.fill("input[name=login]", me.email)
    page.fill("input[name=password]", "correct horse battery")
    page.click("main button[type=submit]")
    page.wait_for_url(f"{site}/cases/the-case/**")
    expect(page.locator("#bookmark")).to_have_attribute("aria-pressed", "false")


def test_search_is_saved_with_mails_deleted_and_brought_back(phone, site, me, case):
    sign_in(phone, site, me)
    phone.goto(f"{site}/cases/saved/new/?q=承継&region=kanto")
    assert me.email in phone.inner_text("fieldset")
    phone.check("input[value=at-once]")
    phone.click("main form button[type=submit]")
    phone.wait_for_url(f"{site}/cases/saved/")
    phone.click(".saved-row__acts .link-button")
    phone.click(".banner button")
    expect(phone.locator(".banner")).to_contain_text("元に戻しました")
    assert SavedSearch.objects.visible_to(me).get().frequency == "at-once"
    phone.click(".saved-row__title a")
    phone.wait_for_url("**/cases/?q=**region=kanto")


def test_mail_leads_to_the_case_and_is_stopped_in_two_clicks_without_a_login(page, site, me):
    criteria = read_criteria(QueryDict("q=承継"), load_taxonomies())
    actions.save_search(by=me, criteria=criteria, name="承継", frequency="at-once")
    make_case(external_id="new-case", title="承継の新しい事例")
    with translation.override("ja"):
        alerts.look()
    (message,) = mail.outbox
    assert f"{site}/cases/new-case/" in message.body
    link = next(word for word in message.body.split() if "/cases/saved/stop/" in word)
    page.goto(link)
    assert SavedSearch.objects.get().frequency == "at-once"
    assert violations(page) == []
    page.click("main form button")
    expect(page.get_by_role("heading", level=1)).to_have_text("メールを止めました")
    assert violations(page) == []
    assert SavedSearch.objects.get().frequency == "never"


def test_cases_are_put_in_order_and_printed_without_controls(page, site, me, shelf):
    sign_in(page, site, me)
    page.goto(f"{site}/cases/saved/collections/{shelf.pk}/")
    page.click("button[value=down]")
    expect(page.locator(".saved-row__title a")).to_have_text(["二つ目の事例", "承継を五年かけた会社"])
    page.click(".saved-note__edit summary >> nth=0")
    page.fill("textarea >> nth=0", "最初に配る")
    page.click(".saved-note__edit[open] button")
    expect(page.locator(".saved-note")).to_have_text("最初に配る")
    page.wait_for_load_state()
    page.emulate_media(media="print")
    printed = page.inner_text("main")
    assert "最初に配る" in printed
    assert "11月に配る。" in printed
    assert f"{site}/cases/the-case/" in printed
    assert "隠れる事例" not in printed
    assert page.locator("main button:visible, main textarea:visible, main nav:visible").count() == 0


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("width", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_filled_pages_have_no_problem(open_context, site, me, case, shelf, language, width):
    above = KnowHowIndexPage.objects.get(locale__language_code="ja")
    rows = [CollectedCase(case=case, reason="承継の切り出し方が分かる。")]
    above.add_child(instance=CollectionPage(title="事例集", slug="chosen", introduction="はじめに", collected=rows))
    search, saved = SavedSearch.objects.get(), "/cases/saved"
    addresses = [
        *(f"{saved}/", f"{saved}/searches/{search.pk}/", f"{saved}/bookmarks/", f"{saved}/collections/"),
        *(f"{saved}/collections/{shelf.pk}/", f"{saved}/collections/{shelf.pk}/edit/"),
        *(f"{saved}/collections/with/{case.pk}/", "/cases/the-case/", "/knowhow/chosen/"),
    ]
    page = open_context(viewport=width).new_page()
    sign_in(page, site, me)
    found = {address: problems(page, f"{site}{language}{address}") for address in addresses}
    assert {address: wrong for address, wrong in found.items() if wrong} == {}
