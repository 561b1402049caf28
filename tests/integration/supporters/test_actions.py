"""Every write with its audit entry; nothing half done."""

import pytest
from django.core.exceptions import ValidationError

from casebook.taxonomy.models import Barrier
from platform_site.accounts.models import AuditEntry
from platform_site.accounts.roles import Role
from rubric.supporters import actions
from rubric.supporters.models import OfferedMonth, SupporterProfile, WorkedOn
from rubric.supporters.policies import BelowBooked, FullyBooked, Refusal, Refused
from tests.factories import make_barrier, make_case, make_organisation, make_user

pytestmark = pytest.mark.django_db


def audited():
    return list(AuditEntry.objects.order_by("pk").values_list("what", flat=True))


def hours_of(profile):
    rows = OfferedMonth.objects.filter(profile=profile).values_list("hours", "booked")
    return list(rows)


def test_profile_is_saved_with_terms_and_told_without_its_content(me):
    barrier = make_barrier()
    profile = actions.save_profile(
        by=me, entered={"prefectures": ["tokyo"], "barriers": [barrier], "cannot_serve": "夜間"}, edit=0
    )
    profile.refresh_from_db()
    assert (profile.base, profile.prefectures, profile.edit) == ("saitama", ["tokyo"], 1)
    assert list(profile.barriers.all()) == [barrier] and profile.languages == ["ja"]
    entry = AuditEntry.objects.get()
    assert (entry.what, entry.details, entry.by) == ("supporter.profile-saved", {}, me)


def test_profile_saved_meanwhile_is_not_overwritten(me, profile):
    actions.save_profile(by=me, entered={"cannot_serve": "先"}, edit=1)
    with pytest.raises(actions.Overtaken) as error:
        actions.save_profile(by=me, entered={"cannot_serve": "後"}, edit=1)
    assert error.value.profile.cannot_serve == "先"
    assert SupporterProfile.objects.get().cannot_serve == "先" and len(audited()) == 2


def test_unknown_value_saves_nothing(me, profile):
    with pytest.raises(ValidationError):
        actions.save_profile(by=me, entered={"industries": ["Z"], "barriers": Barrier.objects.none()}, edit=1)
    assert SupporterProfile.objects.get().industries == [] and len(audited()) == 1


def test_hours_are_offered_and_offered_anew(me, profile, months):
    actions.offer_hours(by=me, first_month=months[0], last_month=months[2], hours=10)
    actions.offer_hours(by=me, first_month=months[2], last_month=months[3], hours=4)
    assert hours_of(profile) == [(10, 0), (10, 0), (4, 0), (4, 0)]
    assert audited()[-2:] == ["supporter.hours-offered"] * 2


def test_hours_below_what_is_booked_are_refused_with_the_months(me, profile, offered):
    actions.book(profile=profile, months=offered[1:], hours=6)
    with pytest.raises(BelowBooked) as error:
        actions.offer_hours(by=me, first_month=offered[0], last_month=offered[2], hours=5)
    assert error.value.months == {offered[1]: 6, offered[2]: 6}
    assert hours_of(profile) == [(10, 0), (10, 6), (10, 6)]
    actions.offer_hours(by=me, first_month=offered[0], last_month=offered[2], hours=6)
    assert hours_of(profile) == [(6, 0), (6, 6), (6, 6)]


def test_months_backwards_are_refused(me, months):
    with pytest.raises(ValueError, match="before"):
        actions.offer_hours(by=me, first_month=months[1], last_month=months[0], hours=5)


def test_hours_are_booked_in_all_months_or_in_none(me, profile, offered, months):
    actions.book(profile=profile, months=offered[:1], hours=8)
    with pytest.raises(FullyBooked) as error:
        actions.book(profile=profile, months=offered, hours=3)
    assert (error.value.months, error.value.refusal) == ((offered[0],), Refusal.FULLY_BOOKED)
    with pytest.raises(FullyBooked) as error:
        actions.book(profile=profile, months=[*offered[1:], months[3]], hours=3)
    assert error.value.months == (months[3],)
    assert hours_of(profile) == [(10, 8), (10, 0), (10, 0)]


def test_booked_hours_are_given_back_and_never_more(me, profile, offered):
    actions.book(profile=profile, months=offered, hours=6)
    actions.release(profile=profile, months=offered[:2], hours=4)
    assert hours_of(profile) == [(10, 2), (10, 2), (10, 6)]
    with pytest.raises(ValueError, match="fewer"):
        actions.release(profile=profile, months=offered, hours=3)
    assert hours_of(profile) == [(10, 2), (10, 2), (10, 6)]


@pytest.mark.parametrize("hours", [0, -1])
def test_no_hours_can_neither_be_booked_nor_given_back(profile, offered, hours):
    for deed in (actions.book, actions.release):
        with pytest.raises(ValueError, match="1 or more"):
            deed(profile=profile, months=offered, hours=hours)


def test_case_is_claimed_once_and_taken_back(me, profile):
    case = make_case(external_id="the-case")
    claim = actions.claim_case(by=me, case=case)
    assert actions.claim_case(by=me, case=case) == claim
    actions.unclaim_case(by=me, worked_on=claim)
    assert not WorkedOn.objects.exists()
    assert audited()[1:] == ["supporter.case-claimed", "supporter.case-unclaimed"]
    assert AuditEntry.objects.filter(details={"case": "the-case"}).count() == 2


@pytest.mark.parametrize("hidden", ["draft", "elsewhere"])
def test_case_that_he_may_not_read_cannot_be_claimed(me, hidden):
    fields = (
        {"live": False} if hidden == "draft" else {"disclosure": "organisation", "organisation": make_organisation()}
    )
    with pytest.raises(Refused) as error:
        actions.claim_case(by=me, case=make_case(**fields))
    assert error.value.refusal == Refusal.NO_CASE and not WorkedOn.objects.exists()


def test_claim_of_another_person_is_not_mine_to_take_back(me, profile):
    claim = actions.claim_case(by=me, case=make_case())
    with pytest.raises(WorkedOn.DoesNotExist):
        actions.unclaim_case(by=make_user(role=Role.SUPPORTER), worked_on=claim)
    assert WorkedOn.objects.exists()
