"""An organisation with an engagement and three supporters who may be asked; another organisation beside it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from platform_site.accounts.roles import Role
from rubric.assessment.domain.states import State
from rubric.assessment.models import Assessment, Standing
from rubric.engagement import actions as engaging
from rubric.engagement.models import Engagement
from rubric.framework.domain.levels import Level
from rubric.framework.models import RubricElement, RubricVersion
from rubric.framework.seeding import seed_rubric
from rubric.matching.actions import settle_seats
from rubric.matching.changing.actions import NewTerms, propose_change
from rubric.matching.models import PlanRun
from rubric.matching.planning import actions as planning
from rubric.matching.planning.result import read_result
from rubric.matching.proposing.actions import Terms, accept, propose
from rubric.supporters import actions as supporting
from rubric.supporters.domain.months import later, next_months
from tests.factories import make_barrier, make_library, make_organisation, make_user

NAME = "株式会社ひみつ製作所"
HOURS = 20


@pytest.fixture
def home(db):
    make_library()
    make_barrier()
    seed_rubric()
    return make_organisation(name="試験商工会議所")


@pytest.fixture
def keeper(home):
    """Coordinates the responsible body."""
    return make_user(role=Role.COORDINATOR, organisation=home, name="調整 太郎", email="keeper@example.org")


@pytest.fixture
def stranger(home):
    """Coordinates another organisation."""
    return make_user(role=Role.COORDINATOR, organisation=make_organisation(name="よその信用金庫"))


@pytest.fixture
def sign():
    """Lets somebody have signed levels."""

    def one(person, level, *, until=None):
        version = RubricVersion.objects.get()
        assessment = Assessment.objects.create(
            author=person, version=version, state=State.AGREED, submitted_at=timezone.now()
        )
        slugs = RubricElement.objects.values_list("slug", flat=True)
        levels = dict.fromkeys(slugs, int(level))
        return Standing.objects.create(
            assessment=assessment,
            person=person,
            organisation=person.memberships.first().organisation,
            version=version,
            level=level,
            levels=levels,
            own=levels,
            rated=levels,
            signed_on=timezone.localdate(),
            valid_until=until or timezone.localdate() + timedelta(days=700),
        )

    return one


@pytest.fixture
def make_supporter(home, sign):
    """Somebody who may be asked, with hours in the coming twelve months."""

    def one(name, *, level=Level.STARTER, hours=HOURS, organisation=None, **told):
        person = make_user(role=Role.SUPPORTER, organisation=organisation or home, name=name)
        entered = {"base": "saitama", "prefectures": ["saitama"], "industries": ["E"], "languages": ["ja"], **told}
        supporting.save_profile(by=person, entered=entered, edit=0)
        months = next_months(timezone.localdate(), 12)
        if hours:
            supporting.offer_hours(by=person, first_month=months[0], last_month=months[-1], hours=hours)
        if level:
            sign(person, level)
        return person

    return one


@pytest.fixture
def supporters(make_supporter):
    """A Starter, a Master and a Change Maker."""
    return [
        make_supporter("初段 一葉", level=Level.STARTER),
        make_supporter("二段 二葉", level=Level.MASTER),
        make_supporter("四段 四葉", level=Level.CHANGE_MAKER),
    ]


@pytest.fixture
def registered(home, keeper):
    """Registers a company; every field can be given."""

    def one(**fields):
        told = {
            "organisation": home,
            "coordinator": keeper,
            "company_name": NAME,
            "alias": "金属加工のA社",
            "prefecture": "saitama",
            "industry": "E",
            "employees": 12,
            "barriers": ["cannot-see"],
            "wished_start": next_month(),
            "months": 3,
            "hours_a_month": 8,
        }
        return engaging.register(by=keeper, engagement=Engagement(**{**told, **fields}))

    return one


@pytest.fixture
def engagement(registered):
    """A community-rooted small company: one seat, for a Starter or above."""
    return registered()


@pytest.fixture
def seat(engagement, keeper):
    """Its seat, as the policy has it."""
    return settle_seats(by=keeper, engagement=engagement).places[0].row


@pytest.fixture
def terms():
    """Eight hours a month for three months from the next one."""
    start = next_month()
    today = timezone.localdate()
    return Terms(start, later(start, 3) - timedelta(days=1), 8, today + timedelta(days=7), "お力を貸してください。")


@pytest.fixture
def proposal(seat, supporters, keeper, terms):
    """The Starter is asked to take the seat."""
    return propose(by=keeper, seat=seat, person=supporters[0], terms=terms)


@pytest.fixture
def assignment(proposal, supporters):
    """The Starter holds the seat: eight hours a month for three months from the next one."""
    return accept(by=supporters[0], proposal=proposal)


@pytest.fixture
def new_terms():
    """Twelve hours from the second of these months on, and one month longer."""
    start = next_month()
    end = later(start, 4) - timedelta(days=1)
    return NewTerms(later(start, 1), end, 12, timezone.localdate() + timedelta(days=7), "もう少しお願いします。")


@pytest.fixture
def change(keeper, assignment, new_terms):
    return propose_change(by=keeper, assignment=assignment, terms=new_terms)


def next_month() -> date:
    return next_months(timezone.localdate(), 2)[1]


@pytest.fixture
def made(home, keeper, django_capture_on_commit_callbacks):
    """Asks for a plan, and lets the worker make it."""

    def one(*, by=keeper, organisation=home, **asked):
        with django_capture_on_commit_callbacks(execute=True):
            run = planning.start(by=by, organisation=organisation, **asked)
        run.refresh_from_db()
        return run

    return one


@pytest.fixture
def hard(registered):
    """A regional core company: its seat asks for a Change Maker's signed level."""
    return registered(company_name="株式会社中核工業", alias="中核のB社", sales_yen=2_000_000_000)


def lines_of(run):
    return {(engagement, line.number): line for engagement, line in read_result(run.result).lines()}


def named(run):
    return {key: line.person for key, line in lines_of(run).items()}


def waiting(home, **fields):
    return PlanRun.objects.create(organisation=home, **fields)
