"""Profiles are seen by the same people who see signed levels; cases only by who may read them."""

from itertools import product

import pytest
from django.contrib.auth.models import AnonymousUser

from platform_site.accounts.models import Membership, User
from platform_site.accounts.roles import Role
from rubric.assessment.models import Offer, Standing
from rubric.supporters import actions
from rubric.supporters.models import SupporterProfile, WorkedOn
from tests.factories import make_case, make_organisation, make_user

pytestmark = pytest.mark.django_db


def sees(user, model=SupporterProfile):
    return model.objects.visible_to(User.objects.get(pk=user.pk)).exists()


@pytest.mark.parametrize(
    ("same", "role", "offered", "is_national"),
    list(product([True, False], [Role.SUPPORTER, Role.COORDINATOR], ["", "one", "other", "all"], [False, True])),
)
def test_profile_is_seen_by_whom_the_levels_are(me, home, profile, sign, same, role, offered, is_national):
    sign(me)
    elsewhere = make_organisation()
    viewer = make_user(role=role, organisation=home if same else elsewhere)
    if is_national:
        Membership.objects.create(user=viewer, organisation=make_organisation(), role=Role.EDITOR)
    if offered:
        Offer.objects.create(
            person=me, organisation={"one": elsewhere, "other": make_organisation(), "all": None}[offered]
        )
    coordinates = role == Role.COORDINATOR and not is_national
    expected = coordinates and (same or offered == "all" or offered == "one")
    assert sees(viewer) is expected
    assert sees(viewer, Standing) is expected


def test_own_profile_is_seen_and_no_outsider_sees_any(me, profile):
    assert sees(me)
    assert not SupporterProfile.objects.visible_to(AnonymousUser()).exists()
    assert not sees(make_user(role=Role.ADMINISTRATOR))
    assert not sees(make_user(is_superuser=True))


def test_claimed_case_is_shown_to_whom_the_case_is(me, home, senior, profile):
    ours = make_case(disclosure="organisation", organisation=home)
    actions.claim_case(by=me, case=ours)
    elsewhere = make_organisation()
    other = make_user(role=Role.COORDINATOR, organisation=elsewhere)
    Offer.objects.create(person=me, organisation=elsewhere)
    assert sees(me, WorkedOn) and sees(senior, WorkedOn)
    assert sees(other) and not sees(other, WorkedOn)
