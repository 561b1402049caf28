"""Several people at the same moment: nobody is booked twice, no seat has two holders."""

import pytest

from platform_site.accounts.models import User
from rubric.engagement.models import Assignment, Seat
from rubric.matching.actions import settle_seats
from rubric.matching.models import Proposal
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
