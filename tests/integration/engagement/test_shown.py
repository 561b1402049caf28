"""What somebody has shown in engagements, on his page: nobody learns more of a company than he may."""

import pytest
from django.urls import reverse
from django.utils import timezone

from platform_site.accounts.roles import Role
from rubric.assessment.offers import offer
from rubric.engagement.choices import Ending, SeatRole
from rubric.engagement.domain.phases import Phase
from rubric.engagement.team_actions import Wanted, end_assignment, set_seats
from rubric.engagement.team_actions import assign as put
from rubric.supporters.actions import save_profile
from tests.factories import make_barrier, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(registered, keeper, helper, move):
    """A company that the helper accompanied to the end; gives his page."""
    make_barrier()
    engagement = registered(industry="E", barriers=["cannot-see"])
    (seat,) = set_seats(by=keeper, engagement=engagement, seats=[Wanted(SeatRole.LEAD)])
    put(by=keeper, seat=seat, person=helper, hours_a_month=8, starts_on=timezone.localdate())
    move(engagement, Phase.HEALTH_CHECK)
    move(engagement, Phase.CLOSED)
    return reverse("supporter", args=[save_profile(by=helper, entered={}, edit=0).pk])


def test_own_coordinator_reads_the_alias_and_goes_there(client, closed, keeper):
    client.force_login(keeper)
    page = client.get(closed).text
    assert "製造業" in page and "壁 cannot-see" in page and "金属加工のA社" in page and "ひみつ" not in page


def test_another_coordinator_to_whom_he_offers_himself_reads_no_alias(client, closed, helper, stranger):
    offer(by=helper, organisations=[stranger.memberships.get().organisation])
    client.force_login(stranger)
    page = client.get(closed).text
    assert "製造業" in page and "壁 cannot-see" in page and "金属加工" not in page and "ひみつ" not in page


def test_nothing_is_shown_by_what_goes_on_or_was_left(client, registered, keeper, home, seats, assign):
    person = make_user(role=Role.SUPPORTER, organisation=home)
    end_assignment(by=keeper, assignment=assign(seats[0], person), why=Ending.CHEMISTRY)
    assign(seats[0], person)
    client.force_login(keeper)
    page = client.get(reverse("supporter", args=[save_profile(by=person, entered={}, edit=0).pk])).text
    assert 'id="shown"' not in page
