"""A reviewer rates a vignette: on a phone, with and without JavaScript, and sees what came of it."""

import pytest
from playwright.sync_api import expect

from platform_site.accounts.roles import Role
from rubric.calibration.actions import Given, hand_in, keep_ratings
from rubric.calibration.models import Vignette, VignetteRating
from rubric.calibration.seeding import seed_vignettes
from rubric.framework.domain.levels import Level
from rubric.framework.seeding import seed_rubric
from tests.factories import make_organisation, make_user
from tests.functional.conftest import DESKTOP, PHONE, scrolls_sideways, sign_in, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def vignette(site):
    """One that four others have handed in."""
    seed_rubric()
    seed_vignettes()
    vignette = Vignette.objects.first()
    organisation = make_organisation()
    for level in Level:
        other = make_user(role=Role.COORDINATOR, organisation=organisation)
        given = {one.pk: Given(level) for one in vignette.elements.all()}
        keep_ratings(by=other, vignette=vignette, given=given, edit=0)
        hand_in(by=other, vignette=vignette)
    return vignette


@pytest.fixture
def me(vignette):
    return make_user(role=Role.COORDINATOR)


def problems(page):
    """What is wrong with the page that is shown."""
    found = violations(page)
    if scrolls_sideways(page):
        found.append("scrolls sideways")
    return found


def open_vignette(page, site, vignette, me):
    sign_in(page, site, me)
    page.goto(f"{site}/me/")
    page.locator('a[href="/calibration/"]').first.click()
    page.locator(f'a[href="/calibration/{vignette.pk}/"]').click()


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])
def test_reviewer_rates_on_a_phone(open_context, site, vignette, me, has_script):
    page = open_context(viewport=PHONE, is_mobile=True, has_touch=True, java_script_enabled=has_script).new_page()
    open_vignette(page, site, vignette, me)
    first, *others = vignette.elements.all()
    page.locator(f"#id_level_{first.pk}_2").check()
    page.locator(f"#id_note_{first.pk}").fill("問いが多い")
    page.locator('button[name="hand_in"]').click()
    expect(page.locator(".field--error")).to_have_count(len(others))
    expect(page.locator(f"#id_level_{first.pk}_2")).to_be_checked()
    for one in others:
        page.locator(f"#id_level_{one.pk}_3").check()
    page.locator('button[name="hand_in"]').click()
    page.wait_for_url(f"**/calibration/{vignette.pk}/result/")
    expect(page.locator(".calib__spread")).to_have_count(1 + len(others))
    assert VignetteRating.objects.handed_in().count() == 5


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("width", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_pages_of_a_vignette_have_no_problem(open_context, site, vignette, me, language, width):
    page = open_context(viewport=width).new_page()
    sign_in(page, site, me)
    address = f"{site}{language}/calibration/{vignette.pk}/"
    page.goto(address)
    found = {"to rate": problems(page)}
    page.locator('button[name="hand_in"]').click()
    expect(page.locator(".field--error")).to_have_count(vignette.elements.count())
    found["incomplete"] = problems(page)
    for one in vignette.elements.all():
        page.locator(f"#id_level_{one.pk}_1").check()
    page.locator('button[name="hand_in"]').click()
    page.wait_for_url("**/result/")
    found["result"] = problems(page)
    page.goto(f"{site}{language}/calibration/")
    found["list"] = problems(page)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
