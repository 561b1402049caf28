"""A review in the browser: blind on a phone, without JavaScript, and a version that is published meanwhile."""

import pytest
from playwright.sync_api import expect

from platform_site.accounts.roles import Role
from rubric.assessment import actions
from rubric.assessment.actions import Written
from rubric.assessment.models import Answer, Rating, Standing
from rubric.assessment.review import actions as reviewing
from rubric.framework.actions import copy_version
from rubric.framework.domain.levels import Level
from rubric.framework.models import RubricElement
from rubric.framework.seeding import seed_rubric
from tests.factories import make_organisation, make_user
from tests.functional.conftest import PHONE, scrolls_sideways, sign_in, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
REVIEWS = "/me/assessments/reviews/"


@pytest.fixture
def home(site):
    seed_rubric()
    return make_organisation()


@pytest.fixture
def me(home):
    return make_user(role=Role.SUPPORTER, organisation=home, name="支援 花子")


@pytest.fixture
def senior(home):
    return make_user(role=Role.COORDINATOR, organisation=home, name="確認 太郎")


@pytest.fixture
def submitted(me):
    draft = actions.start(by=me)
    for element in RubricElement.objects.filter(domain__version=draft.version):
        actions.write_answer(assessment=draft, element=element, written=Written(Level.MASTER, "本人のメモ", 0))
    return actions.submit(by=me, assessment=draft)


@pytest.fixture
def review(me, senior, submitted, home):
    return reviewing.ask(by=me, assessment=submitted, reviewer=senior, organisation=home)


def ask(page, site, me):
    sign_in(page, site, me)
    page.goto(f"{site}/me/assessments/")
    page.locator(".assess__row").first.click()
    page.get_by_role("link", name="確認をお願いする").click()
    page.get_by_label("ひとこと").fill("よろしくお願いします")
    page.get_by_role("button", name="お願いする").click()
    expect(page.get_by_text("確認者が評価しています")).to_be_visible()


def choose_everywhere(page, level):
    """The same level for every element of the form, once all of them are there."""
    elements = page.locator(".review__element")
    expect(elements).to_have_count(RubricElement.objects.count())
    for element in elements.all():
        element.locator(f"input[value='{level}']").check()


def rate(page, site, senior, level):
    sign_in(page, site, senior)
    page.goto(f"{site}{REVIEWS}")
    page.locator(".assess__row").first.click()
    choose_everywhere(page, level)
    expect(page.get_by_text("本人のメモ")).to_have_count(0)
    page.get_by_role("button", name="評価を提出する").click()
    expect(page.get_by_text("本人のメモ").first).to_be_visible()


def agree_and_sign(page, other, site):
    page.get_by_role("link", name="合意した段階を書く").click()
    choose_everywhere(page, 2)
    page.get_by_role("button", name="署名して送る").click()
    expect(page.get_by_text("相手の署名を待っています")).to_be_visible()
    other.reload()
    other.get_by_role("button", name="この段階に署名する").click()
    expect(other.get_by_text("ふたりとも署名しました")).to_be_visible()
    other.get_by_role("link", name="結果へ").click()
    expect(other.get_by_text("確認済み").first).to_be_visible()


def test_blind_review_on_a_phone_from_the_request_to_both_signatures(open_context, site, me, senior, submitted):
    mine, theirs = (open_context(viewport=PHONE).new_page() for _who in range(2))
    ask(mine, site, me)
    assert violations(mine) == []

    rate(theirs, site, senior, 3)
    assert violations(theirs) == []
    assert not scrolls_sideways(theirs)
    mine.reload()
    expect(mine.get_by_text("見方が違う").first).to_be_visible()

    agree_and_sign(theirs, mine, site)
    assert Standing.objects.get().level == Level.MASTER


def test_review_works_without_javascript(open_context, site, me, senior, submitted):
    mine, theirs = (open_context(viewport=PHONE, java_script_enabled=False).new_page() for _who in range(2))
    ask(mine, site, me)
    rate(theirs, site, senior, 2)
    agree_and_sign(theirs, mine, site)
    assert Standing.objects.exists()


def test_each_choice_saves_itself_and_a_second_window_writes_over_nothing(open_context, site, senior, review):
    context = open_context()
    page = context.new_page()
    sign_in(page, site, senior)
    second = context.new_page()
    for window in (page, second):
        window.goto(f"{site}{REVIEWS}{review.pk}/")

    page.locator("#element-skill input[value='3']").check()
    expect(page.locator("#saved")).to_contain_text("1個の要素を評価済み")
    second.locator("#element-creativity textarea").fill("発想を見た")
    second.locator("#element-creativity input[value='1']").check()
    expect(second.locator("#saved")).to_contain_text("2個の要素を評価済み")

    kept = {one.element.slug: (one.level, one.note) for one in Rating.objects.select_related("element")}
    assert kept == {"skill": (3, ""), "creativity": (1, "発想を見た")}


def test_handing_in_too_early_says_so_and_keeps_what_was_chosen(page, site, senior, review):
    sign_in(page, site, senior)
    page.goto(f"{site}{REVIEWS}{review.pk}/")
    page.locator("#element-skill input[value='3']").check()
    page.get_by_role("button", name="評価を提出する").click()
    expect(page.get_by_text("まだ段階を選んでいない要素があります")).to_be_visible()
    expect(page.locator("#element-skill input[value='3']")).to_be_checked()
    assert violations(page) == []


def test_version_published_while_an_assessment_is_open_takes_nothing_away(open_context, site, me):
    """The moderator publishes version 2 in the CMS, with a crosswalk; the author goes on where he was."""
    moderator = make_user(role=Role.MODERATOR)
    draft = actions.start(by=me)
    for slug in ("skill", "creativity"):
        element = RubricElement.objects.get(domain__version=draft.version, slug=slug)
        actions.write_answer(assessment=draft, element=element, written=Written(Level.MASTER, f"{slug}のメモ", 0))
    mine, theirs = open_context().new_page(), open_context().new_page()
    sign_in(mine, site, me)
    mine.goto(f"{site}/me/assessments/{draft.pk}/elements/ownership/")
    sign_in(theirs, site, moderator)
    second = copy_version(by=moderator, version=draft.version)
    RubricElement.objects.filter(domain__version=second, slug="skill").update(slug="craft", name_ja="わざ")

    theirs.goto(f"{site}/cms/rubric/versions/edit/{second.pk}/")
    theirs.locator("#id_name_ja").fill("第2版")
    theirs.locator("#id_name_en").fill("Version 2")
    theirs.get_by_role("link", name="第1版との対応表").wait_for()
    theirs.locator("button.w-dropdown__toggle").last.click()
    theirs.locator("button[name=action-publish]").click()
    expect(theirs.locator(".messages")).to_contain_text("公開しました")

    mine.locator("#id_level_2").check()
    expect(mine.locator("#saved")).to_contain_text("保存しました")
    mine.goto(f"{site}/me/assessments/{draft.pk}/")
    mine.get_by_role("button", name="新しい版に移る").click()
    expect(mine.locator(".banner")).to_contain_text("現在の版に移りました")
    kept = {one.element.slug: (one.element.domain.version_id, one.level, one.note) for one in Answer.objects.all()}
    assert kept["creativity"] == (second.pk, 2, "creativityのメモ")
    assert kept["ownership"][:2] == (second.pk, 2) and "craft" in kept
