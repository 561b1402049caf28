"""Seats, and who holds them."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from platform_site.accounts.roles import Role
from rubric.assessment.domain.strength import Strength
from rubric.engagement import team_actions
from rubric.engagement.choices import Ending, SeatRole
from rubric.engagement.domain.phases import Phase
from rubric.engagement.models import Assignment, Engagement, Seat
from rubric.engagement.policies import Refusal, Refused
from rubric.engagement.team_actions import Wanted
from rubric.framework.domain.levels import Level
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def refusal(deed):
    with pytest.raises(Refused) as refused:
        deed()
    return refused.value.refusal


@pytest.fixture
def other(home):
    return make_user(role=Role.SUPPORTER, organisation=home)


def test_seats_are_set_changed_put_in_order_and_given_up(engagement, keeper, seats):
    lead, recorder = seats
    wanted = [
        Wanted(SeatRole.EXPERT, Level.MASTER, {"thinking": 3}, Strength.SIGNED),
        Wanted(SeatRole.LEAD, Level.CHANGE_MAKER, pk=lead.pk),
    ]
    expert, changed = team_actions.set_seats(by=keeper, engagement=engagement, seats=wanted)
    assert list(engagement.seats.wanted()) == [expert, lead]
    assert (changed.minimum_level, expert.minimum_elements, expert.strength) == (4, {"thinking": 3}, Strength.SIGNED)
    assert not Seat.objects.filter(pk=recorder.pk).exists()


def test_held_seat_is_not_given_up_and_one_with_a_past_is_kept_for_the_record(
    engagement, keeper, seats, assign, helper
):
    assignment = assign(seats[0], helper)
    assert refusal(lambda: team_actions.set_seats(by=keeper, engagement=engagement, seats=[])) is Refusal.SEAT_HELD
    team_actions.end_assignment(by=keeper, assignment=assignment, why=Ending.TRANSFER)
    team_actions.set_seats(by=keeper, engagement=engagement, seats=[])
    assert [seat.pk for seat in engagement.seats.all()] == [seats[0].pk]
    assert not engagement.seats.wanted().exists()
    assert refusal(lambda: assign(seats[0], helper)) is Refusal.SEAT_GONE


def test_seat_of_another_engagement_cannot_be_set(registered, engagement, keeper, seats):
    elsewhere = registered(company_name="別の会社", alias="B社")
    wanted = [Wanted(SeatRole.LEAD, pk=seats[0].pk)]
    assert refusal(lambda: team_actions.set_seats(by=keeper, engagement=elsewhere, seats=wanted)) is Refusal.SEAT_GONE


def test_holder_sees_the_engagement_until_the_assignment_ends(engagement, keeper, seats, assign, helper):
    assignment = assign(seats[0], helper)
    assert assignment.engagement == engagement
    assert Engagement.objects.visible_to(helper).get() == engagement
    assert not Engagement.objects.kept_by(helper).exists()
    ended = team_actions.end_assignment(by=keeper, assignment=assignment, why=Ending.CHEMISTRY, note="相性")
    assert (ended.ended_why, ended.ended_note) == ("chemistry", "相性")
    assert not Engagement.objects.visible_to(helper).exists()
    assert assign(seats[0], helper).pk != assignment.pk


def test_seat_and_person_must_be_free(seats, assign, helper, other):
    assign(seats[0], helper)
    assert refusal(lambda: assign(seats[0], other)) is Refusal.SEAT_TAKEN
    assert refusal(lambda: assign(seats[1], helper)) is Refusal.IN_TEAM


def test_nobody_without_a_post_is_put_into_a_team(seats, assign, other):
    other.memberships.all().delete()
    assert refusal(lambda: assign(seats[0], other)) is Refusal.NO_MEMBER


def test_nobody_is_put_into_the_team_of_what_has_ended(engagement, seats, assign, helper, move):
    move(engagement, Phase.DECLINED, why="範囲外")
    assert refusal(lambda: assign(seats[0], helper)) is Refusal.ENDED


def test_assignment_ends_once_and_with_a_reason(keeper, seats, assign, helper):
    assignment = assign(seats[0], helper)
    end = team_actions.end_assignment
    assert refusal(lambda: end(by=keeper, assignment=assignment, why="")) is Refusal.NO_ENDING
    end(by=keeper, assignment=assignment, why=Ending.COMPLETED)
    assert refusal(lambda: end(by=keeper, assignment=assignment, why=Ending.OTHER)) is Refusal.ENDED_ALREADY


def test_only_coordinators_of_the_body_staff(engagement, seats, assign, helper, stranger):
    assignment = assign(seats[0], helper)
    deeds = [
        lambda by: team_actions.set_seats(by=by, engagement=engagement, seats=[]),
        lambda by: team_actions.assign(by=by, seat=seats[1], person=by, hours_a_month=1, starts_on=date(2026, 1, 1)),
        lambda by: team_actions.end_assignment(by=by, assignment=assignment, why=Ending.OTHER),
    ]
    for by in (helper, stranger):
        for deed in deeds:
            with pytest.raises(PermissionDenied):
                deed(by)


def test_room_that_has_checked_who_may_places_somebody_itself(seats, helper):
    placed = team_actions.place(
        by=helper, seat=seats[0], person=helper, hours_a_month=6, starts_on=date(2026, 4, 1), ends_on=date(2026, 9, 30)
    )
    assert list(Assignment.objects.open()) == [placed]


def test_vacant_seats_are_those_of_engagements_under_way(engagement, seats, assign, helper, move):
    assign(seats[0], helper)
    assert list(Seat.objects.vacant()) == [seats[1]]
    move(engagement, Phase.SUSPENDED, why="繁忙期")
    assert not Seat.objects.vacant().exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"ended_why": "other"},
        {"ended_at": timezone.now()},
        {"ends_on": date(2026, 3, 31)},
        {"hours_a_month": 0},
    ],
)
def test_database_refuses_an_assignment_that_makes_no_sense(seats, assign, helper, wrong):
    assignment = assign(seats[0], helper)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.filter(pk=assignment.pk).update(**wrong)


@pytest.mark.parametrize("clash", ["seat", "person"])
def test_database_knows_one_holder_a_seat_and_one_seat_a_person(seats, assign, helper, other, clash):
    assign(seats[0], helper)
    seat, person = (seats[0], other) if clash == "seat" else (seats[1], helper)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(seat=seat, person=person, hours_a_month=1, starts_on=date(2026, 4, 1))
