"""The seats that somebody holds or held, in the file of his own record."""

from datetime import date, datetime
from io import BytesIO

import pytest
from django.utils import timezone
from django.utils.translation import gettext
from openpyxl import load_workbook

from platform_site.accounts.roles import Role
from rubric.engagement import team_actions
from rubric.engagement.choices import Ending
from tests.factories import make_user
from tests.integration.engagement.conftest import NAME

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(client):
    """The rows of the sheet, as the person downloads them."""

    def by(user):
        client.force_login(user)
        book = load_workbook(BytesIO(client.get("/me/assessments/record.xlsx").content))
        assert NAME not in str([list(sheet.values) for sheet in book])
        return list(book[gettext("Seats in teams")].iter_rows(min_row=2, values_only=True))

    return by


def test_own_seats_are_told_by_the_alias_with_role_days_and_hours(seats, helper, keeper, assign, held):
    left = assign(seats[0], helper, starts_on=date(2025, 4, 1), ends_on=date(2026, 3, 31))
    at = timezone.make_aware(datetime(2025, 9, 30, 12))
    team_actions.end_assignment(by=keeper, assignment=left, why=Ending.CHEMISTRY, note="内緒の事情", at=at)
    assign(seats[1], helper, hours_a_month=4)
    alias = seats[0].engagement.alias
    assert held(helper) == [
        (alias, seats[1].get_role_display(), "2026-04-01", None, 4),
        (alias, seats[0].get_role_display(), "2025-04-01", "2025-09-30", 8),
    ]


def test_last_day_that_was_agreed_on_is_told(seats, helper, assign, held):
    assign(seats[0], helper, ends_on=date(2027, 3, 31))
    assert held(helper)[0][3] == "2027-03-31"


@pytest.mark.parametrize("role", [Role.SUPPORTER, Role.COORDINATOR])
def test_seats_of_others_are_not_told(seats, helper, home, assign, held, role):
    assign(seats[0], helper)
    assert held(make_user(role=role, organisation=home)) == []
