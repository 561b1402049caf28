"""The morning's plan: asked for, watched, and proposed seat by seat."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from platform_site.accounts.roles import Role
from rubric.assessment.domain.states import State
from rubric.assessment.models import Assessment, Standing
from rubric.engagement import actions as engaging
from rubric.engagement.models import Engagement
from rubric.framework.domain.levels import Level
from rubric.framework.models import RubricVersion
from rubric.framework.seeding import seed_rubric
from rubric.matching.choices import PlanState
from rubric.matching.models import PlanRun, Proposal
from rubric.supporters import actions as supporting
from rubric.supporters.domain.months import next_months
from tests.factories import make_organisation, make_user
from tests.functional.conftest import PHONE, scrolls_sideways, sign_in, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BARE_PHONE = {"viewport": PHONE, "java_script_enabled": False}


@pytest.fixture
def home(site):
    if not RubricVersion.objects.exists():
        seed_rubric()
    return make_organisation(name="試験商工会議所")


@pytest.fixture
def keeper(home):
    return make_user(role=Role.COORDINATOR, organisation=home, name="調整 太郎")


@pytest.fixture
def supporters(home):
    """Two Starters with signed levels and hours."""
    people = [make_user(role=Role.SUPPORTER, organisation=home, name=name) for name in ("初段 一葉", "初段 二葉")]
    for person in people:
        supporting.save_profile(by=person, entered={"base": "saitama", "prefectures": ["saitama"]}, edit=0)
        months = next_months(timezone.localdate(), 12)
        supporting.offer_hours(by=person, first_month=months[0], last_month=months[-1], hours=20)
        sign(person, home)
    return people


def sign(person, home):
    version, today = RubricVersion.objects.get(), timezone.localdate()
    Standing.objects.create(
        assessment=Assessment.objects.create(
            author=person, version=version, state=State.AGREED, submitted_at=timezone.now()
        ),
        person=person,
        organisation=home,
        version=version,
        level=Level.STARTER,
        levels={},
        own={},
        rated={},
        signed_on=today,
        valid_until=today + timedelta(days=700),
    )


@pytest.fixture
def engagements(home, keeper):
    """Two small companies in the same place, each with one open seat."""
    told = {"organisation": home, "coordinator": keeper, "prefecture": "saitama", "employees": 12, "months": 3}
    return [
        engaging.register(
            by=keeper,
            engagement=Engagement(
                company_name=name, alias=alias, wished_start=timezone.localdate(), hours_a_month=8, **told
            ),
        )
        for name, alias in (("株式会社ひみつ製作所", "金属加工のA社"), ("有限会社ないしょ屋", "食品のB社"))
    ]


@pytest.mark.parametrize("options", [{}, BARE_PHONE], ids=["desktop", "bare phone"])
def test_plan_is_asked_for_and_proposed_seat_by_seat(open_context, site, keeper, supporters, engagements, options):
    page = open_context(**options).new_page()
    sign_in(page, site, keeper)
    page.goto(f"{site}/desk/plan/")
    if not options:
        assert violations(page) == []
    page.locator(".plan__now button[type=submit]").click()

    expect(page.locator(".plan__seat")).to_have_count(2)
    for engagement in engagements:
        expect(page.locator(".plan__form")).to_contain_text(engagement.company_name)
    assert not scrolls_sideways(page)
    if not options:
        page.locator(".plan__reasons summary").first.click()
        assert violations(page) == []
    first = page.locator(".plan__engagement").first
    first.locator("[name=seat]").check()
    page.locator(".plan__ask button.button").first.click()

    expect(page.locator(".banner--success")).to_be_visible()
    expect(page.locator(".plan__state")).to_have_count(1)
    expect(page.locator("[name=seat]")).to_have_count(1)
    (proposal,) = Proposal.objects.all()
    assert proposal.engagement == engagements[0] and proposal.person in supporters
    assert [letter.to for letter in mail.outbox] == [[proposal.person.email]]
    if not options:
        assert violations(page) == []


def test_page_that_watches_a_plan_shows_it_once_it_is_ready(page, site, keeper, home, supporters, engagements):
    sign_in(page, site, keeper)
    page.goto(f"{site}/desk/plan/")
    page.locator(".plan__now button[type=submit]").click()
    expect(page.locator(".plan__seat")).to_have_count(2)
    PlanRun.objects.update(state=PlanState.RUNNING, progress=40)
    page.reload()
    expect(page.locator("#plan-progress progress")).to_have_attribute("value", "40")
    assert violations(page) == []
    PlanRun.objects.update(state=PlanState.DONE)
    expect(page.locator(".plan__seat")).to_have_count(2)


def test_plan_is_stopped_and_two_plans_are_compared(page, site, keeper, home, supporters, engagements):
    sign_in(page, site, keeper)
    for _time in range(2):
        page.goto(f"{site}/desk/plan/")
        page.locator(".plan__now button[type=submit]").click()
        expect(page.locator(".plan__seat")).to_have_count(2)
    running = PlanRun.objects.create(organisation=home, state=PlanState.RUNNING)
    page.goto(f"{site}/desk/plan/{running.pk}/")
    page.locator("#plan-progress button").click()
    expect(page.locator(".empty__cause")).to_be_visible()
    assert PlanRun.objects.get(pk=running.pk).state == PlanState.STOPPED

    page.goto(f"{site}/desk/plan/")
    page.locator(".plan__compare button").click()
    expect(page.locator("table").first).to_be_visible()
    assert violations(page) == []
