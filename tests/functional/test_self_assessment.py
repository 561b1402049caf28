"""A first self-assessment: on a phone, without JavaScript, and in two windows."""

import re

import pytest
from playwright.sync_api import expect

from platform_site.accounts.roles import Role
from rubric.assessment import actions
from rubric.assessment.actions import Written
from rubric.assessment.models import Answer, Assessment, Evidence
from rubric.framework.domain.levels import Level
from rubric.framework.models import RubricElement
from rubric.framework.seeding import seed_rubric
from tests.factories import make_invitation, make_user
from tests.functional.conftest import PHONE, scrolls_sideways, sign_in, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def rubric(site):
    seed_rubric()


@pytest.fixture
def me(rubric):
    return make_user(role=Role.SUPPORTER)


def begin(page, site, me):
    sign_in(page, site, me)
    start(page, site)


def start(page, site):
    page.goto(f"{site}/me/")
    page.get_by_role("link", name="自己評価").first.click()
    page.get_by_role("button", name="始める").click()


def open_first(page):
    """The first element, with its scripts: without them the page is a plain form."""
    page.get_by_role("link", name="最初の要素から始める").click()
    page.wait_for_url("**/elements/*/")


def answer_all(page):
    """Choose the second level everywhere, one page after the other."""
    open_first(page)
    for done in range(1, 11):
        page.locator("#id_level_2").check()
        page.get_by_role("button", name="保存して次へ").click()
        expect(page.locator(".progress__bar")).to_have_attribute("value", str(done))
    page.locator("#id_level_2").check()
    page.get_by_role("button", name="保存して一覧へ").click()
    expect(page.get_by_role("link", name="見直して提出する")).to_be_visible()


def submit(page):
    page.get_by_role("link", name="見直して提出する").click()
    page.get_by_role("button", name="提出する").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("総合：マスター")


def test_first_self_assessment_on_a_phone_from_the_invitation_to_the_result(phone, site, rubric):
    phone.goto(f"{site}/invitations/{make_invitation(role=Role.SUPPORTER).token}/")
    phone.get_by_label("氏名").fill("支援 花子")
    for field in phone.locator("input[type=password]").all():
        field.fill("correct horse battery")
    phone.get_by_role("button", name="アカウントを作成して参加する").click()
    phone.wait_for_url(lambda url: "/invitations/" not in url)
    start(phone, site)
    answer_all(phone)
    assert violations(phone) == []
    submit(phone)
    expect(phone.locator(".outcome__reading h4").first).to_be_visible()
    assert not scrolls_sideways(phone)
    assert violations(phone) == []


def test_everything_works_without_javascript(open_context, site, me):
    page = open_context(viewport=PHONE, java_script_enabled=False).new_page()
    begin(page, site, me)
    answer_all(page)
    submit(page)
    page.get_by_role("link", name="この要素について読むもの").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("チャレンジャー")


def test_what_is_entered_is_saved_by_itself_and_found_on_another_device(open_context, site, me):
    page = open_context(viewport=PHONE).new_page()
    begin(page, site, me)
    open_first(page)
    page.locator("#id_level_3").check()
    expect(page.locator("#saved")).to_contain_text("保存しました")
    page.fill("#id_note", "場面による")
    expect(page.locator("#saved input[name=edit]")).to_have_value("2")
    other = open_context().new_page()
    sign_in(other, site, me)
    other.goto(page.url)
    expect(other.locator("#id_level_3")).to_be_checked()
    expect(other.locator("#id_note")).to_have_value("場面による")


def test_second_window_overwrites_nothing_silently(open_context, site, me):
    context = open_context()
    page = context.new_page()
    begin(page, site, me)
    open_first(page)
    other = context.new_page()
    other.goto(page.url)
    page.locator("#id_level_3").check()
    expect(page.locator("#saved")).to_contain_text("保存しました")
    other.locator("#id_level_1").check()
    expect(other.locator("#saved")).to_contain_text("上書きはしていません")
    assert Answer.objects.get().level == 3


def test_lost_connection_loses_nothing(open_context, site, me):
    context = open_context()
    page = context.new_page()
    begin(page, site, me)
    open_first(page)
    context.set_offline(True)
    page.locator("#id_level_4").check()
    expect(page.locator("#saved")).to_contain_text("接続できません")
    assert not Answer.objects.exists()
    context.set_offline(False)
    expect(page.locator("#saved")).to_contain_text("保存しました")
    assert Answer.objects.get().level == 4


def test_evidence_is_added_and_stays_in_sight(page, site, me):
    begin(page, site, me)
    open_first(page)
    page.fill("#id_evidence_text", "経営者と三回話し合った。")
    page.get_by_role("button", name="保存して根拠を続けて加える").click()
    expect(page.locator(".assess__pieces")).to_contain_text("三回話し合った")
    assert Evidence.objects.get().text == "経営者と三回話し合った。"
    page.locator("#id_evidence_case").fill("https://example.org/nothing/")
    page.get_by_role("button", name="保存して次へ").click()
    expect(page.locator(".error-summary")).to_contain_text("自分が関わった事例")
    assert violations(page) == []


def test_result_fits_on_paper_and_has_a_table_beside_its_charts(page, site, me):
    draft = actions.start(by=me)
    for element in RubricElement.objects.filter(domain__version=draft.version):
        actions.write_answer(assessment=draft, element=element, written=Written(Level.MASTER, "", 0))
    actions.submit(by=me, assessment=draft)
    sign_in(page, site, me)
    page.goto(f"{site}/me/assessments/{Assessment.objects.get().pk}/result/")
    expect(page.locator(".outcome__table tbody tr")).to_have_count(14)
    assert violations(page) == []
    page.emulate_media(media="print")
    expect(page.locator(".outcome__tools")).to_be_hidden()


@pytest.mark.parametrize(("paper", "pages"), [("a3", 1), ("a4", 3)])
@pytest.mark.parametrize("language", ["", "/en"])
def test_rubric_is_printed_on_few_sheets(page, site, rubric, tmp_path, paper, pages, language):
    from pypdf import PdfReader

    page.goto(f"{site}{language}/rubric/1/sheet/?paper={paper}")
    file = tmp_path / "sheet.pdf"
    page.pdf(path=str(file), prefer_css_page_size=True)
    sheets = PdfReader(file).pages
    assert len(sheets) == pages
    assert sheets[0].mediabox.width > sheets[0].mediabox.height
    assert re.search("オーナーシップ|Ownership", sheets[0].extract_text())
