"""Two organisations, and an engagement of one of them with a team."""

from datetime import date

import pytest

from platform_site.accounts.roles import Role
from rubric.engagement import actions, team_actions
from rubric.engagement.choices import SeatRole
from rubric.engagement.domain.phases import Phase
from rubric.engagement.models import Engagement
from rubric.engagement.team_actions import Wanted
from tests.factories import make_library, make_organisation, make_user

NAME = "株式会社ひみつ製作所"


@pytest.fixture
def home(db):
    make_library()
    return make_organisation(name="試験商工会議所")


@pytest.fixture
def keeper(home):
    """Coordinates the responsible body."""
    return make_user(role=Role.COORDINATOR, organisation=home, name="調整 太郎")


@pytest.fixture
def helper(home):
    """A supporter of the responsible body."""
    return make_user(role=Role.SUPPORTER, organisation=home, name="支援 花子")


@pytest.fixture
def stranger(db):
    """Coordinates another organisation."""
    return make_user(role=Role.COORDINATOR, organisation=make_organisation(name="よその信用金庫"))


@pytest.fixture
def registered(home, keeper):
    """Registers a company; every field can be given."""

    def one(**fields):
        fields.setdefault("company_name", NAME)
        fields.setdefault("alias", "金属加工のA社")
        engagement = Engagement(**{"organisation": home, "coordinator": keeper, **fields})
        return actions.register(by=keeper, engagement=engagement)

    return one


@pytest.fixture
def engagement(registered):
    return registered()


@pytest.fixture
def seats(engagement, keeper):
    """A lead and a recorder are wanted."""
    wanted = [Wanted(SeatRole.LEAD), Wanted(SeatRole.RECORDER)]
    return team_actions.set_seats(by=keeper, engagement=engagement, seats=wanted)


@pytest.fixture
def assign(keeper):
    """Puts somebody into a seat."""

    def one(seat, person, **fields):
        fields.setdefault("hours_a_month", 8)
        fields.setdefault("starts_on", date(2026, 4, 1))
        return team_actions.assign(by=keeper, seat=seat, person=person, **fields)

    return one


@pytest.fixture
def move(keeper):
    """Changes the phase of an engagement as it stands."""

    def one(engagement, to, **said):
        engagement.refresh_from_db()
        return actions.move(by=keeper, engagement=engagement, to=to, seen=Phase(engagement.phase), **said)

    return one
