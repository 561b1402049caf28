"""Every page type, in both languages and at both widths: accessible, without sideways scrolling, without errors."""

import gzip
from datetime import date

import pytest

from platform_site.accounts.roles import Role
from rubric.assessment.cohort.figures import take_figures
from rubric.framework.seeding import seed_rubric
from tests.factories import make_case, make_organisation, make_user
from tests.functional.conftest import DESKTOP, PHONE, scrolls_sideways, sign_in, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PUBLIC = [
    "/",
    "/cases/",
    "/cases/?q=承継&region=kanto&sort=near",
    "/cases/?prefecture=okinawa&q=どこにもない",
    "/cases/map/",
    "/cases/map/?q=承継&prefecture=saitama&x=1",
    "/cases/turning-points/",
    "/cases/turning-points/?q=何年&barrier=cannot-act&region=kanto",
    "/cases/turning-points/?q=どこにもない",
    "/cases/the-case/",
    "/cases/similar/",
    "/cases/similar/?barrier=cannot-act&prefecture=okinawa&employees=500&industry=Z",
    "/cases/similar/?case=the-case",
    "/cases/similar/compare/?barrier=cannot-act&prefecture=okinawa&with=the-case",
    "/about/",
    "/about/barriers/",
    "/knowhow/",
    "/knowhow/asking-questions/",
    "/rubric/",
    "/rubric/1/sheet/",
    "/about-rubric/",
    "/privacy/",
    "/accounts/login/",
    "/accounts/password/reset/",
    "/accounts/signup/",
    "/cases/saved/stop/not-a-token/",
    "/api/v1/docs",
    "/nothing-here/",
]
SIGNED_IN = [
    "/me/",
    "/me/api-tokens/",
    "/organisation/",
    "/accounts/2fa/",
    "/accounts/password/change/",
    "/accounts/email/",
    "/cases/saved/",
    "/cases/saved/new/?q=承継",
    "/cases/saved/bookmarks/",
    "/cases/saved/collections/",
    "/cases/saved/collections/new/",
    "/me/assessments/",
    "/me/assessments/reading/ownership/master/",
    "/me/profile/",
    "/me/profile/hours/",
    "/me/profile/cases/?q=事業承継",
    "/me/profile/conflicts/",
    "/calibration/",
    "/desk/",
    "/desk/board/",
    "/desk/board/?view=list&q=x",
    "/desk/load/",
    "/desk/fairness/",
    "/desk/levels/",
    "/desk/levels/?people=offered&q=x",
    "/desk/engagements/",
    "/desk/engagements/?q=x&phase=closed&people=mine",
    "/desk/engagements/new/",
]


@pytest.fixture
def the_case(site):
    seed_rubric()
    return make_case(
        external_id="the-case",
        title="事業承継を五年かけた地域活性化起業人制度推進協議会の会員企業",
        prefecture="saitama",
        industry="E",
        employees=12,
        barriers=("cannot-act", "nobody-follows"),
        turning_point="あと何年続けますか",
        outcome="売上が伸びた。",
        result="partly",
        grid_stage=3,
        grid_spread=2,
        tags=("事業承継",),
        judged=["barriers", "result"],
    )


def problems(page, url):
    """What is wrong with a page, in words."""
    requested = []
    page.on("request", lambda request: requested.append(request.url))
    page.goto(url)
    origin = "/".join(url.split("/")[:3])
    found = violations(page)
    if scrolls_sideways(page):
        found.append("scrolls sideways")
    return found + [f"third-party request {asked}" for asked in requested if not asked.startswith((origin, "data:"))]


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("width", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_public_page_has_no_problem(open_context, site, the_case, language, width):
    page = open_context(viewport=width).new_page()
    found = {path: problems(page, f"{site}{language}{path}") for path in PUBLIC}
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("width", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_page_of_a_member_has_no_problem(open_context, site, the_case, language, width):
    page = open_context(viewport=width).new_page()
    sign_in(page, site, make_user(role=Role.COORDINATOR, organisation=make_organisation()))
    found = {path: problems(page, f"{site}{language}{path}") for path in SIGNED_IN}
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("width", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_figures_have_no_problem(open_context, site, the_case, language, width):
    take_figures(date(2026, 4, 1))
    take_figures(date(2026, 7, 1))
    page = open_context(viewport=width).new_page()
    sign_in(page, site, make_user(role=Role.EDITOR))
    assert problems(page, f"{site}{language}/desk/figures/") == []


@pytest.mark.parametrize("path", ["/", "/cases/", "/cases/the-case/", "/about/barriers/"])
def test_page_weighs_at_most_100_kilobytes_compressed(page, site, the_case, path):
    """As the production server sends it: everything but images, compressed."""
    answers = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(f"{site}{path}", wait_until="networkidle")
    weights = {
        answer.url: len(gzip.compress(answer.body()))
        for answer in answers
        if "image" not in answer.header_value("content-type")
    }
    assert len(weights) > 5
    assert sum(weights.values()) <= 100_000, weights
