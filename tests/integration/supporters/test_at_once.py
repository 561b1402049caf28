"""Hours are never booked twice, however many book at the same moment."""

import pytest

from rubric.supporters import actions
from rubric.supporters.models import OfferedMonth, SupporterProfile
from rubric.supporters.policies import Refusal, Refused
from tests.concurrency import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def booking(profile, months, hours):
    def deed():
        actions.book(profile=SupporterProfile.objects.get(pk=profile.pk), months=months, hours=hours)

    return deed


def booked(profile):
    return list(OfferedMonth.objects.filter(profile=profile).values_list("booked", flat=True))


def test_of_three_bookings_that_do_not_fit_together_one_is_kept(profile, offered):
    deeds = [booking(profile, offered, 6)] * 3
    assert sorted(at_once(*deeds, refused=Refused), key=str) == [None, Refusal.FULLY_BOOKED, Refusal.FULLY_BOOKED]
    assert booked(profile) == [6, 6, 6]


def test_bookings_of_overlapping_months_are_whole_or_nothing(profile, offered):
    deeds = [booking(profile, offered[:2], 6), booking(profile, tuple(reversed(offered[1:])), 6)]
    assert sorted(at_once(*deeds, refused=Refused), key=str) == [None, Refusal.FULLY_BOOKED]
    assert booked(profile) in ([6, 6, 0], [0, 6, 6])


def test_bookings_that_fit_are_all_kept(profile, offered):
    assert at_once(*[booking(profile, offered, 3)] * 3, refused=Refused) == [None, None, None]
    assert booked(profile) == [9, 9, 9]


def test_offer_is_not_lowered_under_a_booking(me, profile, offered):
    def lower():
        actions.offer_hours(by=me, first_month=offered[0], last_month=offered[2], hours=4)

    said = at_once(booking(profile, offered, 6), lower, refused=Refused)
    assert said in ([None, Refusal.BELOW_BOOKED], [Refusal.FULLY_BOOKED, None])
    rows = OfferedMonth.objects.filter(profile=profile).values_list("hours", "booked")
    assert set(rows) in ({(10, 6)}, {(4, 0)})


def test_two_first_savings_make_one_profile(me):
    def save():
        try:
            actions.save_profile(by=me, entered={"online": True}, edit=0)
        except actions.Overtaken:
            raise Refused(Refusal.NO_CASE) from None

    assert sorted(at_once(save, save, refused=Refused), key=str) == [None, Refusal.NO_CASE]
    assert SupporterProfile.objects.get().edit == 1
