"""Two coordinators at the same moment: exactly one of them succeeds, the other is told."""

from datetime import date

import pytest

from platform_site.accounts.models import User
from platform_site.accounts.roles import Role
from rubric.engagement import actions, team_actions
from rubric.engagement.domain.phases import Phase
from rubric.engagement.models import Assignment, Engagement, Seat
from rubric.engagement.policies import Refusal, Refused
from tests.concurrency import at_once
from tests.factories import make_user

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_who_move_a_phase_do_not_both_succeed(engagement, keeper):
    def moves(to, why=""):
        def deed():
            found = Engagement.objects.get(pk=engagement.pk)
            by = User.objects.get(pk=keeper.pk)
            return actions.move(by=by, engagement=found, to=to, seen=Phase.APPROACHED, why=why)

        return deed

    deeds = [moves(Phase.PRE_VISIT), moves(Phase.REFUSED, "辞退")]
    assert sorted(at_once(*deeds, refused=Refused), key=str) == [None, Refusal.MOVED_ON]
    assert engagement.entries.count() == 2


def assigns(seat, person, keeper):
    def deed():
        return team_actions.assign(
            by=User.objects.get(pk=keeper.pk),
            seat=Seat.objects.get(pk=seat.pk),
            person=User.objects.get(pk=person.pk),
            hours_a_month=8,
            starts_on=date(2026, 4, 1),
        )

    return deed


def test_seat_has_one_holder(seats, helper, keeper, home):
    other = make_user(role=Role.SUPPORTER, organisation=home)
    deeds = [assigns(seats[0], person, keeper) for person in (helper, other)]
    assert sorted(at_once(*deeds, refused=Refused), key=str) == [None, Refusal.SEAT_TAKEN]
    assert Assignment.objects.open().count() == 1


def test_person_has_one_seat_in_a_team(seats, helper, keeper):
    deeds = [assigns(seat, helper, keeper) for seat in seats]
    assert sorted(at_once(*deeds, refused=Refused), key=str) == [None, Refusal.IN_TEAM]
    assert Assignment.objects.open().count() == 1
