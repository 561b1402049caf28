"""Two people at the same moment: exactly one of them succeeds."""

import pytest

from platform_site.accounts import actions
from platform_site.accounts.models import Invitation, Membership, User
from platform_site.accounts.policies import Refusal, Refused
from platform_site.accounts.roles import Role
from tests.concurrency import at_once
from tests.factories import make_invitation, make_organisation, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def test_accepting_twice_makes_one_person():
    invitation = make_invitation()

    def accept():
        found = Invitation.objects.get(pk=invitation.pk)
        actions.accept_invitation(by=None, invitation=found, name="花子", password="long and safe")

    assert sorted(at_once(*[accept] * 4, refused=Refused), key=str) == [None, *[Refusal.ACCEPTED] * 3]
    assert User.objects.count() == Membership.objects.count() == 1


def test_two_administrators_are_not_both_removed():
    organisation = make_organisation()
    people = [make_user(role=Role.ADMINISTRATOR, organisation=organisation) for _ in range(2)]

    def remove(whom: User):
        return lambda: actions.remove_membership(by=None, membership=Membership.objects.get(user=whom))

    assert sorted(at_once(*map(remove, people), refused=Refused), key=str) == [None, Refusal.LAST_ADMINISTRATOR]
    assert Membership.objects.administrators().count() == 1
