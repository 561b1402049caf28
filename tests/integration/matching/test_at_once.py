"""Several people at the same moment: nobody is booked twice, no seat has two holders."""

import pytest

from platform_site.accounts.models import User
from rubric.engagement.choices import Ending
from rubric.engagement.models import Assignment, Seat
from rubric.engagement.team_actions import end_assignment
from rubric.matching.actions import settle_seats
from rubric.matching.changing.actions import agree, withdraw_change
from rubric.matching.models import Proposal, TermsChange
from rubric.matching.policies import Refusal, Refused
from rubric.matching.proposing.actions import accept, propose, withdraw
from rubric.supporters.models import OfferedMonth
from tests.concurrency import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def accepts(proposal):
    def deed():
        found = Proposal.objects.get(pk=proposal.pk)
        accept(by=found.person, proposal=found)

    return deed


def test_two_coordinators_ask_two_people_for_one_seat(seat, supporters, keeper, terms):
    def asks(person):
        def deed():
            propose(by=User.objects.get(pk=keeper.pk), seat=Seat.objects.get(pk=seat.pk), person=person, terms=terms)

        return deed

    told = at_once(*(asks(person) for person in supporters[:2]), refused=Refused)
    assert sorted(told, key=str) == [None, Refusal.SEAT_TAKEN]
    assert Proposal.objects.open().count() == 1


def test_same_person_accepts_twice_and_is_booked_once(proposal, supporters):
    told = at_once(accepts(proposal), accepts(proposal), refused=Refused)
    assert sorted(told, key=str) == [None, Refusal.ANSWERED]
    assert Assignment.objects.count() == 1
    assert max(OfferedMonth.objects.filter(profile__user=supporters[0]).values_list("booked", flat=True)) == 8


def test_hours_suffice_for_one_of_two_engagements(registered, supporters, keeper, terms):
    proposals = []
    for number in range(2):
        engagement = registered(alias=f"{number}社", company_name=f"会社{number}")
        seat = settle_seats(by=keeper, engagement=engagement).places[0].row
        proposals.append(propose(by=keeper, seat=seat, person=supporters[0], terms=terms))
    OfferedMonth.objects.filter(profile__user=supporters[0]).update(hours=12)
    told = at_once(*map(accepts, proposals), refused=Refused)
    assert sorted(told, key=str) == [None, Refusal.NO_HOURS]
    assert max(OfferedMonth.objects.filter(profile__user=supporters[0]).values_list("booked", flat=True)) == 8


def test_accepted_or_withdrawn_but_never_both(proposal, keeper):
    def withdraws():
        withdraw(by=User.objects.get(pk=keeper.pk), proposal=Proposal.objects.get(pk=proposal.pk))

    told = at_once(accepts(proposal), withdraws, refused=Refused)
    assert sorted(told, key=str) == [None, Refusal.ANSWERED]
    proposal.refresh_from_db()
    assert Assignment.objects.count() == (proposal.state == "accepted")


def agrees(change):
    def deed():
        found = TermsChange.objects.select_related("assignment__person").get(pk=change.pk)
        agree(by=found.assignment.person, change=found)

    return deed


def booked_of(person):
    offered = OfferedMonth.objects.filter(profile__user=person).order_by("month")
    return list(offered.values_list("booked", flat=True)[:6])


def test_change_is_agreed_to_once(change, supporters):
    told = at_once(agrees(change), agrees(change), refused=Refused)
    assert sorted(told, key=str) == [None, Refusal.ANSWERED]
    assert booked_of(supporters[0]) == [0, 8, 12, 12, 12, 0]


def test_change_is_agreed_to_or_withdrawn_but_never_both(change, keeper, supporters):
    def withdraws():
        withdraw_change(by=User.objects.get(pk=keeper.pk), change=TermsChange.objects.get(pk=change.pk))

    told = at_once(agrees(change), withdraws, refused=Refused)
    assert sorted(told, key=str) == [None, Refusal.ANSWERED]
    change.refresh_from_db()
    expected = [0, 8, 12, 12, 12, 0] if change.state == "accepted" else [0, 8, 8, 8, 0, 0]
    assert booked_of(supporters[0]) == expected


def test_change_and_end_of_its_seat_leave_no_hours_behind(change, keeper, supporters):
    def ends():
        assignment = Assignment.objects.get(pk=change.assignment_id)
        end_assignment(by=User.objects.get(pk=keeper.pk), assignment=assignment, why=Ending.TRANSFER)

    told = at_once(agrees(change), ends, refused=Refused)
    assert told[1] is None and told[0] in (None, Refusal.ANSWERED)
    assert not any(booked_of(supporters[0]))


def test_hours_suffice_for_a_change_or_a_proposal(registered, change, supporters, keeper, terms):
    """Both were possible when they were asked for; meanwhile fewer hours are offered."""
    other = settle_seats(by=keeper, engagement=registered(alias="二社", company_name="会社二")).places[0].row
    proposal = propose(by=keeper, seat=other, person=supporters[0], terms=terms)
    OfferedMonth.objects.filter(profile__user=supporters[0]).update(hours=19)
    told = at_once(agrees(change), accepts(proposal), refused=Refused)
    assert sorted(told, key=str) == [None, Refusal.NO_HOURS]
    assert max(booked_of(supporters[0])) <= 19
