"""The morning at the desk, from an unstaffed engagement to an accepted team and its letter; the answer on a phone."""

import pytest
from playwright.sync_api import expect

from platform_site.accounts.roles import Role
from rubric.engagement import actions as engaging
from rubric.engagement.models import Assignment, Engagement
from rubric.framework.domain.levels import Level
from rubric.framework.seeding import seed_rubric
from rubric.matching.actions import settle_seats
from rubric.matching.models import Proposal, TermWeights
from rubric.matching.proposing.actions import accept, propose
from tests.factories import make_barrier, make_organisation, make_user
from tests.functional.conftest import scrolls_sideways, sign_in, violations
from tests.integration.matching.conftest import NAME, make_supporter, next_month, sign, terms

__all__ = ["make_supporter", "sign", "terms"]  # fixtures

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def home(site):
    make_barrier()
    seed_rubric()
    return make_organisation(name="試験商工会議所")


@pytest.fixture
def keeper(home):
    return make_user(role=Role.COORDINATOR, organisation=home, name="調整 太郎")


@pytest.fixture
def supporter(make_supporter):
    return make_supporter("初段 一葉", level=Level.STARTER)


@pytest.fixture
def engagement(home, keeper):
    told = {"prefecture": "saitama", "industry": "E", "employees": 12, "barriers": ["cannot-see"]}
    wish = {"wished_start": next_month(), "months": 3, "hours_a_month": 8}
    names = {"company_name": NAME, "alias": "金属加工のA社"}
    return engaging.register(
        by=keeper, engagement=Engagement(organisation=home, coordinator=keeper, **names, **told, **wish)
    )


def test_morning_from_the_desk_to_the_printed_letter(open_context, site, keeper, supporter, engagement):
    page = open_context().new_page()
    sign_in(page, site, keeper)
    page.goto(f"{site}/desk/")
    page.locator(f"main a[href$='/desk/engagements/{engagement.pk}/staffing/']").first.click()
    expect(page.locator(".staffing__team")).to_contain_text("初段 一葉")
    expect(page.locator(".staffing__team")).to_contain_text("必要な段階にちょうど合っている")
    assert violations(page) == []
    page.locator(".staffing__team .button").click()
    expect(page.locator("[name=answer_by]")).to_be_visible()
    assert violations(page) == []
    page.fill("[name=message]", "お力を貸してください。")
    page.locator("main form button[type=submit]").click()
    expect(page.locator(".staffing__seat")).to_contain_text("回答待ち")
    assert Proposal.objects.get().message == "お力を貸してください。"

    other = open_context().new_page()
    sign_in(other, site, supporter)
    other.goto(f"{site}/me/proposals/")
    other.locator(".engagements__name a").click()
    other.locator(".proposal__accept").click()
    expect(other.locator("h1")).to_have_text(NAME)

    page.goto(f"{site}/desk/engagements/{engagement.pk}/staffing/")
    expect(page.locator(".staffing__whole")).to_be_visible()
    page.locator("main a[href$='/letter/']").first.click()
    expect(page.locator(".letter")).to_contain_text("初段 一葉")
    expect(page.locator("[data-print]")).to_be_visible()
    assert violations(page) == []
    page.emulate_media(media="print")
    expect(page.locator(".letter__tools")).to_be_hidden()
    expect(page.locator(".letter")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_proposal_is_accepted_on_a_phone(open_context, site, keeper, supporter, engagement, terms, scripts):
    seat = settle_seats(by=keeper, engagement=engagement).places[0].row
    proposal = propose(by=keeper, seat=seat, person=supporter, terms=terms)
    phone = open_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, java_script_enabled=scripts
    ).new_page()
    sign_in(phone, site, supporter)
    phone.goto(f"{site}/me/proposals/{proposal.pk}/")
    expect(phone.locator("main")).to_contain_text("金属加工のA社")
    expect(phone.locator("main")).not_to_contain_text("ひみつ")
    if scripts:
        assert violations(phone) == []
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.locator(".proposal__accept").tap()
    expect(phone.locator("h1")).to_have_text(NAME)
    assert Assignment.objects.get().person == supporter


def test_other_hours_are_proposed_at_the_desk_and_agreed_to_on_a_phone(
    open_context, site, keeper, supporter, engagement, terms
):
    seat = settle_seats(by=keeper, engagement=engagement).places[0].row
    accept(by=supporter, proposal=propose(by=keeper, seat=seat, person=supporter, terms=terms))
    desk = open_context().new_page()
    sign_in(desk, site, keeper)
    desk.goto(f"{site}/desk/engagements/{engagement.pk}/staffing/")
    desk.locator(".staffing__seat a[href$='/change/']").click()
    expect(desk.locator("[name=hours_a_month]")).to_have_value("8")
    assert violations(desk) == []
    desk.fill("[name=hours_a_month]", "6")
    desk.locator("main form button[type=submit]").click()
    expect(desk.locator(".staffing__change")).to_contain_text("6時間")
    assert violations(desk) == []

    phone = open_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True).new_page()
    sign_in(phone, site, supporter)
    phone.goto(f"{site}/me/proposals/")
    phone.locator("a[href*='/changes/']").tap()
    expect(phone.locator("main")).to_contain_text("6時間")
    assert violations(phone) == []
    assert not scrolls_sideways(phone)
    phone.locator(".proposal__accept").tap()
    expect(phone.locator("main")).to_contain_text("新しい時間を確保しました")
    assert Assignment.objects.get().hours_a_month == 6


def test_slider_moves_the_samples_at_once_and_nothing_is_kept(open_context, site, keeper, supporter, engagement):
    page = open_context().new_page()
    sign_in(page, site, keeper)
    page.goto(f"{site}/desk/weights/")
    assert violations(page) == []
    expect(page.locator("#samples")).to_contain_text("初段 一葉")
    page.locator("#id_load").fill("100")
    expect(page.locator("[data-slider=id_load]")).to_have_text("100")
    expect(page.locator("#samples")).to_contain_text("変更後")
    assert not TermWeights.objects.exists()
    page.goto(f"{site}/desk/policy/")
    assert violations(page) == []
    page.goto(f"{site}/desk/policy/edit/")
    assert violations(page) == []
