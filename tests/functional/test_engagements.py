"""A coordinator registers a company, reads similar cases, and moves it on; also on a phone without JavaScript."""

import pytest
from playwright.sync_api import expect

from platform_site.accounts.roles import Role
from rubric.engagement.models import Engagement
from search.projection.rebuild import rebuild
from tests.factories import make_case, make_organisation, make_user
from tests.functional.conftest import PHONE, sign_in, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CASE = "管理職が動き出した精密部品の会社"
BARE_PHONE = {"viewport": PHONE, "java_script_enabled": False}


@pytest.fixture
def keeper(site):
    make_case(
        title="管理職が動き出した精密部品の会社",
        prefecture="saitama",
        industry="E",
        employees=90,
        barriers=("cannot-see",),
    )
    rebuild()
    return make_user(role=Role.COORDINATOR, organisation=make_organisation())


@pytest.mark.parametrize("options", [{}, BARE_PHONE], ids=["desktop", "bare phone"])
def test_company_is_registered_similar_cases_are_shown_and_the_phase_moves_on(open_context, site, keeper, options):
    page = open_context(**options).new_page()
    sign_in(page, site, keeper)
    page.goto(f"{site}/desk/engagements/")
    page.locator("main a[href$='/desk/engagements/new/']").first.click()
    page.fill("[name=company_name]", "株式会社ためし精機")
    page.locator("main form button[type=submit]").click()
    expect(page.locator(".error-summary")).to_be_visible()
    expect(page.locator("[name=company_name]")).to_have_value("株式会社ためし精機")
    page.fill("[name=alias]", "精密部品のT社")
    page.select_option("[name=prefecture]", "saitama")
    page.select_option("[name=industry]", "E")
    page.check("[name=barriers][value=cannot-see]")
    page.locator("main form button[type=submit]").click()

    expect(page.locator("h1")).to_have_text("株式会社ためし精機")
    expect(page.locator(".engagement__cases")).to_contain_text(CASE)
    expect(page.locator(".related__reasons").first).to_contain_text("見えない")
    if not options:
        assert violations(page) == []

    page.locator(".engagement__now .button").first.click()
    expect(page.locator("[name=why]")).to_be_visible()
    if not options:
        assert violations(page) == []
    page.fill("[name=why]", "来週うかがいます")
    page.locator("main form button[type=submit]").click()
    expect(page.locator(".engagement__history")).to_contain_text("来週うかがいます")
    assert Engagement.objects.get().phase == "pre-visit"
    for name in ("edit", "interests"):
        page.goto(f"{site}/desk/engagements/{Engagement.objects.get().pk}/{name}/")
        expect(page.locator("main form button[type=submit]").last).to_be_visible()
        if not options:
            assert violations(page) == []
