"""An editor's and a moderator's day in the CMS, with what readers see of it."""

import csv

import pytest
from playwright.sync_api import expect

from casebook.cases.models import CasePage
from casebook.intake.domain.columns import COLUMNS
from platform_site.accounts.groups import ensure_groups
from platform_site.accounts.roles import Role
from tests.factories import make_case, make_user
from tests.functional.conftest import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def groups(site):
    ensure_groups()


def reader_finds(open_context, site, words) -> int:
    """How many cases an outsider finds just now."""
    page = open_context().new_page()
    page.goto(f"{site}/cases/?q={words}")
    shown = page.locator(".library__count").inner_text()
    return int("".join(char for char in shown if char.isdigit()) or 0)


def publish(page):
    """Through the menu at the foot of the editor, up to the page that answers."""
    page.locator("[data-w-dropdown-target=toggle]").last.click()
    with page.expect_event("load"):
        page.locator("button[name=action-publish]").click()


def test_published_case_is_found_at_once_and_gone_when_unpublished(page, open_context, site, groups):
    case = make_case(title="水車の町の製材所", live=False, source_title="試験の事例集")
    case.save_revision()
    sign_in(page, site, make_user(role=Role.MODERATOR))
    assert reader_finds(open_context, site, "製材所") == 0
    page.goto(f"{site}/cms/pages/{case.pk}/edit/")
    publish(page)
    expect(page.locator(".messages")).to_contain_text("公開しました")
    assert reader_finds(open_context, site, "製材所") == 1
    page.goto(f"{site}/cms/pages/{case.pk}/unpublish/")
    page.locator("main form button[type=submit], main form input[type=submit]").first.click()
    expect(page.locator(".messages")).to_contain_text("非公開")
    assert reader_finds(open_context, site, "製材所") == 0


def test_case_without_source_or_consent_is_not_published_and_nothing_entered_is_lost(page, site, groups):
    case = make_case(title="出典のない事例", live=False, source_title="")
    case.save_revision()
    sign_in(page, site, make_user(role=Role.MODERATOR))
    page.goto(f"{site}/cms/pages/{case.pk}/edit/")
    page.fill("textarea[name=summary]", "書きかけの要点")
    publish(page)
    expect(page.locator("body")).to_contain_text("出典を入力するか、先に会社の同意を記録してください")
    expect(page.locator("textarea[name=summary]")).to_have_value("書きかけの要点")
    assert not CasePage.objects.get(pk=case.pk).live


def test_preview_shows_the_draft(page, site, groups):
    case = make_case(title="公開中の題", turning_point="公開中の転機")
    case.turning_point = "書き直した転機"
    case.save_revision()
    sign_in(page, site, make_user(role=Role.EDITOR))
    page.goto(f"{site}/cms/pages/{case.pk}/view_draft/")
    expect(page.locator("main")).to_contain_text("書き直した転機")


def test_recognisable_company_is_asked_about_before_it_is_published(page, site, groups):
    case = make_case(title="山あいの製材所", live=False, city="青葉村", industry_detail="製材", employees=8)
    case.save_revision()
    sign_in(page, site, make_user(role=Role.MODERATOR))
    page.goto(f"{site}/cms/pages/{case.pk}/edit/")
    publish(page)
    expect(page.locator("body")).to_contain_text("会社が分かるおそれがあります：青葉村")
    assert not CasePage.objects.get(pk=case.pk).live
    page.get_by_role("tab", name="出典と公開範囲").click()
    page.locator("#id_anonymity_checked").check()
    publish(page)
    expect(page.locator(".messages")).to_contain_text("公開しました")
    assert CasePage.objects.get(pk=case.pk).live


def test_live_preview_follows_what_is_typed(open_context, site, groups):
    case = make_case(title="水車の町の製材所", live=False, source_title="")
    case.save_revision()
    page = open_context(viewport={"width": 1700, "height": 1000}).new_page()
    page.add_init_script("document.addEventListener('w-unsaved:watch-edits', () => { window.isWatched = true })")
    sign_in(page, site, make_user(role=Role.EDITOR))
    page.goto(f"{site}/cms/pages/{case.pk}/edit/")
    page.get_by_role("button", name="プレビュー").first.click()
    shown = page.frame_locator("#w-preview-iframe").locator("main")
    expect(shown).to_contain_text("出典がまだありません")
    page.wait_for_function("window.isWatched")  # Wagtail takes its first look at the form a moment after it is opened
    page.locator("#id_turning_point").press_sequentially("なぜ決められないのですか", delay=30)
    page.keyboard.press("Tab")
    expect(shown).to_contain_text("なぜ決められないのですか")


def test_editor_imports_a_spreadsheet(page, site, groups, tmp_path):
    path = tmp_path / "cases.csv"
    headings = ["id", "title", "prefecture", "barriers", "status", "source_title"]
    rows = [
        ["good-one", "酒蔵が蔵開きを始める", "埼玉県", "付いてこない", "draft", "試験の事例集"],
        ["bad-one", "県名のおかしな事例", "さいたな県", "", "", ""],
    ]
    with path.open("w", encoding="cp932", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([COLUMNS[name].ja for name in headings])
        writer.writerows(rows)
    sign_in(page, site, make_user(role=Role.EDITOR))
    page.goto(f"{site}/cms/import-cases/")
    page.set_input_files("input[type=file]", path)
    page.locator("form:has(input[type=file]) button[type=submit]").click()
    expect(page.locator("main")).to_contain_text("さいたな県")
    expect(page.locator("main")).to_contain_text("埼玉県")
    assert not CasePage.objects.exists()
    page.locator("form[action$='/run/'] button[type=submit]").click()
    expect(page.locator("main")).to_contain_text("1件の事例を取り込みました", timeout=20_000)
    assert [case.title for case in CasePage.objects.all()] == ["酒蔵が蔵開きを始める"]
    with page.expect_download() as download:
        page.locator("a[href$='report.xlsx']").first.click()
    assert download.value.suggested_filename.endswith(".xlsx")
